"""What is sent to people unasked besides their nudge: one thing per slot and no other.

The budget is the unique key of the table: whoever comes second, in whatever process, is refused.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session

from bot.domain.okrs import Person
from storage.inserting import inserting
from storage.tables import ExtraRow

_EXTRA = ExtraRow.metadata.tables["extra"]


@dataclass(frozen=True, slots=True)
class Extra:
    """Something to tell a person in a slot; `key` is that of its message in the outbox."""

    person: Person
    slot: str
    key: str


def spend(session: Session, person: Person, slot: str, key: str, now: datetime) -> bool:
    """Take what a person may be sent in a slot; False where it was taken before."""
    return bool(spend_all(session, [Extra(person, slot, key)], now))


def spend_all(session: Session, wanted: Sequence[Extra], now: datetime) -> frozenset[str]:
    """Take it for many; the keys of those for whom it was still to be had.

    Of several for one person and slot it is the first.
    """
    if not wanted:
        return frozenset()
    adding = inserting(session, _EXTRA)
    rows = [
        {
            "workspace_id": each.person.workspace_id,
            "person_id": each.person.id,
            "slot": each.slot,
            "key": each.key,
            "at": now,
        }
        for each in wanted
    ]
    taken = session.execute(adding.on_conflict_do_nothing().returning(_EXTRA.c.key), rows)
    return frozenset(taken.scalars())


def give_back(session: Session, workspace_id: int, keys: Iterable[str]) -> None:
    """What was never sent has cost nothing."""
    session.execute(
        delete(_EXTRA).where(_EXTRA.c.workspace_id == workspace_id, _EXTRA.c.key.in_(set(keys)))
    )
