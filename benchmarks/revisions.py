"""W1: writing five revisions, against the driver alone with the same rows."""

import json
import sqlite3
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import count

import psycopg

from benchmarks.company import NOW, SLOT, found
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
from bot.domain.checkins import Update
from storage.checkins import Submission, add_checkins
from storage.database import Database

GOALS = {"SQLite": at_most(4), "PostgreSQL": at_most(1.8)}
SUBMISSION = Submission("", 1, 1, SLOT, NOW, date(2026, 10, 12))
UPDATES = [
    Update(number, False, Decimal(50), 7, Decimal(48), 7, entered=Decimal(50), note="On our way")
    for number in range(1, 6)
]
INSERT = """\
INSERT INTO checkin (workspace_id, key_result_id, author_id, submission_id, slot, at, entered,
    value, milestones_done, value_before, confidence, confidence_before, note, blocker_kind,
    blocker, helper, next_step)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
UPDATE = """\
UPDATE key_result SET current = ?, confidence = ?, checked_in_at = ?, checked_in_slot = ?,
    blocker_kind = ?, blocker = ?, helper = ?, blocked_on = ? WHERE id = ?"""

numbers = count(1)


def measure(size: Size) -> Iterator[Result]:
    """Microseconds for one transaction, on both databases."""
    for kind in KINDS:
        with new_database(kind) as database:
            found(database, 1, 5)
            drive = _sqlite if kind == "SQLite" else _postgresql
            with closing(drive(database)) as lines:
                times = size.of(300, least=30)
                pairs = taking_turns(
                    seconds_each(lambda: next(lines), times),
                    seconds_each(lambda: _ours(database), times),
                    size.rounds,
                )
            yield judged(kind, "µs", in_units(pairs, 1e6), GOALS[kind])


def _ours(database: Database) -> None:
    with database.transaction() as session:
        add_checkins(session, replace(SUBMISSION, id=_new_id()), UPDATES)


def _sqlite(database: Database) -> Generator[None]:
    """Each step is one transaction of the bare line."""
    connection = sqlite3.connect(database.url.removeprefix("sqlite:///"), isolation_level=None)
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("PRAGMA foreign_keys=ON")
    with closing(connection):
        while True:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(INSERT, _revisions(str(NOW)))
            connection.executemany(UPDATE, _values(str(NOW)))
            connection.execute("COMMIT")
            yield


def _postgresql(database: Database) -> Generator[None]:
    """Each step is one transaction of the bare line."""
    insert, update = INSERT.replace("?", "%s"), UPDATE.replace("?", "%s")
    with psycopg.connect(database.url.replace("+psycopg", "")) as connection:
        while True:
            with connection.cursor() as cursor:
                cursor.executemany(insert, _revisions(NOW))
                cursor.executemany(update, _values(NOW))
            connection.commit()
            yield


def _revisions(at: object) -> list[tuple[object, ...]]:
    name, none = _new_id(), json.dumps([])
    before = ("48", 7, 7, "On our way", None, "", "", "")
    return [(1, key_result, 1, name, SLOT, at, "50", "50", none, *before) for key_result in _FIVE]


def _values(at: object) -> list[tuple[object, ...]]:
    return [("50", 7, at, SLOT, None, None, None, None, key_result) for key_result in _FIVE]


def _new_id() -> str:
    return f"submission-{next(numbers)}"


_FIVE = range(1, 6)
