"""Templates become Block Kit, whatever is in their holes."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from jinja2 import DictLoader, TemplateNotFound, UndefinedError

from bot.render import Renderer, list_templates, render


def shown(source: str, locale: str = "en-US", /, **values: object) -> Any:
    """What stands in `value`, a place for plain text, when the template's hole is there."""
    return rendered(f'{{"value": "{source}"}}', locale, **values)["value"]


def shown_in_mrkdwn(source: str, locale: str = "en-US", /, **values: object) -> Any:
    return rendered(f'{{"text": "{source}"}}', locale, **values)["text"]


def rendered(
    source: str, locale: str = "en-US", partial: str = "", /, **values: object
) -> dict[str, Any]:
    files = {"example.json.j2": source, "partials/lines.json.j2": partial}
    return Renderer(DictLoader(files)).render("example", locale, **values)


@pytest.mark.parametrize(
    "text",
    [
        'He said "no" \\ "yes"',
        "one\ntwo\tthree",
        "<!channel> &amp; </script>",
        "{{ 7*7 }} {% raw %} {# note #}",
        '"}], "blocks": [',
        "a,] b, }",
        "&" * 3000,
        "%(name)s %s %%",
        "\\u0022 \\n",
        "Grüße 👩\u200d💻",
    ],
)
def test_typed_text_survives_unchanged(text: str) -> None:
    assert shown("{{ text }}", text=text) == text


def test_every_place_is_escaped_as_it_needs() -> None:
    payload = rendered(
        """{"text": "{{ title }}", "blocks": [
          {"type": "section", "text": {"type": "mrkdwn", "text": "*{{ title }}*"}},
          {"type": "header", "text": {"type": "plain_text", "text": "{{ title }}"}},
          {"type": "input", "element": {"initial_value": "{{ title }}"}},
        ]}""",
        title='R&D "<!here>"',
    )

    assert payload == {
        "text": 'R&amp;D "&lt;!here&gt;"',
        "blocks": [
            {
                "type": "section",
                "text": {
                    "type": "mrkdwn",
                    "text": '*R&amp;D "&lt;!here&gt;"*',
                    "verbatim": True,
                },
            },
            {"type": "header", "text": {"type": "plain_text", "text": 'R&D "<!here>"'}},
            {"type": "input", "element": {"initial_value": 'R&D "<!here>"'}},
        ],
    }


def test_trailing_commas_are_dropped_outside_of_strings_only() -> None:
    payload = rendered(
        '{"a,]": ["x,]", "\\",}", {% for item in items %}"{{ item }}", {% endfor %}],'
        ' "b": {"c": 1,\n},}',
        items=["1,]", ",", "\\"],
    )

    assert payload == {"a,]": ["x,]", '",}', "1,]", ",", "\\"], "b": {"c": 1}}


def test_a_stray_quote_is_an_error_and_not_repaired() -> None:
    with pytest.raises(ValueError, match="Extra data"):
        rendered('{"a": 1}"')


def test_macros_of_partials_are_escaped_once() -> None:
    payload = rendered(
        '{% from "partials/lines.json.j2" import line, block %}'
        '{"text": "{% for item in items %}{{ line(item, loop.index) }}\\n{% endfor %}",'
        ' "blocks": [{{ block(items[0]) }},]}',
        "de",
        "{% macro line(item, n) %}"
        '{{ n }}. {{ _("Done: %(item)s", item=item) }}{% endmacro %}'
        '{% macro block(item) %}{"value": "{{ item }}", "n": {{ 0.5|percent|json }}}{% endmacro %}',
        items=["A & B", 'C"'],
    )

    assert payload == {
        "text": '1. Done: A &amp; B\n2. Done: C"\n',
        "blocks": [{"value": "A & B", "n": "50\u00a0%"}],
    }


def test_the_result_of_a_macro_can_be_a_value_of_a_sentence() -> None:
    source = (
        "{% macro both(a, b) %}{{ a }} & {{ b }}{% endmacro %}"
        '{"text": "{{ _("For %(who)s", who=both(x, y)) }}"}'
    )

    assert rendered(source, x='"<', y="\\") == {"text": 'For "&lt; & \\'}


def test_sentences_are_translated_and_their_values_are_holes() -> None:
    source = """{{ _('{date_short_pretty} at {time}') }} {{ _('50 % & <b> %(title)s', title=t) }}"""

    text = shown_in_mrkdwn(source, "de-AT", t="<!here> %(x)s")

    assert text == "{date_short_pretty} um {time} 50 % &amp; &lt;b&gt; &lt;!here&gt; %(x)s"


@pytest.mark.parametrize(("number", "text"), [(1, "1 step"), (0, "0 steps"), (1200, "1,200 steps")])
def test_plural_forms_follow_the_number(number: int, text: str) -> None:
    source = "{{ ngettext('%(number)s step', '%(number)s steps', number) }}"

    assert shown(source, number=number) == text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ user|mention }}", "<@U012AB3CD>"),
        ("{{ room|channel }}", "<#C012AB3CD>"),
        ("{{ title|link('https://x.org/?a=1&b=2') }}", "<https://x.org/?a=1&amp;b=2|A &gt; B>"),
        (
            "{{ at|when }}",
            "<!date^1790845200^{date_short_pretty} at {time}|Oct 1, 2026 9:00\u202fAM UTC>",
        ),
        ("{{ [user, user]|map('mention')|join(' & ') }}", "<@U012AB3CD> &amp; <@U012AB3CD>"),
        ("{{ [title, '<!here>']|join }}", "A &gt; B, &lt;!here&gt;"),
        ("{{ _('Thanks, %(who)s', who=user|mention) }}", "Thanks, <@U012AB3CD>"),
    ],
)
def test_markup_comes_from_filters_alone(source: str, text: str) -> None:
    text_shown = shown_in_mrkdwn(
        source,
        user="U012AB3CD",
        room="C012AB3CD",
        title="A > B",
        at=datetime(2026, 10, 1, 11, tzinfo=timezone(timedelta(hours=2))),
    )

    assert text_shown == text


