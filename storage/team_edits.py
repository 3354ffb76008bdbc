"""Teams as they are changed by hand: written, joined and left, archived, merged."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlmodel import Session

from bot.domain.cadence import Every, PartialRhythm
from bot.domain.okrs import ObjectiveState
from bot.domain.team_forms import KnownTeam, TeamAnswers
from storage.tables import MembershipRow, ObjectiveRow, PersonRow, TeamRow

_TEAM = TeamRow.metadata.tables["team"]
_RHYTHM = TeamRow.metadata.tables["rhythm"]
_CYCLE = TeamRow.metadata.tables["cycle"]
_PERSON = PersonRow.metadata.tables["person"]
_MEMBERSHIP = MembershipRow.metadata.tables["membership"]
_OBJECTIVE = ObjectiveRow.metadata.tables["objective"]

LIVING = (
    ObjectiveState.DRAFT,
    ObjectiveState.PROPOSED,
    ObjectiveState.ACTIVE,
    ObjectiveState.PAUSED,
)
"""States in which an objective still wants something of its team."""


def lock_teams(session: Session, workspace_id: int) -> None:
    """Let others who change teams wait: two edits could make a loop that neither of them sees."""
    session.execute(
        select(_TEAM.c.id)
        .where(_TEAM.c.workspace_id == workspace_id)
        .order_by(_TEAM.c.id)
        .with_for_update()
    )


def list_known_teams(session: Session, workspace_id: int) -> list[KnownTeam]:
    """All teams of a workspace, the archived ones too, by name."""
    rows = session.execute(
        select(_TEAM.c.id, _TEAM.c.name, _TEAM.c.parent_id, _TEAM.c.is_active)
        .where(_TEAM.c.workspace_id == workspace_id)
        .order_by(_TEAM.c.name)
    )
    return [KnownTeam(*row) for row in rows]


def find_answers(session: Session, workspace_id: int, team_id: int) -> TeamAnswers | None:
    """An active team as its form shows it; None where there is no such team."""
    row = session.execute(
        select(_TEAM, _PERSON.c.slack_id.label("manager"))
        .outerjoin(_PERSON, _PERSON.c.id == _TEAM.c.manager_id)
        .where(_TEAM.c.id == team_id, _TEAM.c.workspace_id == workspace_id, _TEAM.c.is_active)
    ).first()
    if row is None:
        return None
    return TeamAnswers(
        row.name,
        row.parent_id,
        row.manager or "",
        tuple(_member_ids(session, team_id)),
        row.channel,
        row.manager_channel,
        row.locale,
        row.user_group,
        row.wants_proposals,
    )


def put_team(session: Session, workspace_id: int, team_id: int, columns: dict[str, Any]) -> int:
    """Write a team down (0 is a new one); its id."""
    if team_id:
        session.execute(update(_TEAM).where(_TEAM.c.id == team_id).values(**columns))
        return team_id
    adding = insert(_TEAM).values(workspace_id=workspace_id, is_active=True, **columns)
    number: int = session.execute(adding.returning(_TEAM.c.id)).scalar_one()
    return number


def set_members(
    session: Session, workspace_id: int, team_id: int, people: Collection[int], today: date
) -> tuple[list[int], list[int]]:
    """Let exactly these people belong to the team; who joined and who left, by id.

    Who stays has joined when they joined. Who is not active stays too: forms do not show them,
    and when they come back they find their place.
    """
    rows = session.execute(
        select(_MEMBERSHIP.c.person_id)
        .join(_PERSON, _PERSON.c.id == _MEMBERSHIP.c.person_id)
        .where(_MEMBERSHIP.c.team_id == team_id, _PERSON.c.is_active)
    ).scalars()
    before = set(rows)
    joined, left = sorted(set(people) - before), sorted(before - set(people))
    if left:
        session.execute(
            delete(_MEMBERSHIP).where(
                _MEMBERSHIP.c.team_id == team_id, _MEMBERSHIP.c.person_id.in_(left)
            )
        )
    if joined:
        places = {"workspace_id": workspace_id, "team_id": team_id, "joined_on": today}
        session.execute(insert(_MEMBERSHIP), [places | {"person_id": each} for each in joined])
    return joined, left


def set_rhythm(session: Session, workspace_id: int, team_id: int, rhythm: PartialRhythm) -> None:
    """Write what a team sets of its rhythm itself."""
    values = {
        "nudge_weekday": rhythm.nudge_weekday,
        "nudge_time": rhythm.nudge_time,
        "digest_weekday": rhythm.digest_weekday,
        "digest_time": rhythm.digest_time,
        "every": rhythm.every,
        "is_locked": rhythm.is_locked,
    }
    changed = session.execute(
        update(_RHYTHM).where(_RHYTHM.c.team_id == team_id).values(**values).returning(_RHYTHM.c.id)
    ).first()
    if changed is None:
        session.execute(
            insert(_RHYTHM).values(workspace_id=workspace_id, team_id=team_id, **values)
        )


def find_rhythm(session: Session, team_id: int) -> PartialRhythm:
    """What a team sets of its rhythm itself."""
    row = session.execute(select(_RHYTHM).where(_RHYTHM.c.team_id == team_id)).first()
    if row is None:
        return PartialRhythm()
    return PartialRhythm(
        row.nudge_weekday,
        row.nudge_time,
        row.digest_weekday,
        row.digest_time,
        Every(row.every) if row.every else None,
        row.is_locked,
    )


def count_members(session: Session, workspace_id: int) -> Counter[int]:
    """How many people belong to each team."""
    rows = session.execute(
        select(_MEMBERSHIP.c.team_id, func.count())
        .where(_MEMBERSHIP.c.workspace_id == workspace_id)
        .group_by(_MEMBERSHIP.c.team_id)
    )
    return Counter({row[0]: row[1] for row in rows})


def list_subteams(session: Session, team_id: int) -> list[str]:
    """The names of the active teams directly below."""
    rows = session.execute(
        select(_TEAM.c.name).where(_TEAM.c.parent_id == team_id, _TEAM.c.is_active)
    )
    return sorted(rows.scalars())


def count_living(session: Session, team_id: int) -> int:
    """How many of a team's objectives are neither closed nor dropped, in cycles that are open."""
    living = _living_objectives(team_id)
    return int(session.execute(select(func.count()).select_from(living.subquery())).scalar_one())


