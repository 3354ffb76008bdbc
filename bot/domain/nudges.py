"""Who is nudged and reminded when, and why somebody is not.

The ladder: a nudge, one reminder on the next working day, missing in the digest, and after two
slots without a word one suggestion to the manager to talk. All belong to the slot of the day on
which they come. Source: the ladder and the budget of the method.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.domain.cadence import (
    Rhythm,
    local_date,
    local_time,
    moment,
    monday_of,
    next_slot,
    slot_of,
    slot_on,
)
from bot.domain.due import (
    MORNING,
    DaysOff,
    Due,
    coming_nudges,
    working_day_after,
    writable_at,
)
from bot.domain.missing import NEW_FOR
from bot.domain.okrs import Cycle, KeyResult, Objective, Person

TOO_LATE_AFTER = timedelta(hours=12)
"""After downtime an older nudge is not sent any more: it would come at a bad hour."""

SILENT_SLOTS = 2
"""Slots in a row, asked and without a word, after which the manager is told."""

SENT = "sent"
"""What is kept of a reminder that was put into the outbox."""

UpdatedBy = Sequence[tuple[KeyResult, Cycle]]
"""The active key results that a person updates, each with its cycle."""


class Skip(StrEnum):
    """Why a nudge or reminder was left out; kept, so that anybody can ask."""

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


@dataclass(frozen=True, slots=True)
class Reminding:
    """A reminder whose moment has come; one that the person chose `is_snoozed`."""

    person: Person
    slot: str
    due_at: datetime
    is_snoozed: bool


def with_cycles(objectives: Iterable[Objective]) -> UpdatedBy:
    """The key results of these objectives, in their order."""
    return [(each, one.cycle) for one in objectives for each in one.key_results]


def skip_reason(
    person: Person, key_results: UpdatedBy, due_at: datetime, now: datetime, *, is_new: bool = False
) -> Skip | None:
    """Why the nudge that was due at `due_at` is not sent; None when it is.

    Whether there is still a moment for it, `reach_at` says.
    """
    slot = slot_of(due_at, person.time_zone)
    running = _running(person, key_results, due_at)
    reasons = {
        **_absence(person, due_at),
        Skip.NEW: is_new,
        Skip.NOTHING_TO_UPDATE: not key_results,
        Skip.CYCLE_NOT_RUNNING: not running,
        Skip.ALREADY_CHECKED_IN: all(is_checked_in(each, slot) for each in running),
        Skip.TOO_LATE: now - due_at > TOO_LATE_AFTER,
    }
    return next((reason for reason, applies in reasons.items() if applies), None)


def reminder_skip_reason(about: Reminding, key_results: UpdatedBy, now: datetime) -> Skip | None:
    """Why a reminder is not sent; None when it is, as far as the budget lets it.

    Whoever recorded anything in the slot is not reminded, unless they asked for it: then only
    who recorded everything is not.
    """
    person, due_at = about.person, about.due_at
    running = _running(person, key_results, due_at)
    enough = all if about.is_snoozed else any
    reasons = {
        **_absence(person, due_at),
        Skip.NOTHING_TO_UPDATE: not key_results,
        Skip.CYCLE_NOT_RUNNING: not running,
        Skip.ALREADY_CHECKED_IN: enough(is_checked_in(each, about.slot) for each in running),
        Skip.TOO_LATE: now - due_at > TOO_LATE_AFTER
        or slot_of(due_at, person.time_zone) != about.slot,
    }
    return next((reason for reason, applies in reasons.items() if applies), None)


def reach_reminder(
    about: Reminding, key_results: UpdatedBy, days_off: DaysOff, now: datetime
) -> datetime | Skip:
    """When a reminder can go out, as far as the budget lets it: now or later; else why not."""
    skipped = reminder_skip_reason(about, key_results, now)
    return skipped or reach_at(about.person, about.due_at, now, days_off)


def away_reason(person: Person, at: datetime) -> Skip | None:
    """Why somebody is not written to at all at that moment; None when they are there."""
    return next((reason for reason, applies in _absence(person, at).items() if applies), None)


def kept_until(person: Person, skipped: Skip | None, joined_on: date | None) -> date | None:
    """The last local day of what kept a nudge back, where that is known."""
    if skipped is Skip.PAUSED:
        return person.paused_until
    if skipped is Skip.AWAY:
        return person.away_until_on
    if skipped is Skip.NEW and joined_on is not None:
        return joined_on + NEW_FOR - timedelta(days=1)
    return None


def reach_at(person: Person, due_at: datetime, now: datetime, days_off: DaysOff) -> datetime | Skip:
    """When what was due at `due_at` can go out: now, or later in the same slot; else why not."""
    at = writable_at(now, person.time_zone, days_off)
    is_in_time = slot_of(at, person.time_zone) == slot_of(due_at, person.time_zone)
    if is_in_time and now - due_at <= TOO_LATE_AFTER:
        return at
    is_off = days_off(local_date(due_at, person.time_zone))
    return Skip.DAY_OFF if is_off and not is_in_time else Skip.TOO_LATE


def meant(rhythm: Rhythm, time_zone: str, days_off: DaysOff, due_at: datetime) -> Due:
    """What the rhythm meant by something due at that moment.

    What was put off was meant for the newest moment of its slot. A rhythm that was changed since
    meant the day itself.
    """
    tick = timedelta(microseconds=1)
    first = next(coming_nudges(rhythm, time_zone, days_off, due_at - tick))
    if first.at == due_at:
        return first
    found = Due(due_at, local_date(due_at, time_zone))
    begins_at = moment(monday_of(slot_of(due_at, time_zone)), time.min, time_zone) - tick
    for each in coming_nudges(rhythm, time_zone, days_off, begins_at):
        if each.at > due_at:
            return found
        found = Due(due_at, each.on, each.moved_by)
    raise AssertionError("a rhythm has no end")


def reminder_at(time_zone: str, asked_at: datetime, days_off: DaysOff) -> datetime | None:
    """The same local time on the next working day; None where that belongs to another slot."""
    day = local_date(asked_at, time_zone)
    next_day = working_day_after(day, days_off)
    if slot_on(next_day) != slot_on(day):
        return None
    return moment(next_day, local_time(asked_at, time_zone), time_zone)


def next_week_at(time_zone: str, after: datetime, days_off: DaysOff) -> datetime:
    """The first moment of a later slot at which somebody there may be written to."""
    monday = monday_of(next_slot(slot_of(after, time_zone)))
    return writable_at(moment(monday, MORNING, time_zone), time_zone, days_off)


def missed_by_now(person: Person, key_results: UpdatedBy) -> int:
    """How many asked slots in a row passed without a word when the person is asked again.

    A slot counts in which something of theirs could be recorded and nothing was.
    """
    if not person.asked_slot:
        return person.missed
    if any(is_checked_in(each, person.asked_slot) for each, _cycle in key_results):
        return 0
    ended_on = monday_of(person.asked_slot) + timedelta(days=6)
    could_be_heard = any(cycle.starts_on <= ended_on for _each, cycle in key_results)
    return person.missed + 1 if could_be_heard else person.missed


def count_open(person: Person, key_results: UpdatedBy, slot: str, at: datetime) -> int:
    """How many key results wait for the person's check-in of that slot."""
    return sum(not is_checked_in(each, slot) for each in _running(person, key_results, at))


def is_checked_in(key_result: KeyResult, slot: str) -> bool:
    """Whether the newest check-in of a key result belongs to `slot` or a later one."""
    return (key_result.checked_in_slot or "") >= slot


def _absence(person: Person, at: datetime) -> dict[Skip, bool]:
    return {
        Skip.INACTIVE: not person.is_active,
        Skip.PAUSED: person.pause_on(local_date(at, person.time_zone)) is not None,
        Skip.AWAY: person.is_away(at),
    }


def _running(person: Person, key_results: UpdatedBy, at: datetime) -> list[KeyResult]:
    today = local_date(at, person.time_zone)
    return [each for each, cycle in key_results if cycle.is_running(today)]
