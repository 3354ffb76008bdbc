"""Teams as they are changed in Slack: the list, the form, who joins and who leaves."""

import logging
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.calendars import calendar, days_off
from bot.domain.cadence import local_date
from bot.domain.fields import Fields, Typed
from bot.domain.okrs import Caller, Person, Role, Workspace
from bot.domain.rhythms import find_sources, with_next
from bot.domain.rights import RULES, Right, Verdict, check_right, verdict
from bot.domain.team_forms import (
    NO_PARENT,
    Choice,
    KnownTeam,
    TeamAnswers,
    TeamForm,
    read_team,
    team_faults,
    team_fields,
)
from bot.errors import InvalidFields, InvalidInput, NotAllowed, NotFound, _
from bot.render import render
from storage.audit import add_audit
from storage.company import get_times
from storage.database import Database
from storage.drafts import drop_form_draft, find_form_draft, save_form_draft
from storage.people import find_people, get_person, get_workspace
from storage.seeing import standing_to
from storage.setup import is_ready
from storage.team_edits import (
    find_answers,
    find_rhythm,
    ids_by_slack_id,
    list_known_teams,
    lock_teams,
    put_team,
    set_members,
)
from storage.team_lists import list_lines
from storage.teams import list_line
from storage.times import replan

log = logging.getLogger("okrbot.teams")

View = dict[str, Any]

GONE = _("This team is not there any more.")
NOBODY = _("%(name)s cannot be chosen: no bots, no guests, nobody who left or is from elsewhere.")
ONLY_ADMINS_ON_TOP = _("Only admins of okrbot make a team with no team above it. Choose one.")
NO_TEAM_OF_YOURS = _("Only managers and admins of okrbot add teams.")


@dataclass(frozen=True, slots=True)
class TeamState:
    """A team's form as Slack sends it back; `team_id` is 0 for a new team.

    `origin` says what lies below it, and `fields` are empty before anything was typed.
    """

    team_id: int
    origin: str
    fields: Fields = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Desk:
    session: Session
    person: Person
    workspace: Workspace
    teams: Sequence[KnownTeam]
    now: datetime


def show_teams(database: Database, caller: Caller, page: int = 0) -> View:
    """All teams as a list that reads as a tree; what one may change has a button."""
    with database.reading() as session:
        person = get_person(session, caller)
        return render("modals/teams", person.locale, teams=list_lines(session, person, page))


def open_team(
    database: Database,
    caller: Caller,
    state: TeamState,
    groups: Sequence[Choice] | None,
    now: datetime,
) -> View:
    """The form of a team, with what was typed before.

    `groups` are Slack's user groups, None where they may not be read.

    Raises:
        NotFound: the team is gone. NotAllowed: the caller may not change it.
    """
    with database.transaction() as session:
        desk = _desk(session, caller, now)
        _check_may_open(desk, state.team_id)
        draft = find_form_draft(session, desk.person.id, _form(state.team_id))
        state = replace(state, fields=draft or {})
        return _shown(desk, state, groups, is_restored=draft is not None)


def keep_team(database: Database, caller: Caller, state: TeamState, now: datetime) -> None:
    """Keep what stands in a form that is closed or covered."""
    with database.transaction() as session:
        _keep(_desk(session, caller, now), state)


def save_team(
    database: Database,
    caller: Caller,
    state: TeamState,
    followed: Sequence[str] | None,
    now: datetime,
) -> int:
    """Store what the form says; the team's id.

    `followed` are the members of the user group that the team is to follow, by Slack id; None
    when it follows none, or Slack does not say.

    Raises:
        InvalidFields: something cannot be; what was typed is kept all the same.
        NotFound: the team is gone. NotAllowed: the caller may not change it.
    """
    faults: InvalidFields | None = None
    with database.transaction() as session:
        lock_teams(session, get_person(session, caller).workspace_id)
        desk = _desk(session, caller, now)
        _check_may_open(desk, state.team_id)
        answers = _answers(desk, state)
        try:
            _check(desk, state.team_id, answers)
        except InvalidFields as error:
            _keep(desk, state)
            faults = error
        else:
            return _store(desk, state.team_id, answers, followed)
    raise faults


def _answers(desk: _Desk, state: TeamState) -> TeamAnswers:
    """What was typed; what a short form does not ask for stays as it is."""
    return read_team({**team_fields(_stored(desk, state.team_id)), **state.fields})


def _store(desk: _Desk, team_id: int, answers: TeamAnswers, followed: Sequence[str] | None) -> int:
    session, workspace = desk.session, desk.workspace
    before, was = get_times(session, workspace.slack_id), _stored(desk, team_id)
    members = answers.members if followed is None or not answers.user_group else tuple(followed)
    ids = ids_by_slack_id(session, workspace.id, [*members, answers.manager])
    columns = {
        **{name: value for name, value in asdict(answers).items() if name not in _NO_COLUMNS},
        "manager_id": ids.get(answers.manager),
    }
    number = put_team(session, workspace.id, team_id, columns)
    belonging = {ids[each] for each in members if each in ids}
    today = local_date(desk.now, workspace.time_zone)
    joined, left = set_members(session, workspace.id, number, belonging, today)
    changed = [name for name, value in asdict(answers).items() if asdict(was)[name] != value]
    add_audit(
        session,
        desk.person,
        action="team.changed" if team_id else "team.created",
        subject=f"team:{number}",
        now=desk.now,
        fields=changed,
        joined=joined,
        left=left,
    )
    if is_ready(session, workspace):
        replan(session, workspace, before, desk.now, days_off)
    drop_form_draft(session, desk.person.id, _form(team_id))
    log.info("saved team=%s person=%s joined=%s left=%s", number, desk.person.id, joined, left)
    return number


