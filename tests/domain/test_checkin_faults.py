"""Answers in a check-in form that cannot be taken, told at their fields."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.checkins import LOST, read_updates
from bot.domain.fields import Fields, NumberMarks, shown
from bot.domain.okrs import KeyResult
from bot.errors import InvalidFields
from tests.domain.form_answers import CONFIRMED, DE, EN, HOSPITALS, UNTOUCHED


def faults_of(
    fields: Fields, *key_results: KeyResult, marks: NumberMarks = EN, shown_before: Any = None
) -> list[tuple[str, str]]:
    with pytest.raises(InvalidFields) as refused:
        read_updates(fields, key_results, shown_before or {}, marks)
    return [(fault.field, fault.message) for fault in refused.value.faults]


NOT_A_NUMBER = "Type just a number, such as 1200 or 1%(mark)s5."
NOBODY = "Choose a colleague who is active in Slack."
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
        ({"helper:17": "U1> <!channel", "blocker:17": "b"}, EN, ("helper:17", NOBODY)),
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
