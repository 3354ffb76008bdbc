"""What becomes of somebody's nudge: the one rule, by which it is planned and foretold."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.cadence import Rhythm, local_date, slot_of, slot_on
from bot.domain.due import DaysOff, Due, next_nudge
from bot.domain.missing import is_new
from bot.domain.nudges import Skip, kept_until, meant, reach_at, reminder_at, skip_reason
from bot.domain.okrs import Cycle, KeyResult, Person


@dataclass(frozen=True, slots=True)
class Outlook:
    """All that decides about somebody's coming nudges.

    `joined_on` is when they came to their home team, `team_since` when its first member did, or
    None where they have long been there. `decided` are the slots in which their nudge was sent or
    left out before, as far as they are known. `planned_at` is when the bot looks at them again;
    before now, where it was not running.
    """

    person: Person
    key_results: Sequence[tuple[KeyResult, Cycle]]
    rhythm: Rhythm
    days_off: DaysOff
    joined_on: date | None = None
    team_since: date | None = None
    decided: frozenset[str] = frozenset()
    planned_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of the nudge of `slot`: it goes out, or `skipped` says why it does not.

    `due` is when and on which day it was due, `until` the last day of what keeps it back, where
    that is known. `next_at` is when the person is looked at again, `remind_at` when they are
    reminded.
    """

    due: Due
    slot: str
    next_at: datetime
    skipped: Skip | None = None
    until: date | None = None
    remind_at: datetime | None = None

    @property
    def passed_slot(self) -> str:
        """The slot of the day that was meant, where a day off moved the nudge out of it; or ""."""
        slot = slot_on(self.due.on)
        return slot if slot != self.slot else ""


def decide(outlook: Outlook, due_at: datetime, now: datetime) -> Decision | datetime:
    """What becomes of what is due at `due_at`; a later moment of its slot where it is put off."""
    person, zone, days_off = outlook.person, outlook.person.time_zone, outlook.days_off
    reached = _reason(outlook, due_at, now) or reach_at(person, due_at, now, days_off)
    if isinstance(reached, datetime) and reached > now:
        return reached
    skipped = reached if isinstance(reached, Skip) else None
    return Decision(
        due=meant(outlook.rhythm, zone, days_off, due_at),
        slot=slot_of(due_at, zone),
        next_at=next_nudge(outlook.rhythm, zone, days_off, due_at).at,
        skipped=skipped,
        until=kept_until(person, skipped, outlook.joined_on),
        remind_at=None if skipped else reminder_at(zone, due_at, days_off),
    )


def new_until(outlook: Outlook, day: date) -> date | None:
    """The last day on which somebody is left alone as new; None where they are not on `day`."""
    if not is_new(outlook.joined_on, outlook.team_since, day):
        return None
    return kept_until(outlook.person, Skip.NEW, outlook.joined_on)


def _reason(outlook: Outlook, due_at: datetime, now: datetime) -> Skip | None:
    person, zone = outlook.person, outlook.person.time_zone
    if slot_of(due_at, zone) in outlook.decided:
        return Skip.BUDGET
    is_newcomer = new_until(outlook, local_date(due_at, zone)) is not None
    return skip_reason(person, outlook.key_results, due_at, now, is_new=is_newcomer)
