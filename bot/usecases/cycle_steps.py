"""What a cycle has to tell: its start, its close, and who is asked to look back.

Each message has a key that names its step, so a cycle can be looked at as often as one likes. What
goes to a person costs their budget of the week; where that is spent, the cycle is looked at again
in their next one.
"""

import logging
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session

from bot.calendars import days_off
from bot.domain.cadence import local_date, slot_of
from bot.domain.cycle_views import Waiting, compose_start, compose_to_close
from bot.domain.cycles import CycleState, Step, due_steps, next_step_at, state_of
from bot.domain.due import closing_time, writable_at
from bot.domain.nudges import away_reason, next_week_at
from bot.domain.okrs import Cycle, ObjectiveState, Person, Team
from bot.domain.outbox import Message, Priority
from bot.render import render
from storage.cycle_teams import list_members, list_open_titles, list_without, manager_above
from storage.cycles import (
    OPEN_STATES,
    WAITING_STATES,
    Counts,
    DueCycle,
    claim_due_cycles,
    count_by_team,
    set_next_step,
)
from storage.database import Database
from storage.extras import Extra, spend_all
from storage.outbox import add_message, known_keys
from storage.people import get_workspace, people_by_id
from storage.teams import channel_locale, list_line, list_teams

log = logging.getLogger("okrbot.cycles")

AFTER_A_FAULT = timedelta(hours=1)
"""A cycle for which this fails is looked at again then, and stops no other."""


@dataclass(frozen=True, slots=True)
class _About:
    """A team in a cycle that is looked at."""

    session: Session
    cycle: Cycle
    team: Team
    counts: Counts
    now: datetime
    today: date

    def count(self, *states: ObjectiveState) -> int:
        """How many of the team's objectives are in these states."""
        return sum(self.counts.get(each, 0) for each in states)

    @property
    def is_done(self) -> bool:
        """Whether the cycle ends and the team has closed all it had."""
        is_ending = state_of(self.cycle, self.today) in (CycleState.CLOSING, CycleState.CLOSED)
        ended = self.count(ObjectiveState.CLOSED, ObjectiveState.DROPPED)
        return is_ending and bool(ended) and not self.count(*OPEN_STATES)


@dataclass(frozen=True, slots=True)
class _Ask:
    """Something to send a person at a moment of theirs, if their budget allows it."""

    person: Person
    message: Message
    at: datetime

    @property
    def extra(self) -> Extra:
        """What it costs."""
        return Extra(self.person, slot_of(self.at, self.person.time_zone), self.message.key)

    @property
    def next_at(self) -> datetime:
        """When to try again where something else was sent in that slot."""
        time_zone = self.person.time_zone
        return next_week_at(time_zone, self.at, days_off(self.person.country))


def queue_cycle_steps(database: Database, now: datetime) -> Counter[str]:
    """Put what cycles have to tell into the outbox; counts messages by their kind."""
    counts: Counter[str] = Counter()
    while (found := _queue_next(database, now)) is not None:
        counts.update(found)
    return counts


def _queue_next(database: Database, now: datetime) -> Counter[str] | None:
    with database.transaction() as session:
        due = next(iter(claim_due_cycles(session, now, 1)), None)
        if due is None:
            return None
        try:
            with session.begin_nested():
                return _queue(session, due, now)
        except Exception:
            log.exception("cycle failed cycle=%s", due.cycle.id)
            set_next_step(session, due.cycle.id, now + AFTER_A_FAULT)
            return Counter({"failed": 1})


def _queue(session: Session, due: DueCycle, now: datetime) -> Counter[str]:
    cycle, time_zone = due.cycle, get_workspace(session, due.workspace_id).time_zone
    steps, counts = due_steps(cycle, now, time_zone), count_by_team(session, cycle.id)
    abouts = [
        _About(session, cycle, team, counts.get(team.id, {}), now, local_date(now, time_zone))
        for team in list_teams(session, due.workspace_id)
    ]
    posts = [(each, now) for about in abouts if Step.START in steps for each in _started(about)]
    asks = [each for step in steps for each in _to_close(abouts, step, time_zone)]
    asks = _new_asks(session, due.workspace_id, [*asks, *_looking_back(abouts)])
    granted = spend_all(session, [each.extra for each in asks], now)
    refused = [each.next_at for each in asks if each.message.key not in granted]
    planned = next_step_at(cycle, now, time_zone)
    set_next_step(session, cycle.id, min([*refused, *([planned] if planned else [])], default=None))
    posts += [(each.message, each.at) for each in asks if each.message.key in granted]
    return Counter(_queued(session, due.workspace_id, posts))


