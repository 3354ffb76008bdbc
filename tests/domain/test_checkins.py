"""What was typed into a check-in form, and what becomes of it."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from bot.domain.checkins import read_updates, submission_id
from bot.domain.fields import Fields, NumberMarks, Shown, Typed, shown
from bot.domain.okrs import Blocker, BlockerKind
from tests.domain.form_answers import (
    ADDING,
    CONFIRMED,
    DE,
    EN,
    HOSPITALS,
    STEPS,
    UNTOUCHED,
    YES_NO,
    make_update,
    read,
)


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
