"""A company of any size: everybody owns one objective with some key results, ten are a team.

It is Monday, 12 October 2026, 09:00 UTC. Ids count from 1: person 7 is U00007 and owns
objective 7.
"""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import insert, text
from sqlmodel import SQLModel

import storage.tables  # noqa: F401 - fills the metadata
from bot.domain.okrs import Caller, Metric
from storage.database import Database

NOW = datetime(2026, 10, 12, 9, tzinfo=UTC)
SLOT, LAST_SLOT = "2026-W42", "2026-W41"
TEAM_ID = "T0BENCH"
TEAM_SIZE = 10


def found(database: Database, people: int, key_results: int) -> None:
    """Add the company: so many people with so many key results each."""
    teams = range(1, -(-people // TEAM_SIZE) + 1)
    add_rows(database, "workspace", [{"id": 1, "slack_id": TEAM_ID, "name": "Acme"}])
    add_rows(database, "team", [_team(number) for number in teams])
    add_rows(database, "cycle", [_cycle()])
    add_rows(database, "person", [_person(number) for number in range(1, people + 1)])
    add_rows(database, "membership", [_membership(number) for number in range(1, people + 1)])
    add_rows(database, "objective", [_objective(number) for number in range(1, people + 1)])
    add_rows(
        database,
        "key_result",
        [_key_result(number, key_results) for number in range(people * key_results)],
    )
    settle(database)


def caller(number: int) -> Caller:
    """The person with this id, as Slack names them."""
    return Caller(TEAM_ID, f"U{number:05}")


def add_rows(database: Database, table: str, rows: list[dict[str, Any]]) -> None:
    """Insert many rows at once."""
    with database.transaction() as session:
        session.connection().execute(insert(SQLModel.metadata.tables[table]), rows)


def settle(database: Database) -> None:
    """Let PostgreSQL look at what was added, as it does by itself within a minute."""
    if not database.is_sqlite:
        with database.transaction() as session:
            session.execute(text("ANALYZE"))


def _team(number: int) -> dict[str, Any]:
    channel = f"C{number:05}"
    return {"id": number, "workspace_id": 1, "name": f"Team {number}", "manager_channel": channel}


def _person(number: int) -> dict[str, Any]:
    return {
        "id": number,
        "workspace_id": 1,
        "slack_id": f"U{number:05}",
        "name": f"Person {number}",
        "time_zone": "Europe/Vienna",
        "home_team_id": _team_of(number),
        "next_nudge_at": datetime(2026, 10, 19, 7, tzinfo=UTC),
    }


def _membership(number: int) -> dict[str, Any]:
    where = {"workspace_id": 1, "team_id": _team_of(number), "person_id": number}
    return {**where, "joined_on": date(2026, 1, 1)}


def _cycle() -> dict[str, Any]:
    days = {"starts_on": date(2026, 10, 1), "ends_on": date(2026, 12, 31)}
    return {"id": 1, "workspace_id": 1, "name": "2026-Q4", **days}


def _objective(number: int) -> dict[str, Any]:
    return {
        "id": number,
        "workspace_id": 1,
        "team_id": _team_of(number),
        "owner_id": number,
        "cycle_id": 1,
        "title": f"Hospitals trust what we make, in region {number}",
    }


def _key_result(number: int, key_results: int) -> dict[str, Any]:
    """The one with id `number` + 1."""
    owner = number // key_results + 1
    return {
        "id": number + 1,
        "workspace_id": 1,
        "objective_id": owner,
        "owner_id": owner,
        "position": number % key_results,
        "title": f"Hospitals of group {number % key_results + 1} that order again",
        "metric": Metric.INCREASE,
        "unit": "hospitals",
        "baseline": Decimal(40),
        "target": Decimal(65),
        "current": Decimal(48),
        "confidence": 7,
        "checked_in_at": datetime(2026, 10, 5, 9, tzinfo=UTC),
        "checked_in_slot": LAST_SLOT,
    }


def _team_of(number: int) -> int:
    return (number - 1) // TEAM_SIZE + 1
