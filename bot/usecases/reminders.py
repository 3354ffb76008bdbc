"""The one reminder: on the next working day, to who was asked and recorded nothing."""

import logging
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlmodel import Session

from bot.calendars import days_off
from bot.domain.due import closing_time
from bot.domain.nudges import SENT, Skip, UpdatedBy, reach_reminder, with_cycles
from bot.domain.okrs import Person
from bot.domain.outbox import Message, Priority
from bot.domain.week_message import WeekFacts, compose_week
from bot.recording import Wanted, gather_weeks
from bot.render import render
from storage.database import Database
from storage.extras import Extra, spend_all
from storage.okrs import list_updated_by
from storage.outbox import add_messages
from storage.reminders import DueReminder, claim_due_reminders, put_off_reminders, set_reminded

log = logging.getLogger("okrbot.reminders")

AT_ONCE = 200
"""As many as nudges are planned for in one transaction."""

AFTER_A_FAULT = timedelta(hours=1)
"""A reminder that fails is looked at again then, and stops no other."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is decided about one: put off until then, or a word, and a message where it is sent."""

    nudge_id: int
    person: Person
    put_off: datetime | None = None
    word: str = ""
    message: Message | None = None
    extra: Extra | None = None


def queue_due_reminders(database: Database, now: datetime) -> Counter[str]:
    """Remind everybody whose moment has come; counts `sent` and each reason for leaving it out."""
    counts: Counter[str] = Counter()
    while True:
        with database.transaction() as session:
            due = claim_due_reminders(session, now, AT_ONCE)
            updated = list_updated_by(session, [each.about.person.id for each in due])
            wanted = [Wanted(each.about.person, each.about.slot) for each in due]
            weeks = gather_weeks(session, wanted, now)
            plans = []
            for each in due:
                pairs = with_cycles(updated[each.about.person.id])
                plans.append(_plan(each, pairs, weeks[each.about.person.id], now))
            counts.update(_carry_out(session, plans, now))
        if not due:
            return counts


def _plan(due: DueReminder, key_results: UpdatedBy, week: WeekFacts, now: datetime) -> _Plan:
    try:
        return _decide(due, key_results, week, now)
    except Exception:
        log.exception("reminder failed nudge=%s", due.id)
        return _Plan(due.id, due.about.person, now + AFTER_A_FAULT, "failed")


def _decide(due: DueReminder, key_results: UpdatedBy, week: WeekFacts, now: datetime) -> _Plan:
    about, person = due.about, due.about.person
    reached = reach_reminder(about, key_results, days_off(person.country), now)
    if isinstance(reached, Skip):
        return _Plan(due.id, person, word=reached)
    if reached > now:
        return _Plan(due.id, person, reached, "put off")
    message = _message(due, week, now)
    extra = None if about.is_snoozed else Extra(person, about.slot, message.key)
    return _Plan(due.id, person, word=SENT, message=message, extra=extra)


def _message(due: DueReminder, week: WeekFacts, now: datetime) -> Message:
    about, person = due.about, due.about.person
    composed = compose_week(week)
    payload = render("messages/reminder", person.locale, week=composed, is_snoozed=about.is_snoozed)
    return Message(
        f"remind:{person.id}:{about.slot}",
        person.slack_id,
        payload,
        priority=Priority.NUDGE,
        not_after=closing_time(now, person.time_zone),
    )


def _carry_out(session: Session, plans: Sequence[_Plan], now: datetime) -> list[str]:
    """Write the plans down; what became of each. What the budget refuses is not sent."""
    wanted = [each.extra for each in plans if each.extra]
    granted = spend_all(session, wanted, now)
    plans = [_within_budget(each, granted) for each in plans]
    messages: dict[int, list[Message]] = defaultdict(list)
    for plan in plans:
        if plan.message:
            messages[plan.person.workspace_id].append(plan.message)
    for workspace_id, of_workspace in messages.items():
        add_messages(session, workspace_id, of_workspace, now)
    put_off_reminders(session, {each.nudge_id: each.put_off for each in plans if each.put_off})
    set_reminded(session, {each.nudge_id: each.word for each in plans if not each.put_off})
    return [each.word for each in plans]


def _within_budget(plan: _Plan, granted: frozenset[str]) -> _Plan:
    if plan.extra is None or plan.extra.key in granted:
        return plan
    return replace(plan, word=Skip.BUDGET, message=None)
