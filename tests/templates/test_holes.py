"""Text that people typed reads in Slack as they typed it, and is nothing but text."""

import pytest

from bot.holes import cleaned, filled, trusted, typed, words


def mrkdwn(text: str) -> str:
    shown: str = filled({"blocks": [{"type": "mrkdwn", "text": text}]})["blocks"][0]["text"]
    return shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<!channel> <!here> <!everyone>", "&lt;!channel&gt; &lt;!here&gt; &lt;!everyone&gt;"),
        ("<@U012AB3CD>", "&lt;@U012AB3CD&gt;"),
        ("<https://example.com|Slack>", "&lt;https://example.com|Slack&gt;"),
        ("<!date^0^{date}|now>", "&lt;!date^0^{date}|now&gt;"),
        ("@here #general", "@here #general"),
        ("&amp; & &lt;", "&amp;amp; &amp; &amp;lt;"),
        ("*now* ~5k, was ~7k `x`", "∗now∗ ∼5k, was ∼7k ˋxˋ"),
        ("_soon_ __init__", "ˍsoonˍ ˍˍinitˍˍ"),
        ("p95_latency_ms", "p95_latency_ms"),
        ("> 5 days", "› 5 days"),
        ("5 > 4", "5 &gt; 4"),
        (":tada: 100 %", ":tada: 100 %"),
    ],
)
def test_what_was_typed_is_no_markup_in_mrkdwn(text: str, shown: str) -> None:
    assert mrkdwn(typed(text)) == shown


@pytest.mark.parametrize("place", ["plain_text", "raw_text"])
def test_what_was_typed_stays_as_it_is_outside_of_mrkdwn(place: str) -> None:
    hostile = "<!channel> & *now* _a_ `b`\n> c"

    payload = filled({"cell": {"type": place, "text": typed(hostile), "value": [typed(hostile)]}})

    assert payload == {"cell": {"type": place, "text": hostile, "value": [hostile]}}


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ("{}", "one\n› two\n∗"),
        ("*{}*", "*one &gt; two ∗*"),
        ("> {}", "> one\n> &gt; two\n> ∗"),
        ("&gt; {}", "&gt; one\n> &gt; two\n> ∗"),
        ("• {}", "• one\n  &gt; two\n  ∗"),
        ("first\n  12. {}\nlast", "first\n  12. one\n      &gt; two\n      ∗\nlast"),
        ("> {} (Ada)", "> one &gt; two ∗ (Ada)"),
    ],
)
def test_a_line_break_does_not_leave_its_bold_quote_or_bullet(template: str, shown: str) -> None:
    assert mrkdwn(template.format(typed("one\n> two\n*"))) == shown


def test_a_quote_of_a_translated_sentence_goes_on() -> None:
    note = words("> ") + typed("") + typed("one\r\ntwo\u2028three")

    assert mrkdwn(note) == "&gt; one\n> two\n> three"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a\u202eb\u2066c\u200b\u00ad\ufeff", "abc"),
        ("a\x00\x1b[31m\x7f\x9b", "a[31m"),
        ("\ufdd0\ufdd1\ufdd2\ufdd3\ufdd4\uffff", ""),
        ("\ud83d", ""),
        ("tab\tand\rlines\r\n", "tab\tand\nlines\n"),
        ("👩\u200d💻 می\u200cخواهم \u200fשלום\u200e", "👩\u200d💻 می\u200cخواهم \u200fשלום\u200e"),
        ("1\u202f000\u00a0€", "1\u202f000\u00a0€"),
    ],
)
def test_only_what_misleads_is_removed(text: str, left: str) -> None:
    assert cleaned(text) == left


def test_marks_of_holes_cannot_be_typed() -> None:
    forged = typed("\ufdd2<!channel>\ufdd3x\ufdd4")

    assert mrkdwn(forged) == "&lt;!channel&gt;x"


def test_mrkdwn_with_a_hole_is_verbatim_and_other_mrkdwn_is_not_touched() -> None:
    payload = filled(
        {
            "blocks": [
                {"type": "mrkdwn", "text": f"*{typed('a')}*"},
                {"type": "mrkdwn", "text": typed("a"), "verbatim": False},
                {"type": "mrkdwn", "text": "<https://example.com>"},
                {"type": "markdown", "text": typed("<a>")},
            ]
        }
    )

    assert payload == {
        "blocks": [
            {"type": "mrkdwn", "text": "*a*", "verbatim": True},
            {"type": "mrkdwn", "text": "a", "verbatim": False},
            {"type": "mrkdwn", "text": "<https://example.com>"},
            {"type": "markdown", "text": "&lt;a&gt;"},
        ]
    }


def test_the_text_of_a_message_is_mrkdwn() -> None:
    assert filled({"text": typed("<!here>"), "ts": typed("<")}) == {
        "text": "&lt;!here&gt;",
        "ts": "<",
    }


def test_markup_that_needs_mrkdwn_is_refused_in_plain_text() -> None:
    with pytest.raises(ValueError, match="<@U1> is only understood in mrkdwn"):
        filled({"title": {"type": "plain_text", "text": trusted("<@U1>")}})
