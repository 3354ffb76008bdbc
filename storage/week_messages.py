"""What people's messages of the week need besides their key results, of many people at once."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlmodel import Session

from bot.domain.agreeing import Answer
from bot.domain.cadence import previous_slot
from bot.domain.snoozing import Asked
from storage.tables import NudgeRow

_NUDGE = NudgeRow.metadata.tables["nudge"]
_DRAFT = NudgeRow.metadata.tables["draft"]
_HANDOVER = NudgeRow.metadata.tables["handover"]
_PERSON = NudgeRow.metadata.tables["person"]
_TEAM = NudgeRow.metadata.tables["team"]

_WAS_SENT = _NUDGE.c.skipped == ""


def drafts_of(session: Session, people: Collection[int], slot: str) -> dict[int, dict[str, Any]]:
    """By person what they have typed into the form of a slot, or just before it, or only opened."""
    rows = session.execute(
        select(_DRAFT.c.person_id, _DRAFT.c.answers)
        .where(_DRAFT.c.person_id.in_(people), _DRAFT.c.slot.in_((previous_slot(slot), slot)))
        .order_by(_DRAFT.c.slot)
    )
    return {row.person_id: row.answers for row in rows}


def offered_to(session: Session, key_results: Collection[int]) -> dict[int, str]:
    """By key result the name of who is asked to take it and has not answered."""
    rows = session.execute(
        select(_HANDOVER.c.key_result_id, _PERSON.c.name)
        .join(_PERSON, _PERSON.c.id == _HANDOVER.c.to_id)
        .where(_HANDOVER.c.key_result_id.in_(key_results), _HANDOVER.c.state == Answer.OPEN)
    )
    return {row.key_result_id: row.name for row in rows}


def asked_in(session: Session, people: Collection[int], slot: str) -> dict[int, Asked]:
    """By person the nudge that was sent to them in a slot."""
    rows = session.execute(
        select(_NUDGE).where(_NUDGE.c.person_id.in_(people), _NUDGE.c.slot == slot, _WAS_SENT)
    )
    return {
        row.person_id: Asked(row.at, row.remind_at, row.reminded, row.is_snoozed) for row in rows
    }


def asked_before(session: Session, people: Collection[int], slot: str) -> frozenset[int]:
    """Those of the people who were asked in an earlier slot."""
    rows = session.execute(
        select(_NUDGE.c.person_id)
        .where(_NUDGE.c.person_id.in_(people), _NUDGE.c.slot < slot, _WAS_SENT)
        .distinct()
    )
    return frozenset(row.person_id for row in rows)


def with_digest(session: Session, teams: Collection[int | None]) -> frozenset[int]:
    """Those of the teams whose digest is posted somewhere."""
    known = {each for each in teams if each is not None}
    rows = session.execute(
        select(_TEAM.c.id).where(_TEAM.c.id.in_(known), _TEAM.c.manager_channel != "")
    )
    return frozenset(row.id for row in rows)


def set_reminder(
    session: Session, person_id: int, slot: str, at: datetime | None, *, is_snoozed: bool
) -> bool:
    """When the person is asked once more; False where that was settled or nobody asked them."""
    changed = session.execute(
        update(_NUDGE)
        .where(_NUDGE.c.person_id == person_id, _NUDGE.c.slot == slot)
        .where(_WAS_SENT, _NUDGE.c.reminded == "")
        .values(remind_at=at, is_snoozed=is_snoozed)
        .returning(_NUDGE.c.id)
    )
    return changed.first() is not None
