"""Proposals: objectives and changes that wait for somebody's agreement."""

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, insert, select
from sqlmodel import Session

from bot.domain.agreeing import Answer
from bot.domain.contents import objective_from_json, objective_to_json
from bot.domain.okrs import Objective, Person
from bot.errors import NotFound, _
from storage.tables import ProposalRow

log = logging.getLogger("okrbot.proposals")

_PROPOSAL = ProposalRow.metadata.tables["proposal"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """An objective, or a change to one, with whoever has to agree.

    `content` is what a change would make of the objective, seen as version `base_version`; None
    for an objective that is new and stands in its own row. `note` is the decider's.
    """

    id: int
    workspace_id: int
    objective_id: int
    author_id: int
    decider_id: int
    content: Objective | None
    base_version: int
    reason: str
    state: Answer
    note: str
    at: datetime
    decided_at: datetime | None = None
    decided_by_id: int | None = None
    told: str = ""


def add_proposal(  # noqa: PLR0913 - a row's columns
    session: Session,
    author: Person,
    objective_id: int,
    decider_id: int,
    *,
    content: Objective | None = None,
    base_version: int = 0,
    reason: str = "",
    now: datetime,
) -> int:
    """Let `decider_id` be asked; the proposal's id. Overtake an earlier one with `set_proposal`."""
    row = {
        "workspace_id": author.workspace_id,
        "objective_id": objective_id,
        "author_id": author.id,
        "decider_id": decider_id,
        "content": objective_to_json(content) if content else None,
        "base_version": base_version,
        "reason": reason,
        "state": Answer.OPEN,
        "note": "",
        "at": now,
        "told": "",
    }
    adding = insert(_PROPOSAL).values(**row).returning(_PROPOSAL.c.id)
    number: int = session.execute(adding).scalar_one()
    return number


def find_open_proposal(session: Session, objective_id: int) -> Proposal | None:
    """What waits for an answer about this objective; the newest, should there be several."""
    is_open = (_PROPOSAL.c.objective_id == objective_id) & (_PROPOSAL.c.state == Answer.OPEN)
    return next(reversed(_proposals(session, is_open)), None)


def find_latest_proposal(session: Session, objective_id: int) -> Proposal | None:
    """The newest proposal about this objective, answered or not."""
    is_of = _PROPOSAL.c.objective_id == objective_id
    return next(reversed(_proposals(session, is_of)), None)


def get_proposal(session: Session, workspace_id: int, proposal_id: int) -> Proposal:
    """The proposal with this id, answered or not.

    Raises:
        NotFound: there is none in this workspace.
    """
    is_it = (_PROPOSAL.c.id == proposal_id) & (_PROPOSAL.c.workspace_id == workspace_id)
    if found := _proposals(session, is_it):
        return found[0]
    raise NotFound(_("This proposal is not there any more."))


def list_open_for(session: Session, decider_id: int) -> list[Proposal]:
    """What waits for this person's answer, the oldest first."""
    return _proposals(
        session, (_PROPOSAL.c.decider_id == decider_id) & (_PROPOSAL.c.state == Answer.OPEN)
    )


def list_of_author(session: Session, author_id: int) -> list[Proposal]:
    """What this person has proposed and is not done: open, or sent back with a wish."""
    waiting = _PROPOSAL.c.state.in_((Answer.OPEN, Answer.RETURNED))
    return _proposals(session, (_PROPOSAL.c.author_id == author_id) & waiting)


def list_untold(session: Session) -> list[Proposal]:
    """What is open in any workspace, and what was answered without telling anybody yet.

    Locked until the transaction ends, so that two schedulers do not tell the same. One that an
    older version wrote otherwise is left out: it keeps no other from being told.
    """
    is_open, is_new = _PROPOSAL.c.state == Answer.OPEN, _PROPOSAL.c.told != _PROPOSAL.c.state
    rows = session.execute(
        select(_PROPOSAL).where(is_open | is_new).order_by(_PROPOSAL.c.id).with_for_update()
    )
    return [found for row in rows if (found := _readable(row))]


def mark_told(session: Session, proposal: Proposal, base_version: int) -> None:
    """Whoever it concerns has heard of its state; `base_version` is what the decider saw."""
    session.execute(
        _PROPOSAL.update()
        .where(_PROPOSAL.c.id == proposal.id)
        .values(told=proposal.state, base_version=base_version)
    )


def set_proposal(
    session: Session, proposal_id: int, *, state_was: Answer = Answer.OPEN, **columns: object
) -> bool:
    """Write columns of a proposal that is still open; False when it was answered meanwhile."""
    changed = session.execute(
        _PROPOSAL.update()
        .where(_PROPOSAL.c.id == proposal_id, _PROPOSAL.c.state == state_was)
        .values(**columns)
        .returning(_PROPOSAL.c.id)
    )
    return changed.first() is not None


def _proposals(session: Session, condition: ColumnElement[bool]) -> list[Proposal]:
    rows = session.execute(
        select(_PROPOSAL).where(condition).order_by(_PROPOSAL.c.at, _PROPOSAL.c.id)
    )
    return [_to_proposal(row) for row in rows]


def _readable(row: Row[Any]) -> Proposal | None:
    try:
        return _to_proposal(row)
    except (ArithmeticError, AttributeError, KeyError, TypeError, ValueError):
        log.warning("a proposal cannot be read and is left out proposal=%s", row.id)
        return None


def _to_proposal(row: Row[Any]) -> Proposal:
    return Proposal(
        id=row.id,
        workspace_id=row.workspace_id,
        objective_id=row.objective_id,
        author_id=row.author_id,
        decider_id=row.decider_id,
        content=objective_from_json(row.content) if row.content else None,
        base_version=row.base_version,
        reason=row.reason,
        state=Answer(row.state),
        note=row.note,
        at=row.at,
        decided_at=row.decided_at,
        decided_by_id=row.decided_by_id,
        told=row.told,
    )
