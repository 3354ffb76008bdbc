"""What an import must leave alone: all that stands in a closed cycle."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from storage.tables import CycleRow

_CYCLE = CycleRow.metadata.tables["cycle"]
_OBJECTIVE = CycleRow.metadata.tables["objective"]
_KEY_RESULT = CycleRow.metadata.tables["key_result"]
_MILESTONE = CycleRow.metadata.tables["milestone"]

Closed = dict[tuple[str, int], tuple[str, str]]
"""By table and id, the names of a closed cycle and of what is in it."""


def list_closed(session: Session, workspace_id: int) -> Closed:
    """All rows of the workspace's closed cycles."""
    is_closed = (_CYCLE.c.workspace_id == workspace_id) & _CYCLE.c.is_closed
    cycles = session.execute(select(_CYCLE.c.id, _CYCLE.c.name).where(is_closed)).all()
    closed: Closed = {("cycle", row.id): (row.name, row.name) for row in cycles}
    if closed:
        for table, row_id, cycle, title in _rows_within(session, [row.id for row in cycles]):
            closed[table, row_id] = (cycle, title)
    return closed


def _rows_within(session: Session, cycles: list[int]) -> Iterator[tuple[str, int, str, str]]:
    joined = _CYCLE.join(_OBJECTIVE, _OBJECTIVE.c.cycle_id == _CYCLE.c.id)
    steps: list[tuple[Any, Any]] = [
        (_OBJECTIVE, joined),
        (_KEY_RESULT, joined := joined.join(_KEY_RESULT)),
        (_MILESTONE, joined.join(_MILESTONE)),
    ]
    for table, source in steps:
        asked = select(table.c.id, _CYCLE.c.name, _OBJECTIVE.c.title).select_from(source)
        for row in session.execute(asked.where(_CYCLE.c.id.in_(cycles))):
            yield (table.name, *row)
