"""Acknowledging a check-in from the digest: in one tap, or with a word. Its author sees it."""

import logging
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.domain.acknowledging import (
    MOST_CHOICES,
    NAME,
    About,
    Offered,
    by_name,
    find_chosen,
    read_about,
    read_words,
)
from bot.domain.fields import Fields
from bot.domain.okrs import Caller, Person, Team
from bot.domain.rights import Right, check_right
from bot.domain.shortening import shorten
from bot.errors import InvalidFields, InvalidInput, NotFound, OkrError, _
from bot.recording import list_running, renew_week
from bot.render import render
from storage.acknowledging import list_authors, put_acknowledgement
from storage.audit import add_audit
from storage.checkins import list_of_slot
from storage.database import Database
from storage.drafts import drop_form_draft, find_form_draft, save_form_draft
from storage.people import get_person, people_by_id
from storage.seeing import may_see_private, standing_to
from storage.teams import get_team

log = logging.getLogger("okrbot.acknowledging")

View = dict[str, Any]

FORM = "acknowledgement.send"

GONE = _("Nobody checked in there in that week.")
OWN = _("This is your own check-in. Somebody else may acknowledge it.")


@dataclass(frozen=True, slots=True)
class _Desk:
    """Who acknowledges what within one transaction; `authors` are all who checked in there."""

    session: Session
    person: Person
    team: Team
    authors: frozenset[int]
    now: datetime


def acknowledge(database: Database, caller: Caller, button: str, now: datetime) -> dict[str, Any]:
    """Keep that the caller has seen it; what they are told, as a message for them alone.

    Raises:
        NotAllowed: the caller does not lead the team. NotFound: nobody checked in there.
        OkrError: it is the caller's own.
    """
    about = read_about(button)
    with database.transaction() as session:
        desk = _desk(session, caller, about, now)
        author = people_by_id(session, [about.author_id]).get(about.author_id)
        if author is None or author.id not in desk.authors:
            raise NotFound(GONE)
        is_new = _keep(desk, author, about, "")
    name, locale = shorten(author.name, NAME), desk.person.locale
    return render("messages/acknowledged", locale, author=name, is_new=is_new)


def open_form(database: Database, caller: Caller, button: str, now: datetime) -> View:
    """The form that asks for a word, with what was typed before and never submitted.

    Raises:
        NotAllowed: the caller does not lead the team. NotFound: nobody checked in there.
    """
    about = read_about(button)
    with database.transaction() as session:
        desk = _desk(session, caller, about, now)
        typed = find_form_draft(session, desk.person.id, _form(about)) or {}
        people = people_by_id(session, desk.authors - {desk.person.id})
    if not people:
        raise NotFound(GONE)
    asked = Offered(about.team_id, about.slot, by_name(people.values())[:MOST_CHOICES])
    chosen = find_chosen(asked.all, typed)
    locale = desk.person.locale
    return render("modals/acknowledge", locale, asked=asked, chosen=chosen, typed=typed)


def send(database: Database, caller: Caller, form: str, fields: Fields, now: datetime) -> View:
    """Keep that the caller has seen it, and their words; the view that says so.

    Raises:
        InvalidFields: nobody was chosen, or the words are too long; what was typed is kept.
        NotAllowed, NotFound, OkrError: as `acknowledge`.
    """
    about = read_about(form)
    with database.transaction() as session:
        desk = _desk(session, caller, about, now)
        try:
            author_id, words = read_words(fields, desk.authors)
        except InvalidInput as fault:
            save_form_draft(session, desk.person, _form(about), dict(fields), now)
            faults = InvalidFields([fault])
        else:
            author = people_by_id(session, [author_id])[author_id]
            _keep(desk, author, replace(about, author_id=author_id), words)
            drop_form_draft(session, desk.person.id, _form(about))
            name = shorten(author.name, NAME)
            return render("modals/acknowledged", desk.person.locale, author=name)
    raise faults


def _desk(session: Session, caller: Caller, about: About, now: datetime) -> _Desk:
    person = get_person(session, caller)
    team = get_team(session, person.workspace_id, about.team_id)
    check_right(Right.ACKNOWLEDGE, standing_to(session, person, team.id), team.name)
    authors = list_authors(session, team.id, about.slot)
    seen = {each for each, is_private in authors.items() if not is_private}
    if about.author_id not in seen and len(seen) < len(authors):
        # Only asked where it decides, for that an admin looked is kept.
        seen |= authors.keys() if may_see_private(session, person, team, now) else set()
    return _Desk(session, person, team, frozenset(seen), now)


def _keep(desk: _Desk, author: Person, about: About, words: str) -> bool:
    if author.id == desk.person.id:
        raise OkrError(OWN)
    session, now = desk.session, desk.now
    if not put_acknowledgement(session, desk.person, about, words, now):
        return False
    subject = f"person:{author.id}"
    action = "checkin.acknowledged"
    add_audit(session, desk.person, action=action, subject=subject, now=now, slot=about.slot)
    if author.is_active and _is_told(session, author, about.slot, now):
        renew_week(session, author, now, about.slot)
    log.info("acknowledged person=%s slot=%s by=%s", author.id, about.slot, desk.person.id)
    return True


def _is_told(session: Session, author: Person, slot: str, now: datetime) -> bool:
    """Whether their message of that week still tells what they checked in: the cycle runs on."""
    running = list_running(session, author, now)
    key_results = [each.id for one in running for each in one.key_results]
    return bool(list_of_slot(session, key_results, slot))


def _form(about: About) -> str:
    return f"{FORM} {about}"
