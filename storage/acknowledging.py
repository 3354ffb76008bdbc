"""Acknowledgements: kept once for each who gives one, asked for by whom they are for."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session

from bot.domain.acknowledging import About, Acknowledgement
from bot.domain.okrs import Person
from storage.inserting import inserting
from storage.tables import AcknowledgementRow

_ACKNOWLEDGEMENT = AcknowledgementRow.metadata.tables["acknowledgement"]
_CHECKIN = AcknowledgementRow.metadata.tables["checkin"]
_KEY_RESULT = AcknowledgementRow.metadata.tables["key_result"]
_OBJECTIVE = AcknowledgementRow.metadata.tables["objective"]
_PERSON = AcknowledgementRow.metadata.tables["person"]


def list_authors(session: Session, team_id: int, slot: str) -> dict[int, bool]:
    """Who checked in on objectives of a team in a slot, and whether on private ones alone."""
    rows = session.execute(
        select(_CHECKIN.c.author_id, _OBJECTIVE.c.is_private)
        .join(_KEY_RESULT, _KEY_RESULT.c.id == _CHECKIN.c.key_result_id)
        .join(_OBJECTIVE, _OBJECTIVE.c.id == _KEY_RESULT.c.objective_id)
        .where(_OBJECTIVE.c.team_id == team_id, _CHECKIN.c.slot == slot)
        .distinct()
    )
    authors: dict[int, bool] = {}
    for row in rows:
        authors[row.author_id] = authors.get(row.author_id, True) and row.is_private
    return authors


def put_acknowledgement(
    session: Session, by: Person, about: About, words: str, now: datetime
) -> bool:
    """Keep that somebody has seen it; False where that was known and they say nothing new.

    Words take the place of what they said before; without any, that stays.
    """
    adding = inserting(session, _ACKNOWLEDGEMENT).values(
        workspace_id=by.workspace_id,
        author_id=about.author_id,
        slot=about.slot,
        team_id=about.team_id,
        by_id=by.id,
        words=words,
        at=now,
    )
    changing = adding.on_conflict_do_update(
        index_elements=["author_id", "slot", "by_id"],
        set_={"words": adding.excluded.words, "at": now},
        where=(adding.excluded.words != "") & (adding.excluded.words != _ACKNOWLEDGEMENT.c.words),
    )
    return session.execute(changing.returning(_ACKNOWLEDGEMENT.c.id)).first() is not None


def list_acknowledgements(
    session: Session, authors: Iterable[int], slot: str
) -> dict[int, list[Acknowledgement]]:
    """By author, who has seen their check-in of a slot, in the order in which they did."""
    rows = session.execute(
        select(_ACKNOWLEDGEMENT.c.author_id, _PERSON.c.name, _ACKNOWLEDGEMENT.c.words)
        .join(_PERSON, _PERSON.c.id == _ACKNOWLEDGEMENT.c.by_id)
        .where(_ACKNOWLEDGEMENT.c.author_id.in_(set(authors)), _ACKNOWLEDGEMENT.c.slot == slot)
        .order_by(_ACKNOWLEDGEMENT.c.id)
    )
    seen: dict[int, list[Acknowledgement]] = defaultdict(list)
    for row in rows:
        seen[row.author_id].append(Acknowledgement(row.name, row.words))
    return seen


def list_acknowledged_by(session: Session, by_id: int, slot: str) -> frozenset[int]:
    """Whose check-ins of a slot somebody has acknowledged."""
    rows = session.execute(
        select(_ACKNOWLEDGEMENT.c.author_id).where(
            _ACKNOWLEDGEMENT.c.by_id == by_id, _ACKNOWLEDGEMENT.c.slot == slot
        )
    )
    return frozenset(rows.scalars())
