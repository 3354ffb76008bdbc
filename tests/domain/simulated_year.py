"""A year of one person, lived by the rules alone: what comes when, and why not.

Slack, the database and the templates are left out; everything that decides is the real thing.
Time goes from one moment at which anything is looked at to the next. While the bot is down
nothing is, and what Slack told meanwhile is heard when it is up again. Each moment is looked at
twice, as by two schedulers.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from bot.calendars import days_off
from bot.domain.away import Away
from bot.domain.cadence import Rhythm, slot_of
from bot.domain.due import DaysOff, next_nudge
from bot.domain.nudges import Reminding, Skip, reach_reminder
from bot.domain.okrs import Cycle, KeyResult, Person
from bot.domain.planning import Outlook, decide
from bot.domain.travel import Planned, next_after_change
from tests.make import make_key_result, make_person

A_MINUTE = timedelta(minutes=1)
QUEUED = "queued"


@dataclass(frozen=True)
class Change:
    """Something that becomes true of a person at a moment; what is None stays as it is."""

    at: datetime
    zone: str | None = None
    away_until: datetime | None = None
    paused_until: date | None = None
    checks_in: bool = False


@dataclass(frozen=True)
class Life:
    """Where somebody is at first, whose holidays they keep, how often they are asked."""

    zone: str
    country: str
    rhythm: Rhythm
    changes: Sequence[Change]


@dataclass(frozen=True)
class World:
    """What all share: the cycle, and when the bot is down."""

    cycle: Cycle
    downtimes: Sequence[tuple[datetime, datetime]]
    begins: datetime
    ends: datetime

    def up_at(self, moment: datetime) -> datetime:
        """The next whole minute from `moment` on at which the bot is up."""
        minute = moment.replace(second=0, microsecond=0)
        at = minute if minute == moment else minute + A_MINUTE
        return next((up for down, up in self.downtimes if down <= at < up), at)


@dataclass(frozen=True)
class Sent:
    """A message, and the person as they were when it came."""

    at: datetime
    person: Person


@dataclass
class Year:
    """One person's year under way; `outcomes` has what became of each slot."""

    life: Life
    world: World
    person: Person
    key_result: KeyResult
    next_at: datetime
    remind: tuple[datetime, str] | None = None
    nudges: list[Sent] = field(default_factory=list)
    reminders: list[Sent] = field(default_factory=list)
    outcomes: dict[str, str] = field(default_factory=dict)

    @property
    def days_off(self) -> DaysOff:
        """When they do not work."""
        return days_off(self.life.country)

    @property
    def updated(self) -> list[tuple[KeyResult, Cycle]]:
        """What they update."""
        return [(self.key_result, self.world.cycle)]

    def live(self) -> None:
        """From beginning to end."""
        changes = sorted(self.life.changes, key=lambda each: each.at)
        while (now := self._next_look()) < self.world.ends:
            while changes and self.world.up_at(changes[0].at) <= now:
                self._change(changes.pop(0))
                now = self._next_look()
            self._look(now)

    def _next_look(self) -> datetime:
        moments = [self.next_at, *([self.remind[0]] if self.remind else [])]
        return self.world.up_at(min(moments))

    def _change(self, change: Change) -> None:
        now = self.world.up_at(change.at)
        if change.checks_in:
            slot = slot_of(now, self.person.time_zone)
            self.key_result = replace(self.key_result, checked_in_slot=slot)
        if change.away_until:
            until = change.away_until
            self.person = replace(self.person, away=Away.VACATION, away_until=until)
        if change.paused_until:
            self.person = replace(self.person, paused_until=change.paused_until)
        if change.zone and change.zone != self.person.time_zone:
            self._move(change.zone, now)

    def _move(self, zone: str, now: datetime) -> None:
        before = Planned(self.next_at, self.person.time_zone, max(self.outcomes, default=""))
        self.person = replace(self.person, time_zone=zone)
        self.next_at = next_after_change(before, self.life.rhythm, zone, self.days_off, now)

    def _look(self, now: datetime) -> None:
        """As two schedulers do: the second finds what the first has done."""
        for _scheduler in range(2):
            if self.next_at <= now:
                self._nudge(now)
            if self.remind and self.remind[0] <= now:
                self._remind(now)

    def _nudge(self, now: datetime) -> None:
        decided = frozenset(self.outcomes)
        outlook = Outlook(
            self.person, self.updated, self.life.rhythm, self.days_off, decided=decided
        )
        decision = decide(outlook, self.next_at, now)
        if isinstance(decision, datetime):
            self.next_at = decision
            return
        self.next_at = decision.next_at
        if decision.passed_slot:
            self.outcomes.setdefault(decision.passed_slot, Skip.DAY_OFF)
        self.outcomes.setdefault(decision.slot, decision.skipped or QUEUED)
        if decision.skipped is None:
            self.nudges.append(Sent(now, self.person))
            self.remind = (decision.remind_at, decision.slot) if decision.remind_at else None

    def _remind(self, now: datetime) -> None:
        assert self.remind
        due_at, slot = self.remind
        about = Reminding(self.person, slot, due_at, is_snoozed=False)
        reached = reach_reminder(about, self.updated, self.days_off, now)
        if isinstance(reached, datetime) and reached > now:
            self.remind = (reached, slot)
            return
        self.remind = None
        if isinstance(reached, datetime):
            self.reminders.append(Sent(now, self.person))


def lived(life: Life, world: World) -> Year:
    """The year of this life."""
    person = make_person(time_zone=life.zone, country=life.country)
    first = next_nudge(life.rhythm, life.zone, days_off(life.country), world.begins)
    year = Year(life, world, person, make_key_result(owner_id=person.id), first.at)
    year.live()
    return year
