"""What tests of numbers start from: a way from 0 to 100, and a cycle of a hundred days."""

from datetime import date
from decimal import Decimal
from typing import Any

from bot.domain.okrs import Cycle, KeyResult, Milestone
from tests.make import make_key_result, make_milestone

HUNDRED_DAYS = Cycle(id=2, name="100 days", starts_on=date(2026, 1, 1), ends_on=date(2026, 4, 10))

NUMBERS = ("baseline", "target", "lower", "upper", "current", "weight")


def make_measured(**changes: Any) -> KeyResult:
    """A key result that goes from 0 to 100 and stands at 0; numbers may be given as text."""
    fields: dict[str, Any] = {"baseline": 0, "target": 100, "current": 0} | changes
    exact = {name: Decimal(fields[name]) for name in NUMBERS if fields.get(name) is not None}
    return make_key_result(**fields | exact)


def make_milestones(*weights: tuple[str, bool]) -> tuple[Milestone, ...]:
    """Milestones of (weight, is it done)."""
    return tuple(
        make_milestone(
            id=number,
            weight=Decimal(weight),
            done_on=date(2026, 11, 2) if is_done else None,
        )
        for number, (weight, is_done) in enumerate(weights)
    )
