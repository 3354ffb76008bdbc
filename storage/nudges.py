"""Who is due for a nudge, and what became of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select, update
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


@dataclass(frozen=True, slots=True)
class NudgeOutcome:
    """What became of a person's nudge in a slot; `skipped` is the reason, empty when queued."""

    person: Person
    slot: str
    at: datetime
    skipped: str


def claim_due_people(session: Session, now: datetime, limit: int) -> list[DuePerson]:
    """People whose moment has come, the longest waiting first.

    Their rows stay locked until the transaction ends, so two schedulers never plan for the same
    person; whoever comes second passes them over.
    Rows that point at them may be added meanwhile.
    """
    rows = session.execute(
        select(_PERSON)
        .where(_PERSON.c.next_nudge_at <= now)
        .order_by(_PERSON.c.next_nudge_at, _PERSON.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True, key_share=True)
    )
    return [DuePerson(to_person(row), row.next_nudge_at) for row in rows]


def add_nudges(session: Session, outcomes: Sequence[NudgeOutcome]) -> frozenset[int]:
    """Keep what became of nudges; the people for whom their slot was not decided before."""
    if not outcomes:
        return frozenset()
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    adding = sqlite.insert(_NUDGE) if is_sqlite else postgresql.insert(_NUDGE)
    values = [
        {
            "workspace_id": each.person.workspace_id,
            "person_id": each.person.id,
            "slot": each.slot,
            "at": each.at,
            "skipped": each.skipped,
        }
        for each in outcomes
    ]
    added = session.execute(adding.on_conflict_do_nothing().returning(_NUDGE.c.person_id), values)
    return frozenset(row.person_id for row in added)


def set_next_nudges(session: Session, moments: Mapping[int, datetime]) -> None:
    """When to look at each person again."""
    if moments:
        # On the connection: a session takes a list of values for objects it should refresh.
        session.connection().execute(
            update(_PERSON)
            .where(_PERSON.c.id == bindparam("person"))
            .values(next_nudge_at=bindparam("moment")),
            [{"person": person, "moment": at} for person, at in moments.items()],
        )


def list_nudged(session: Session, people: Iterable[int], slot: str) -> frozenset[int]:
    """Those of the people who were asked in this slot."""
    rows = session.execute(
        select(_NUDGE.c.person_id).where(
            _NUDGE.c.person_id.in_(set(people)), _NUDGE.c.slot == slot, _NUDGE.c.skipped == ""
        )
    )
    return frozenset(row.person_id for row in rows)
