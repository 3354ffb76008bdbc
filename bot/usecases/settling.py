"""Pausing, continuing and dropping: at once by who leads, proposed by who is a member.

A form is named "drop 12", a deed and the id of an objective, or of a key result that is dropped.
"""

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.domain.agreeing import Answer
from bot.domain.fields import Fields, text_of
from bot.domain.handovers import NAME, TITLE
from bot.domain.okrs import Caller, Objective, Person
from bot.domain.rights import Right, check_right
from bot.domain.settling import KEY_RESULT_GONE, REASON, Deed, check_reason, settled
from bot.domain.shortening import shorten
from bot.errors import InvalidFields, InvalidInput, NotFound
from bot.render import render
from storage.audit import add_audit
from storage.database import Database
from storage.deciding import find_agreeing
from storage.drafts import drop_form_draft, find_form_draft, save_form_draft
from storage.handovers import lock_objective
from storage.objectives import Edit, change_objective, find_objective_of, get_objective
from storage.people import get_person
from storage.proposals import add_proposal, find_open_proposal, set_proposal
from storage.seeing import see_objective, standing_to
from storage.teams import list_line

log = logging.getLogger("okrbot.settling")

View = dict[str, Any]

FORM = "objective.settle"
"""The form's callback id; drafts are kept under it and the form's name."""


@dataclass(frozen=True, slots=True)
class _Desk:
    """What is to be done within one transaction, and whose agreement it needs, if anybody's."""

    session: Session
    person: Person
    deed: Deed
    before: Objective
    after: Objective
    title: str
    decider: Person | None
    now: datetime


def open_form(database: Database, caller: Caller, form: str, now: datetime) -> View:
    """The form that says what it means and asks why, with what was typed before.

    Raises:
        NotFound: it is gone, or private to others.
        NotAllowed: the person may not write this team's OKRs.
        OkrError: it cannot be done, and what can.
    """
    with database.transaction() as session:
        desk = _desk(session, caller, form, now)
        typed = find_form_draft(session, desk.person.id, f"{FORM} {form}") or {}
    return render("modals/settle", desk.person.locale, form=form, typed=typed, **_shown(desk))


def settle(database: Database, caller: Caller, form: str, fields: Fields, now: datetime) -> View:
    """Do it, or propose it to whoever leads; the view that says which.

    Raises:
        InvalidFields: a reason is needed; what was typed is kept all the same.
        NotFound, NotAllowed, OkrError: as `open_form`.
    """
    reason = text_of(fields, REASON)
    with database.transaction() as session:
        desk = _desk(session, caller, form, now)
        save_form_draft(session, desk.person, f"{FORM} {form}", dict(fields), now)
        try:
            check_reason(desk.deed, reason)
        except InvalidInput as fault:
            faults = InvalidFields([fault])
        else:
            drop_form_draft(session, desk.person.id, f"{FORM} {form}")
            _settle(desk, reason)
            return render("modals/settled", desk.person.locale, **_shown(desk))
    raise faults


def _settle(desk: _Desk, reason: str) -> None:
    session, person, now, before = desk.session, desk.person, desk.now, desk.before
    if desk.decider:
        earlier = find_open_proposal(session, before.id)
        if earlier and earlier.author_id == person.id:
            set_proposal(session, earlier.id, state=Answer.WITHDRAWN, decided_at=now)
        add_proposal(
            session,
            person,
            before.id,
            desk.decider.id,
            content=desk.after,
            base_version=before.version,
            reason=reason,
            now=now,
        )
    else:
        change_objective(session, Edit(person, now, reason), before, desk.after)
    word = "proposed" if desk.decider else "done"
    action, subject = f"objective.{desk.deed}", f"objective:{before.id}"
    add_audit(session, person, action=action, subject=subject, now=now, how=word)
    log.info("%s %s objective=%s person=%s", desk.deed, word, before.id, person.id)


def _desk(session: Session, caller: Caller, form: str, now: datetime) -> _Desk:
    person = get_person(session, caller)
    word, _space, number = form.partition(" ")
    deed = Deed(word)
    objective = _objective(session, person, deed, int(number))
    lock_objective(session, objective.id)
    objective = get_objective(session, person.workspace_id, objective.id)
    see_objective(session, person, objective, now)
    team = list_line(session, objective.team_id)[0]
    check_right(Right.WRITE, standing_to(session, person, team.id), team.name)
    key_results = {each.id: each.title for each in objective.key_results}
    is_one = deed is Deed.DROP_KEY_RESULT
    return _Desk(
        session=session,
        person=person,
        deed=deed,
        before=objective,
        after=settled(deed, objective, int(number) if is_one else None),
        title=key_results[int(number)] if is_one else objective.title,
        decider=find_agreeing(session, person, team.id),
        now=now,
    )


def _objective(session: Session, person: Person, deed: Deed, number: int) -> Objective:
    if deed is not Deed.DROP_KEY_RESULT:
        return get_objective(session, person.workspace_id, number)
    if found := find_objective_of(session, person.workspace_id, number):
        return found
    raise NotFound(KEY_RESULT_GONE)


def _shown(desk: _Desk) -> dict[str, object]:
    return {
        "deed": desk.deed,
        "title": shorten(desk.title, TITLE),
        "objective": "" if desk.title == desk.before.title else shorten(desk.before.title, TITLE),
        "key_results": len(desk.before.key_results),
        "decider": shorten(desk.decider.name, NAME) if desk.decider else "",
    }
