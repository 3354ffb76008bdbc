"""What was typed into a check-in form, and what becomes of it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from babel import localedata
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.checkins import LOST, Update, read_updates, submission_id
from bot.domain.fields import (
    Fields,
    NumberMarks,
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
from bot.domain.okrs import Blocker, BlockerKind, Entry, KeyResult, Metric
from bot.errors import InvalidFields
from bot.locales import format_digits, number_marks
from tests.make import make_key_result, make_milestone

EN, DE = NumberMarks(), NumberMarks(",", ".")
DAY = date(2026, 10, 12)
CONFIRMED = {"unchanged": ["unchanged"]}

HOSPITALS = make_key_result(id=17)
ADDING = make_key_result(id=17, entry=Entry.ADDS)
YES_NO = make_key_result(id=17, metric=Metric.YES_NO, current=Decimal(0))
STEPS = make_key_result(
    id=17,
    metric=Metric.MILESTONES,
    current=None,
    milestones=(
        make_milestone(id=1, done_on=DAY),
        make_milestone(id=2, weight=Decimal(3)),
        make_milestone(id=3),
    ),
)
UNTOUCHED: dict[str, Typed] = {
    "value:17": "48",
    "confidence:17": "5",
    "note:17": None,
    "blocker:17": "",
    "blocker_kind:17": None,
    "helper:17": None,
    "next_step:17": " \n ",
    "unchanged": [],
}


def make_update(**changes: Any) -> Update:
    """Nothing but a confirmation of 48 hospitals."""
    defaults: dict[str, Any] = {
        "key_result_id": 17,
        "is_milestones": False,
        "value": Decimal(48),
        "confidence": 5,
        "value_before": Decimal(48),
        "confidence_before": 5,
    }
    return Update(**defaults | changes)


def read(
    fields: Fields, key_result: KeyResult = HOSPITALS, marks: NumberMarks = EN
) -> tuple[Update, ...]:
    """What a form that was opened just now makes of the fields."""
    return read_updates(fields, [key_result], {17: shown(key_result)}, marks)


def faults_of(
    fields: Fields, *key_results: KeyResult, marks: NumberMarks = EN, shown_before: Any = None
) -> list[tuple[str, str]]:
    with pytest.raises(InvalidFields) as refused:
        read_updates(fields, key_results, shown_before or {}, marks)
    return [(fault.field, fault.message) for fault in refused.value.faults]


def test_a_form_that_nobody_touched_records_nothing() -> None:
    assert read(UNTOUCHED) == ()


@pytest.mark.parametrize("fields", [{}, {"value:17": None}, {"value:17": ""}, {"value:99": "5"}])
def test_fields_that_are_empty_or_of_something_else_record_nothing(fields: Fields) -> None:
    assert read(fields) == ()


@pytest.mark.parametrize("text", ["48", "48.0", " 48 ", "48 hospitals", "+48"])
def test_the_same_number_written_otherwise_is_untouched(text: str) -> None:
    assert read({"value:17": text}) == ()


def test_what_was_confirmed_is_recorded_as_it_stands() -> None:
    assert read({**UNTOUCHED, **CONFIRMED}) == (make_update(),)


@pytest.mark.parametrize(
    ("fields", "changes"),
    [
        ({"value:17": "52"}, {"value": Decimal(52), "entered": Decimal(52)}),
        ({"confidence:17": "0"}, {"confidence": 0}),
        ({"note:17": " Two more\nclinics "}, {"note": "Two more\nclinics"}),
        ({"next_step:17": "Call Graz"}, {"next_step": "Call Graz"}),
        (
            {"blocker:17": "No budget"},
            {"blocker": Blocker(BlockerKind.OTHER, "No budget")},
        ),
        (
            {"blocker:17": "No budget", "blocker_kind:17": "money", "helper:17": "U0BEN"},
            {"blocker": Blocker(BlockerKind.MONEY, "No budget", "U0BEN")},
        ),
    ],
)
def test_what_was_changed_or_said_is_recorded(
    fields: dict[str, Typed], changes: dict[str, Any]
) -> None:
    assert read({**UNTOUCHED, **fields}) == (make_update(**changes),)


def test_only_the_key_results_that_were_touched_are_recorded() -> None:
    others = [replace(HOSPITALS, id=id_) for id_ in (16, 18)]

    updates = read_updates({"value:17": "50"}, [others[0], HOSPITALS, others[1]], {}, EN)

    assert [each.key_result_id for each in updates] == [17]


@pytest.mark.parametrize(
    ("fields", "value", "confidence"),
    [
        ({"value:17": "48", "confidence:17": "5", "note:17": "x"}, 60, 9),
        ({"value:17": "49", "confidence:17": "5"}, 49, 9),
        ({"value:17": "48", "confidence:17": "4"}, 60, 4),
        ({"value:17": "60", "confidence:17": "9", "note:17": "x"}, 60, 9),
    ],
    ids=["untouched", "value", "confidence", "the same"],
)
def test_an_untouched_field_does_not_undo_what_somebody_recorded_meanwhile(
    fields: Fields, value: int, confidence: int
) -> None:
    now = replace(HOSPITALS, current=Decimal(60), confidence=9)

    (update,) = read_updates(fields, [now], {17: shown(HOSPITALS)}, EN)

    assert (update.value, update.confidence) == (Decimal(value), confidence)
    assert (update.value_before, update.confidence_before) == (Decimal(60), 9)


@pytest.mark.parametrize(
    ("current", "typed", "entered", "value"),
    [
        ("48", "2", "2", "50"),
        ("48", "-3", "-3", "45"),
        ("48", "48", "48", "96"),
        (None, "2.5", "2.5", "2.5"),
    ],
)
def test_where_a_value_adds_what_was_typed_is_added(
    current: str | None, typed: str, entered: str, value: str
) -> None:
    before = None if current is None else Decimal(current)

    updates = read({"value:17": typed}, replace(ADDING, current=before))

    assert updates == (
        make_update(entered=Decimal(entered), value=Decimal(value), value_before=before),
    )


def test_what_was_added_is_added_to_what_stands_now() -> None:
    now = replace(ADDING, current=Decimal(60))

    (update,) = read_updates({"value:17": "2"}, [now], {17: shown(ADDING)}, EN)

    assert update.value == Decimal(62)


@pytest.mark.parametrize("typed", ["", None, "0"])
def test_nothing_to_add_records_nothing(typed: str | None) -> None:
    assert read({"value:17": typed}, ADDING) == ()


@pytest.mark.parametrize(
    ("then", "now", "word", "value"),
    [
        (0, 0, "yes", 1),
        (1, 1, "no", 0),
        (None, None, "yes", 1),
        (0, 1, "no", 1),
        (0, 1, "yes", 1),
        (1, 0, "yes", 0),
    ],
)
def test_yes_or_no_is_recorded_when_it_was_touched(
    then: int | None, now: int | None, word: str, value: int
) -> None:
    before = None if then is None else Decimal(then)
    key_result = replace(YES_NO, current=None if now is None else Decimal(now))

    updates = read_updates({"done:17": word, **CONFIRMED}, [key_result], {17: Shown(before, 5)}, EN)

    assert [each.value for each in updates] == [Decimal(value)]


@pytest.mark.parametrize(("current", "word"), [(0, "no"), (None, "no"), (1, "yes"), (0, None)])
def test_yes_or_no_that_stays_is_no_change(current: int | None, word: str | None) -> None:
    key_result = replace(YES_NO, current=None if current is None else Decimal(current))

    assert read({"done:17": word}, key_result) == ()


@pytest.mark.parametrize(
    ("ticked", "done", "weight"),
    [
        (["1", "2"], (1, 2), 4),
        (["2"], (2,), 3),
        ([], (), 0),
        (["1", "2", "99", "x"], (1, 2), 4),
    ],
)
def test_milestones_are_what_was_ticked(
    ticked: list[str], done: tuple[int, ...], weight: int
) -> None:
    updates = read({"milestones:17": ticked}, STEPS)

    assert updates == (
        make_update(
            is_milestones=True,
            value=Decimal(weight),
            value_before=Decimal(1),
            milestones_done=done,
        ),
    )


@pytest.mark.parametrize("ticked", [["1"], None])
def test_milestones_that_stay_are_no_change(ticked: list[str] | None) -> None:
    assert read({"milestones:17": ticked}, STEPS) == ()


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
    ("marks", "text", "value"),
    [
        (DE, "1,5", "1.5"),
        (EN, "1.5", "1.5"),
        (DE, "1.200", "1200"),
        (EN, "1,200", "1200"),
        (DE, "49 hospitals", "49"),
    ],
)
def test_numbers_are_read_as_the_person_writes_them(
    marks: NumberMarks, text: str, value: str
) -> None:
    assert [each.value for each in read({"value:17": text}, marks=marks)] == [Decimal(value)]


NOT_A_NUMBER = "Type just a number, such as 1200 or 1%(mark)s5."
NO_WORDS = "Say in a few words what is in the way."
NO_CONFIDENCE = "Confidence is a whole number from 0 to 10."


@pytest.mark.parametrize(
    ("fields", "marks", "fault"),
    [
        ({"value:17": "12 apples"}, EN, ("value:17", NOT_A_NUMBER)),
        (
            {"value:17": "1,5"},
            EN,
            ("value:17", 'Write decimals with "%(mark)s" here, as in 1%(mark)s5.'),
        ),
        ({"value:17": "1" * 40}, EN, ("value:17", "Use at most %(most)s digits.")),
        ({"value:17": "1,5 apples"}, DE, ("value:17", NOT_A_NUMBER)),
        ({"confidence:17": "11"}, EN, ("confidence:17", NO_CONFIDENCE)),
        ({"confidence:17": "high"}, EN, ("confidence:17", NO_CONFIDENCE)),
        ({"confidence:17": ["5"]}, EN, ("confidence:17", NO_CONFIDENCE)),
        ({"blocker_kind:17": "money"}, EN, ("blocker:17", NO_WORDS)),
        ({"helper:17": "U0BEN", "blocker:17": "  "}, EN, ("blocker:17", NO_WORDS)),
    ],
)
def test_a_wrong_answer_is_told_at_its_field(
    fields: Fields, marks: NumberMarks, fault: tuple[str, str]
) -> None:
    assert faults_of(fields, HOSPITALS, marks=marks) == [fault]


def test_all_wrong_answers_are_told_at_once() -> None:
    fields: Fields = {"value:17": "many", "confidence:18": "11", "value:19": "3"}
    others = [replace(HOSPITALS, id=id_) for id_ in (18, 19)]

    assert faults_of(fields, HOSPITALS, *others) == [
        ("value:17", NOT_A_NUMBER),
        ("confidence:18", NO_CONFIDENCE),
    ]


def test_an_answer_about_a_key_result_that_was_lost_meanwhile_is_told() -> None:
    fields: Fields = {"unchanged": [], "value:18": "3", "value:17": "50"}
    other = replace(HOSPITALS, id=18)

    assert faults_of(fields, other, shown_before={17: shown(HOSPITALS)}) == [("value:17", LOST)]


@pytest.mark.parametrize("fields", [{}, UNTOUCHED, {**UNTOUCHED, **CONFIRMED}])
def test_a_key_result_that_was_lost_untouched_is_left_alone(fields: Fields) -> None:
    assert read_updates(fields, [], {17: shown(HOSPITALS)}, EN) == ()


@pytest.mark.parametrize(
    ("changes", "is_changed", "says_something"),
    [
        ({}, False, False),
        ({"value": Decimal("48.0")}, False, False),
        ({"value": Decimal(49)}, True, True),
        ({"confidence": 4}, True, True),
        ({"note": "x"}, False, True),
        ({"blocker": Blocker(BlockerKind.OTHER, "x")}, False, True),
        ({"next_step": "x"}, False, True),
    ],
)
def test_an_update_knows_what_it_says(
    changes: dict[str, Any], is_changed: bool, says_something: bool
) -> None:
    update = make_update(**changes)

    assert (update.is_changed, update.says_something) == (is_changed, says_something)


def test_the_same_modal_with_the_same_content_is_one_submission() -> None:
    first = submission_id("V1", {"value:17": "50", "note:17": None})

    assert submission_id("V1", {"note:17": None, "value:17": "50"}) == first


@pytest.mark.parametrize(
    ("view_id", "fields"),
    [
        ("V1", {"value:17": "51"}),
        ("V1", {"value:17": "50", "note:17": ""}),
        ("V2", {"value:17": "50"}),
    ],
)
def test_other_content_or_another_modal_is_another_submission(view_id: str, fields: Fields) -> None:
    assert submission_id(view_id, fields) != submission_id("V1", {"value:17": "50"})


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
