"""P1: a heartbeat with nothing due, against one indexed query.

The bare line asks the same engine; what the driver alone takes is told beside it.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing

import psycopg
from sqlalchemy import text

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

PEOPLE = (1_000, 100_000)
GOAL = at_most(3)
QUESTION = "SELECT id FROM person WHERE next_nudge_at <= {} ORDER BY next_nudge_at, id LIMIT 200"


def measure(size: Size) -> Iterator[Result]:
    """Microseconds for one beat, on both databases, with few and many people."""
    for kind in KINDS:
        for people in (PEOPLE[0], size.of(PEOPLE[1])):
            with new_database(kind) as database:
                found(database, people, 1)
                yield from _measure(f"{kind}, {people:,} people", database, size)


def _measure(what: str, database: Database, size: Size) -> Iterator[Result]:
    times = size.of(300, least=50)
    beat = seconds_each(lambda: queue_due_nudges(database, NOW), times)
    engine = taking_turns(seconds_each(lambda: _ask(database), times), beat, size.rounds)
    yield judged(what, "µs", in_units(engine, 1e6), GOAL)
    with closing(_driver(database)) as connection:
        driver = taking_turns(seconds_each(_asking(connection), times), beat, size.rounds)
    yield judged(f"{what}, to the driver alone", "µs", in_units(driver, 1e6))


def _ask(database: Database) -> None:
    with database.engine.begin() as connection:
        connection.execute(_STATEMENT, {"now": NOW}).all()


def _driver(database: Database) -> sqlite3.Connection | psycopg.Connection:
    if database.is_sqlite:
        return sqlite3.connect(database.url.removeprefix("sqlite:///"))
    return psycopg.connect(database.url.replace("+psycopg", ""))


def _asking(connection: sqlite3.Connection | psycopg.Connection) -> Callable[[], None]:
    is_sqlite = isinstance(connection, sqlite3.Connection)
    question, now = QUESTION.format("?" if is_sqlite else "%s"), str(NOW) if is_sqlite else NOW

    def ask() -> None:
        connection.execute(question, (now,)).fetchall()
        connection.rollback()

    return ask


_STATEMENT = text(QUESTION.format(":now"))
