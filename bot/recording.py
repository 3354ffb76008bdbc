"""What every way of checking in ends with: revisions are kept, the person's message is renewed.

A form, a tap and a reply all come here, so there is one place that writes a check-in and one that
knows which message of the week a person reads. It is called within the caller's transaction.
"""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlmodel import Session

from bot.domain.asked import asked_key, days_of
from bot.domain.cadence import local_date, slot_on
from bot.domain.checkins import Update
from bot.domain.lines import lines_of
from bot.domain.moves import moves
from bot.domain.nudges import is_checked_in
from bot.domain.okrs import Objective, Person
from bot.domain.outbox import Kind, Message, Priority
from bot.domain.receipts import Receipt, compose_receipt
from bot.render import render
from storage.audit import add_audit
from storage.checkins import Submission, add_checkins, list_of_slot
from storage.okrs import list_updated_by
from storage.outbox import (
    add_message,
    drop_message,
    drop_messages,
    has_message,
    list_standing,
    replace_message,
)
from storage.people import get_workspace
from storage.talks import end_silence

log = logging.getLogger("okrbot.checkins")


def record_updates(
    session: Session, person: Person, submission: str, updates: Sequence[Update], now: datetime
) -> None:
    """Keep the revisions, and show the person what was recorded.

    `submission` names one press, tap or reply; the database refuses it a second time.
    """
    day = local_date(now, person.time_zone)
    slot = slot_on(day)
    about = Submission(
        id=submission,
        workspace_id=person.workspace_id,
        author_id=person.id,
        slot=slot,
        at=now,
        on=day,
    )
    add_checkins(session, about, updates)
    add_audit(
        session,
        person,
        action="checkin.recorded",
        subject=f"person:{person.id}",
        now=now,
        slot=slot,
        key_results=[each.key_result_id for each in updates],
    )
    if person.missed:
        end_silence(session, person)
    show_week(session, person, slot, now)
    ids = ",".join(str(each.key_result_id) for each in updates)
    log.info("recorded person=%s slot=%s key_results=%s", person.id, slot, ids)


def show_week(session: Session, person: Person, slot: str, now: datetime) -> None:
    """The person's message of this slot turns into a receipt; where there is none, one is posted.

    A nudge that was not sent yet is not needed any more.
    """
    payload = render(
        "messages/receipt", person.locale, receipt=_receipt(session, person, slot, now)
    )
    _settle_reminder(session, person, slot, now)
    nudge, receipt = f"nudge:{person.id}:{slot}", f"receipt:{person.id}:{slot}"
    drop_message(session, person.workspace_id, nudge)
    post = Message(receipt, person.slack_id, payload, priority=Priority.RECEIPT)
    anchor = nudge if has_message(session, person.workspace_id, nudge) else receipt
    if anchor == receipt and add_message(session, person.workspace_id, post, now):
        return
    update = replace(post, key=f"{anchor}:update", kind=Kind.UPDATE, target_key=anchor)
    replace_message(session, person.workspace_id, update, now)


def _settle_reminder(session: Session, person: Person, slot: str, now: datetime) -> None:
    """Who has recorded all needs no reminder: one on its way is taken back, one sent says so."""
    keys = [f"remind:{person.id}:{slot}", *(asked_key(person, day) for day in days_of(slot))]
    standing = list_standing(session, person.workspace_id, keys)
    if not standing or _open(session, person, slot, now):
        return
    dropped = drop_messages(session, person.workspace_id, standing)
    payload = render("messages/reminder_done", person.locale, slot=slot)
    for key in standing:
        if key not in dropped:
            update = Message(f"{key}:update", person.slack_id, payload, Kind.UPDATE, key)
            replace_message(session, person.workspace_id, update, now)


def _open(session: Session, person: Person, slot: str, now: datetime) -> bool:
    """Whether anything waits for the person's check-in of that slot still."""
    objectives = list_running(session, person, now)
    return any(not is_checked_in(each, slot) for one in objectives for each in one.key_results)


def list_running(session: Session, person: Person, now: datetime) -> list[Objective]:
    """What the person updates in cycles that run today, by their own calendar."""
    today = local_date(now, person.time_zone)
    mine = list_updated_by(session, [person.id])[person.id]
    return [each for each in mine if each.cycle.is_running(today)]


def organisation_day(session: Session, person: Person, now: datetime) -> date:
    """What day it is where the organisation is."""
    return local_date(now, get_workspace(session, person.workspace_id).time_zone)


def _receipt(session: Session, person: Person, slot: str, now: datetime) -> Receipt:
    objectives = list_running(session, person, now)
    key_results = {each.id: each for one in objectives for each in one.key_results}
    moved = moves(key_results, list_of_slot(session, key_results, slot))
    lines = lines_of(objectives, organisation_day(session, person, now), slot)
    return compose_receipt(slot, moved, lines)
