"""Questions about cycles: which there are, what stands in them, which have something to tell."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select, update
from sqlmodel import Session

from bot.domain.cycles import CycleClosed, Dates
from bot.domain.okrs import Cycle, ObjectiveState
from bot.errors import NotFound, _
from storage.inserting import inserting
from storage.tables import CycleRow

_CYCLE = CycleRow.metadata.tables["cycle"]
_OBJECTIVE = CycleRow.metadata.tables["objective"]

OPEN_STATES = (ObjectiveState.ACTIVE, ObjectiveState.PAUSED)
"""What has to be closed when its cycle ends; before it was agreed nothing counts."""

WAITING_STATES = (ObjectiveState.DRAFT, ObjectiveState.PROPOSED)

Counts = dict[str, int]
"""How many objectives are in each state."""


@dataclass(frozen=True, slots=True)
class DueCycle:
    """A cycle that has something to tell."""

    cycle: Cycle
    workspace_id: int


def list_cycles(session: Session, workspace_id: int) -> list[Cycle]:
    """All cycles of a workspace, the newest first."""
    rows = session.execute(
        select(_CYCLE)
        .where(_CYCLE.c.workspace_id == workspace_id)
        .order_by(_CYCLE.c.starts_on.desc(), _CYCLE.c.id.desc())
    )
    return [_to_cycle(row) for row in rows]


def get_cycle(session: Session, workspace_id: int, cycle_id: int) -> Cycle:
    """One cycle, as it is now.

    Raises:
        NotFound: there is none.
    """
    row = session.execute(
        select(_CYCLE).where(_CYCLE.c.id == cycle_id, _CYCLE.c.workspace_id == workspace_id)
    ).first()
    if row is None:
        raise NotFound(_("This cycle is not there any more."))
    return _to_cycle(row)


def add_cycle(session: Session, workspace_id: int, dates: Dates, now: datetime) -> int | None:
    """A new cycle, looked at from now on; its id, None where its name was taken meanwhile."""
    adding = inserting(session, _CYCLE).values(
        workspace_id=workspace_id,
        name=dates.name,
        starts_on=dates.starts_on,
        ends_on=dates.ends_on,
        is_closed=False,
        next_step_at=now,
    )
    added = adding.on_conflict_do_nothing().returning(_CYCLE.c.id)
    return session.execute(added).scalar_one_or_none()


def set_dates(session: Session, cycle_id: int, dates: Dates, now: datetime) -> None:
    """Another name and other dates; what it has to tell follows them."""
    session.execute(
        update(_CYCLE)
        .where(_CYCLE.c.id == cycle_id)
        .values(name=dates.name, starts_on=dates.starts_on, ends_on=dates.ends_on, next_step_at=now)
    )


def lock_cycle(session: Session, cycle_id: int) -> None:
    """Let whoever else writes into the cycle, or closes it, wait until this is over."""
    session.execute(select(_CYCLE.c.id).where(_CYCLE.c.id == cycle_id).with_for_update())


def close_cycle(session: Session, cycle_id: int, now: datetime) -> bool:
    """From here on nothing is written into it. False when it was closed before.

    It is looked at once more, for those who look back on it.
    """
    lock_cycle(session, cycle_id)
    closed = (
        update(_CYCLE)
        .where(_CYCLE.c.id == cycle_id, _CYCLE.c.is_closed.is_(False))
        .values(is_closed=True, next_step_at=now)
        .returning(_CYCLE.c.id)
    )
    return session.execute(closed).first() is not None


def check_open_now(session: Session, cycle: Cycle) -> None:
    """Refuse to write into a cycle that is closed by now, and keep it open until this is over.

    Raises:
        CycleClosed: naming it.
    """
    # Who closes it locks this row, and so waits for us: nothing slips in behind the close. Others
    # who write into the cycle need not wait.
    asked = select(_CYCLE.c.is_closed).where(_CYCLE.c.id == cycle.id)
    is_closed = session.execute(
        asked.with_for_update(read=True, key_share=True)
    ).scalar_one_or_none()
    if is_closed or cycle.is_closed:
        raise CycleClosed(cycle.name)


def count_objectives(session: Session, cycle_ids: Collection[int]) -> dict[int, Counts]:
    """By cycle, how many objectives are in each state."""
    rows = session.execute(
        select(_OBJECTIVE.c.cycle_id, _OBJECTIVE.c.state, func.count())
        .where(_OBJECTIVE.c.cycle_id.in_(cycle_ids))
        .group_by(_OBJECTIVE.c.cycle_id, _OBJECTIVE.c.state)
    )
    counts: dict[int, Counts] = defaultdict(dict)
    for cycle_id, state, number in rows:
        counts[cycle_id][state] = number
    return counts


def count_by_team(session: Session, cycle_id: int) -> dict[int, Counts]:
    """By team, how many of its objectives in the cycle are in each state."""
    rows = session.execute(
        select(_OBJECTIVE.c.team_id, _OBJECTIVE.c.state, func.count())
        .where(_OBJECTIVE.c.cycle_id == cycle_id)
        .group_by(_OBJECTIVE.c.team_id, _OBJECTIVE.c.state)
    )
    counts: dict[int, Counts] = defaultdict(dict)
    for team_id, state, number in rows:
        counts[team_id][state] = number
    return counts


def claim_due_cycles(session: Session, now: datetime, limit: int) -> list[DueCycle]:
    """Cycles to be looked at; locked like `claim_due_people`."""
    rows = session.execute(
        select(_CYCLE)
        .where(_CYCLE.c.next_step_at <= now)
        .order_by(_CYCLE.c.next_step_at, _CYCLE.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return [DueCycle(_to_cycle(row), row.workspace_id) for row in rows]


def set_next_step(session: Session, cycle_id: int, at: datetime | None) -> None:
    """When to look at the cycle again."""
    session.execute(update(_CYCLE).where(_CYCLE.c.id == cycle_id).values(next_step_at=at))


def _to_cycle(row: Row[Any]) -> Cycle:
    return Cycle(row.id, row.name, row.starts_on, row.ends_on, row.is_closed)
