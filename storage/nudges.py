"""Who is due for a nudge, and what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from bot.domain.okrs import Person
from storage.people import to_person
from storage.tables import NudgeRow

_PERSON = NudgeRow.metadata.tables["person"]
_NUDGE = NudgeRow.metadata.tables["nudge"]


@dataclass(frozen=True, slots=True)
class DuePerson:
    """Somebody to look at now."""

    person: Person
    due_at: datetime


def claim_due_people(session: Session, now: datetime, limit: int) -> list[DuePerson]:
    """People whose moment has come, the longest waiting first.

    Their rows stay locked until the transaction ends, so two schedulers never plan for the same
    person; whoever comes second passes them over.
    """
    rows = session.execute(
        select(_PERSON)
        .where(_PERSON.c.next_nudge_at <= now)
        .order_by(_PERSON.c.next_nudge_at, _PERSON.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return [DuePerson(to_person(row), row.next_nudge_at) for row in rows]


def add_nudge(session: Session, person: Person, slot: str, now: datetime, skipped: str) -> bool:
    """Keep what became of a person's nudge in a slot; False when that is known already."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    adding = (sqlite.insert(_NUDGE) if is_sqlite else postgresql.insert(_NUDGE)).values(
        workspace_id=person.workspace_id,
        person_id=person.id,
        slot=slot,
        at=now,
        skipped=skipped,
    )
    return bool(session.execute(adding.on_conflict_do_nothing().returning(_NUDGE.c.id)).all())


def list_nudged(session: Session, people: Iterable[int], slot: str) -> frozenset[int]:
    """Those of the people who were asked in this slot."""
    rows = session.execute(
        select(_NUDGE.c.person_id).where(
            _NUDGE.c.person_id.in_(set(people)), _NUDGE.c.slot == slot, _NUDGE.c.skipped == ""
        )
    )
    return frozenset(row.person_id for row in rows)
