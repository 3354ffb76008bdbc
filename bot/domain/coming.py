"""The next days of a rhythm, shown before anybody decides about it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from bot.domain.cadence import Rhythm, local_date
from bot.domain.digest_times import coming_digests
from bot.domain.due import DayOff, DaysOff, coming_nudges

SHOWN = 3
"""As many days tell every two weeks from every month."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """A country's days off; `holiday` names one in the reader's language, "" where it has none."""

    days_off: DaysOff
    holiday: Callable[[date], str]


@dataclass(frozen=True, slots=True)
class ComingNudge:
    """People are asked `on` this day.

    Where the rhythm's own day `meant` is a day off, `moved_by` says why, and `holiday` its name.
    """

    on: date
    meant: date
    moved_by: DayOff | None = None
    holiday: str = ""


@dataclass(frozen=True, slots=True)
class Coming:
    """The next days on which people are nudged and digests are read, in that time zone."""

    rhythm: Rhythm
    time_zone: str
    nudges: tuple[ComingNudge, ...]
    digests: tuple[date, ...]


def coming(
    rhythm: Rhythm, time_zone: str, calendar: Calendar, now: datetime, count: int = SHOWN
) -> Coming:
    """The next `count` days of each, as they fall for somebody who lives there."""
    nudges = coming_nudges(rhythm, time_zone, calendar.days_off, now)
    digests = coming_digests(rhythm, time_zone, now)
    return Coming(
        rhythm,
        time_zone,
        tuple(
            ComingNudge(
                local_date(each.at, time_zone),
                each.on,
                each.moved_by,
                calendar.holiday(each.on) if each.moved_by is DayOff.HOLIDAY else "",
            )
            for each in islice(nudges, count)
        ),
        tuple(local_date(at, time_zone) for at in islice(digests, count)),
    )