def _new_asks(session: Session, workspace_id: int, asked: Sequence[_Ask]) -> list[_Ask]:
    """Those that nobody was sent yet, each once."""
    asks = {each.message.key: each for each in asked}
    known = known_keys(session, workspace_id, asks)
    return [each for key, each in asks.items() if key not in known]


def _queued(
    session: Session, workspace_id: int, posts: Sequence[tuple[Message, datetime]]
) -> Iterator[str]:
    for message, at in posts:
        if add_message(session, workspace_id, message, at):
            log.info("queued key=%s", message.key)
            yield message.key.partition(":")[0]


def _started(about: _About) -> Iterator[Message]:
    """Into the manager channel, in its language, where the team has objectives."""
    team, cycle = about.team, about.cycle
    if not team.manager_channel or not about.count(*OPEN_STATES, *WAITING_STATES):
        return
    without = list_without(about.session, cycle.id, list_members(about.session, team.id))
    counts = about.count(*OPEN_STATES), about.count(*WAITING_STATES)
    start = compose_start(cycle, team.name, counts, [each.name for each in without])
    locale = channel_locale(about.session, team)
    payload = render("messages/cycle_started", locale, start=start)
    key = f"start:team{team.id}:{cycle.id}"
    yield Message(key, team.manager_channel, payload, priority=Priority.DIGEST)


def _to_close(abouts: Sequence[_About], step: Step, time_zone: str) -> Iterator[_Ask]:
    """Of all their teams in one message, to each manager; after the end to those above."""
    waiting: dict[int, list[_About]] = defaultdict(list)
    people: dict[int, Person] = {}
    for about in abouts if step is not Step.START else ():
        person = _closer(about, step) if about.count(*OPEN_STATES) else None
        if person is not None and away_reason(person, about.now) is None:
            people[person.id] = person
            waiting[person.id].append(about)
    for number, teams in waiting.items():
        person, first = people[number], teams[0]
        at = writable_at(first.now, person.time_zone, days_off(person.country))
        on = local_date(at, time_zone)
        close = compose_to_close(step, first.cycle, [_waiting(each) for each in teams], on=on)
        payload = render("messages/closing", person.locale, close=close)
        suffix = "" if step is Step.CLOSING else f":{step}"
        yield _ask(person, f"closing:{first.cycle.id}:{number}{suffix}", payload, at)


def _closer(about: _About, step: Step) -> Person | None:
    """Who is asked to close a team: its manager, after the end the one above."""
    if step is Step.ABOVE:
        return manager_above(about.session, list_line(about.session, about.team.id))
    manager_id = about.team.manager_id or 0
    return people_by_id(about.session, [manager_id]).get(manager_id)


def _waiting(about: _About) -> Waiting:
    titles = list_open_titles(about.session, about.team.id, about.cycle.id)
    return Waiting(about.team, titles, about.count(ObjectiveState.CLOSED, ObjectiveState.DROPPED))


def _looking_back(abouts: Sequence[_About]) -> Iterator[_Ask]:
    """To each member of a team that is done; once per person and cycle."""
    for about in abouts:
        team, cycle = about.team, about.cycle
        for person in list_members(about.session, team.id) if about.is_done else ():
            if away_reason(person, about.now) is None:
                payload = render(
                    "messages/retrospective_ask",
                    person.locale,
                    cycle=cycle.name,
                    team=team.name,
                    value=f"{cycle.id} {team.id}",
                )
                at = writable_at(about.now, person.time_zone, days_off(person.country))
                yield _ask(person, f"retrospective:{cycle.id}:{person.id}", payload, at)


def _ask(person: Person, key: str, payload: dict[str, Any], at: datetime) -> _Ask:
    message = Message(
        key,
        person.slack_id,
        payload,
        priority=Priority.NUDGE,
        not_after=closing_time(at, person.time_zone),
    )
    return _Ask(person, message, at)