@pytest.mark.parametrize(
    "source",
    [
        "{{ '!channel'|mention }}",
        "{{ 'C1|x> <!here'|channel }}",
        "{{ 'a'|link('javascript:alert(1)') }}",
        "{{ 'a'|link('https://x.org|<!here>') }}",
    ],
)
def test_markup_filters_refuse_what_they_do_not_know(source: str) -> None:
    with pytest.raises(ValueError, match="is not what this filter takes"):
        shown_in_mrkdwn(source)


def test_links_and_moments_are_readable_in_plain_text() -> None:
    source = "{{ 'A & B'|link('https://x.org') }} {{ at|when }}"

    text = shown(source, "de", at=datetime(2026, 10, 1, 9, tzinfo=UTC))

    assert text == "A & B 01.10.2026 09:00 UTC"


@pytest.mark.parametrize(
    ("text", "length", "left"),
    [
        ("&&&&", 4, "&&&&"),
        ("&&&&", 3, "&&…"),
        ("a\u202eb\u202ecd", 4, "abcd"),
        ("one\ntwo", 7, "one two"),
    ],
)
def test_text_is_shortened_to_one_line_as_it_is_shown(text: str, length: int, left: str) -> None:
    assert shown("{{ text|shorten(length) }}", text=text, length=length) == left


@pytest.mark.parametrize(
    ("fraction", "drawn"),
    [
        (Decimal(0), "▱▱▱▱▱▱▱▱▱▱"),
        (Decimal("0.676"), "▰▰▰▰▰▰▱▱▱▱"),
        (Decimal("0.999"), "▰▰▰▰▰▰▰▰▰▱"),
        (Decimal("1.4"), "▰▰▰▰▰▰▰▰▰▰"),
        (Decimal("-0.2"), "▱▱▱▱▱▱▱▱▱▱"),
        (None, ""),
    ],
)
def test_a_bar_is_full_only_when_all_is_done(fraction: Decimal | None, drawn: str) -> None:
    assert shown("{{ fraction|bar }}", fraction=fraction) == drawn


def test_filters_write_by_the_locale_of_this_render() -> None:
    renderer = Renderer(DictLoader({"x.json.j2": '{"value": "{{ 1234.5|value("EUR") }}"}'}))

    values = [renderer.render("x", locale)["value"] for locale in ("en-US", "de-DE", "de-CH")]

    assert values == ["€1,234.50", "1.234,50\u00a0€", "EUR\u00a01’234.50"]


def test_values_are_written_by_filters() -> None:
    source = (
        "{{ n|number }} {{ f|percent }} {{ n|value('%') }} "
        "{{ d|date }} {{ d|weekday }} {{ t|time }}"
    )

    text = shown(source, "de", n=Decimal("1234.50"), f=0.676, d=date(2026, 10, 1), t=time(9))

    assert text == "1.234,5 68\u00a0% 1.234,5\u00a0% 01.10.2026 Donnerstag 09:00"


def test_nothing_is_a_dash() -> None:
    source = (
        "{{ x|number }}{{ x|percent }}{{ x|value('EUR') }}{{ x|date }}{{ x|weekday }}{{ x|time }}"
    )

    assert shown(source, x=None) == "––––––"


def test_json_writes_a_structure_and_escapes_it_by_place() -> None:
    payload = rendered(
        '{"blocks": {{ blocks|json }}, "focus": {{ focus|json }}}',
        blocks=[{"type": "mrkdwn", "text": "<!here>"}, {"value": '<"', "n": 1.5, "no": None}],
        focus=True,
    )

    assert payload == {
        "blocks": [
            {"type": "mrkdwn", "text": "&lt;!here&gt;", "verbatim": True},
            {"value": '<"', "n": 1.5, "no": None},
        ],
        "focus": True,
    }


def test_a_place_whose_type_comes_from_a_hole_is_known_as_well() -> None:
    payload = rendered('{"a": {"type": "{{ kind }}", "text": "{{ x }}"}}', kind="mrkdwn", x="<")

    assert payload == {"a": {"type": "mrkdwn", "text": "&lt;", "verbatim": True}}


@pytest.mark.parametrize("value", [None, True, 1.5, Decimal(1), date(2026, 1, 1), [1]])
def test_a_value_that_needs_a_filter_is_refused_without_one(value: object) -> None:
    with pytest.raises(TypeError, match="without a filter"):
        shown("{{ value }}", value=value)


@pytest.mark.parametrize("name", ["safe", "tojson", "escape", "format"])
def test_no_filter_gets_around_the_escaping(name: str) -> None:
    with pytest.raises(Exception, match=f"No filter named '{name}'"):
        shown(f"{{{{ 'x'|{name} }}}}")


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        shown("{{ missing }}")


def test_a_missing_template_is_an_error() -> None:
    with pytest.raises(TemplateNotFound):
        render("messages/none", "en")


def test_templates_are_listed_without_partials() -> None:
    files = {"modals/b.json.j2": "", "messages/a.json.j2": "", "partials/c.json.j2": ""}

    assert Renderer(DictLoader(files)).list_templates() == ["messages/a", "modals/b"]


def test_our_own_templates_are_found() -> None:
    assert isinstance(list_templates(), list)
