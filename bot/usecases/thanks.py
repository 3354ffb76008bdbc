"""Thanking a colleague: the form, and the message that they get."""

import logging
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from sqlmodel import Session

from bot.domain.cadence import local_date, moment
from bot.domain.editor_pages import MOST_OPTIONS
from bot.domain.fields import Fields, text_of
from bot.domain.okrs import Caller, Person
from bot.domain.outbox import Message, Priority
from bot.domain.shortening import shorten
from bot.domain.thanks import (
    ABOUT,
    COLLEAGUE,
    MOST_A_DAY,
    NAME,
    NOT_THERE,
    TITLE,
    Thanked,
    Thanks,
    check_budget,
    check_colleague,
    number_in,
    read_said,
)
from bot.errors import InvalidFields, InvalidInput, NotFound, _
from bot.render import render
from storage.audit import add_audit
from storage.database import Database
from storage.drafts import drop_form_draft, find_form_draft, save_form_draft
from storage.outbox import add_message, has_message
from storage.people import find_people, get_person, get_workspace, lock_person
from storage.thanks import add_thanks, count_since, find_one, search_running
from storage.viewers import get_viewer

log = logging.getLogger("okrbot.thanks")

View = dict[str, Any]

FORM = "thanks.send"

GONE = _("This key result is not there any more.")


@dataclass(frozen=True, slots=True)
class Sent:
    """A form as it was submitted: `view` is Slack's id of it, `about` what it was opened for."""

    view: str
    about: int
    fields: Fields


def open_form(database: Database, caller: Caller, about: int) -> View:
    """The form, with what was typed before; `about` is a key result that is chosen, or 0.

    Raises:
        NotFound: the key result is not there, or the caller may not see it.
    """
    with database.reading() as session:
        person = get_person(session, caller)
        viewer = get_viewer(session, person)
        typed = find_form_draft(session, person.id, f"{FORM} {about}") or {}
        if about and find_one(session, viewer, about) is None:
            raise NotFound(GONE)
        chosen = find_one(session, viewer, number_in(typed, ABOUT) or about)
    return render(
        "modals/thanks",
        person.locale,
        about=about,
        chosen=chosen,
        typed=typed,
        most=MOST_A_DAY,
    )


def offer_key_results(database: Database, caller: Caller, words: str, now: datetime) -> View:
    """What the menu of the form offers: the key results that run and show to the caller."""
    with database.reading() as session:
        person = get_person(session, caller)
        today = local_date(now, get_workspace(session, person.workspace_id).time_zone)
        viewer = get_viewer(session, person)
        found = search_running(session, viewer, words, today, MOST_OPTIONS)
    return render("menus/choices", person.locale, choices=found)


def send(database: Database, caller: Caller, form: Sent, now: datetime) -> View:
    """Tell the colleague; the view that says so. The same form sent twice is one message.

    Raises:
        InvalidFields: nobody can be thanked so; what was typed is kept.
    """
    with database.transaction() as session:
        lock_person(session, caller)  # two forms at once count as two
        person = get_person(session, caller)
        draft = f"{FORM} {form.about}"
        try:
            receiver = _send(session, person, form, now)
        except InvalidInput as fault:
            save_form_draft(session, person, draft, dict(form.fields), now)
            faults = InvalidFields([fault])
        else:
            drop_form_draft(session, person.id, draft)
            name = shorten(receiver.name, NAME)
            return render("modals/thanked", person.locale, receiver=name)
    raise faults


def _send(session: Session, person: Person, form: Sent, now: datetime) -> Person:
    key = f"thanks:{person.id}:{form.view}"
    named = text_of(form.fields, COLLEAGUE)
    known = find_people(session, person.workspace_id, [named])
    receiver = check_colleague(person, known.get(named))
    if has_message(session, person.workspace_id, key):
        return receiver
    midnight = moment(local_date(now, person.time_zone), time(0), person.time_zone)
    check_budget(count_since(session, person.id, midnight))
    thanked, said = _thanked(session, person, receiver, form), read_said(form.fields)
    add_thanks(session, Thanks(person, receiver, thanked.key_result.id, said), now)
    subject = f"person:{receiver.id}"
    add_audit(session, person, action="thanks.sent", subject=subject, now=now)
    payload = _payload(person, receiver, thanked, said)
    message = Message(key, receiver.slack_id, payload, priority=Priority.ASKED)
    add_message(session, person.workspace_id, message, now)
    number = thanked.key_result.id
    log.info("thanked person=%s by=%s key_result=%s", receiver.id, person.id, number)
    return receiver


def _thanked(session: Session, person: Person, receiver: Person, form: Sent) -> Thanked:
    """The key result that was chosen, where both see it."""
    chosen = number_in(form.fields, ABOUT)
    seen = [find_one(session, get_viewer(session, each), chosen) for each in (person, receiver)]
    if seen[0] is None or seen[1] is None:
        raise InvalidInput(ABOUT, NOT_THERE)
    return seen[0]


def _payload(person: Person, receiver: Person, thanked: Thanked, said: str) -> dict[str, Any]:
    return render(
        "messages/thanks",
        receiver.locale,
        sender=shorten(person.name, NAME),
        title=thanked.title,
        objective_id=thanked.objective.id,
        objective=shorten(thanked.objective.title, TITLE),
        words=said,
    )
