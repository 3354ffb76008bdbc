"""The weekly nudge: who is due gets one message, or the reason why not is kept."""

import logging
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from bot.domain.cadence import slot_of
from bot.domain.due import closing_time
from bot.domain.nudges import Skip, missed_by_now
from bot.domain.okrs import Person
from bot.domain.outbox import Message, Priority
from bot.domain.planning import Decision, Outlook, decide
from bot.domain.week_message import WeekFacts
from bot.outlooks import gather_outlooks
from bot.recording import Wanted, gather_weeks, nudge_payload, settle_receipt
from storage.database import Database
from storage.nudges import (
    DuePerson,
    NudgeOutcome,
    add_nudges,
    claim_due_people,
    list_leading,
    set_asked,
    set_next_nudges,
)
from storage.outbox import add_messages

log = logging.getLogger("okrbot.nudges")

AT_ONCE = 200
"""People planned for in one transaction: short enough that nobody waits long for its locks."""

AFTER_A_FAULT = timedelta(hours=1)
"""Somebody for whom planning fails is looked at again then, and stops nobody else."""


@dataclass(frozen=True, slots=True)
class _Case:
    """A person to look at, what decides about them, and what their message is made from."""

    due: DuePerson
    outlook: Outlook
    week: WeekFacts
    is_leading: bool

    @property
    def person(self) -> Person:
        """Whose nudge it is."""
        return self.due.person

    @property
    def missed(self) -> int:
        """How many slots in a row passed without a word of theirs."""
        return missed_by_now(self.person, self.outlook.key_results)


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
            plans = [_plan(each, now) for each in _cases(session, due, now)]
            counts.update(_carry_out(session, plans, now))
        if not due:
            return counts


def _cases(session: Session, due: Sequence[DuePerson], now: datetime) -> list[_Case]:
    people = [each.person for each in due]
    if not people:
        return []
    outlooks = gather_outlooks(session, people, now)
    leading = list_leading(session, outlooks)
    slots = [slot_of(each.due_at, each.person.time_zone) for each in due]
    wanted = [Wanted(person, slot, now) for person, slot in zip(people, slots, strict=True)]
    weeks = gather_weeks(session, wanted, now)
    return [
        _Case(each, outlooks[person.id], weeks[person.id], person.id in leading)
        for each, person in zip(due, people, strict=True)
    ]


def _plan(case: _Case, now: datetime) -> _Plan:
    try:
        return _decide(case, now)
    except Exception:
        log.exception("nudge failed person=%s", case.person.id)
        return _Plan(case.person, now + AFTER_A_FAULT, "failed")


def _decide(case: _Case, now: datetime) -> _Plan:
    person = case.person
    decision = decide(case.outlook, case.due.due_at, now)
    if isinstance(decision, datetime):
        return _Plan(person, decision, "put off")
    return _Plan(
        person,
        decision.next_at,
        decision.skipped or "queued",
        _outcomes(case, decision, now),
        None if decision.skipped else _message(case, decision.slot, now),
        is_partly_done=bool(case.week.moved),
    )


def _outcomes(case: _Case, decision: Decision, now: datetime) -> tuple[NudgeOutcome, ...]:
    """That of the slot; where the day that was meant lies in an earlier one, that of it too."""
    person, due_on = case.person, decision.due.on
    outcome = NudgeOutcome(
        person,
        decision.slot,
        now,
        decision.skipped or "",
        due_on=due_on,
        until=decision.until,
        remind_at=decision.remind_at,
        missed=case.missed,
    )
    if not decision.passed_slot:
        return (outcome,)
    return NudgeOutcome(person, decision.passed_slot, now, Skip.DAY_OFF, due_on=due_on), outcome


def _message(case: _Case, slot: str, now: datetime) -> Message:
    person = case.person
    is_first = case.is_leading or case.missed > 0
    return Message(
        f"nudge:{person.id}:{slot}",
        person.slack_id,
        nudge_payload(person, case.week),
        priority=Priority.FIRST_NUDGE if is_first else Priority.NUDGE,
        not_after=closing_time(now, person.time_zone),
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
