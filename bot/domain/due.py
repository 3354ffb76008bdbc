"""On which day somebody is asked: the days a rhythm means, moved off weekends and holidays.

A rhythm means local days. One that is a day off where the person lives moves to the next working
day, at the same local time; the message then belongs to the slot of the day it comes on. So two
days that a rhythm means may fall into one slot: nobody is asked twice in it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.domain.cadence import (
    WRITES_FROM,
    WRITES_UNTIL,
    Every,
    Rhythm,
    local_date,
    local_time,
    moment,
    monday_of,
    next_slot,
)

LONGEST_MOVE = timedelta(days=21)
"""How long a row of days off can be; what a rhythm meant before cannot come after that."""

MORNING = time(9)
"""When somebody is written to who could not be reached before."""


class DayOff(StrEnum):
    """Why nobody works on a day."""

    WEEKEND = "weekend"
    HOLIDAY = "holiday"


DaysOff = Callable[[date], DayOff | None]
"""What a country says of a day: why it is a day off there, None for a working day."""


@dataclass(frozen=True, slots=True)
class Due:
    """When somebody is asked: `at`, in UTC. `on` is the local day that the rhythm means."""

    at: datetime
    on: date
    moved_by: DayOff | None = None


def next_nudge(rhythm: Rhythm, time_zone: str, days_off: DaysOff, after: datetime) -> Due:
    """The first one strictly after `after`."""
    return next(coming_nudges(rhythm, time_zone, days_off, after))


def coming_nudges(
    rhythm: Rhythm, time_zone: str, days_off: DaysOff, after: datetime
) -> Iterator[Due]:
    """All that come strictly after `after`, without end."""
    first = local_date(after, time_zone) - LONGEST_MOVE
    for day in rhythm_days(rhythm.every, rhythm.nudge_weekday, first):
        why = days_off(day)
        actual = working_day(day, days_off)
        at = moment(actual, rhythm.nudge_time, time_zone)
        if at > after:
            yield Due(at, day, why)


def rhythm_days(every: Every, weekday: int, first: date) -> Iterator[date]:
    """The days that a rhythm means, from `first` on, without end. Monday is 0."""
    day = first + timedelta(days=(weekday - first.weekday()) % 7)
    while True:
        if _is_meant(every, day):
            yield day
        day += timedelta(weeks=1)


def weeks_of(day: date) -> Every:
    """Which of the two kinds of every second week the week of `day` belongs to."""
    return Every.EVEN_WEEKS if _is_meant(Every.EVEN_WEEKS, day) else Every.ODD_WEEKS


def asked_again(every: Every, slot: str) -> date:
    """The Monday of the next slot in which those are asked who checked in in `slot`.

    Whatever weekday they are asked on. Once a month that leaves two slots: a check-in in the
    earlier one may be the month's already, and the next month's is asked for in its later one.
    """
    monday = monday_of(next_slot(slot))
    if every is Every.MONTH and monday.day > 1:
        monday = (monday.replace(day=1) + timedelta(days=31)).replace(day=1)
    return next(rhythm_days(every, 0, monday))


def working_day(day: date, days_off: DaysOff) -> date:
    """That day or, where it is a day off, the next that is none."""
    while days_off(day):
        day += timedelta(days=1)
    return day


def working_day_after(day: date, days_off: DaysOff) -> date:
    """The next working day after `day`."""
    return working_day(day + timedelta(days=1), days_off)


def may_write(at: datetime, time_zone: str, days_off: DaysOff) -> bool:
    """Whether somebody there may be written to unasked: a working day, 08:00 to 18:00."""
    is_at_work = WRITES_FROM <= local_time(at, time_zone) < WRITES_UNTIL
    return is_at_work and days_off(local_date(at, time_zone)) is None


def writable_at(after: datetime, time_zone: str, days_off: DaysOff) -> datetime:
    """The first moment from `after` on at which somebody there may be written to unasked.

    On another time than `after` that is 09:00.
    """
    if may_write(after, time_zone, days_off):
        return after
    day = local_date(after, time_zone)
    if local_time(after, time_zone) >= WRITES_FROM:
        day += timedelta(days=1)
    return moment(working_day(day, days_off), MORNING, time_zone)


def closing_time(at: datetime, time_zone: str) -> datetime:
    """The moment on the local day of `at` from which nobody is written to unasked."""
    return moment(local_date(at, time_zone), WRITES_UNTIL, time_zone)


def _is_meant(every: Every, day: date) -> bool:
    weeks = (day.toordinal() - 1) // 7  # 1 January of year 1 was a Monday
    return {
        Every.WEEK: True,
        Every.EVEN_WEEKS: weeks % 2 == 0,
        Every.ODD_WEEKS: weeks % 2 == 1,
        Every.MONTH: day.day <= 7,
    }[every]
