"""When a team is nudged and reads its digest: shown with who says so, and changed."""

import logging
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.domain.fields import Fields, Typed
from bot.domain.okrs import Caller, Person
from bot.domain.rhythms import RhythmSources, find_sources
from bot.domain.rights import Right, check_right
from bot.domain.setting_up import read_rhythm, rhythm_fields
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


def open_rhythm(database: Database, caller: Caller, team_id: int) -> View:
    """The rhythm of a team: what it sets itself, and what comes from above.

    Raises:
        NotFound: the team is gone. NotAllowed: the caller may not set it, or it is locked.
    """
    with database.reading() as session:
        person = get_person(session, caller)
        sources = _sources(session, person, team_id)
        draft = find_form_draft(session, person.id, _form(team_id))
        own = find_rhythm(session, team_id)
    typed: dict[str, Typed] = {**rhythm_fields(own), "locked": ["locked"] if own.is_locked else []}
    return render(
        "modals/rhythm",
        person.locale,
        team_id=team_id,
        sources=sources,
        typed=draft if draft is not None else typed,
        is_restored=draft is not None,
    )


def keep_rhythm(
    database: Database, caller: Caller, team_id: int, fields: Fields, now: datetime
) -> None:
    """Keep what stands in a form that is closed."""
    with database.transaction() as session:
        person = get_person(session, caller)
        save_form_draft(session, person, _form(team_id), dict(fields), now)


def save_rhythm(
    database: Database, caller: Caller, team_id: int, fields: Fields, now: datetime
) -> None:
    """Store what a team sets of its rhythm; what is left open comes from above.

    Raises:
        InvalidFields: a time in the night, a day without a time; what was typed is kept.
        NotFound, NotAllowed: as `open_rhythm`.
    """
    faults: InvalidFields | None = None
    with database.transaction() as session:
        person = get_person(session, caller)
        _sources(session, person, team_id)
        workspace = get_workspace(session, person.workspace_id)
        before = get_times(session, workspace.slack_id)
        try:
            rhythm = read_rhythm(fields)
        except InvalidFields as error:
            save_form_draft(session, person, _form(team_id), dict(fields), now)
            faults = error
        else:
            set_rhythm(session, workspace.id, team_id, rhythm)
            subject = f"team:{team_id}"
            add_audit(session, person, action="rhythm.changed", subject=subject, now=now)
            if is_ready(session, workspace):
                replan(session, workspace, before, now)
            drop_form_draft(session, person.id, _form(team_id))
            log.info("set rhythm team=%s person=%s", team_id, person.id)
            return
    raise faults


def _sources(session: Session, person: Person, team_id: int) -> RhythmSources:
    stored = find_answers(session, person.workspace_id, team_id)
    if stored is None:
        raise NotFound(GONE)
    line = list_line(session, team_id)
    sources = find_sources([(each.name, find_rhythm(session, each.id)) for each in line])
    standing = standing_to(session, person, team_id)
    check_right(Right.SET_RHYTHM, standing, stored.name, is_locked=bool(sources.locked_by))
    return sources


def _form(team_id: int) -> str:
    return f"rhythm:{team_id}"
