"""Somebody else recorded something else while this person was typing."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from bot.domain.conflicts import (
    THEIRS,
    Conflict,
    attributed,
    field_kept,
    find_conflicts,
    given_up,
    keep_field,
)
from bot.domain.fields import Fields, shown
from bot.domain.okrs import KeyResult
from bot.domain.week import Revision
from tests.domain.form_answers import ADDING, DAY, EN, HOSPITALS, STEPS, YES_NO, read_over
from tests.make import SLOT

EIGHT = datetime(2026, 10, 12, 8, tzinfo=UTC)
NINE = EIGHT.replace(hour=9)
ALSO_THIRD = (*STEPS.milestones[:2], replace(STEPS.milestones[2], done_on=DAY))
ME, LENA, NICK = 1, 2, 3


def found(fields: Fields, then: KeyResult = HOSPITALS, **now: Any) -> list[Conflict]:
    """The conflicts of fields that were typed over `then`, where now stands something else."""
    truth = replace(then, **now)
    base = {17: shown(then)}
    return find_conflicts(fields, [truth], base, read_over(then, fields, truth), EN)


@pytest.mark.parametrize(
    ("fields", "now", "asked"),
    [
        ({"value:17": "60"}, {"current": Decimal(55)}, ["value:17"]),
        ({"value:17": "60"}, {"current": None}, ["value:17"]),
        ({"confidence:17": "9"}, {"confidence": 3}, ["confidence:17"]),
        (
            {"value:17": "60", "confidence:17": "9"},
            {"current": Decimal(55), "confidence": 3},
            ["value:17", "confidence:17"],
        ),
        # Only one of the two was changed by both.
        ({"value:17": "60", "confidence:17": "9"}, {"confidence": 3}, ["confidence:17"]),
        ({"value:17": "60"}, {"confidence": 3}, []),
        # Nobody else changed anything.
        ({"value:17": "60", "confidence:17": "9"}, {}, []),
        # They came to the same.
        ({"value:17": "55.0"}, {"current": Decimal(55)}, []),
        ({"confidence:17": "3"}, {"confidence": 3}, []),
        # Not touched: it stood there already, however it is written.
        ({"value:17": "48.00", "confidence:17": "5"}, {"current": Decimal(55)}, []),
        ({"note:17": "Graz is back"}, {"current": Decimal(55), "confidence": 3}, []),
        # A target stops nobody.
        ({"value:17": "60"}, {"target": Decimal(70)}, []),
    ],
)
def test_what_both_changed_to_something_else_is_asked(
    fields: Fields, now: dict[str, Any], asked: list[str]
) -> None:
    assert [each.field for each in found(fields, **now)] == asked


@pytest.mark.parametrize(
    ("key_result", "fields", "now"),
    [
        (ADDING, {"value:17": "5"}, {"current": Decimal(55)}),
        (YES_NO, {"done:17": "yes"}, {"current": Decimal(1)}),
        (STEPS, {"milestones:17": ["1", "2"]}, {"milestones": ALSO_THIRD}),
    ],
)
def test_what_can_be_merged_is_not_asked(
    key_result: KeyResult, fields: Fields, now: dict[str, Any]
) -> None:
    assert found(fields, key_result, **now) == []


def test_all_three_numbers_are_told() -> None:
    asked = found({"value:17": "60"}, current=Decimal("55.50"))

    assert asked == [Conflict("value:17", Decimal(48), Decimal("55.50"), Decimal(60))]
    assert (asked[0].word, asked[0].seen) == ("value", "55.50")
    assert found({"value:17": "60"}, current=None)[0].seen == ""


def revision(author: int, at: datetime, **changes: Any) -> Revision:
    standing: dict[str, Any] = {
        "value_before": Decimal(48),
        "value": Decimal(48),
        "confidence_before": 5,
        "confidence": 5,
    }
    return Revision(key_result_id=17, author_id=author, slot=SLOT, at=at, **standing | changes)


VALUE = Conflict("value:17", Decimal(48), Decimal(55), Decimal(60))
CONFIDENCE = Conflict("confidence:17", Decimal(5), Decimal(3), Decimal(9))
TO_55: dict[str, Any] = {"value": Decimal(55)}
TO_3: dict[str, Any] = {"confidence": 3}


@pytest.mark.parametrize(
    ("conflict", "revisions", "author"),
    [
        (VALUE, [], None),
        (VALUE, [revision(LENA, EIGHT, **TO_55)], LENA),
        (CONFIDENCE, [revision(LENA, EIGHT, **TO_3)], LENA),
        # Who moved the other field, or confirmed what stood, did not do it.
        (VALUE, [revision(LENA, EIGHT, **TO_55), revision(NICK, NINE, **TO_3)], LENA),
        (
            VALUE,
            [
                revision(LENA, EIGHT, **TO_55),
                revision(NICK, NINE, value_before=Decimal(55), **TO_55),
            ],
            LENA,
        ),
        # The newest who came to what stands now.
        (VALUE, [revision(LENA, EIGHT, **TO_55), revision(NICK, NINE, **TO_55)], NICK),
        (VALUE, [revision(LENA, EIGHT, value=Decimal(54))], None),
        (VALUE, [replace(revision(LENA, EIGHT, **TO_55), key_result_id=18)], None),
    ],
)
def test_who_did_it_is_who_moved_it_to_what_stands(
    conflict: Conflict, revisions: list[Revision], author: int | None
) -> None:
    [told] = attributed([conflict], revisions, ME)

    assert told.author_id == author


def test_what_i_recorded_elsewhere_is_no_conflict() -> None:
    mine = [revision(LENA, EIGHT, **TO_3), revision(ME, NINE, **TO_55)]

    assert [each.field for each in attributed([VALUE, CONFIDENCE], mine, ME)] == ["confidence:17"]


@pytest.mark.parametrize(
    ("fields", "emptied"),
    [
        ({"keep_value:17": THEIRS, "value:17": "60"}, {"value:17": None}),
        ({"keep_value:17": "mine"}, {}),
        ({"keep_value:17": None}, {}),
        (
            {"keep_value:17": THEIRS, "keep_confidence:18": THEIRS},
            {"value:17": None, "confidence:18": None},
        ),
        # Somebody writes the word as a note.
        ({"note:17": THEIRS}, {}),
        ({}, {}),
    ],
)
def test_what_is_given_up_is_emptied(fields: Fields, emptied: Fields) -> None:
    assert given_up(fields) == emptied


@pytest.mark.parametrize(
    ("name", "about"), [("keep_value:17", "value:17"), ("value:17", ""), ("keep_", "")]
)
def test_a_question_names_its_field(name: str, about: str) -> None:
    assert field_kept(name) == about
    assert field_kept(keep_field("confidence:3")) == "confidence:3"
