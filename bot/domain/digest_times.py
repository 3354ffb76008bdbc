"""When digests come: once for every nudge, at the first digest time that follows it.

They go by the organisation's calendar, and by the day that the rhythm means: where people are
nudged a day later because of a holiday, the digest comes when it always does.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import takewhile

from bot.domain.cadence import Every, Rhythm, local_date, moment, slot_on
from bot.domain.due import DaysOff, rhythm_days, working_day

LONGEST_GAP = timedelta(days=49)
"""More than lies between a nudge's day and the digest after the next one: 35 days and 7."""


def next_digest(rhythm: Rhythm, time_zone: str, after: datetime) -> datetime:
    """The first one, in UTC, strictly after `after`."""
    return next(coming_digests(rhythm, time_zone, after))


def coming_digests(rhythm: Rhythm, time_zone: str, after: datetime) -> Iterator[datetime]:
    """All that come strictly after `after`, in UTC, without end."""
    first = local_date(after, time_zone) - LONGEST_GAP
    for day in rhythm_days(rhythm.every, rhythm.nudge_weekday, first):
        at = _digest_after(rhythm, day, time_zone)
        if at > after:
            yield at


def digest_before(rhythm: Rhythm, time_zone: str, before: datetime) -> datetime:
    """The last one, in UTC, strictly before `before`."""
    digests = coming_digests(rhythm, time_zone, before - LONGEST_GAP)
    return max(takewhile(lambda at: at < before, digests))


def reported_day(rhythm: Rhythm, at: datetime, time_zone: str) -> date:
    """The day whose nudge a digest at `at` reports: the newest one before it.

    So a digest on Monday at 08:00 tells of the week that ended, one on Tuesday of the new one.
    """
    first = local_date(at, time_zone) - LONGEST_GAP
    days = rhythm_days(rhythm.every, rhythm.nudge_weekday, first)
    return max(takewhile(lambda day: moment(day, rhythm.nudge_time, time_zone) < at, days))


def reported_slot(rhythm: Rhythm, day: date, days_off: DaysOff) -> str:
    """The slot in which people were asked for the nudge of that day.

    Where a holiday moves it into the next week, that one counts, or no digest would ever tell of
    it. Asked every week, the next digest does.
    """
    return slot_on(day if rhythm.every is Every.WEEK else working_day(day, days_off))


def _digest_after(rhythm: Rhythm, nudged_on: date, time_zone: str) -> datetime:
    days = (rhythm.digest_weekday - rhythm.nudge_weekday) % 7
    if not days and rhythm.digest_time <= rhythm.nudge_time:
        days = 7
    return moment(nudged_on + timedelta(days=days), rhythm.digest_time, time_zone)
