"""The weekly nudge: who is due gets one message, or the reason why not is kept."""

import logging
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from bot.calendars import days_off
from bot.domain.cadence import Rhythm, local_date, slot_of, slot_on
from bot.domain.due import DaysOff, Due, closing_time, next_nudge
from bot.domain.missing import is_new
from bot.domain.nudges import (
    Skip,
    UpdatedBy,
    kept_until,
    meant,
    missed_by_now,
    reach_at,
    reminder_at,
    skip_reason,
)
from bot.domain.okrs import Objective, Person
from bot.domain.outbox import Message, Priority
from bot.domain.week_message import WeekFacts
from bot.recording import Wanted, gather_weeks, nudge_payload, settle_receipt
from storage.database import Database
from storage.nudges import (
    DuePerson,
    Joined,
    NudgeOutcome,
    add_nudges,
    claim_due_people,
    list_joined,
    list_leading,
    set_asked,
    set_next_nudges,
)
from storage.okrs import list_updated_by
from storage.outbox import add_messages
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
    week: WeekFacts
    joined: Joined | None
    is_leading: bool
    now: datetime

    @property
    def person(self) -> Person:
        """Whose nudge it is."""
        return self.due.person

    @property
    def days_off(self) -> DaysOff:
        """When they do not work."""
        return days_off(self.person.country)

    @property
    def key_results(self) -> UpdatedBy:
        """What they update."""
        return [(each, one.cycle) for one in self.objectives for each in one.key_results]


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is decided for one person; no outcomes where planning failed or is put off.

    The last outcome is that of the slot in which the person is looked at.
    """

    person: Person
    next_at: datetime
    word: str = ""
    outcomes: tuple[NudgeOutcome, ...] = ()
    message: Message | None = None
    is_partly_done: bool = False


def queue_due_nudges(database: Database, now: datetime) -> Counter[str]:
    """Plan for everybody whose moment has come; counts `queued` and each reason for skipping.

    After a long downtime each moment that passed is looked at, the oldest first.
    """
    counts: Counter[str] = Counter()
    while True:
        with database.transaction() as session:
            due = claim_due_people(session, now, AT_ONCE)
            plans = [_plan(each) for each in _circumstances(session, due, now)]
            counts.update(_carry_out(session, plans, now))
        if not due:
            return counts


def _circumstances(
    session: Session, due: Sequence[DuePerson], now: datetime
) -> list[_Circumstances]:
    people = [each.person for each in due]
    if not people:
        return []
    ids = [person.id for person in people]
    objectives = list_updated_by(session, ids)
    rhythms = rhythms_by_team(session, [person.home_team_id for person in people])
    joined, leading = list_joined(session, people, now), list_leading(session, ids)
    slots = [slot_of(each.due_at, each.person.time_zone) for each in due]
    wanted = [Wanted(person, slot, now) for person, slot in zip(people, slots, strict=True)]
    weeks = gather_weeks(session, wanted, now)
    return [
        _Circumstances(
            each,
            objectives[each.person.id],
            rhythms[each.person.home_team_id],
            weeks[each.person.id],
            joined.get(each.person.id),
            each.person.id in leading,
            now,
        )
        for each in due
    ]


def _plan(about: _Circumstances) -> _Plan:
    try:
        return _decide(about)
    except Exception:
        log.exception("nudge failed person=%s", about.person.id)
        return _Plan(about.person, about.now + AFTER_A_FAULT, "failed")


def _decide(about: _Circumstances) -> _Plan:
    person, due_at, now = about.person, about.due.due_at, about.now
    skipped = _skipped(about)
    reached = reach_at(person, due_at, now, about.days_off)
    if skipped is None and isinstance(reached, datetime) and reached > now:
        return _Plan(person, reached, "put off")
    if skipped is None and isinstance(reached, Skip):
        skipped = reached
    due = meant(about.rhythm, person.time_zone, about.days_off, due_at)
    return _Plan(
        person,
        next_nudge(about.rhythm, person.time_zone, about.days_off, due_at).at,
        skipped or "queued",
        _outcomes(about, due, skipped),
        None if skipped else _message(about),
        is_partly_done=bool(about.week.moved),
    )


def _skipped(about: _Circumstances) -> Skip | None:
    person, joined, due_at = about.person, about.joined, about.due.due_at
    today = local_date(due_at, person.time_zone)
    came_lately = joined is not None and is_new(joined.on, joined.team_since, today)
    return skip_reason(person, about.key_results, due_at, about.now, is_new=came_lately)


def _outcomes(about: _Circumstances, due: Due, skipped: Skip | None) -> tuple[NudgeOutcome, ...]:
    """That of the slot; where the day that was meant lies in an earlier one, that of it too."""
    person, now = about.person, about.now
    slot = slot_of(due.at, person.time_zone)
    outcome = NudgeOutcome(
        person,
        slot,
        now,
        skipped or "",
        due_on=due.on,
        until=kept_until(person, skipped, about.joined.on if about.joined else None),
        remind_at=None if skipped else reminder_at(person.time_zone, due.at, about.days_off),
        missed=missed_by_now(person, about.key_results),
    )
    if slot_on(due.on) == slot:
        return (outcome,)
    return NudgeOutcome(person, slot_on(due.on), now, Skip.DAY_OFF, due_on=due.on), outcome


def _message(about: _Circumstances) -> Message:
    person, slot = about.person, slot_of(about.due.due_at, about.person.time_zone)
    is_first = about.is_leading or missed_by_now(person, about.key_results) > 0
    return Message(
        f"nudge:{person.id}:{slot}",
        person.slack_id,
        nudge_payload(person, about.week),
        priority=Priority.FIRST_NUDGE if is_first else Priority.NUDGE,
        not_after=closing_time(about.now, person.time_zone),
    )


def _carry_out(session: Session, plans: Sequence[_Plan], now: datetime) -> Iterable[str]:
    """Write the plans down; yields what became of each person.

    A slot that was decided about before (somebody travelled, or the clock was moved) stays so.
    """
    set_next_nudges(session, {plan.person.id: plan.next_at for plan in plans})
    new = add_nudges(session, [each for plan in plans for each in plan.outcomes])
    messages: dict[int, list[Message]] = defaultdict(list)
    asked: list[NudgeOutcome] = []
    for plan in plans:
        if plan.message and _is_new(plan, new):
            messages[plan.person.workspace_id].append(plan.message)
            asked.append(plan.outcomes[-1])
            if plan.is_partly_done:
                settle_receipt(session, plan.person, plan.outcomes[-1].slot, now)
    set_asked(session, asked, now)
    for workspace_id, of_workspace in messages.items():
        add_messages(session, workspace_id, of_workspace, now)
    for plan in plans:
        yield plan.word if not plan.outcomes or _is_new(plan, new) else "decided before"


def _is_new(plan: _Plan, new: frozenset[tuple[int, str]]) -> bool:
    return (plan.person.id, plan.outcomes[-1].slot) in new
