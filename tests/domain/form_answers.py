"""What somebody may have typed into the form of one key result, and the update it makes."""

from datetime import date
from decimal import Decimal
from typing import Any

from bot.domain.checkins import Update, read_updates
from bot.domain.fields import Fields, NumberMarks, Typed, shown
from bot.domain.okrs import Entry, KeyResult, Metric
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


def read_over(then: KeyResult, fields: Fields, now: KeyResult) -> tuple[Update, ...]:
    """What a form that was opened while `then` was true makes of the fields now."""
    return read_updates(fields, [now], {17: shown(then)}, EN)
