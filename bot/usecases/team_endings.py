"""Teams that end: archived, or merged into another. What they reached stays with them."""

import logging
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.calendars import days_off
from bot.domain.company_times import Times
from bot.domain.fields import Fields
from bot.domain.okrs import Caller, Person
from bot.domain.rights import Right, check_right
from bot.domain.setting_up import text
from bot.domain.team_forms import TeamAnswers, is_below
from bot.errors import InvalidFields, InvalidInput, NotAllowed, NotFound, _
from bot.render import render
from storage.audit import add_audit
from storage.company import get_times
from storage.database import Database
from storage.people import get_person, get_workspace
from storage.seeing import standing_to
from storage.setup import is_ready
from storage.team_edits import (
    archive,
    count_living,
    find_answers,
    list_known_teams,
    list_subteams,
    lock_teams,
    move_everything,
)
from storage.times import replan

log = logging.getLogger("okrbot.teams")

View = dict[str, Any]

MOST_NAMES = 5
"""Names told of at once."""

GONE = _("This team is not there any more.")
STILL_RUNNING = _(
    "%(team)s still has objectives that are not closed. Close them, drop them or merge the team "
    "into another one, which takes them over."
)
STILL_ABOVE = _(
    "Teams stand below %(team)s: %(names)s. Put them elsewhere first, or merge the team into "
    "another one, which takes them over."
)


def open_archive(database: Database, caller: Caller, team_id: int) -> View:
    """The form that asks why a team is archived, or what stands in the way.

    Raises:
        NotFound: the team is gone. NotAllowed: the caller may not change it.
    """
    with database.reading() as session:
        person = get_person(session, caller)
        team = _team(session, person, team_id)
        return render(
            "modals/archive_team",
            person.locale,
            team_id=team_id,
            team=team.name,
            objectives=count_living(session, team_id),
            subteams=list_subteams(session, team_id)[:MOST_NAMES],
        )


def archive_team(
    database: Database, caller: Caller, team_id: int, fields: Fields, now: datetime
) -> None:
    """Archive a team, with the reason in the audit log.

    Raises:
        InvalidFields: there is no reason, or something of the team still runs.
        NotFound: the team is gone. NotAllowed: the caller may not change it.
    """
    with database.transaction() as session:
        lock_teams(session, get_person(session, caller).workspace_id)
        person = get_person(session, caller)
        team = _team(session, person, team_id)
        reason = text(fields, "reason")
        _check_archive(session, team_id, team, reason)
        before = get_times(session, caller.workspace)
        archive(session, team_id)
        _end(session, person, team_id, now, action="team.archived", reason=reason)
        _replan(session, person, before, now)
        log.info("archived team=%s person=%s", team_id, person.id)


def open_merge(database: Database, caller: Caller, team_id: int) -> View:
    """The form that asks into which team this one is merged.

    Raises:
        NotFound, NotAllowed: as `open_archive`.
    """
    with database.reading() as session:
        person = get_person(session, caller)
        team = _team(session, person, team_id)
        return render("modals/merge_team", person.locale, team_id=team_id, team=team.name)


def choose_merge(database: Database, caller: Caller, team_id: int, fields: Fields) -> View:
    """What merging would move, to be confirmed.

    Raises:
        InvalidFields: the other team cannot take it over.
        NotFound, NotAllowed: as `open_archive`.
    """
    with database.reading() as session:
        person = get_person(session, caller)
        team = _team(session, person, team_id)
        into_id = int(text(fields, "into") or 0)
        into = _into(session, person, team_id, into_id)
        return render(
            "modals/merge_team_sure",
            person.locale,
            team_id=team_id,
            into_id=into_id,
            team=team.name,
            into=into.name,
            people=len(set(team.members) - set(into.members)),
            objectives=count_living(session, team_id),
            subteams=list_subteams(session, team_id)[:MOST_NAMES],
        )


def merge_team(
    database: Database, caller: Caller, team_id: int, into_id: int, now: datetime
) -> None:
    """Let one team take over another's people, teams below and objectives that are not closed.

    What was closed before, and every check-in, stays where it is; who was in both keeps the day
    on which they joined.

    Raises:
        InvalidFields, NotFound, NotAllowed: as `choose_merge`.
    """
    with database.transaction() as session:
        lock_teams(session, get_person(session, caller).workspace_id)
        person = get_person(session, caller)
        _team(session, person, team_id)
        _into(session, person, team_id, into_id, field="sure")
        before = get_times(session, caller.workspace)
        objectives = move_everything(session, team_id, into_id)
        archive(session, team_id, merged_into_id=into_id)
        _end(
            session,
            person,
            team_id,
            now,
            action="team.merged",
            into=into_id,
            objectives=objectives,
        )
        _replan(session, person, before, now)
        log.info("merged team=%s into=%s person=%s", team_id, into_id, person.id)


def _check_archive(session: Session, team_id: int, team: TeamAnswers, reason: str) -> None:
    faults = []
    if count_living(session, team_id):
        faults.append(InvalidInput("reason", STILL_RUNNING, team=team.name))
    elif names := list_subteams(session, team_id):
        told = ", ".join(names[:MOST_NAMES])
        faults.append(InvalidInput("reason", STILL_ABOVE, team=team.name, names=told))
    elif not reason:
        faults.append(InvalidInput("reason", _("Say why in a few words.")))
    if faults:
        raise InvalidFields(faults)


def _into(
    session: Session, person: Person, team_id: int, into_id: int, field: str = "into"
) -> TeamAnswers:
    """The team that is to take over.

    Raises:
        InvalidFields: it is gone, the same one, or stands below; the caller may not change it.
    """
    found = find_answers(session, person.workspace_id, into_id)
    parents = {each.id: each.parent_id for each in list_known_teams(session, person.workspace_id)}
    if found is None:
        raise InvalidFields([InvalidInput(field, _("Choose another team."))])
    if is_below(into_id, team_id, parents):
        message = _("%(name)s is this team or stands below it. Choose another one.")
        raise InvalidFields([InvalidInput(field, message, name=found.name)])
    try:
        check_right(Right.SET_TEAM, standing_to(session, person, into_id), found.name)
    except NotAllowed as refusal:
        raise InvalidFields([InvalidInput(field, refusal.message, **refusal.values)]) from None
    return found


def _team(session: Session, person: Person, team_id: int) -> TeamAnswers:
    found = find_answers(session, person.workspace_id, team_id)
    if found is None:
        raise NotFound(GONE)
    check_right(Right.SET_TEAM, standing_to(session, person, team_id), found.name)
    return found


def _end(
    session: Session, person: Person, team_id: int, now: datetime, *, action: str, **detail: object
) -> None:
    add_audit(session, person, action=action, subject=f"team:{team_id}", now=now, **detail)


def _replan(session: Session, person: Person, before: Times, now: datetime) -> None:
    workspace = get_workspace(session, person.workspace_id)
    if is_ready(session, workspace):
        replan(session, workspace, before, now, days_off)
