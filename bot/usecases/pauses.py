"""Pausing: somebody is not asked for a while, by their own wish or that of who manages them."""

import logging
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from bot.domain.cadence import local_date
from bot.domain.fields import Fields, text_of
from bot.domain.okrs import Caller, Person
from bot.domain.outbox import Kind, Message, Priority
from bot.domain.pauses import NOBODY, UNTIL, WHO, PauseForm, find_day, read_until
from bot.domain.shortening import shorten
from bot.errors import InvalidFields, InvalidInput, NotAllowed, NotFound
from bot.render import render
from bot.waiting import keep_hours
from storage.audit import add_audit
from storage.database import Database
from storage.drafts import drop_form_draft, find_form_draft, save_form_draft
from storage.outbox import replace_message
from storage.pauses import check_may_pause, may_pause_others, set_pause
from storage.people import find_person, get_person

log = logging.getLogger("okrbot.pauses")

View = dict[str, Any]

FORM = "person.pause"
"""The form's callback id; what was typed is kept under it."""

NAME = 60
"""Characters spent, as sent, on a name."""


@dataclass(frozen=True, slots=True)
class _Desk:
    """Who pauses whom within one transaction."""

    session: Session
    person: Person
    paused: Person
    now: datetime

    @property
    def today(self) -> date:
        """The day it is where who is paused lives."""
        return local_date(self.now, self.paused.time_zone)


def open_pause(
    database: Database, caller: Caller, now: datetime, *, who: str = "", words: str = ""
) -> View:
    """The form, about the person with the Slack id `who`, else about oneself.

    A day in `words` is chosen already, else what was typed before and never submitted.

    Raises:
        NotFound: nobody who is asked for anything has this Slack id.
        NotAllowed: the caller may not pause them.
    """
    with database.reading() as session:
        person = get_person(session, caller)
        desk = _desk(session, caller, person, who, now)
        draft = None if who or words else find_form_draft(session, person.id, FORM)
        if draft and (before := _restored(desk, caller, draft)):
            return _form(before, draft, is_restored=True)
        day = find_day(words, desk.today)
        return _form(desk, {UNTIL: day.isoformat() if day else None})


def choose_who(database: Database, caller: Caller, fields: Fields, now: datetime) -> View:
    """The form about whoever was chosen, with what was typed, which is kept.

    Raises:
        NotFound, NotAllowed: as `open_pause`.
    """
    with database.transaction() as session:
        person = get_person(session, caller)
        desk = _desk(session, caller, person, text_of(fields, WHO), now)
        save_form_draft(session, person, FORM, dict(fields), now)
        return _form(desk, fields)


def pause(database: Database, caller: Caller, fields: Fields, now: datetime) -> View:
    """Pause somebody; the view that says so. Who was paused by another one is told.

    Raises:
        InvalidFields: a day that cannot be, or nobody who could be paused; what was typed is kept.
        NotAllowed: the caller may not pause them.
    """
    with database.transaction() as session:
        person = get_person(session, caller)
        try:
            desk = _chosen(session, caller, person, text_of(fields, WHO), now)
            until = read_until(fields, desk.today)
        except InvalidInput as fault:
            save_form_draft(session, person, FORM, dict(fields), now)
            faults = InvalidFields([fault])
        else:
            _set(desk, until)
            drop_form_draft(session, person.id, FORM)
            return render("modals/paused", person.locale, name=_name(desk), until=until)
    raise faults


def resume(database: Database, caller: Caller, who: str, now: datetime) -> View:
    """End the pause of whoever has this Slack id; the form once more, in which it is over.

    Raises:
        NotFound, NotAllowed: as `open_pause`.
    """
    with database.transaction() as session:
        person = get_person(session, caller)
        _set(_desk(session, caller, person, who, now), None)
        return _form(_desk(session, caller, person, who, now), {})


def _set(desk: _Desk, until: date | None) -> None:
    session, person, paused = desk.session, desk.person, desk.paused
    if until == paused.paused_until:
        return  # pressed twice
    set_pause(session, paused, until)
    keep_hours(session, replace(paused, paused_until=until), desk.now)
    word = "paused" if until else "resumed"
    day = {"until": until.isoformat()} if until else {}
    subject = f"person:{paused.id}"
    add_audit(session, person, action=f"person.{word}", subject=subject, now=desk.now, **day)
    log.info("%s person=%s by=%s", word, paused.id, person.id)
    if paused.id != person.id:
        _tell(desk, until)


def _tell(desk: _Desk, until: date | None) -> None:
    """One message a day, which says how it stands: nobody is flooded by going back and forth."""
    session, paused = desk.session, desk.paused
    by = shorten(desk.person.name, NAME)
    payload = render("messages/paused", paused.locale, by=by, until=until)
    key = f"paused:{paused.id}:{desk.today}"
    message = Message(key, paused.slack_id, payload, priority=Priority.ASKED)
    if not replace_message(session, paused.workspace_id, message, desk.now):
        update = replace(message, key=f"{key}:update", kind=Kind.UPDATE, target_key=key)
        replace_message(session, paused.workspace_id, update, desk.now)


def _form(desk: _Desk, typed: Fields, *, is_restored: bool = False) -> View:
    form = PauseForm(
        who=desk.paused.slack_id,
        name=_name(desk),
        until=desk.paused.pause_on(desk.today),
        typed=typed,
        may_choose=may_pause_others(desk.session, desk.person),
        is_restored=is_restored,
    )
    return render("modals/pause", desk.person.locale, form=form)


def _name(desk: _Desk) -> str:
    return "" if desk.paused.id == desk.person.id else shorten(desk.paused.name, NAME)


def _restored(desk: _Desk, caller: Caller, draft: Fields) -> _Desk | None:
    """The desk at which something was typed; None where whom it is about is out of reach now."""
    try:
        return _desk(desk.session, caller, desk.person, text_of(draft, WHO), desk.now)
    except (NotFound, NotAllowed):
        return None


def _chosen(session: Session, caller: Caller, person: Person, who: str, now: datetime) -> _Desk:
    try:
        return _desk(session, caller, person, who, now)
    except NotFound as unknown:
        raise InvalidInput(WHO, NOBODY) from unknown


def _desk(session: Session, caller: Caller, person: Person, who: str, now: datetime) -> _Desk:
    chosen = find_person(session, Caller(caller.workspace, who)) if who else person
    if chosen is None or not chosen.is_active:
        raise NotFound(NOBODY)
    check_may_pause(session, person, chosen)
    return _Desk(session, person, chosen, now)
