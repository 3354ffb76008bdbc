"""The fields of a check-in form: their names, and whether somebody touched them."""

from decimal import Decimal

import pytest
from babel import localedata
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.fields import (
    Fields,
    Shown,
    Typed,
    field,
    is_confirmed,
    is_touched,
    key_result_of,
    merge_ticks,
    shown,
)
from bot.domain.numbers import read_number
from bot.locales import format_digits, number_marks
from tests.domain.form_answers import ADDING, CONFIRMED, EN


@pytest.mark.parametrize(
    ("then", "ticked", "now", "merged"),
    [
        ((1,), ["1"], (1, 3), (1, 3)),
        ((1,), ["1", "2"], (1, 3), (1, 2, 3)),
        ((1,), [], (1, 3), (3,)),
        ((1,), ["1", "2"], (2,), (2,)),
        ((1, 2), ["1", "2"], (), ()),
        ((), ["2"], (1, 2), (1, 2)),
    ],
)
def test_milestones_merge_with_what_others_ticked(
    then: tuple[int, ...], ticked: list[str], now: tuple[int, ...], merged: tuple[int, ...]
) -> None:
    assert merge_ticks(ticked, Shown(None, 5, then), Shown(None, 5, now)) == merged


@pytest.mark.parametrize(
    ("name", "number"),
    [("value:17", 17), ("unchanged", None), ("value:", None), ("value:x", None)],
)
def test_a_field_knows_its_key_result(name: str, number: int | None) -> None:
    assert key_result_of(name) == number


def test_a_field_is_a_word_and_an_id() -> None:
    assert field("value", 17) == "value:17"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [({}, False), ({"unchanged": None}, False), ({"unchanged": []}, False), (CONFIRMED, True)],
)
def test_a_form_is_confirmed_by_its_box(fields: Fields, expected: bool) -> None:
    assert is_confirmed(fields) is expected


@pytest.mark.parametrize(
    ("name", "typed", "expected"),
    [
        ("value:17", "48", False),
        ("value:17", "48.0", False),
        ("value:17", "  ", False),
        ("value:17", None, False),
        ("value:17", "49", True),
        ("value:17", "many", True),
        ("confidence:17", "5", False),
        ("confidence:17", "6", True),
        ("confidence:17", None, False),
        ("milestones:17", ["2", "1"], False),
        ("milestones:17", ["1"], True),
        ("milestones:17", [], True),
        ("milestones:17", None, False),
        ("note:17", "x", True),
        ("note:17", "", False),
        ("note:17", None, False),
        ("value:99", "49", False),
        ("unchanged", ["unchanged"], False),
    ],
)
def test_a_field_is_touched_when_it_holds_something_else(
    name: str, typed: Typed, expected: bool
) -> None:
    form = {17: Shown(Decimal(48), 5, (1, 2))}

    assert is_touched(name, typed, form, EN) is expected


@pytest.mark.parametrize(
    ("current", "word", "expected"),
    [
        (0, "no", False),
        (0, "yes", True),
        (1, "yes", False),
        (1, "no", True),
        (None, "no", False),
        (None, "yes", True),
        (1, None, False),
    ],
)
def test_yes_or_no_is_touched_when_it_is_the_other_one(
    current: int | None, word: str | None, expected: bool
) -> None:
    form = {17: Shown(None if current is None else Decimal(current), 5)}

    assert is_touched("done:17", word, form, EN) is expected


def test_what_is_added_is_touched_even_if_it_is_the_current_value() -> None:
    assert is_touched("value:17", "48", {17: shown(ADDING)}, EN) is True


@given(
    st.sampled_from(sorted(localedata.locale_identifiers())),
    st.decimals(-(10**9), 10**9, places=6),
)
def test_what_a_form_shows_reads_back_in_every_locale(locale: str, number: Decimal) -> None:
    decimal_mark, group_mark = number_marks(locale)

    text = format_digits(number, locale)

    read_back = read_number(text, decimal_mark=decimal_mark, group_mark=group_mark, field="value")
    assert read_back == number