def archive(session: Session, team_id: int, merged_into_id: int | None = None) -> None:
    """Let a team be active no more; its objectives and check-ins stay where they are."""
    session.execute(
        update(_TEAM)
        .where(_TEAM.c.id == team_id)
        .values(is_active=False, next_digest_at=None, merged_into_id=merged_into_id)
    )


def move_everything(session: Session, team_id: int, into_id: int) -> list[int]:
    """Move members, the teams below and living objectives to another team; the objectives' ids.

    Who was in both keeps the day on which they joined the other team.
    """
    ids = list(session.execute(_living_objectives(team_id)).scalars())
    session.execute(update(_TEAM).where(_TEAM.c.parent_id == team_id).values(parent_id=into_id))
    in_both = select(_MEMBERSHIP.c.person_id).where(_MEMBERSHIP.c.team_id == into_id)
    twice = _MEMBERSHIP.c.person_id.in_(list(session.execute(in_both).scalars()))
    session.execute(delete(_MEMBERSHIP).where(_MEMBERSHIP.c.team_id == team_id, twice))
    session.execute(
        update(_MEMBERSHIP).where(_MEMBERSHIP.c.team_id == team_id).values(team_id=into_id)
    )
    session.execute(
        update(_OBJECTIVE)
        .where(_OBJECTIVE.c.id.in_(ids))
        .values(team_id=into_id, version=_OBJECTIVE.c.version + 1)
    )
    return ids


def list_followers(session: Session, workspace_id: int) -> dict[int, str]:
    """The user group that each active team follows, by team."""
    rows = session.execute(
        select(_TEAM.c.id, _TEAM.c.user_group).where(
            _TEAM.c.workspace_id == workspace_id, _TEAM.c.is_active, _TEAM.c.user_group != ""
        )
    )
    return {row.id: row.user_group for row in rows}


def ids_by_slack_id(
    session: Session, workspace_id: int, slack_ids: Iterable[str]
) -> dict[str, int]:
    """Our ids of people who are active, by their Slack id; who is unknown is left out."""
    rows = session.execute(
        select(_PERSON.c.slack_id, _PERSON.c.id).where(
            _PERSON.c.workspace_id == workspace_id,
            _PERSON.c.slack_id.in_(set(slack_ids)),
            _PERSON.c.is_active,
        )
    )
    return {row.slack_id: row.id for row in rows}


def _living_objectives(team_id: int) -> Any:  # noqa: ANN401 - a Select of ids
    return (
        select(_OBJECTIVE.c.id)
        .join(_CYCLE, _CYCLE.c.id == _OBJECTIVE.c.cycle_id)
        .where(_OBJECTIVE.c.team_id == team_id, _OBJECTIVE.c.state.in_(LIVING))
        .where(_CYCLE.c.is_closed.is_(False))
    )


def _member_ids(session: Session, team_id: int) -> list[str]:
    rows = session.execute(
        select(_PERSON.c.slack_id)
        .join(_MEMBERSHIP, _MEMBERSHIP.c.person_id == _PERSON.c.id)
        .where(_MEMBERSHIP.c.team_id == team_id, _PERSON.c.is_active)
        .order_by(_MEMBERSHIP.c.id)
    )
    return list(rows.scalars())
