"""Questions about teams: their members, their rhythm, the ones above."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, select, update
from sqlmodel import Session

from bot.domain.cadence import Every, PartialRhythm, Rhythm, inherit
from bot.domain.okrs import Team
from bot.errors import NotFound, _
from storage.people import get_workspace
from storage.tables import TeamRow

_TEAM = TeamRow.metadata.tables["team"]
_RHYTHM = TeamRow.metadata.tables["rhythm"]
_MEMBERSHIP = TeamRow.metadata.tables["membership"]


@dataclass(frozen=True, slots=True)
class DueTeam:
    """A team whose digest is due."""

    team: Team
    due_at: datetime


def claim_due_teams(session: Session, now: datetime, limit: int) -> list[DueTeam]:
    """Teams whose digest is due; locked like `claim_due_people`."""
    rows = session.execute(
        select(_TEAM)
        .where(_TEAM.c.next_digest_at <= now)
        .order_by(_TEAM.c.next_digest_at, _TEAM.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return [DueTeam(to_team(row), row.next_digest_at) for row in rows]


def set_next_digest(session: Session, team_id: int, at: datetime) -> None:
    """When the team's manager channel hears from us again."""
    session.execute(update(_TEAM).where(_TEAM.c.id == team_id).values(next_digest_at=at))


def list_teams(session: Session, workspace_id: int) -> list[Team]:
    """All active teams of a workspace, by name."""
    return _teams(session, (_TEAM.c.workspace_id == workspace_id) & _TEAM.c.is_active)


def get_team(session: Session, workspace_id: int, team_id: int) -> Team:
    """One team, active or not.

    Raises:
        NotFound: there is none.
    """
    is_meant = (_TEAM.c.id == team_id) & (_TEAM.c.workspace_id == workspace_id)
    if found := _teams(session, is_meant):
        return found[0]
    raise NotFound(_("This team is not there any more."))


def teams_by_id(session: Session, ids: Iterable[int]) -> dict[int, Team]:
    """Those teams, active or not, by their id."""
    return {each.id: each for each in _teams(session, _TEAM.c.id.in_(set(ids)))}


def list_managed(session: Session, person_id: int) -> list[Team]:
    """The active teams that somebody manages, by name."""
    return _teams(session, (_TEAM.c.manager_id == person_id) & _TEAM.c.is_active)


def list_line(session: Session, team_id: int | None) -> list[Team]:
    """The team and those above it, upward; empty for None."""
    line: list[Team] = []
    while team_id is not None and team_id not in {each.id for each in line}:
        line += _teams(session, _TEAM.c.id == team_id)
        team_id = line[-1].parent_id
    return line


def channel_locale(session: Session, team: Team) -> str:
    """The language of a team's channels: its own, else that of the next team above."""
    said = [each.locale for each in list_line(session, team.id) if each.locale]
    return said[0] if said else get_workspace(session, team.workspace_id).locale


def rhythms_by_team(session: Session, team_ids: Iterable[int | None]) -> dict[int | None, Rhythm]:
    """The rhythm in force for each team; for None, and for unknown teams, the default."""
    wanted = set(team_ids)
    parts: dict[int | None, tuple[int | None, PartialRhythm]] = {}
    level = wanted - {None}
    while level:
        found = _partial_rhythms(session, level)
        parts |= found
        level = {parent for parent, _part in found.values()} - parts.keys() - {None}
    return {team_id: inherit(_chain(team_id, parts)) for team_id in wanted}


def members_joined_on(session: Session, team_id: int) -> dict[int, date]:
    """When each member of the team joined it, by person."""
    rows = session.execute(
        select(_MEMBERSHIP.c.person_id, _MEMBERSHIP.c.joined_on).where(
            _MEMBERSHIP.c.team_id == team_id
        )
    )
    return {row.person_id: row.joined_on for row in rows}


def to_team(row: Row[Any]) -> Team:
    """A row of the team table as its record."""
    return Team(
        id=row.id,
        name=row.name,
        parent_id=row.parent_id,
        manager_id=row.manager_id,
        channel=row.channel,
        manager_channel=row.manager_channel,
        locale=row.locale,
        workspace_id=row.workspace_id,
        wants_proposals=row.wants_proposals,
    )


def _teams(session: Session, condition: ColumnElement[bool]) -> list[Team]:
    rows = session.execute(select(_TEAM).where(condition).order_by(_TEAM.c.name))
    return [to_team(row) for row in rows]


def _partial_rhythms(
    session: Session, team_ids: set[int | None]
) -> dict[int | None, tuple[int | None, PartialRhythm]]:
    rows = session.execute(
        select(_TEAM.c.id, _TEAM.c.parent_id, *(_RHYTHM.c[part] for part in _PARTS))
        .outerjoin(_RHYTHM, _RHYTHM.c.team_id == _TEAM.c.id)
        .where(_TEAM.c.id.in_(team_ids))
    )
    return {row.id: (row.parent_id, _to_partial_rhythm(row)) for row in rows}


def _chain(
    team_id: int | None, parts: dict[int | None, tuple[int | None, PartialRhythm]]
) -> list[PartialRhythm]:
    """What each team says, from the top team down to this one."""
    chain: list[PartialRhythm] = []
    seen: set[int | None] = set()
    while team_id in parts and team_id not in seen:
        seen.add(team_id)
        team_id, part = parts[team_id]
        chain.insert(0, part)
    return chain


def _to_partial_rhythm(row: Row[Any]) -> PartialRhythm:
    return PartialRhythm(
        nudge_weekday=row.nudge_weekday,
        nudge_time=row.nudge_time,
        digest_weekday=row.digest_weekday,
        digest_time=row.digest_time,
        every=Every(row.every) if row.every else None,
        is_locked=bool(row.is_locked),
    )


_PARTS = ("nudge_weekday", "nudge_time", "digest_weekday", "digest_time", "every", "is_locked")
