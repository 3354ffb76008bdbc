"""P5: planning grows with what is due, not with who exists.

The bare line is okrbot too: the same 500 due nudges among 1,000 people instead of 100,000.
"""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import delete, update
from sqlmodel import SQLModel

from benchmarks.company import NOW, found
from benchmarks.databases import KINDS, new_database
from benchmarks.measure import (
    Result,
    Size,
    at_most,
    in_units,
    judged,
    seconds_each,
    taking_turns,
)
from bot.usecases.nudges import queue_due_nudges
from storage.database import Database

FEW, MANY, DUE = 1_000, 100_000, 500
KEY_RESULTS = 1
GOAL = at_most(1.2)
DUE_AT = NOW - timedelta(hours=2)


def measure(size: Size) -> Iterator[Result]:
    """Milliseconds for 500 due nudges among many people, on both databases."""
    many = size.of(MANY)
    for kind in KINDS:
        with new_database(kind) as small, new_database(kind) as large:
            found(small, FEW, KEY_RESULTS)
            found(large, many, KEY_RESULTS)
            pairs = taking_turns(
                lambda: _plan(small, FEW), lambda: _plan(large, many), max(size.rounds, 5)
            )
        what = f"{kind}, {DUE:,} due of {many:,} people, to {DUE:,} of {FEW:,}"
        yield judged(what, "ms", in_units(pairs, 1e3), GOAL)


def _plan(database: Database, people: int) -> float:
    """Seconds for whole teams in the midst of all, who are due again."""
    first = (people - DUE) // 2
    with database.transaction() as session:
        session.execute(delete(_NUDGE))
        session.execute(delete(_OUTBOX))
        session.execute(
            update(_PERSON)
            .where(_PERSON.c.id > first, _PERSON.c.id <= first + DUE)
            .values(next_nudge_at=DUE_AT, asked_slot="", missed=0)
        )
    return seconds_each(lambda: _ours(database), 1)()


def _ours(database: Database) -> None:
    counts = queue_due_nudges(database, NOW)
    if counts != {"queued": DUE}:
        raise RuntimeError(f"not all were planned: {counts}")


_PERSON = SQLModel.metadata.tables["person"]
_NUDGE = SQLModel.metadata.tables["nudge"]
_OUTBOX = SQLModel.metadata.tables["outbox"]
