"""What people typed is made to fit without tearing anything apart."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.shortening import chunked, sent_length, shorten

texts = st.text(st.sampled_from("ab &<>\n\u0301\u200d👩👍🏽🇦🇹\ufe0f"), max_size=40)
words = texts.map(lambda text: "".join(text.split()))


@pytest.mark.parametrize(
    ("text", "limit", "left"),
    [
        ("confidence", 10, "confidence"),
        ("confidence", 9, "confiden…"),
        ("confidence", 1, "…"),
        ("word and word", 6, "word…"),
        ("one\n two\tthree ", 20, "one two three"),
        ("&&&&", 4, "&&&&"),
        ("&&&&", 3, "&&…"),
        ("ab👩\u200d👩\u200d👧c", 6, "ab…"),
        ("ab👍🏽cd", 4, "ab…"),
        ("ab❤\ufe0fcd", 4, "ab…"),
        ("a🇦🇹🇩🇪b", 5, "a🇦🇹…"),
        ("a🏴\U000e0067\U000e007fbc", 4, "a…"),
        ("ae\u0301x", 3, "a…"),
        ("\u0301\u0301\u0301", 2, "…"),
        ("", 3, ""),
    ],
)
def test_text_is_cut_between_the_characters_that_people_see(
    text: str, limit: int, left: str
) -> None:
    assert shorten(text, limit, measured=len) == left


@pytest.mark.parametrize(
    ("text", "limit", "left"),
    [
        ("R&D", 7, "R&D"),
        ("R&D", 6, "R…"),
        ("&&&&", 20, "&&&&"),
        ("&&&&", 19, "&&&…"),
        ("a<b>c", 11, "a<b>c"),
        ("a<b>c", 10, "a<b…"),
        ("&", 4, "…"),
    ],
)
def test_characters_count_as_they_are_sent(text: str, limit: int, left: str) -> None:
    assert shorten(text, limit) == left


@given(texts, st.integers(1, 60))
def test_what_is_left_fits_and_is_how_the_text_begins(text: str, limit: int) -> None:
    left = shorten(text, limit)

    assert sent_length(left) <= limit
    assert " ".join(text.split()).startswith(left.removesuffix("…"))


@given(words, st.integers(1, 60))
def test_no_cut_leaves_an_accent_behind(text: str, limit: int) -> None:
    left = shorten(text, limit).removesuffix("…")

    rest = text[len(left) :]
    assert left in ("", text) or not unicodedata.category(rest[0]).startswith("M")


@pytest.mark.parametrize(
    ("text", "length"), [("abc", 3), ("&", 5), ("<>", 8), ("a & b", 9), ("", 0)]
)
def test_sent_length_counts_entities(text: str, length: int) -> None:
    assert sent_length(text) == length


@pytest.mark.parametrize(
    ("lines", "groups"),
    [
        ([], []),
        (["aa", "bb"], [("aa", "bb")]),
        (["aa", "bbb"], [("aa",), ("bbb",)]),
        (["a", "bbbbbbbb", "c"], [("a",), ("bbbbbbbb",), ("c",)]),
    ],
)
def test_lines_are_grouped_within_the_budget(
    lines: list[str], groups: list[tuple[str, ...]]
) -> None:
    assert list(chunked(lines, len, 4)) == groups


@given(st.lists(st.text(max_size=9)), st.integers(1, 20))
def test_no_line_is_lost_and_only_a_line_alone_is_over_the_budget(
    lines: list[str], budget: int
) -> None:
    groups = list(chunked(lines, len, budget))

    assert [line for group in groups for line in group] == lines
    assert all(len(group) == 1 or sum(map(len, group)) <= budget for group in groups)
