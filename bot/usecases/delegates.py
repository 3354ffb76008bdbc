"""Giving back: who updates a key result for its owner does so no more, and the owner is told."""

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.domain.leavers import without_delegate
from bot.domain.okrs import Caller, KeyResult, Objective, Person
from bot.domain.outbox import Message, Priority
from bot.domain.shortening import shorten
from bot.errors import OkrError, _
from bot.recording import renew_week
from bot.render import render
from storage.audit import add_audit
from storage.database import Database
from storage.handovers import lock_objective
from storage.objectives import Edit, change_objective, find_objective_of
from storage.outbox import add_message
from storage.people import get_person, people_by_id

log = logging.getLogger("okrbot.handovers")

View = dict[str, Any]

NOT_YOURS = _("You do not update this key result any more, so there is nothing to give back.")
TITLE, NAME = 120, 60
"""Characters spent on a title and on a name."""


@dataclass(frozen=True, slots=True)
class _Delegated:
    """A key result that somebody updates for its owner."""

    person: Person
    objective: Objective
    key_result: KeyResult
    owner: Person


def open_form(database: Database, caller: Caller, key_result_id: int, now: datetime) -> View | None:
    """Asks whether they really mean it; None for the owner, who hands over instead.

    Raises:
        OkrError: somebody else updates it; their message of the week says so from now on.
        NotFound: the person is unknown.
    """
    with database.transaction() as session:
        person = get_person(session, caller)
        objective = find_objective_of(session, person.workspace_id, key_result_id)
        found = _key_result(objective, key_result_id)
        if found and found.updater_id == found.owner_id == person.id:
            return None
        delegated = _find(session, person, key_result_id)
        if delegated is None:
            renew_week(session, person, now)
    if delegated is None:
        raise OkrError(NOT_YOURS)
    title, owner = shorten(delegated.key_result.title, TITLE), shorten(delegated.owner.name, NAME)
    values = {"id": key_result_id, "title": title, "owner": owner}
    return render("modals/give_back", delegated.person.locale, **values)


def give_back(database: Database, caller: Caller, key_result_id: int, now: datetime) -> None:
    """Let the owner be asked themselves from now on, and tell them; both their messages say so.

    Raises:
        OkrError: they do not update it any more.
        NotFound: the person is unknown.
    """
    with database.transaction() as session:
        person = get_person(session, caller)
        delegated = _find(session, person, key_result_id)
        if delegated:
            _give_back(session, delegated, now)
        renew_week(session, person, now)
    if delegated is None:
        raise OkrError(NOT_YOURS)


def _give_back(session: Session, delegated: _Delegated, now: datetime) -> None:
    person, objective, owner = delegated.person, delegated.objective, delegated.owner
    number = delegated.key_result.id
    after = without_delegate(objective, person.id, number)
    change_objective(session, Edit(person, now), objective, after)
    subject = f"key_result:{number}"
    add_audit(session, person, action="delegate.gave_back", subject=subject, now=now)
    if owner.is_active:
        title, name = shorten(delegated.key_result.title, TITLE), shorten(person.name, NAME)
        payload = render("messages/given_back", owner.locale, name=name, title=title)
        key = f"given_back:{number}:{objective.version}"
        message = Message(key, owner.slack_id, payload, priority=Priority.RECEIPT)
        add_message(session, person.workspace_id, message, now)
        renew_week(session, owner, now)
    log.info("gave back key_result=%s person=%s owner=%s", number, person.id, owner.id)


def _find(session: Session, person: Person, key_result_id: int) -> _Delegated | None:
    """None where the person is not the one who updates it for somebody; else others wait."""
    if objective := find_objective_of(session, person.workspace_id, key_result_id):
        lock_objective(session, objective.id)
        objective = find_objective_of(session, person.workspace_id, key_result_id)
    found = _key_result(objective, key_result_id)
    if objective is None or found is None or found.delegate_id != person.id:
        return None
    owner = people_by_id(session, [found.owner_id])[found.owner_id]
    return _Delegated(person, objective, found, owner)


def _key_result(objective: Objective | None, key_result_id: int) -> KeyResult | None:
    key_results = objective.key_results if objective else ()
    return next((each for each in key_results if each.id == key_result_id), None)