_NO_COLUMNS = ("manager", "members")


def _check(desk: _Desk, team_id: int, answers: TeamAnswers) -> None:
    faults = team_faults(answers, team_id, desk.teams)
    faults += _people_faults(desk, answers)
    stored = _stored(desk, team_id)
    is_moved = not team_id or answers.parent_id != stored.parent_id
    if is_moved and not any(each.field == "team_above" for each in faults):
        faults += _parent_faults(desk, answers.parent_id)
    if faults:
        raise InvalidFields(faults)


def _people_faults(desk: _Desk, answers: TeamAnswers) -> list[InvalidInput]:
    picked = {"manager": [answers.manager] if answers.manager else [], "members": answers.members}
    people = find_people(desk.session, desk.workspace.id, [*answers.members, answers.manager])
    faults = []
    for place, slack_ids in picked.items():
        for each in slack_ids:
            person = people.get(each)
            if person is None or not person.is_active:
                name = person.name if person else each
                faults.append(InvalidInput(place, NOBODY, name=name))
                break
    return faults


def _parent_faults(desk: _Desk, parent_id: int | None) -> list[InvalidInput]:
    """Whether the caller may put a team there."""
    if desk.person.role is Role.ADMIN:
        return []
    if parent_id is None:
        return [InvalidInput("team_above", ONLY_ADMINS_ON_TOP)]
    standing = standing_to(desk.session, desk.person, parent_id)
    if verdict(Right.SET_TEAM, standing) is Verdict.YES:
        return []
    name = next(each.name for each in desk.teams if each.id == parent_id)
    return [InvalidInput("team_above", RULES[Right.SET_TEAM], team=name)]


def _check_may_open(desk: _Desk, team_id: int) -> None:
    if not team_id:
        if not list_lines(desk.session, desk.person, 0).may_add:
            raise NotAllowed(NO_TEAM_OF_YOURS)
        return
    stored = find_answers(desk.session, desk.workspace.id, team_id)
    if stored is None:
        raise NotFound(GONE)
    check_right(Right.SET_TEAM, standing_to(desk.session, desk.person, team_id), stored.name)


def _stored(desk: _Desk, team_id: int) -> TeamAnswers:
    """The team as it is; for a new one, below the team that its author manages."""
    found = find_answers(desk.session, desk.workspace.id, team_id) if team_id else None
    if found is not None:
        return found
    if desk.person.role is not Role.ADMIN:
        own = desk.person.home_team_id
        mine = standing_to(desk.session, desk.person, own) if own else None
        if mine and verdict(Right.SET_TEAM, mine) is Verdict.YES:
            return TeamAnswers("", own)
    return TeamAnswers("")


def _shown(
    desk: _Desk, state: TeamState, groups: Sequence[Choice] | None, *, is_restored: bool
) -> View:
    team_id, answers = state.team_id, _answers(desk, state)
    names = {each.id: each.name for each in desk.teams if each.is_active}
    offered = None if groups is None else tuple(groups)
    form = TeamForm(
        team_id,
        answers,
        Choice(str(answers.parent_id or NO_PARENT), names.get(answers.parent_id or 0, "")),
        state.origin,
        offered,
        next((each for each in offered or () if each.value == answers.user_group), None),
        is_restored=is_restored,
    )
    if team_id:
        line = list_line(desk.session, team_id)
        own = [(each.name, find_rhythm(desk.session, each.id)) for each in line]
        sources, standing = find_sources(own), standing_to(desk.session, desk.person, team_id)
        said = verdict(Right.SET_RHYTHM, standing, is_locked=bool(sources.locked_by))
        days = calendar(desk.workspace.country, desk.person.locale)
        sources = with_next(sources, desk.workspace, days, desk.now)
        form = replace(form, rhythm=sources, may_set_rhythm=said is Verdict.YES)
    return render("modals/team", desk.person.locale, form=form)


def _desk(session: Session, caller: Caller, now: datetime) -> _Desk:
    person = get_person(session, caller)
    workspace = get_workspace(session, person.workspace_id)
    return _Desk(session, person, workspace, list_known_teams(session, workspace.id), now)


def _keep(desk: _Desk, state: TeamState) -> None:
    answers: dict[str, Typed] = dict(state.fields)
    if _answers(desk, state) != _stored(desk, state.team_id):
        save_form_draft(desk.session, desk.person, _form(state.team_id), answers, desk.now)


def _form(team_id: int) -> str:
    return f"team:{team_id or 'new'}"
