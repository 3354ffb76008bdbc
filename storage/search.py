"""What a search looks through: cycles, and the titles in them.

No database folds accents as people do, and not two of them alike, so titles are compared in
Python: one statement brings those of all objectives that could be meant, one those of their key
results, and only what fits is read whole.
"""

from sqlalchemy import select
from sqlmodel import Session

from bot.domain.okrs import Cycle, ObjectiveState
from storage.tables import CycleRow

_CYCLE = CycleRow.metadata.tables["cycle"]
_OBJECTIVE = CycleRow.metadata.tables["objective"]
_KEY_RESULT = CycleRow.metadata.tables["key_result"]

_FOUND = (ObjectiveState.ACTIVE, ObjectiveState.PAUSED, ObjectiveState.PROPOSED)
_FOUND_IN_NAMED = (*_FOUND, ObjectiveState.CLOSED, ObjectiveState.DROPPED)


def list_cycles(session: Session, workspace_id: int) -> list[Cycle]:
    """All cycles of a workspace, the newest first, also those that are closed."""
    rows = session.execute(
        select(_CYCLE)
        .where(_CYCLE.c.workspace_id == workspace_id)
        .order_by(_CYCLE.c.starts_on.desc(), _CYCLE.c.id)
    )
    return [Cycle(row.id, row.name, row.starts_on, row.ends_on, row.is_closed) for row in rows]


def list_titles(session: Session, workspace_id: int, cycle: Cycle | None) -> dict[int, list[str]]:
    """By objective its title and those of its key results.

    In a cycle that is named also those that were closed or dropped; else in all open cycles.
    """
    is_meant = _CYCLE.c.id == cycle.id if cycle else _CYCLE.c.is_closed.is_(False)
    states = _FOUND_IN_NAMED if cycle else _FOUND
    objectives = (
        select(_OBJECTIVE.c.id, _OBJECTIVE.c.title)
        .join(_CYCLE, _CYCLE.c.id == _OBJECTIVE.c.cycle_id)
        .where(_OBJECTIVE.c.workspace_id == workspace_id, is_meant)
        .where(_OBJECTIVE.c.state.in_(states))
        .order_by(_OBJECTIVE.c.id)
    )
    found = {row.id: [row.title] for row in session.execute(objectives)}
    of_key_results = (
        select(_KEY_RESULT.c.objective_id, _KEY_RESULT.c.title)
        .join(_OBJECTIVE, _OBJECTIVE.c.id == _KEY_RESULT.c.objective_id)
        .join(_CYCLE, _CYCLE.c.id == _OBJECTIVE.c.cycle_id)
        .where(_OBJECTIVE.c.workspace_id == workspace_id, is_meant, _KEY_RESULT.c.is_active)
    )
    for row in session.execute(of_key_results):
        if row.objective_id in found:
            found[row.objective_id].append(row.title)
    return found
