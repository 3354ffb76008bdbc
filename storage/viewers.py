"""Who looks: a person with all teams of the workspace, in two statements."""

from sqlalchemy import select
from sqlmodel import Session

from bot.domain.okrs import Person
from bot.domain.viewing import Viewer
from storage.tables import TeamRow
from storage.teams import to_team

_TEAM = TeamRow.metadata.tables["team"]
_MEMBERSHIP = TeamRow.metadata.tables["membership"]


def get_viewer(session: Session, person: Person) -> Viewer:
    """The person among the teams, also those that were archived."""
    rows = session.execute(
        select(_TEAM).where(_TEAM.c.workspace_id == person.workspace_id).order_by(_TEAM.c.name)
    ).all()
    member_of = session.execute(
        select(_MEMBERSHIP.c.team_id).where(_MEMBERSHIP.c.person_id == person.id)
    )
    return Viewer(
        person=person,
        teams={row.id: to_team(row) for row in rows},
        active=frozenset(row.id for row in rows if row.is_active),
        member_of=frozenset(member_of.scalars()),
    )
