"""The page of one objective that closes: it opens, keeps what is typed, and is submitted once."""

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.domain.carrying import LOST_LINK
from bot.domain.closing import NOT_NOW, Closing, Suggestion, is_closed
from bot.domain.closing_answers import Decision, is_touched, read_decision
from bot.domain.closing_views import compose_list, compose_page, compose_result
from bot.domain.fields import Fields, NumberMarks
from bot.domain.okrs import Caller, Objective, Person
from bot.domain.rights import Right, Verdict, check_right, verdict
from bot.errors import InvalidFields, NotFound, OkrError, _
from bot.locales import number_marks, translate
from bot.render import render
from storage.carrying import end_objective
from storage.closing import closed_by, get_closing, is_said
from storage.database import Database
from storage.drafts import drop_form_draft, find_form_draft, save_form_draft
from storage.objectives import GONE, Edit, get_objective
from storage.people import get_person, lock_person, people_by_id
from storage.seeing import standing_to
from storage.teams import get_team

log = logging.getLogger("okrbot.closing")

View = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Desk:
    """Somebody at the page of one objective, within one transaction."""

    session: Session
    person: Person
    objective: Objective
    closing: Closing

    @property
    def form(self) -> str:
        """The form's name among drafts."""
        return f"closing:{self.objective.id}"

    @property
    def suggestion(self) -> Suggestion:
        """What it closes with."""
        return self.closing.get(self.objective.id)


def open_page(database: Database, caller: Caller, objective_id: int, now: datetime) -> View:
    """The page of an objective, with what was typed before and never submitted.

    Raises:
        NotFound: it is not there, or not for the caller to see.
        NotAllowed: the caller does not close for its team.
        OkrError: it was closed already.
    """
    with database.transaction() as session:
        desk = _desk(session, caller, objective_id, now)
        _check_open(desk)
        draft = find_form_draft(session, desk.person.id, desk.form)
        return _shown(desk, draft or {}, is_restored=bool(draft))


def keep_page(
    database: Database, caller: Caller, objective_id: int, fields: Fields, now: datetime
) -> View:
    """Keep what was typed; the page with the fields that its outcome asks for."""
    with database.transaction() as session:
        desk = _desk(session, caller, objective_id, now)
        _check_open(desk)
        _keep(desk, fields, now)
        return _shown(desk, fields)


def leave_page(
    database: Database, caller: Caller, objective_id: int, fields: Fields, now: datetime
) -> None:
    """Keep what was typed into a page that is left; nothing where it was closed meanwhile."""
    with database.transaction() as session:
        desk = _desk(session, caller, objective_id, now)
        if not is_closed(desk.objective):
            _keep(desk, fields, now)


def close_one(
    database: Database, caller: Caller, place: tuple[int, int], fields: Fields, now: datetime
) -> View:
    """Close an objective; the team's list as it is then. `place` is its id and seen version.

    The same press, however often it is delivered, closes once.

    Raises:
        InvalidFields: at each field that is wrong; what was typed is kept all the same.
        OkrError: somebody else has closed or changed it.
    """
    objective_id, version = place
    with database.transaction() as session:
        lock_person(session, caller)
        desk = _desk(session, caller, objective_id, now)
        problem = _problem(desk, version, fields)
        if problem is None and not is_closed(desk.objective):
            new = _close(desk, _read(desk, fields), now)
            log.info("closed objective=%s person=%s", objective_id, desk.person.id)
            return _list(desk, now, [new] if new else [])
        if problem is None:
            return _list(desk, now, [])
        if not is_closed(desk.objective):
            _keep(desk, fields, now)
    raise problem


def _keep(desk: _Desk, fields: Fields, now: datetime) -> None:
    if is_touched(fields):
        save_form_draft(desk.session, desk.person, desk.form, dict(fields), now)
    else:
        drop_form_draft(desk.session, desk.person.id, desk.form)


def _problem(desk: _Desk, version: int, fields: Fields) -> OkrError | None:
    """Why it cannot be closed as it was typed; None also for what was closed by this very press."""
    if is_closed(desk.objective):
        return None if _is_repeated(desk, fields) else _closed_already(desk)
    if desk.objective.version != version:
        return OkrError(
            _(
                "Somebody has changed this objective while you wrote. What you typed is kept: go "
                "back and open it once more."
            )
        )
    try:
        _check_open(desk)
        _read(desk, fields)
    except OkrError as error:
        return error
    return None


def _is_repeated(desk: _Desk, fields: Fields) -> bool:
    if closed_by(desk.session, desk.objective.id) != desk.person.id:
        return False
    stored = Suggestion(desk.objective, desk.objective.score)
    try:
        decision = _decision(desk, stored, fields)
    except InvalidFields:
        return False
    return is_said(desk.session, desk.objective.id, decision)


def _close(desk: _Desk, decision: Decision, now: datetime) -> Objective | None:
    """The objective that goes on without its link, if there is one."""
    old, edit = desk.objective, Edit(desk.person, now)
    found = (each for each in desk.closing.targets_of(old) if each.id == decision.target_id)
    note = translate(LOST_LINK, desk.person.locale, cycle=old.cycle.name)
    new = end_objective(desk.session, edit, (desk.suggestion, decision), next(found, None), note)
    return new if new and old.parent_id and new.parent_id is None else None


def _read(desk: _Desk, fields: Fields) -> Decision:
    return _decision(desk, desk.suggestion, fields)


def _decision(desk: _Desk, suggestion: Suggestion, fields: Fields) -> Decision:
    targets = {each.id for each in desk.closing.targets_of(desk.objective)}
    return read_decision(
        fields, suggestion, targets, NumberMarks(*number_marks(desk.person.locale))
    )


def _desk(session: Session, caller: Caller, objective_id: int, now: datetime) -> _Desk:
    person = get_person(session, caller)
    objective = get_objective(session, person.workspace_id, objective_id)
    team = get_team(session, person.workspace_id, objective.team_id)
    standing = standing_to(session, person, team.id)
    if objective.is_private and verdict(Right.SEE_PRIVATE, standing) is Verdict.NO:
        raise NotFound(GONE)
    check_right(Right.CLOSE, standing, team.name)
    return _Desk(session, person, objective, get_closing(session, person, team, now))


def _check_open(desk: _Desk) -> None:
    if is_closed(desk.objective):
        raise _closed_already(desk)
    if desk.objective.id not in {each.objective.id for each in desk.closing.open}:
        raise OkrError(NOT_NOW)


def _closed_already(desk: _Desk) -> OkrError:
    number = closed_by(desk.session, desk.objective.id)
    name = people_by_id(desk.session, [number])[number].name if number else ""
    if name and number != desk.person.id:
        return OkrError(_("%(name)s has closed this objective already."), name=name)
    return OkrError(_("This objective is closed already."))


def _shown(desk: _Desk, fields: Fields, *, is_restored: bool = False) -> View:
    targets = desk.closing.targets_of(desk.objective)
    page = compose_page(desk.suggestion, targets, fields, is_restored=is_restored)
    return render("modals/closing_objective", desk.person.locale, page=page)


def _list(desk: _Desk, now: datetime, unlinked: list[Objective]) -> View:
    session, person, team = desk.session, desk.person, desk.closing.team
    closing = get_closing(session, person, team, now)
    fields = find_form_draft(session, person.id, f"closing.team:{team.id}")
    composed = compose_list(closing, 0, fields or {}, compose_result(1, (), unlinked))
    return render("modals/closing", person.locale, closing=composed)
