"""Key results, objectives and cycles for tests, with defaults for what a test is not about."""

from datetime import date
from decimal import Decimal
from typing import Any

from bot.domain.okrs import Cycle, KeyResult, Metric, Milestone, Objective

QUARTER = Cycle(id=1, name="2026-Q4", starts_on=date(2026, 10, 1), ends_on=date(2026, 12, 31))
HUNDRED_DAYS = Cycle(id=2, name="100 days", starts_on=date(2026, 1, 1), ends_on=date(2026, 4, 10))


def make_key_result(**changes: Any) -> KeyResult:
    """One that goes from 0 to 100 and stands at 0; numbers may be given as text."""
    defaults: dict[str, Any] = {
        "id": 1,
        "objective_id": 1,
        "title": "Hospitals that reorder",
        "owner_id": 1,
        "metric": Metric.INCREASE,
        "baseline": 0,
        "target": 100,
        "current": 0,
    }
    fields = defaults | changes
    numbers = ("baseline", "target", "lower", "upper", "current", "weight")
    exact = {name: Decimal(fields[name]) for name in numbers if fields.get(name) is not None}
    return KeyResult(**fields | exact)


def make_milestones(*weights: tuple[str, bool]) -> tuple[Milestone, ...]:
    """Milestones of (weight, is it done)."""
    return tuple(
        Milestone(number, f"Step {number}", Decimal(weight), done_on=_done_on(is_done))
        for number, (weight, is_done) in enumerate(weights)
    )


def make_objective(**changes: Any) -> Objective:
    """A committed one of the quarter, without key results."""
    defaults: dict[str, Any] = {
        "id": 1,
        "team_id": 1,
        "owner_id": 1,
        "cycle": QUARTER,
        "title": "Hospitals trust our implants",
    }
    return Objective(**defaults | changes)


def _done_on(is_done: bool) -> date | None:
    return date(2026, 11, 2) if is_done else None
