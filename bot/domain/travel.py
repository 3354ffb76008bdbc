"""When somebody is asked next who travelled, or whose days off are others now.

A slot is a week of the calendar where they are: whoever flies west may live a part of it twice, and
whoever flies east skips a part. What was decided in a slot stays decided, so nobody is asked twice
in it. What was still to come in it is owed where they are now, as long as the week lasts there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.domain.cadence import Rhythm, moment, monday_of, slot_of
from bot.domain.due import DaysOff, coming_nudges, writable_at
from bot.domain.nudges import TOO_LATE_AFTER

A_MOMENT = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Planned:
    """When somebody would be asked next, and the newest slot that was decided about, or ""."""

    at: datetime | None
    time_zone: str
    decided: str = ""

    @property
    def slot(self) -> str:
        """The slot it was planned for; after all others where nothing is planned."""
        return slot_of(self.at, self.time_zone) if self.at else "9999-W01"


def next_after_change(
    planned: Planned, rhythm: Rhythm, time_zone: str, days_off: DaysOff, now: datetime
) -> datetime:
    """The moment at which somebody is asked next, whose zone, country or rhythm is another now.

    `planned` is as it was before. A slot that was decided about is passed over. One whose nudge
    was still to come gets it at the rhythm's moment where that is ahead, else at the first hour
    of the same slot in which they may be written to. Where none is left it is the moment that has
    passed: whoever plans sees that it is too late, and keeps that for those who ask. So it is with
    one of a slot that is over, here or because nobody looked at it while the bot was down.
    """
    first = min(planned.slot, slot_of(now, time_zone))
    for at in _moments(rhythm, time_zone, days_off, first):
        slot = slot_of(at, time_zone)
        if slot <= planned.decided:
            continue
        if at > now:
            return at
        if planned.slot <= slot:
            return _owed(planned, time_zone, days_off, now, slot) or at
    raise AssertionError("a rhythm has no end")


def _moments(rhythm: Rhythm, time_zone: str, days_off: DaysOff, first: str) -> Iterator[datetime]:
    """The rhythm's moments from the beginning of a slot on."""
    begins_at = moment(monday_of(first), time.min, time_zone) - A_MOMENT
    return (due.at for due in coming_nudges(rhythm, time_zone, days_off, begins_at))


def _owed(
    planned: Planned, time_zone: str, days_off: DaysOff, now: datetime, slot: str
) -> datetime | None:
    """When to ask in the present slot, whose moment has passed here; None where it is over.

    What is too late already stays where it is, to be counted as that.
    """
    if planned.at and now - planned.at > TOO_LATE_AFTER and slot_of(planned.at, time_zone) == slot:
        return planned.at
    at = writable_at(now, time_zone, days_off)
    return at if slot_of(at, time_zone) == slot else None
