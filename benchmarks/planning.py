"""P2: planning due nudges into the outbox, against select, recompute, update.

The bare line writes neither outcome nor message; okrbot also reads what each person updates and
renders the message.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta

from sqlalchemy import bindparam, delete, select, update
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
from bot.domain.cadence import DEFAULT, next_at
from bot.usecases.nudges import queue_due_nudges
from storage.database import Database

DUE = 1_300
KEY_RESULTS = 3
GOAL = at_most(5)
DUE_AT = NOW - timedelta(hours=2)


def measure(size: Size) -> Iterator[Result]:
    """Milliseconds for all that are due, among ten times as many, on both databases."""
    due = size.of(DUE)
    for kind in KINDS:
        with new_database(kind) as database:
            found(database, due * 10, KEY_RESULTS)
            pairs = taking_turns(
                lambda: _after(database, due, lambda: _bare(database)),
                lambda: _after(database, due, lambda: _ours(database, due)),
                min(size.rounds, 3),
            )
        yield judged(f"{kind}, {due:,} due", "ms", in_units(pairs, 1e3), GOAL)


def _after(database: Database, due: int, plan: Callable[[], None]) -> float:
    """Seconds that planning takes after all is made due again."""
    with database.transaction() as session:
        session.execute(delete(_NUDGE))
        session.execute(delete(_OUTBOX))
        session.execute(update(_PERSON).where(_PERSON.c.id <= due).values(next_nudge_at=DUE_AT))
    return seconds_each(plan, 1)()


def _bare(database: Database) -> None:
    with database.engine.begin() as connection:
        people = connection.execute(
            select(_PERSON.c.id, _PERSON.c.time_zone).where(_PERSON.c.next_nudge_at <= NOW)
        )
        connection.execute(
            update(_PERSON)
            .where(_PERSON.c.id == bindparam("person"))
            .values(next_nudge_at=bindparam("moment")),
            [
                {
                    "person": person.id,
                    "moment": next_at(
                        DEFAULT.nudge_weekday, DEFAULT.nudge_time, person.time_zone, NOW
                    ),
                }
                for person in people
            ],
        )


def _ours(database: Database, due: int) -> None:
    counts = queue_due_nudges(database, NOW)
    if counts != {"queued": due}:
        raise RuntimeError(f"not all were planned: {counts}")


_PERSON = SQLModel.metadata.tables["person"]
_NUDGE = SQLModel.metadata.tables["nudge"]
_OUTBOX = SQLModel.metadata.tables["outbox"]
