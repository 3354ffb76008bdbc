"""Whose reminder is due, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select, union_all, update
from sqlmodel import Session

from bot.domain.nudges import Reminding
from bot.domain.okrs import Person
from storage.people import to_person
from storage.tables import NudgeRow

_NUDGE = NudgeRow.metadata.tables["nudge"]
_PERSON = NudgeRow.metadata.tables["person"]


@dataclass(frozen=True, slots=True)
class DueReminder:
    """A nudge to be looked at once more; `id` is its own."""

    id: int
    about: Reminding


def claim_due_reminders(session: Session, now: datetime, limit: int) -> list[DueReminder]:
    """Reminders whose moment has come, the longest waiting first.

    Locked with their people, like `claim_due_people`: nobody checks in meanwhile.
    """
    due = session.execute(
        select(_NUDGE)
        .where(_NUDGE.c.remind_at <= now)
        .order_by(_NUDGE.c.remind_at, _NUDGE.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).all()
    if not due:
        return []
    people = session.execute(
        select(_PERSON)
        .where(_PERSON.c.id.in_({row.person_id for row in due}))
        .order_by(_PERSON.c.id)
        .with_for_update(skip_locked=True, key_share=True)
    )
    known = {row.id: to_person(row) for row in people}
    return [
        DueReminder(
            row.id, Reminding(known[row.person_id], row.slot, row.remind_at, row.is_snoozed)
        )
        for row in due
        if row.person_id in known  # else they are checking in just now: a minute later is soon
    ]


def list_coming(session: Session, person: Person, slot: str) -> list[datetime]:
    """When the person is asked and, in that slot, reminded by themselves."""
    nudge_at = select(_PERSON.c.next_nudge_at).where(_PERSON.c.id == person.id)
    remind_at = select(_NUDGE.c.remind_at).where(
        _NUDGE.c.person_id == person.id, _NUDGE.c.slot == slot
    )
    moments = session.execute(union_all(nudge_at, remind_at)).scalars()
    return [each for each in moments if each is not None]


def put_off_reminders(session: Session, moments: Mapping[int, datetime]) -> None:
    """When to look at each again, by the nudge's id."""
    if moments:
        session.connection().execute(
            update(_NUDGE)
            .where(_NUDGE.c.id == bindparam("nudge"))
            .values(remind_at=bindparam("moment")),
            [{"nudge": nudge, "moment": at} for nudge, at in moments.items()],
        )


def set_reminded(session: Session, words: Mapping[int, str]) -> None:
    """What became of each, by the nudge's id; none of them is looked at again."""
    if words:
        session.connection().execute(
            update(_NUDGE)
            .where(_NUDGE.c.id == bindparam("nudge"))
            .values(remind_at=None, reminded=bindparam("word")),
            [{"nudge": nudge, "word": word} for nudge, word in words.items()],
        )
