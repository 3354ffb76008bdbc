"""What should have come unasked besides the nudges, worked out from the rules alone.

Reminders, words to managers and questions at the cycle's end cost the same budget, one of them
per person and week. So they are gone through together, in the order of time.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from enum import IntEnum
from heapq import heappop, heappush
from typing import NamedTuple

from tests.e2e.company import CREWS, MEMBERS, ORGANISATION_ZONE, Member, crew, member
from tests.e2e.expected import ask, reachable, when_bot_is_up
from tests.e2e.model import Slot, local, monday, slot_of, wall_clock
from tests.e2e.story import LEAVER, WEEKS, Story, is_free

NINE = time(9)
TOO_OLD = timedelta(hours=12)
SILENT = 2


class Kind(IntEnum):
    """What comes first of what is due at the same moment."""

    ASK = 0
    REMIND = 1
    TALK = 2
    CLOSE = 3


class Due(NamedTuple):
    """Something to look at: about a person or, where it is to close, about teams."""

    at: datetime
    kind: Kind
    to: str
    about: str
    slot: Slot = (0, 0)


@dataclass(frozen=True, order=True)
class Extra:
    """One message; `about` are the people or the teams that it names."""

    at: datetime
    kind: Kind
    to: str
    about: tuple[str, ...]


@dataclass
class Ladder:
    """Goes through a story once; `sent` is what should have come of it."""

    story: Story
    sent: list[Extra] = field(default_factory=list)
    _agenda: list[Due] = field(default_factory=list)
    _spent: set[tuple[str, Slot]] = field(default_factory=set)
    _asked: dict[str, list[Slot]] = field(default_factory=lambda: defaultdict(list))
    _told: dict[str, Slot] = field(default_factory=dict)

    def climb(self) -> list[Extra]:
        """All that should have come while the story lasted."""
        for one in MEMBERS:
            self._plan_asks(one)
        self._plan_closings()
        while self._agenda and self._agenda[0].at <= self.story.season.ends_at:
            due = heappop(self._agenda)
            match due.kind:
                case Kind.ASK:
                    self._ask(due)
                case Kind.REMIND:
                    self._remind(due)
                case Kind.TALK:
                    self._talk(due)
                case Kind.CLOSE:
                    self._close(due)
        return [each for each in self.sent if each.at <= self.story.season.ends_at]

    def _plan(self, at: datetime, kind: Kind, to: str, about: str, slot: Slot = (0, 0)) -> None:
        at = when_bot_is_up(self.story.season, at)
        heappush(self._agenda, Due(at, kind, to, about, slot))

    def _plan_asks(self, one: Member) -> None:
        for week in range(WEEKS):
            if asked := ask(self.story, one, week):
                zone = self.story.season.zone(one, week)
                slot = slot_of(asked.at, zone)
                self._plan(asked.at, Kind.ASK, one.id, one.id, slot)
                self._plan_reminder(one, asked.meant, zone, slot)

    def _plan_reminder(self, one: Member, meant: datetime, zone: str, slot: Slot) -> None:
        """At the same local time of the next working day, if that lies in the same week."""
        there = wall_clock(meant, zone)
        day = there.date() + timedelta(days=1)
        while is_free(day):
            day += timedelta(days=1)
        at = local(day, there.time(), zone)
        is_late = when_bot_is_up(self.story.season, at) - at > TOO_OLD
        if slot_of(at, zone) == slot and not is_late:
            self._plan(at, Kind.REMIND, one.id, one.id, slot)

    def _plan_closings(self) -> None:
        """To each manager two weeks before the end and at it; to those above five days later.

        Nobody closes anything, so it is always about all of their teams.
        """
        last = self.story.season.last
        for manager in {each.manager for each in CREWS}:
            own = [each.name for each in CREWS if each.manager == manager]
            below = [each.name for each in CREWS if each.parent in own]
            days = {last - timedelta(weeks=2): own, last: own, last + timedelta(days=5): below}
            for day, names in days.items():
                if names:
                    at = local(day, NINE, ORGANISATION_ZONE)
                    self._plan(at, Kind.CLOSE, manager, " ".join(sorted(names)))

    def _ask(self, due: Due) -> None:
        """Whoever was silent for two weeks in which they were asked is talked about, once."""
        heard = self._last_heard(due)
        silent = [each for each in self._asked[due.about] if each > heard]
        self._asked[due.about].append(due.slot)
        if len(silent) >= SILENT and self._told.get(due.about) != heard:
            self._told[due.about] = heard
            if manager := _nearest_manager(due.about):
                self._plan(due.at, Kind.TALK, manager, due.about)

    def _remind(self, due: Due) -> None:
        """Who recorded anything in the week is left alone; else when they can be written to."""
        if self._last_heard(due) >= due.slot:
            return
        at, slot = self._reach(due)
        if slot != due.slot:
            return
        if at > due.at:
            self._plan(at, Kind.REMIND, due.to, due.about, slot)
        elif self._spends(due.to, slot):
            self.sent.append(Extra(at, Kind.REMIND, due.to, (due.about,)))

    def _talk(self, due: Due) -> None:
        """All of whom a manager is to hear at this moment come in one message."""
        group = [due]
        while self._agenda and self._agenda[0][:3] == due[:3]:
            group.append(heappop(self._agenda))
        silent = [each for each in group if self._is_silent(each)]
        at, slot = self._reach(due)
        if at == due.at and silent and not self._spends(due.to, slot):
            at = self._next_week(due.to, slot)
        if at > due.at:
            for each in silent:
                self._plan(at, Kind.TALK, each.to, each.about)
        elif silent:
            names = sorted(member(each.about).name for each in silent)
            self.sent.append(Extra(at, Kind.TALK, due.to, tuple(names)))

    def _close(self, due: Due) -> None:
        at, slot = self._reach(due)
        if self._spends(due.to, slot):
            self.sent.append(Extra(at, Kind.CLOSE, due.to, tuple(due.about.split())))
        else:
            self._plan(self._next_week(due.to, slot), Kind.CLOSE, due.to, due.about)

    def _reach(self, due: Due) -> tuple[datetime, Slot]:
        """When the reader can be written to, and in which week of theirs that is."""
        zone = self.story.season.zone_at(member(due.to), due.at)
        at = reachable(due.at, zone)
        return at, slot_of(at, zone)

    def _next_week(self, to: str, slot: Slot) -> datetime:
        zone = member(to).zone  # only managers wait for another week, and none of them moves
        return reachable(local(monday(slot) + timedelta(weeks=1), NINE, zone), zone)

    def _spends(self, to: str, slot: Slot) -> bool:
        """Whether the week's one message is still there to be spent."""
        is_new = (to, slot) not in self._spent
        self._spent.add((to, slot))
        return is_new

    def _is_silent(self, due: Due) -> bool:
        has_left = due.about == LEAVER and due.at >= self.story.season.leaves_at
        return not has_left and self._last_heard(due) == self._told[due.about]

    def _last_heard(self, due: Due) -> Slot:
        """The newest week in which the person recorded anything, until then."""
        said = (one for one in self.story.book.said if one.author == due.about)
        return max((one.slot for one in said if one.at <= due.at), default=(0, 0))


def _nearest_manager(id_: str) -> str:
    """That of the team or, for who manages it, of the one above; nobody for who is at the top."""
    team = crew(member(id_).team)
    while team.manager == id_ and team.parent:
        team = crew(team.parent)
    return "" if team.manager == id_ else team.manager
