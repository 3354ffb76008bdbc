"""What somebody who left owned, updated for others, and managed."""

from sqlalchemy import ColumnElement, select
from sqlmodel import Session

from bot.domain.okrs import Objective, ObjectiveState, Team
from storage.okrs import list_by_id
from storage.tables import ObjectiveRow
from storage.teams import to_team

_OBJECTIVE = ObjectiveRow.metadata.tables["objective"]
_KEY_RESULT = ObjectiveRow.metadata.tables["key_result"]
_CYCLE = ObjectiveRow.metadata.tables["cycle"]
_TEAM = ObjectiveRow.metadata.tables["team"]

_RUNNING = (ObjectiveState.PROPOSED, ObjectiveState.ACTIVE, ObjectiveState.PAUSED)


def list_owned(session: Session, person_id: int) -> list[Objective]:
    """The objectives that are not over and that somebody owns, or owns key results of."""
    is_own = (_OBJECTIVE.c.owner_id == person_id) | (
        (_KEY_RESULT.c.owner_id == person_id) & _KEY_RESULT.c.is_active
    )
    return _objectives(session, is_own)


def list_delegated(session: Session, person_id: int) -> list[Objective]:
    """The objectives that are not over and of which somebody updates key results of others."""
    return _objectives(session, (_KEY_RESULT.c.delegate_id == person_id) & _KEY_RESULT.c.is_active)


def list_managed(session: Session, person_id: int) -> list[Team]:
    """The active teams that somebody manages, by name."""
    rows = session.execute(
        select(_TEAM)
        .where(_TEAM.c.manager_id == person_id, _TEAM.c.is_active)
        .order_by(_TEAM.c.name)
    )
    return [to_team(row) for row in rows]


def _objectives(session: Session, condition: ColumnElement[bool]) -> list[Objective]:
    ids = session.execute(
        select(_OBJECTIVE.c.id)
        .join(_CYCLE, _CYCLE.c.id == _OBJECTIVE.c.cycle_id)
        .outerjoin(_KEY_RESULT, _KEY_RESULT.c.objective_id == _OBJECTIVE.c.id)
        .where(_OBJECTIVE.c.state.in_(_RUNNING), _CYCLE.c.is_closed.is_(False))
        .where(condition)
        .distinct()
        .order_by(_OBJECTIVE.c.id)
    ).scalars()
    return list_by_id(session, ids)
