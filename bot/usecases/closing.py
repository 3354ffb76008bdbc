"""A team's list of what is to be closed, and closing many of it at once."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.domain.carrying import LOST_LINK
from bot.domain.closing import NOT_NOW, Closing, Suggestion
from bot.domain.closing_answers import Decision, as_suggested, is_touched, read_many
from bot.domain.closing_views import Result, compose_list, compose_result
from bot.domain.fields import Fields
from bot.domain.okrs import Caller, Objective, Person, Team
from bot.domain.rights import Right, check_right
from bot.errors import InvalidFields, NotFound
from bot.locales import translate
from bot.render import render
from storage.carrying import end_objective
from storage.closing import get_closing
from storage.database import Database
from storage.drafts import drop_form_draft, find_form_draft, save_form_draft
from storage.objectives import Edit, get_objective
from storage.people import get_person, lock_person
from storage.seeing import find_team, standing_to
from storage.teams import get_team, list_managed

log = logging.getLogger("okrbot.closing")

View = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Desk:
    """Somebody who closes for a team, within one transaction."""

    session: Session
    person: Person
    closing: Closing
    now: datetime

    @property
    def edit(self) -> Edit:
        """Who writes when."""
        return Edit(self.person, self.now)

    @property
    def form(self) -> str:
        """The form for several of this team."""
        return _form(self.closing.team.id)


def open_list(database: Database, caller: Caller, name: str, now: datetime) -> View:
    """What the team of that name has to close; without a name the one the caller manages.

    Raises:
        NotFound: no such team, or no cycle ends.
        NotAllowed: the caller does not close for this team.
    """
    with database.transaction() as session:
        person = get_person(session, caller)
        team = _meant_team(session, person, name, now)
        return _shown(_desk(session, person, team, now))


def show_list(database: Database, caller: Caller, team_id: int, now: datetime) -> View:
    """As `open_list`, for a team by its id."""
    with database.transaction() as session:
        return _shown(_desk_of(session, caller, team_id, now))


def turn_page(
    database: Database, caller: Caller, place: tuple[int, int], fields: Fields, now: datetime
) -> View:
    """Another page of the list, after keeping what was typed; `place` is its team and the page."""
    team_id, page = place
    with database.transaction() as session:
        desk = _desk_of(session, caller, team_id, now)
        _keep(session, desk.person, desk.form, fields, now)
        return _shown(desk, page)


def leave_list(
    database: Database, caller: Caller, team_id: int, fields: Fields, now: datetime
) -> None:
    """Keep what was typed into a list that is closed, or lies below a page now."""
    with database.transaction() as session:
        person = get_person(session, caller)
        team = get_team(session, person.workspace_id, team_id)
        check_right(Right.CLOSE, standing_to(session, person, team.id), team.name)
        _keep(session, person, _form(team_id), fields, now)


def close_suggested(database: Database, caller: Caller, team_id: int, now: datetime) -> View:
    """Close all that nothing keeps open with the suggested score; the list says what stays."""
    with database.transaction() as session:
        lock_person(session, caller)
        desk = _desk_of(session, caller, team_id, now)
        ready = [(each, as_suggested(each)) for each in desk.closing.open if not each.open]
        left = [each for each in desk.closing.open if each.open]
        return _close(desk, ready, left)


def close_many(
    database: Database, caller: Caller, place: tuple[int, int], fields: Fields, now: datetime
) -> View:
    """Give the chosen objectives one outcome; `place` is the team's id and the page.

    Raises:
        InvalidFields: at each field that is wrong; what was typed is kept all the same.
    """
    team_id, page = place
    with database.transaction() as session:
        lock_person(session, caller)
        desk = _desk_of(session, caller, team_id, now)
        _keep(session, desk.person, desk.form, fields, now)
        targets = {each.id: each for each in desk.closing.shared_targets}
        try:
            many = read_many(fields, targets)
        except InvalidFields as error:
            faults = error
        else:
            chosen = [each for each in desk.closing.open if each.objective.id in many.chosen]
            ready = [(each, many.of(each)) for each in chosen if many.answers(each)]
            left = [each for each in chosen if not many.answers(each)]
            if not left:
                drop_form_draft(session, desk.person.id, desk.form)
            return _close(desk, ready, left, page)
    raise faults


def _keep(session: Session, person: Person, form: str, fields: Fields, now: datetime) -> None:
    if is_touched(fields):
        save_form_draft(session, person, form, dict(fields), now)
    else:
        drop_form_draft(session, person.id, form)


def _form(team_id: int) -> str:
    return f"closing.team:{team_id}"


def _close(
    desk: _Desk,
    ready: Sequence[tuple[Suggestion, Decision]],
    left: Sequence[Suggestion],
    page: int = 0,
) -> View:
    unlinked = [
        lost for suggestion, decision in ready if (lost := _close_one(desk, suggestion, decision))
    ]
    # A child that lost its link gets it back when its parent goes on in the same step.
    workspace_id = desk.person.workspace_id
    now = [get_objective(desk.session, workspace_id, each.id) for each in unlinked]
    still = [each for each in now if each.parent_id is None]
    after = get_closing(desk.session, desk.person, desk.closing.team, desk.now)
    changed = _Desk(desk.session, desk.person, after, desk.now)
    return _shown(changed, page, compose_result(len(ready), left, still))


def _close_one(desk: _Desk, suggestion: Suggestion, decision: Decision) -> Objective | None:
    """The objective that goes on without its link, if there is one."""
    old = suggestion.objective
    found = (each for each in desk.closing.targets_of(old) if each.id == decision.target_id)
    note = translate(LOST_LINK, desk.person.locale, cycle=old.cycle.name)
    new = end_objective(desk.session, desk.edit, (suggestion, decision), next(found, None), note)
    log.info("closed objective=%s person=%s as=%s", old.id, desk.person.id, decision.outcome)
    return new if new and old.parent_id and new.parent_id is None else None


def _desk_of(session: Session, caller: Caller, team_id: int, now: datetime) -> _Desk:
    person = get_person(session, caller)
    return _desk(session, person, get_team(session, person.workspace_id, team_id), now)


def _desk(session: Session, person: Person, team: Team, now: datetime) -> _Desk:
    check_right(Right.CLOSE, standing_to(session, person, team.id), team.name)
    closing = get_closing(session, person, team, now)
    if not closing.cycles:
        raise NotFound(NOT_NOW)
    return _Desk(session, person, closing, now)


def _meant_team(session: Session, person: Person, name: str, now: datetime) -> Team:
    """The named team; without a name the first managed one with something to close, else home."""
    managed = [] if name.strip() else list_managed(session, person.id)
    for team in managed:
        if get_closing(session, person, team, now).open:
            return team
    return managed[0] if managed else find_team(session, person, name)


def _shown(desk: _Desk, page: int = 0, result: Result | None = None) -> View:
    fields = find_form_draft(desk.session, desk.person.id, desk.form)
    composed = compose_list(desk.closing, page, fields or {}, result)
    return render("modals/closing", desk.person.locale, closing=composed)
