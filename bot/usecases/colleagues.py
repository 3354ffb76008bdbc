"""A colleague reminds somebody, by name: the only other way in which anybody is asked."""

import logging
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.calendars import days_off
from bot.domain.asked import (
    NOBODY,
    UNKNOWN,
    Asking,
    asked_key,
    check_asking,
    days_of,
    was_asked,
)
from bot.domain.cadence import local_time, slot_of
from bot.domain.due import closing_time, writable_at
from bot.domain.lines import minutes_for
from bot.domain.nudges import with_cycles
from bot.domain.okrs import Caller, Person
from bot.domain.outbox import Message, Priority
from bot.errors import NotFound
from bot.render import render
from storage.audit import add_audit
from storage.database import Database
from storage.okrs import list_updated_by
from storage.outbox import add_message, known_keys
from storage.people import find_person, get_person, lock_person
from storage.reminders import list_coming

log = logging.getLogger("okrbot.colleagues")


def remind_colleague(
    database: Database, caller: Caller, slack_id: str, now: datetime
) -> dict[str, Any]:
    """Ask a colleague to check in, now or when they work next; what the caller is told.

    Raises:
        NotFound: nobody is named, or somebody unknown.
        OkrError: it would not help, or they were reminded often enough.
    """
    if not slack_id:
        raise NotFound(NOBODY)
    with database.transaction() as session:
        asker = get_person(session, caller)
        lock_person(session, Caller(caller.workspace, slack_id))
        person = find_person(session, Caller(caller.workspace, slack_id))
        if person is None:
            raise NotFound(UNKNOWN)
        asking = _asking(session, asker, person, now)
        check_asking(asking)
        if not add_message(session, person.workspace_id, _message(asking), asking.at):
            raise was_asked(person)
        _keep_who(session, asking, now)
        is_later = asking.at > now
        return render(
            "messages/asked_answer",
            asker.locale,
            name=person.name,
            on=asking.on if is_later else None,
            time=local_time(asking.at, person.time_zone),
        )


def _asking(session: Session, asker: Person, person: Person, now: datetime) -> Asking:
    at = writable_at(now, person.time_zone, days_off(person.country))
    pairs = with_cycles(list_updated_by(session, [person.id])[person.id])
    days = {asked_key(person, day): day for day in days_of(slot_of(at, person.time_zone))}
    asked = known_keys(session, person.workspace_id, days)
    coming = list_coming(session, person, slot_of(at, person.time_zone))
    return Asking(asker, person, pairs, at, [days[key] for key in asked], coming)


def _message(asking: Asking) -> Message:
    person = asking.person
    payload = render(
        "messages/asked",
        person.locale,
        name=asking.asker.name,
        count=asking.count,
        minutes=minutes_for(asking.count),
        slot=asking.slot,
    )
    return Message(
        asked_key(person, asking.on),
        person.slack_id,
        payload,
        priority=Priority.ASKED,
        not_after=closing_time(asking.at, person.time_zone),
    )


def _keep_who(session: Session, asking: Asking, now: datetime) -> None:
    subject = f"person:{asking.person.id}"
    add_audit(session, asking.asker, action="person.reminded", subject=subject, now=now)
    log.info("reminded person=%s by=%s", asking.person.id, asking.asker.id)
