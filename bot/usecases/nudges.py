"""The weekly nudge: who is due gets one message, or the reason why not is kept."""

import logging
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from bot.domain.cadence import Rhythm, local_date, next_at, slot_of
from bot.domain.lines import grouped, lines_of
from bot.domain.nudges import skip_reason
from bot.domain.okrs import Objective, Person, Workspace
from bot.domain.outbox import Message, Priority
from bot.render import render
from storage.database import Database
from storage.nudges import DuePerson, NudgeOutcome, add_nudges, claim_due_people, set_next_nudges
from storage.okrs import list_updated_by
from storage.outbox import add_messages
from storage.people import workspaces_by_id
from storage.teams import rhythms_by_team

log = logging.getLogger("okrbot.nudges")

AT_ONCE = 200
"""People planned for in one transaction: short enough that nobody waits long for its locks."""

AFTER_A_FAULT = timedelta(hours=1)
"""Somebody for whom planning fails is looked at again then, and stops nobody else."""


@dataclass(frozen=True, slots=True)
class _Circumstances:
    """All that decides about one person's nudge."""

    due: DuePerson
    objectives: Sequence[Objective]
    rhythm: Rhythm
    workspace: Workspace
    now: datetime


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is decided for one person; no outcome where planning failed."""

    person: Person
    next_at: datetime
    outcome: NudgeOutcome | None = None
    message: Message | None = None


def queue_due_nudges(database: Database, now: datetime) -> Counter[str]:
    """Plan for everybody whose moment has come; counts `queued` and each reason for skipping."""
    counts: Counter[str] = Counter()
    while True:
        with database.transaction() as session:
            due = claim_due_people(session, now, AT_ONCE)
            plans = [_plan(each) for each in _circumstances(session, due, now)]
            counts.update(_carry_out(session, plans, now))
        if len(due) < AT_ONCE:
            return counts


def _circumstances(
    session: Session, due: Sequence[DuePerson], now: datetime
) -> list[_Circumstances]:
    people = [each.person for each in due]
    if not people:
        return []
    objectives = list_updated_by(session, [person.id for person in people])
    rhythms = rhythms_by_team(session, [person.home_team_id for person in people])
    workspaces = workspaces_by_id(session, [person.workspace_id for person in people])
    return [
        _Circumstances(
            each,
            objectives[each.person.id],
            rhythms[each.person.home_team_id],
            workspaces[each.person.workspace_id],
            now,
        )
        for each in due
    ]


def _plan(about: _Circumstances) -> _Plan:
    person = about.due.person
    try:
        return _decide(about)
    except Exception:
        log.exception("nudge failed person=%s", person.id)
        return _Plan(person, about.now + AFTER_A_FAULT)


def _decide(about: _Circumstances) -> _Plan:
    person, due_at, now = about.due.person, about.due.due_at, about.now
    slot = slot_of(due_at, person.time_zone)
    pairs = [(each, one.cycle) for one in about.objectives for each in one.key_results]
    skipped = skip_reason(person, pairs, due_at, now)
    rhythm = about.rhythm
    return _Plan(
        person,
        next_at(rhythm.nudge_weekday, rhythm.nudge_time, person.time_zone, max(due_at, now)),
        NudgeOutcome(person, slot, now, skipped or ""),
        None if skipped else _message(about, slot),
    )


def _message(about: _Circumstances, slot: str) -> Message:
    person = about.due.person
    today = local_date(about.due.due_at, person.time_zone)
    organisation_day = local_date(about.now, about.workspace.time_zone)
    running = [each for each in about.objectives if each.cycle.is_running(today)]
    payload = render(
        "messages/nudge",
        person.locale,
        lines=grouped(lines_of(running, organisation_day, slot)),
        slot=slot,
        rhythm=about.rhythm,
    )
    return Message(f"nudge:{person.id}:{slot}", person.slack_id, payload, priority=Priority.NUDGE)


def _carry_out(session: Session, plans: Sequence[_Plan], now: datetime) -> Iterable[str]:
    """Write the plans down; yields what became of each person.

    A slot that was decided about before (somebody travelled, or the clock was moved) stays so.
    """
    set_next_nudges(session, {plan.person.id: plan.next_at for plan in plans})
    new = add_nudges(session, [plan.outcome for plan in plans if plan.outcome])
    messages: dict[int, list[Message]] = defaultdict(list)
    for plan in plans:
        if plan.message and plan.person.id in new:
            messages[plan.person.workspace_id].append(plan.message)
    for workspace_id, of_workspace in messages.items():
        add_messages(session, workspace_id, of_workspace, now)
    for plan in plans:
        yield _word(plan, is_new=plan.person.id in new)


def _word(plan: _Plan, *, is_new: bool) -> str:
    if plan.outcome is None:
        return "failed"
    if not is_new:
        return "decided before"
    return plan.outcome.skipped or "queued"
