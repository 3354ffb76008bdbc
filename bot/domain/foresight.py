"""What is coming: when somebody is nudged next, and what is left out until then, and why.

It goes by the rules that decide when the moment comes, so it is true as long as nothing changes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice

from bot.domain.cadence import Rhythm, local_date, local_time, slot_on
from bot.domain.due import DaysOff, Due, coming_nudges
from bot.domain.missing import is_new
from bot.domain.nudges import Skip, kept_until, skip_reason
from bot.domain.okrs import Cycle, KeyResult, Person

FARTHEST = 60
"""Occasions that are looked at: who is kept back longer than that has nothing planned."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """All that decides about somebody's coming nudges.

    `joined_on` is when they came to their home team, `team_since` when its first member did.
    `decided` are the slots in which their nudge was sent or left out before. `planned_at` is when
    the bot looks at them again; before now, where it was not running.
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
class Occasion:
    """One nudge of the rhythm: `day` and `time` are local, `due.on` is the day that was meant.

    `skipped` says why it will not come, None when it will; `until` is the last day of what keeps
    it back, where that is known.
    """

    due: Due
    day: date
    time: time
    skipped: Skip | None = None
    until: date | None = None


def foresee(outlook: Outlook, now: datetime) -> list[Occasion]:
    """The occasions from now on, up to the first that is not left out.

    What keeps somebody back without an end ends the list; nobody who left has any.
    """
    occasions: list[Occasion] = []
    for due in islice(_dues(outlook, now), FARTHEST):
        occasions.append(_occasion(outlook, due, now))
        if occasions[-1].skipped is None or _is_endless(outlook, occasions[-1]):
            break
    return occasions


def foresee_moves(outlook: Outlook, now: datetime, count: int) -> list[Occasion]:
    """Those of the next `count` occasions that a day off moves."""
    coming = islice(_coming(outlook, now), count)
    return [_at_local(outlook, due) for due in coming if due.moved_by]


def new_until(outlook: Outlook, day: date) -> date | None:
    """The last day on which somebody is left alone as new; None where they are not on `day`."""
    if not is_new(outlook.joined_on, outlook.team_since, day):
        return None
    return kept_until(outlook.person, Skip.NEW, outlook.joined_on)


def _dues(outlook: Outlook, now: datetime) -> Iterator[Due]:
    """The one that waits since before now, where there is one, and all that come."""
    at = outlook.planned_at
    if at is not None and at <= now:
        yield Due(at, local_date(at, outlook.person.time_zone))
    yield from _coming(outlook, now)


def _coming(outlook: Outlook, now: datetime) -> Iterator[Due]:
    return coming_nudges(outlook.rhythm, outlook.person.time_zone, outlook.days_off, now)


def _at_local(outlook: Outlook, due: Due) -> Occasion:
    zone = outlook.person.time_zone
    return Occasion(due, local_date(due.at, zone), local_time(due.at, zone))


def _occasion(outlook: Outlook, due: Due, now: datetime) -> Occasion:
    here = _at_local(outlook, due)
    reason = _reason(outlook, here, now)
    until = kept_until(outlook.person, reason, outlook.joined_on)
    return Occasion(due, here.day, here.time, reason, until)


def _reason(outlook: Outlook, here: Occasion, now: datetime) -> Skip | None:
    if slot_on(here.day) in outlook.decided:
        return Skip.BUDGET
    at, is_newcomer = here.due.at, new_until(outlook, here.day) is not None
    return skip_reason(outlook.person, outlook.key_results, at, max(now, at), is_new=is_newcomer)


def _is_endless(outlook: Outlook, here: Occasion) -> bool:
    """Whether nothing that is known today ends what keeps them back."""
    if here.skipped is Skip.CYCLE_NOT_RUNNING:
        return not any(each.starts_on > here.day for _key_result, each in outlook.key_results)
    if here.skipped is Skip.AWAY:
        return here.until is None
    return here.skipped in {Skip.INACTIVE, Skip.NOTHING_TO_UPDATE}
