"""What waits for somebody's answer: proposals, handovers, forms they have not finished.

One statement for each kind, however many there are.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, exists, select
from sqlmodel import Session

from bot.domain.agreeing import Answer
from storage.tables import HandoverRow, ProposalRow

_PROPOSAL = ProposalRow.metadata.tables["proposal"]
_HANDOVER = HandoverRow.metadata.tables["handover"]
_KEY_RESULT = HandoverRow.metadata.tables["key_result"]
_PERSON = HandoverRow.metadata.tables["person"]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits for an answer, of whom and about what.

    `is_change` where it is about an objective that stands; `key_result` is a title, "" where the
    whole objective is meant. `reason` is what was said along with it.
    """

    id: int
    objective_id: int
    who: str
    is_change: bool = False
    key_result: str = ""
    reason: str = ""


def list_proposals_to(session: Session, person_id: int) -> list[Waiting]:
    """What a person has to agree to, the oldest first."""
    asked = (
        select(_PROPOSAL, _PERSON.c.name.label("who"))
        .join(_PERSON, _PERSON.c.id == _PROPOSAL.c.author_id)
        .where(_PROPOSAL.c.decider_id == person_id, _PROPOSAL.c.state == Answer.OPEN)
        .order_by(_PROPOSAL.c.at, _PROPOSAL.c.id)
    )
    return [
        Waiting(row.id, row.objective_id, row.who, row.content is not None, reason=row.reason)
        for row in session.execute(asked)
    ]


def list_returned_to(session: Session, person_id: int) -> list[Waiting]:
    """What a person proposed and got back with a wish, which `reason` says, the oldest first.

    What was proposed anew since does not wait any more, however that ended.
    """
    newer = _PROPOSAL.alias("newer")
    is_anew = exists().where(
        newer.c.objective_id == _PROPOSAL.c.objective_id, newer.c.id > _PROPOSAL.c.id
    )
    returned = (
        select(_PROPOSAL, _PERSON.c.name.label("who"))
        .join(_PERSON, _PERSON.c.id == _PROPOSAL.c.decider_id)
        .where(_PROPOSAL.c.author_id == person_id, _PROPOSAL.c.state == Answer.RETURNED)
        .where(~is_anew)
        .order_by(_PROPOSAL.c.at, _PROPOSAL.c.id)
    )
    return [
        Waiting(row.id, row.objective_id, row.who, row.content is not None, reason=row.note)
        for row in session.execute(returned)
    ]


def list_handovers_to(session: Session, person_id: int) -> list[Waiting]:
    """What a person is asked to take over, the oldest first."""
    asked: Select[Any] = (
        select(_HANDOVER, _PERSON.c.name.label("who"), _KEY_RESULT.c.title.label("key_result"))
        .join(_PERSON, _PERSON.c.id == _HANDOVER.c.asked_by_id)
        .outerjoin(_KEY_RESULT, _KEY_RESULT.c.id == _HANDOVER.c.key_result_id)
        .where(_HANDOVER.c.to_id == person_id, _HANDOVER.c.state == Answer.OPEN)
        .order_by(_HANDOVER.c.at, _HANDOVER.c.id)
    )
    return [
        Waiting(row.id, row.objective_id, row.who, key_result=row.key_result or "", reason=row.note)
        for row in session.execute(asked)
    ]
