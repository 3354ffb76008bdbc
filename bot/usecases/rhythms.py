"""When a team is nudged and reads its digest: shown with who says so, and changed."""

import logging
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.calendars import calendar, days_off
from bot.domain.cadence import PartialRhythm
from bot.domain.fields import Fields
from bot.domain.okrs import Caller, Person, Workspace
from bot.domain.rhythms import compose_form, find_sources
from bot.domain.rights import Right, check_right
from bot.domain.setting_up import own_rhythm_fields, read_rhythm
from bot.errors import InvalidFields, NotFound, _
from bot.render import render
from storage.audit import add_audit
from storage.company import get_times
from storage.database import Database
from storage.drafts import drop_form_draft, find_form_draft, save_form_draft
from storage.people import get_person, get_workspace
from storage.seeing import standing_to
from storage.setup import is_ready
from storage.team_edits import find_answers, find_rhythm, set_rhythm
from storage.teams import list_line
from storage.times import replan

log = logging.getLogger("okrbot.rhythms")

View = dict[str, Any]

GONE = _("This team is not there any more.")


def open_rhythm(database: Database, caller: Caller, team_id: int, now: datetime) -> View:
    """The rhythm of a team: what it sets itself, what comes from above, and the next days.

    Raises:
        NotFound: the team is gone. NotAllowed: the caller may not set it, or it is locked.
    """
    with database.reading() as session:
        desk = _desk(session, caller, team_id, now)
        draft = find_form_draft(session, desk.person.id, _form(team_id))
        if draft is None:
            return _page(desk, own_rhythm_fields(desk.own))
        return _page(desk, draft, is_restored=True)


def show_rhythm(
    database: Database, caller: Caller, team_id: int, fields: Fields, now: datetime
) -> View:
    """The form with the next days of what stands in it, which is kept.

    Raises:
        NotFound, NotAllowed: as `open_rhythm`.
    """
    with database.transaction() as session:
        desk = _desk(session, caller, team_id, now)
        _keep(desk, fields)
        return _page(desk, fields)


def keep_rhythm(
    database: Database, caller: Caller, team_id: int, fields: Fields, now: datetime
) -> None:
    """Keep what stands in a form that is closed.

    Raises:
        NotFound, NotAllowed: as `open_rhythm`.
    """
    with database.transaction() as session:
        _keep(_desk(session, caller, team_id, now), fields)


def save_rhythm(
    database: Database, caller: Caller, team_id: int, fields: Fields, now: datetime
) -> None:
    """Store what a team sets of its rhythm; what is left open comes from above.

    Raises:
        InvalidFields: a time at which nobody is written to, a day without a time; what was typed
            is kept.
        NotFound, NotAllowed: as `open_rhythm`.
    """
    faults: InvalidFields | None = None
    with database.transaction() as session:
        desk = _desk(session, caller, team_id, now)
        try:
            rhythm = read_rhythm(fields)
        except InvalidFields as error:
            _keep(desk, fields)
            faults = error
        else:
            _store(desk, rhythm)
            return
    raise faults


@dataclass(frozen=True, slots=True)
class _Desk:
    """Somebody who may set a team's rhythm; `line` runs from the team upward, by name."""

    session: Session
    person: Person
    team_id: int
    line: list[tuple[str, PartialRhythm]]
    workspace: Workspace
    now: datetime

    @property
    def own(self) -> PartialRhythm:
        """What the team sets itself."""
        return self.line[0][1]


def _desk(session: Session, caller: Caller, team_id: int, now: datetime) -> _Desk:
    person = get_person(session, caller)
    stored = find_answers(session, person.workspace_id, team_id)
    if stored is None:
        raise NotFound(GONE)
    line = [(each.name, find_rhythm(session, each.id)) for each in list_line(session, team_id)]
    standing = standing_to(session, person, team_id)
    is_locked = bool(find_sources(line).locked_by)
    check_right(Right.SET_RHYTHM, standing, stored.name, is_locked=is_locked)
    workspace = get_workspace(session, person.workspace_id)
    return _Desk(session, person, team_id, line, workspace, now)


def _page(desk: _Desk, typed: Fields, *, is_restored: bool = False) -> View:
    workspace, locale = desk.workspace, desk.person.locale
    place = (workspace, calendar(workspace.country, locale))
    form = compose_form(desk.team_id, desk.line, typed, place, desk.now)
    return render("modals/rhythm", locale, form=replace(form, is_restored=is_restored))


def _keep(desk: _Desk, fields: Fields) -> None:
    """What says the same as is stored is no draft."""
    if _says(fields) == desk.own:
        drop_form_draft(desk.session, desk.person.id, _form(desk.team_id))
    else:
        save_form_draft(desk.session, desk.person, _form(desk.team_id), dict(fields), desk.now)


def _says(fields: Fields) -> PartialRhythm | None:
    try:
        return read_rhythm(fields)
    except InvalidFields:
        return None


def _store(desk: _Desk, rhythm: PartialRhythm) -> None:
    session, person, workspace, now = desk.session, desk.person, desk.workspace, desk.now
    before = get_times(session, workspace.slack_id)
    set_rhythm(session, workspace.id, desk.team_id, rhythm)
    add_audit(session, person, action="rhythm.changed", subject=f"team:{desk.team_id}", now=now)
    if is_ready(session, workspace):
        replan(session, workspace, before, now, days_off)
    drop_form_draft(session, person.id, _form(desk.team_id))
    log.info("set rhythm team=%s person=%s", desk.team_id, person.id)


def _form(team_id: int) -> str:
    return f"rhythm:{team_id}"
