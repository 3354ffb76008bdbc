"""What differs between an objective as it was and as it is: one line for each thing that changed.

An objective that is being written has the id 0, and so have its new key results and milestones.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.domain.okrs import KeyResult, Metric, Objective


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed; `key_result_id` is None for the objective's own.

    `before` and `after` are plain digits, stored words, ids as text, or what was typed; "" where
    there was or is nothing. `title` is that of the key result or objective, for readers.
    """

    field: str
    before: str
    after: str
    title: str
    key_result_id: int | None = None


COUNTED = frozenset(
    {"title", "baseline", "target", "lower", "upper", "unit", "metric", "added", "removed"}
)
"""Fields whose change is told to others: wording and what is to be reached."""

_OBJECTIVE_FIELDS = (
    *("title", "why", "team_id", "owner_id", "commitment", "is_private"),
    *("parent_id", "link", "justification", "state"),
)
_KEY_RESULT_FIELDS = (
    *("title", "owner_id", "delegate_id", "metric", "unit", "baseline", "target", "lower"),
    *("upper", "weight", "entry"),
)


def changes(before: Objective, after: Objective) -> list[Change]:
    """All that differs, the objective first, then its key results in their order.

    Values, confidences and done milestones belong to check-ins and are no changes.
    """
    found = [
        Change(name, _text(getattr(before, name)), _text(getattr(after, name)), after.title)
        for name in _OBJECTIVE_FIELDS
        if getattr(before, name) != getattr(after, name)
    ]
    known = {each.id: each for each in before.key_results}
    for each in after.key_results:
        found += _of_key_result(known.get(each.id) if each.id else None, each)
    kept = {each.id for each in after.key_results}
    return [
        *found,
        *(
            Change("removed", each.title, "", each.title, each.id)
            for each in before.key_results
            if each.id not in kept
        ),
    ]


def _of_key_result(before: KeyResult | None, after: KeyResult) -> Iterator[Change]:
    if before is None:
        yield Change("added", "", after.title, after.title, after.id or None)
        return
    for name in _KEY_RESULT_FIELDS:
        was, is_now = getattr(before, name), getattr(after, name)
        if was != is_now:
            yield Change(name, _text(was), _text(is_now), after.title, after.id)
    if after.metric is Metric.MILESTONES and _steps(before) != _steps(after):
        steps = "; ".join(each.title for each in before.milestones)
        now = "; ".join(each.title for each in after.milestones)
        yield Change("milestones", steps, now, after.title, after.id)


def _steps(key_result: KeyResult) -> list[tuple[str, Decimal, date | None]]:
    return [(each.title, each.weight, each.due_on) for each in key_result.milestones]


def _text(value: object) -> str:
    """As it is kept: numbers in plain digits, nothing as nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return format(value, "f") if isinstance(value, Decimal) else str(value)
