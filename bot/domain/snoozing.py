"""Putting the check-in off: to which moments of the same week, and what the digest says then."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.domain.cadence import (
    WRITES_UNTIL,
    Rhythm,
    local_date,
    local_time,
    moment,
    monday_of,
    next_at,
    slot_of,
)
from bot.domain.due import MORNING, DaysOff, may_write, working_day_after
from bot.domain.nudges import reminder_at

AFTERNOON = time(15)
"""When later today is, if that is an hour away at least."""

STEP = timedelta(minutes=15)


class DigestBy(StrEnum):
    """Where the digest stands to a moment: it comes after it, came before it, or there is none."""

    LATER = "later"
    FIRST = "first"
    SENT = "sent"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Digesting:
    """When the team's digest comes, by the organisation's clocks; `posts` where it has readers."""

    rhythm: Rhythm
    time_zone: str
    posts: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A nudge that was sent: when, and what is to become of its reminder.

    `reminded` says what became of it, "" before.
    """

    at: datetime
    remind_at: datetime | None = None
    reminded: str = ""
    is_snoozed: bool = False

    def chosen(self, now: datetime) -> datetime | None:
        """The moment that was chosen for another time, while it is still to come."""
        is_waiting = self.is_snoozed and not self.reminded
        return self.remind_at if is_waiting and self.remind_at and self.remind_at > now else None


@dataclass(frozen=True, slots=True)
class Snooze:
    """A moment to be asked again; `on` and `clock` are the person's own day and time.

    `digest` says what the digest will have shown by then, `digest_on` on which weekday.
    """

    at: datetime
    on: date
    clock: time
    in_days: int
    digest: DigestBy
    digest_on: int

    @property
    def seconds(self) -> int:
        """The moment as seconds since 1970, as an option carries it."""
        return int(self.at.timestamp())


@dataclass(frozen=True, slots=True)
class Clocks:
    """A person's own: which moment it is, in which zone, and which days are off there."""

    now: datetime
    time_zone: str
    days_off: DaysOff

    @property
    def today(self) -> date:
        """Their day."""
        return local_date(self.now, self.time_zone)


def snoozes(
    asked: Asked | None, slot: str, clocks: Clocks, digest: Digesting
) -> tuple[Snooze, ...]:
    """What somebody who was asked can choose from now; nothing once the reminder had its time."""
    if asked is None or asked.reminded or (asked.remind_at and asked.remind_at <= clocks.now):
        return ()
    day = working_day_after(clocks.today, clocks.days_off)
    later, tomorrow = _later_today(clocks), moment(day, MORNING, clocks.time_zone)
    offered = [each for each in (later, tomorrow) if each and is_choosable(each, slot, clocks)]
    return tuple(snooze_at(each, asked, clocks, digest) for each in offered)


def is_choosable(at: datetime, slot: str, clocks: Clocks) -> bool:
    """Whether somebody can be asked again then: to come, in the same week, and at work."""
    is_to_come = at > clocks.now and slot_of(at, clocks.time_zone) == slot
    return is_to_come and may_write(at, clocks.time_zone, clocks.days_off)


def snooze_at(at: datetime, asked: Asked, clocks: Clocks, digest: Digesting) -> Snooze:
    """What it means to be asked again at `at`."""
    on = local_date(at, clocks.time_zone)
    comes = next_at(
        digest.rhythm.digest_weekday, digest.rhythm.digest_time, digest.time_zone, asked.at
    )
    return Snooze(
        at=at,
        on=on,
        clock=local_time(at, clocks.time_zone),
        in_days=(on - clocks.today).days,
        digest=_digest_by(at, comes, clocks.now) if digest.posts else DigestBy.NONE,
        digest_on=digest.rhythm.digest_weekday,
    )


def usual_reminder(asked: Asked, slot: str, clocks: Clocks) -> datetime | None:
    """When who does not snooze is reminded: next working day, same local time; None if too late."""
    asked_at = asked.at.replace(second=0, microsecond=0)
    at = reminder_at(clocks.time_zone, asked_at, clocks.days_off)
    return at if at and is_choosable(at, slot, clocks) else None


def is_over(slot: str, today: date) -> bool:
    """Whether a slot lies before the week of a local day."""
    return monday_of(slot) + timedelta(weeks=1) <= today


def _digest_by(at: datetime, comes: datetime, now: datetime) -> DigestBy:
    if comes <= now:
        return DigestBy.SENT
    return DigestBy.LATER if at < comes else DigestBy.FIRST


def _later_today(clocks: Clocks) -> datetime | None:
    """In the afternoon or, if that is too near, in an hour; None in the evening."""
    soonest = clocks.now + timedelta(hours=1)
    usual = moment(clocks.today, AFTERNOON, clocks.time_zone)
    if soonest <= usual:
        return usual
    rounded = soonest + (-(soonest - datetime.min.replace(tzinfo=soonest.tzinfo))) % STEP
    is_today = local_date(rounded, clocks.time_zone) == clocks.today
    return rounded if is_today and local_time(rounded, clocks.time_zone) < WRITES_UNTIL else None
