"""Check-in revisions: written with what they change, asked for by slot."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, exists, func, insert, select, update
from sqlmodel import Session

from bot.domain.checkins import Update
from bot.domain.week import Revision
from storage.tables import CheckinRow

_CHECKIN = CheckinRow.metadata.tables["checkin"]
_KEY_RESULT = CheckinRow.metadata.tables["key_result"]
_MILESTONE = CheckinRow.metadata.tables["milestone"]
_OF_SLOT = _CHECKIN.alias()


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
    found = select(exists().where(_CHECKIN.c.submission_id == submission_id))
    return bool(session.execute(found).scalar())


def list_recorded(session: Session, key_results: Collection[int], view_id: str) -> frozenset[int]:
    """Those of the key results that were recorded from this view before."""
    rows = session.execute(
        select(_CHECKIN.c.key_result_id)
        .where(_CHECKIN.c.key_result_id.in_(key_results))
        .where(_CHECKIN.c.submission_id.startswith(f"{view_id}.", autoescape=True))
    )
    return frozenset(row.key_result_id for row in rows)


def add_checkins(
    session: Session,
    submission: Submission,
    updates: Sequence[Update],
    helpers: Mapping[str, int | None],
) -> None:
    """Keep a revision for each update and make it the key result's present state.

    `helpers` gives the ids of the Slack users named as helpers, None for those unknown.
    """
    session.execute(insert(_CHECKIN), [_revision(submission, each, helpers) for each in updates])
    for each in updates:
        session.execute(
            update(_KEY_RESULT)
            .where(_KEY_RESULT.c.id == each.key_result_id)
            .values(
                confidence=each.confidence,
                checked_in_at=submission.at,
                checked_in_slot=submission.slot,
                checked_in_by_id=submission.author_id,
                **({} if each.is_milestones else {"current": each.value}),
            )
        )
        if each.is_milestones:
            _tick(session, each, submission.on)


def list_of_slot(session: Session, key_results: Collection[int], slot: str) -> list[Revision]:
    """The revisions that belong to a slot, oldest first."""
    rows = session.execute(
        select(_CHECKIN)
        .where(_CHECKIN.c.key_result_id.in_(key_results), _CHECKIN.c.slot == slot)
        .order_by(_CHECKIN.c.id)
    )
    return [_to_revision(row) for row in rows]


def newest_by_key_result(session: Session, key_results: Collection[int]) -> dict[int, Revision]:
    """The newest revision of each key result that has one, of whatever slot."""
    newest = (
        select(func.max(_OF_SLOT.c.id))
        .where(_OF_SLOT.c.key_result_id == _KEY_RESULT.c.id)
        .where(_OF_SLOT.c.slot == _KEY_RESULT.c.checked_in_slot)
        .correlate(_KEY_RESULT)
        .scalar_subquery()
    )
    rows = session.execute(
        select(_CHECKIN)
        .join(_KEY_RESULT, _KEY_RESULT.c.id == _CHECKIN.c.key_result_id)
        .where(_KEY_RESULT.c.id.in_(key_results), _CHECKIN.c.id == newest)
    )
    return {row.key_result_id: _to_revision(row) for row in rows}


def _revision(
    submission: Submission, each: Update, helpers: Mapping[str, int | None]
) -> dict[str, Any]:
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
        "blocker_kind": each.blocker_kind,
        "blocker": each.blocker,
        "helper_id": helpers.get(each.helper),
        "next_step": each.next_step,
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
        blocker_kind=row.blocker_kind,
        blocker=row.blocker,
        helper_id=row.helper_id,
        next_step=row.next_step,
    )
