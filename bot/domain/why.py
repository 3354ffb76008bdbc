"""Why okrbot writes to somebody, and why not: what comes, what is left out, what became of it.

Everything is told in the person's own time. What is told of an absence is that there is one.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from bot.domain.cadence import Rhythm, local_date, local_time, previous_slot, slot_of
from bot.domain.due import DayOff, Due
from bot.domain.foresight import foresee, foresee_moves
from bot.domain.nudges import Skip
from bot.domain.okrs import Workspace
from bot.domain.planning import Decision, Outlook, new_until
from bot.domain.rhythms import RhythmSources
from bot.domain.shortening import shorten

NAME, TEAM, HOLIDAY = 60, 100, 80
"""Characters, as sent, of a name of a person, a team and a holiday."""

EARLIER = 4
"""Weeks before the present one of which is told what became of them."""

MOST_LEFT_OUT, MOST_MOVED, LOOKED_AHEAD = 6, 3, 12
"""Lines of what is left out before the next nudge, of later holidays, and how far is looked."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A local day and time."""

    day: date
    time: time


@dataclass(frozen=True, slots=True)
class Past:
    """What is stored of a slot: its nudge, where there was one, and the first check-in.

    `skipped`, `until`, `remind_at`, `reminded` and `is_snoozed` are as in the table of nudges.
    """

    slot: str
    at: datetime | None = None
    skipped: str = ""
    due_on: date | None = None
    until: date | None = None
    remind_at: datetime | None = None
    reminded: str = ""
    is_snoozed: bool = False
    checked_in_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Week:
    """What became of a slot; `meant_on` and `holiday` only where a day off moved the nudge.

    `skipped` and `reminded` are reasons, or "". `reminder` is when it comes, came or would have.
    """

    slot: str
    asked: Moment | None = None
    not_on: date | None = None
    skipped: str = ""
    until: date | None = None
    meant_on: date | None = None
    holiday: str = ""
    reminder: Moment | None = None
    reminded: str = ""
    is_snoozed: bool = False
    checked_in: Moment | None = None
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Nudges that will not come for one reason: one of `first`, or all from then to `last`."""

    first: date
    last: date
    skipped: Skip
    until: date | None = None
    holiday: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """A nudge that a holiday moves."""

    day: date
    holiday: str
    to: Moment


@dataclass(frozen=True, slots=True)
class WhyFacts:
    """What is known of somebody; `holiday` names the holiday of a day where they live.

    `team` is their home team's name or "". `past` are the slots up to the present one.
    """

    outlook: Outlook
    workspace: Workspace
    sources: RhythmSources
    holiday: Callable[[date], str]
    team: str = ""
    digest_at: datetime | None = None
    past: Sequence[Past] = ()


@dataclass(frozen=True, slots=True)
class Why:
    """When okrbot writes to somebody and why then; `name` is theirs, "" to themselves.

    `country` is a code or "", `region` as well where a part of it counts. `source` says who sets
    the rhythm, as in `RhythmSources`. `next` is None where nothing is planned.
    """

    name: str
    team: str
    rhythm: Rhythm
    source: str
    source_team: str
    locked_by: str
    time_zone: str
    is_own_zone: bool
    country: str
    region: str
    paused_until: date | None
    is_away: bool
    away_until: date | None
    new_until: date | None
    left_out: tuple[LeftOut, ...]
    next: Moment | None
    moved: tuple[Moved, ...]
    week: Week
    earlier: tuple[Week, ...]
    digest: Moment | None
    digest_zone: str


def present_slots(now: datetime, time_zone: str) -> list[str]:
    """The slots that are told, the present one first."""
    slots = [slot_of(now, time_zone)]
    for _number in range(EARLIER):
        slots.append(previous_slot(slots[-1]))
    return slots


def compose_why(facts: WhyFacts, now: datetime, *, is_own: bool) -> Why:
    """What to tell of somebody at `now`, to themselves or to who may ask for them."""
    person, zone, sources = facts.outlook.person, facts.outlook.person.time_zone, facts.sources
    foreseen = foresee(facts.outlook, now)
    coming = next((each.due for each in foreseen if each.skipped is None), None)
    week, *earlier = _weeks(facts, now)
    country, region = _country(facts)
    away = person.is_away(now)
    return Why(
        name="" if is_own else shorten(person.name, NAME),
        team=shorten(facts.team, TEAM),
        rhythm=facts.outlook.rhythm,
        source=sources.nudge.source,
        source_team=shorten(sources.nudge.team, TEAM),
        locked_by=shorten(sources.locked_by, TEAM),
        time_zone=zone,
        is_own_zone=zone != facts.workspace.time_zone,
        country=country,
        region=region,
        paused_until=person.pause_on(local_date(now, zone)),
        is_away=away,
        away_until=person.away_until_on if away else None,
        new_until=new_until(facts.outlook, local_date(now, zone)),
        left_out=tuple(_left_out(facts, foreseen))[:MOST_LEFT_OUT],
        next=_moment(coming.at, zone) if coming else None,
        moved=_moved(facts, now, coming) if coming else (),
        week=week,
        earlier=tuple(earlier),
        digest=_moment(facts.digest_at, facts.workspace.time_zone),
        digest_zone=facts.workspace.time_zone,
    )


def _left_out(facts: WhyFacts, foreseen: Iterable[Decision]) -> list[LeftOut]:
    """What does not come on its day, one line for each reason in a row."""
    told: list[LeftOut] = []
    for each in foreseen:
        skipped = each.skipped or (Skip.DAY_OFF if each.due.moved_by else None)
        if skipped is None:
            continue
        holiday = _holiday(facts, each.due) if skipped is Skip.DAY_OFF else ""
        line = LeftOut(each.due.on, each.due.on, skipped, each.until, holiday)
        if told and (told[-1].skipped, told[-1].until) == (skipped, each.until):
            told[-1] = LeftOut(told[-1].first, each.due.on, skipped, each.until, holiday)
        else:
            told.append(line)
    return told


def _moved(facts: WhyFacts, now: datetime, coming: Due) -> tuple[Moved, ...]:
    """What holidays move after the next nudge; weekends do so every time and say nothing new."""
    zone = facts.outlook.person.time_zone
    later = [
        each
        for each in foresee_moves(facts.outlook, now, LOOKED_AHEAD)
        if each.at > coming.at and each.moved_by is DayOff.HOLIDAY
    ]
    return tuple(
        Moved(each.on, _holiday(facts, each), _moment_at(each.at, zone))
        for each in later[:MOST_MOVED]
    )


def _holiday(facts: WhyFacts, due: Due) -> str:
    return shorten(facts.holiday(due.on), HOLIDAY)


def _weeks(facts: WhyFacts, now: datetime) -> list[Week]:
    """The present slot, and of the earlier ones those in which something was or should have been.

    Nothing is stored of the weeks between two that a rhythm means.
    """
    zone = facts.outlook.person.time_zone
    stored = {each.slot: each for each in facts.past}
    present, *earlier = present_slots(now, zone)
    week = _week(facts, stored.get(present, Past(present)), is_over=False)
    return [week, *(_week(facts, stored[each], is_over=True) for each in earlier if each in stored)]


def _week(facts: WhyFacts, past: Past, *, is_over: bool) -> Week:
    zone = facts.outlook.person.time_zone
    asked = _moment(past.at, zone) if not past.skipped else None
    meant_on = past.due_on if asked and _was_moved(facts, past.due_on, asked.day) else None
    skipped_on = past.due_on or (local_date(past.at, zone) if past.at else None)
    named = meant_on or (skipped_on if past.skipped == Skip.DAY_OFF else None)
    return Week(
        slot=past.slot,
        asked=asked,
        not_on=skipped_on if past.skipped else None,
        skipped=past.skipped,
        until=past.until,
        meant_on=meant_on,
        holiday=shorten(facts.holiday(named), HOLIDAY) if named else "",
        reminder=_moment(past.remind_at, zone),
        reminded=past.reminded,
        is_snoozed=past.is_snoozed,
        checked_in=_moment(past.checked_in_at, zone),
        is_over=is_over,
    )


def _was_moved(facts: WhyFacts, due_on: date | None, asked_on: date) -> bool:
    """Whether a day off moved it: for who has travelled since, the same moment is another day."""
    return due_on is not None and due_on < asked_on and bool(facts.outlook.days_off(due_on))


def _moment(at: datetime | None, zone: str) -> Moment | None:
    return _moment_at(at, zone) if at else None


def _moment_at(at: datetime, zone: str) -> Moment:
    return Moment(local_date(at, zone), local_time(at, zone))


def _country(facts: WhyFacts) -> tuple[str, str]:
    """The country's code, and the part of it that counts, or ""."""
    code = facts.outlook.person.country
    return code.partition("-")[0], code if "-" in code else ""
