"""Handovers: objectives and key results offered to another owner."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, insert, select, update
from sqlmodel import Session

from bot.domain.agreeing import Answer
from bot.domain.handovers import Deal, Given, Handover
from bot.errors import NotFound, _
from storage.objectives import find_objective_of, get_objective
from storage.people import people_by_id
from storage.tables import HandoverRow

_HANDOVER = HandoverRow.metadata.tables["handover"]
_OBJECTIVE = HandoverRow.metadata.tables["objective"]

GONE = _("This offer is not there any more.")
KEY_RESULT_GONE = _("This key result is not there any more.")


def lock_objective(session: Session, objective_id: int) -> None:
    """Let whoever else hands over or answers something of this objective wait."""
    session.execute(
        select(_OBJECTIVE.c.id).where(_OBJECTIVE.c.id == objective_id).with_for_update()
    )


def add_handover(
    session: Session, workspace_id: int, now: datetime, **columns: int | str | None
) -> Handover:
    """Keep an offer; `columns` say what is given, by whom, to whom, with which note."""
    row = {"workspace_id": workspace_id, "at": now, "state": Answer.OPEN, "reply": "", **columns}
    added = session.execute(insert(_HANDOVER).values(**row).returning(_HANDOVER))
    return _to_handover(added.one())


def get_handover(session: Session, workspace_id: int, handover_id: int) -> Handover:
    """The handover with this id, answered or not.

    Raises:
        NotFound: there is none in this workspace.
    """
    is_it = (_HANDOVER.c.id == handover_id) & (_HANDOVER.c.workspace_id == workspace_id)
    if found := _handovers(session, is_it):
        return found[0]
    raise NotFound(GONE)


def list_open_handovers(
    session: Session, objective_id: int, key_result_id: int | None
) -> list[Handover]:
    """Offers of the same thing that nobody has answered."""
    is_same = (_HANDOVER.c.objective_id == objective_id) & (
        _HANDOVER.c.key_result_id.is_not_distinct_from(key_result_id)
    )
    return _handovers(session, is_same & (_HANDOVER.c.state == Answer.OPEN))


def list_offered_to(session: Session, person_id: int) -> list[Handover]:
    """Offers that wait for this person's answer, the oldest first."""
    return _handovers(
        session, (_HANDOVER.c.to_id == person_id) & (_HANDOVER.c.state == Answer.OPEN)
    )


def answer_handover(
    session: Session, handover_id: int, state: Answer, now: datetime, reply: str = ""
) -> bool:
    """Write what became of an offer that is open; False when it was answered meanwhile."""
    answered = session.execute(
        update(_HANDOVER)
        .where(_HANDOVER.c.id == handover_id, _HANDOVER.c.state == Answer.OPEN)
        .values(state=state, decided_at=now, reply=reply)
        .returning(_HANDOVER.c.id)
    )
    return answered.first() is not None


def get_given(session: Session, workspace_id: int, subject: str) -> Given:
    """What "objective 3" or "key_result 12" names.

    Raises:
        NotFound: it is not there, or not any more.
    """
    kind, _space, number = subject.partition(" ")
    if kind == "objective":
        return Given(get_objective(session, workspace_id, int(number)))
    objective = find_objective_of(session, workspace_id, int(number))
    for each in objective.key_results if objective else ():
        if objective and each.id == int(number):
            return Given(objective, each)
    raise NotFound(KEY_RESULT_GONE)


def get_deal(session: Session, handover: Handover, today: date) -> Deal:
    """An offer with what it is about as it is now; `today` is the organisation's day."""
    ids = (handover.from_id, handover.to_id, handover.asked_by_id)
    objective = get_objective(session, handover.workspace_id, handover.objective_id)
    number = handover.key_result_id
    key_result = next((each for each in objective.key_results if each.id == number), None)
    return Deal(handover, Given(objective, key_result), people_by_id(session, ids), today)


def _handovers(session: Session, condition: ColumnElement[bool]) -> list[Handover]:
    rows = session.execute(
        select(_HANDOVER).where(condition).order_by(_HANDOVER.c.at, _HANDOVER.c.id)
    )
    return [_to_handover(row) for row in rows]


def _to_handover(row: Row[Any]) -> Handover:
    return Handover(
        id=row.id,
        workspace_id=row.workspace_id,
        objective_id=row.objective_id,
        key_result_id=row.key_result_id,
        from_id=row.from_id,
        to_id=row.to_id,
        asked_by_id=row.asked_by_id,
        state=Answer(row.state),
        note=row.note,
        reply=row.reply,
        at=row.at,
        decided_at=row.decided_at,
    )
