"""Who is nudged, and why somebody is not.

Source: the ladder and the budget of the method, a nudge per person and ISO week at most.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.cadence import local_date, slot_on
from bot.domain.okrs import Cycle, KeyResult, Person

TOO_LATE_AFTER = timedelta(hours=12)
"""After downtime an older nudge is not sent any more: it would come at a bad hour."""


class Skip(StrEnum):
    """Why a nudge was left out; kept, so that anybody can ask."""

    INACTIVE = "inactive"
    PAUSED = "paused"
    AWAY = "away"
    NEW = "new"
    NOTHING_TO_UPDATE = "nothing_to_update"
    CYCLE_NOT_RUNNING = "cycle_not_running"
    ALREADY_CHECKED_IN = "already_checked_in"
    DAY_OFF = "day_off"
    BUDGET = "budget"
    TOO_LATE = "too_late"


def skip_reason(
    person: Person,
    key_results: Sequence[tuple[KeyResult, Cycle]],
    due_at: datetime,
    now: datetime,
) -> Skip | None:
    """Why the nudge that was due at `due_at` is not sent; None when it is.

    `key_results` are the active ones that the person updates, each with its cycle.
    """
    today = local_date(due_at, person.time_zone)
    running = [key_result for key_result, cycle in key_results if cycle.is_running(today)]
    reasons = {
        Skip.INACTIVE: not person.is_active,
        Skip.PAUSED: person.paused_until is not None and today <= person.paused_until,
        Skip.NOTHING_TO_UPDATE: not key_results,
        Skip.CYCLE_NOT_RUNNING: not running,
        Skip.ALREADY_CHECKED_IN: all(is_checked_in(each, slot_on(today)) for each in running),
        Skip.TOO_LATE: now - due_at > TOO_LATE_AFTER,
    }
    return next((reason for reason, applies in reasons.items() if applies), None)


def is_checked_in(key_result: KeyResult, slot: str) -> bool:
    """Whether the newest check-in of a key result belongs to `slot` or a later one."""
    return (key_result.checked_in_slot or "") >= slot
