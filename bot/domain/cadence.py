"""When things are due: slots, moments and rhythms. The only rules that know time zones.

A slot is an ISO week of somebody's local calendar, written "2026-W45", so that slots sort as
text. Weekdays count from Monday = 0. A moment is an aware datetime in UTC. Time zones are IANA
names; an unknown one raises ZoneInfoNotFoundError, so names from outside go through `zone_or`.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

EARLIEST = time(6)
"""No channel is written to between midnight and six."""

WRITES_FROM, WRITES_UNTIL = time(8), time(18)
"""The local hours in which somebody gets a message that they did not ask for."""

_LATEST = time(17, 59)

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Every(StrEnum):
    """In which weeks a team is nudged: each, every second one, or the first of each month.

    Every second week goes by weeks counted without a break: the calendar's own numbers would put
    two weeks of one kind beside each other at the end of a year with 53.
    """

    WEEK = "week"
    EVEN_WEEKS = "even_weeks"
    ODD_WEEKS = "odd_weeks"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When a team is nudged and when its managers read the digest, in local times.

    The digest follows each nudge, so `every` decides about both.
    """

    nudge_weekday: int = 0
    nudge_time: time = time(9)
    digest_weekday: int = 1
    digest_time: time = time(9)
    every: Every = Every.WEEK


DEFAULT = Rhythm()


@dataclass(frozen=True, slots=True)
class PartialRhythm:
    """What one team sets of its rhythm; None is left to the team above.

    A locked one decides for all teams below.
    """

    nudge_weekday: int | None = None
    nudge_time: time | None = None
    digest_weekday: int | None = None
    digest_time: time | None = None
    every: Every | None = None
    is_locked: bool = False


def inherit(chain_from_top: Iterable[PartialRhythm]) -> Rhythm:
    """The rhythm of the last team of a chain that starts at the top team.

    The nearest setting wins, but nothing below a locked rhythm is heard. A nudge before or after
    work, as could once be set, comes when work begins or just before it ends.
    """
    rhythm = DEFAULT
    for own in chain_from_top:
        settings = {each.name: getattr(own, each.name) for each in fields(Rhythm)}
        rhythm = replace(rhythm, **{k: v for k, v in settings.items() if v is not None})
        if own.is_locked:
            break
    return replace(rhythm, nudge_time=min(max(rhythm.nudge_time, WRITES_FROM), _LATEST))


def is_zone(name: str) -> bool:
    """Whether this machine knows the IANA time zone."""
    return name in _zone_names()


def zone_or(time_zone: str, default: str) -> str:
    """The time zone's name if it is known, else `default`."""
    return time_zone if is_zone(time_zone) else default


def find_zones(words: str, most: int = 100) -> list[str]:
    """Time zones whose name has all these words in it, in any case: "new york", "vienna"."""
    wanted = words.casefold().replace("_", " ").split()
    named = (name for name in sorted(_zone_names()) if name == "UTC" or _is_place(name))
    found = [name for name in named if all(w in _spoken(name) for w in wanted)]
    return found[:most]


def local_date(at: datetime, time_zone: str) -> date:
    """What day it is at that moment in the zone."""
    return at.astimezone(_zone(time_zone)).date()


def local_time(at: datetime, time_zone: str) -> time:
    """What clocks in the zone show at that moment."""
    return at.astimezone(_zone(time_zone)).time()


def slot_of(at: datetime, time_zone: str) -> str:
    """The slot of a moment in the zone: "2026-W45"."""
    return slot_on(local_date(at, time_zone))


def slot_on(day: date) -> str:
    """The slot of a local day; the days around New Year belong to the ISO week's year."""
    year, week, _weekday = day.isocalendar()
    return f"{year:04}-W{week:02}"


def monday_of(slot: str) -> date:
    """The first day of a slot.

    Raises:
        ValueError: if it is no slot.
    """
    year, week = slot.split("-W")
    return date.fromisocalendar(int(year), int(week), 1)


def previous_slot(slot: str) -> str:
    """The slot before, over a change of year too."""
    return slot_on(monday_of(slot) - timedelta(weeks=1))


def next_slot(slot: str) -> str:
    """The slot after, over a change of year too."""
    return slot_on(monday_of(slot) + timedelta(weeks=1))


def working_days_after(day: date, count: int) -> date:
    """The `count`-th day after `day` that is neither Saturday nor Sunday; `day` itself for 0."""
    for _day in range(count):
        day += timedelta(days={4: 3, 5: 2}.get(day.weekday(), 1))
    return day


def moment(day: date, at: time, time_zone: str) -> datetime:
    """The moment, in UTC, at which clocks in the zone show that day and time.

    A time that the clocks skip is the first moment after the gap; of a time that they show twice
    it is the first.
    """
    zone = _zone(time_zone)
    wall = datetime.combine(day, at, zone)
    found = wall.astimezone(UTC)
    if found.astimezone(zone).replace(tzinfo=None) == wall.replace(tzinfo=None):
        return found
    return _end_of_gap(wall, zone)


def next_at(weekday: int, at: time, time_zone: str, after: datetime) -> datetime:
    """The next moment, in UTC and strictly after `after`, of a weekly local time."""
    today = local_date(after, time_zone)
    day = today + timedelta(days=(weekday - today.weekday()) % 7)
    found = moment(day, at, time_zone)
    return found if found > after else moment(day + timedelta(weeks=1), at, time_zone)


def _end_of_gap(skipped: datetime, zone: ZoneInfo) -> datetime:
    """The moment the clocks were put forward past `skipped`, to the second.

    For a skipped time PEP 495 gives both offsets: that before the change (fold 0) and that after
    it (fold 1). Taken for real, they are moments after and before the change.
    """
    with_new_offset = skipped.replace(fold=1)
    seconds = range(int(with_new_offset.timestamp()), int(skipped.timestamp()) + 1)
    change = bisect_left(
        seconds,
        _offset(with_new_offset),
        key=lambda second: _offset(datetime.fromtimestamp(second, zone)),
    )
    return datetime.fromtimestamp(seconds[change], UTC)


def _offset(at: datetime) -> timedelta:
    return at.utcoffset() or timedelta(0)


def _is_place(name: str) -> bool:
    """Whether it names a place, not an offset or an abbreviation kept for old files."""
    return "/" in name and not name.startswith("Etc/")


def _spoken(name: str) -> str:
    return name.casefold().replace("_", " ")


@cache
def _zone(name: str) -> ZoneInfo:
    # ZoneInfo keeps only the last eight alive by itself, and reading one from disk again costs
    # fifty times what using it does.
    return ZoneInfo(name)


@cache
def _zone_names() -> frozenset[str]:
    return frozenset(available_timezones())
