"""Check-in revisions: written with what they change, asked for by slot.

Statements stand ready-made below their tables: to put one together takes longer than SQLite does
to answer it, and somebody waits.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import BindParameter, Row, bindparam, exists, insert, select, update
from sqlmodel import Session

from bot.domain.checkins import Update
from bot.domain.okrs import Blocker
from bot.domain.week import Revision
from storage.tables import CheckinRow

_CHECKIN = CheckinRow.metadata.tables["checkin"]
_KEY_RESULT = CheckinRow.metadata.tables["key_result"]
_MILESTONE = CheckinRow.metadata.tables["milestone"]

_IDS: BindParameter[int] = bindparam("ids", expanding=True)
_SET_CURRENT = update(_KEY_RESULT).where(_KEY_RESULT.c.id == bindparam("number"))
_IS_RECORDED = select(exists().where(_CHECKIN.c.submission_id == bindparam("submission")))
_OF_SLOT = (
    select(_CHECKIN)
    .where(_CHECKIN.c.key_result_id.in_(_IDS), _CHECKIN.c.slot == bindparam("slot"))
    .order_by(_CHECKIN.c.id)
)
_SINCE = (
    select(_CHECKIN)
    .where(_CHECKIN.c.key_result_id.in_(_IDS), _CHECKIN.c.slot >= bindparam("slot"))
    .order_by(_CHECKIN.c.id)
)


@dataclass(frozen=True, slots=True)
class Submission:
    """Who submitted what when: `slot` and `on` are the author's local week and day."""

    id: str
    workspace_id: int
    author_id: int
    slot: str
    at: datetime
    on: date


def is_recorded(session: Session, submission_id: str) -> bool:
    """Whether this press of Submit was stored before."""
    return bool(session.execute(_IS_RECORDED, {"submission": submission_id}).scalar())


def list_recorded(session: Session, key_results: Collection[int], view_id: str) -> frozenset[int]:
    """Those of the key results that were recorded from this view before."""
    rows = session.execute(
        select(_CHECKIN.c.key_result_id)
        .where(_CHECKIN.c.key_result_id.in_(key_results))
        .where(_CHECKIN.c.submission_id.startswith(f"{view_id}.", autoescape=True))
    )
    return frozenset(row.key_result_id for row in rows)


def add_checkins(session: Session, submission: Submission, updates: Sequence[Update]) -> None:
    """Keep a revision for each update and make it the key result's present state."""
    session.execute(insert(_CHECKIN), [_revision(submission, each) for each in updates])
    _set_current(session, submission, updates)
    for each in updates:
        if each.is_milestones:
            _tick(session, each, submission.on)


def list_of_slot(session: Session, key_results: Collection[int], slot: str) -> list[Revision]:
    """The revisions that belong to a slot, oldest first."""
    rows = session.execute(_OF_SLOT, {"ids": list(key_results), "slot": slot})
    return [_to_revision(row) for row in rows]


def list_since(session: Session, key_results: Collection[int], slot: str = "") -> list[Revision]:
    """The revisions of a slot and all later ones, oldest first; without a slot, all of them."""
    rows = session.execute(_SINCE, {"ids": list(key_results), "slot": slot})
    return [_to_revision(row) for row in rows]


def _revision(submission: Submission, each: Update) -> dict[str, Any]:
    return {
        "workspace_id": submission.workspace_id,
        "key_result_id": each.key_result_id,
        "author_id": submission.author_id,
        "submission_id": submission.id,
        "slot": submission.slot,
        "at": submission.at,
        "entered": each.entered,
        "value": each.value,
        "value_before": each.value_before,
        "milestones_done": list(each.milestones_done),
        "confidence": each.confidence,
        "confidence_before": each.confidence_before,
        "note": each.note,
        "blocker_kind": each.blocker.kind if each.blocker else None,
        "blocker": each.blocker.text if each.blocker else "",
        "helper": each.blocker.helper if each.blocker else "",
        "next_step": each.next_step,
    }


def _set_current(session: Session, submission: Submission, updates: Sequence[Update]) -> None:
    """Copy the revisions into their key results: one statement for numbers, one for milestones."""
    said = {
        "checked_in_at": submission.at,
        "checked_in_slot": submission.slot,
    }
    for is_milestones in (False, True):
        rows = [
            said
            | {"number": each.key_result_id, "confidence": each.confidence}
            | {"spoken_slot": submission.slot if each.says_something else each.spoken_before}
            | _blocker(submission, each.blocker)
            | ({} if is_milestones else {"current": each.value})
            for each in updates
            if each.is_milestones is is_milestones
        ]
        if rows:
            # On the connection: a session takes a list of values for objects it should refresh.
            session.connection().execute(_SET_CURRENT, rows)


def _blocker(submission: Submission, blocker: Blocker | None) -> dict[str, Any]:
    return {
        "blocker_kind": blocker.kind if blocker else None,
        "blocker": blocker.text if blocker else None,
        "helper": blocker.helper if blocker else None,
        "blocked_on": (blocker.since or submission.on) if blocker else None,
    }


def _tick(session: Session, each: Update, today: date) -> None:
    """Milestones newly done get today's date, those done no more lose theirs."""
    mine = update(_MILESTONE).where(_MILESTONE.c.key_result_id == each.key_result_id)
    is_done = _MILESTONE.c.id.in_(each.milestones_done)
    session.execute(mine.where(is_done, _MILESTONE.c.done_on.is_(None)).values(done_on=today))
    session.execute(mine.where(~is_done).values(done_on=None))


def _to_revision(row: Row[Any]) -> Revision:
    return Revision(
        key_result_id=row.key_result_id,
        author_id=row.author_id,
        slot=row.slot,
        at=row.at,
        value=row.value,
        value_before=row.value_before,
        confidence=row.confidence,
        confidence_before=row.confidence_before,
        note=row.note,
        blocker=row.blocker,
        next_step=row.next_step,
    )
