"""A whole company as plain values: what is stored of it, with names in place of numbers.

All columns are there but those that the writer and the file cannot have in common, each named
below with the reason; a column that is new is compared from its first day.
"""

from typing import Any

from sqlmodel import SQLModel, select

from storage.database import Database
from storage.tables import (
    CycleRow,
    FormDraftRow,
    KeyResultRow,
    MembershipRow,
    MilestoneRow,
    ObjectiveRow,
    PersonRow,
    RhythmRow,
    TeamRow,
    WorkspaceRow,
)

Row = dict[str, Any]
Stored = dict[str, list[Row]]

TABLES = (
    WorkspaceRow,
    PersonRow,
    TeamRow,
    MembershipRow,
    RhythmRow,
    CycleRow,
    ObjectiveRow,
    KeyResultRow,
    MilestoneRow,
)
NAMES = {
    "workspace": "slack_id",
    "person": "slack_id",
    "team": "name",
    "cycle": "name",
    "objective": "title",
    "key_result": "title",
}
"""What a row goes by; a key result's title is unique below its objective only."""

NOT_COMPARED = {
    "*": {
        "id",  # the database counts
    },
    "workspace": {
        "setup_step",  # an import needs no setting up
    },
    "person": {
        "country",  # no screen asks for a person's own: it is the organisation's
        "paused_until",  # no screen sets it
    },
    "objective": {
        "key",  # its name in import files
        "version",  # counts who wrote and who agreed
    },
    "key_result": {"key"},
}


def read_stored(database_url: str) -> Stored:
    """The company's rows by table, each in an order that does not hang on their numbers."""
    database = Database(database_url)
    try:
        with database.reading() as session:
            rows = {
                table.__tablename__: [each.model_dump() for each in session.exec(select(table))]
                for table in TABLES
            }
    finally:
        database.close()
    named = {table: [_named(table, each, rows) for each in rows[table]] for table in rows}
    named["rhythm"] = [each for each in named["rhythm"] if _says_something(each)]
    return {table: sorted(each, key=_order) for table, each in named.items()}


def count_drafts(database_url: str) -> int:
    """How many forms were begun and neither sent nor thrown away."""
    database = Database(database_url)
    try:
        with database.reading() as session:
            return len(session.exec(select(FormDraftRow)).all())
    finally:
        database.close()


def _named(table: str, row: Row, rows: dict[str, list[Row]]) -> Row:
    left_out = NOT_COMPARED["*"] | NOT_COMPARED.get(table, set())
    keys = SQLModel.metadata.tables[table].foreign_keys
    pointing = {each.parent.name: each.column.table.name for each in keys}
    return {
        column: _name(pointing[column], value, rows) if column in pointing else value
        for column, value in row.items()
        if column not in left_out
    }


def _name(table: str, number: int | None, rows: dict[str, list[Row]]) -> str | None:
    if number is None:
        return None
    row = next(each for each in rows[table] if each["id"] == number)
    name = str(row[NAMES[table]])
    if table == "key_result":
        return f"{_name('objective', row['objective_id'], rows)}: {name}"
    return name


def _says_something(rhythm: Row) -> bool:
    """A team that inherits all has a row from an import and none from a form."""
    own = {"nudge_weekday", "nudge_time", "digest_weekday", "digest_time"}
    return rhythm["is_locked"] or any(rhythm[each] is not None for each in own)


def _order(row: Row) -> list[str]:
    return [f"{name}={row[name]}" for name in sorted(row)]
