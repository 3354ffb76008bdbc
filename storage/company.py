"""A company in the tables: many rows at once, found again by what identifies them.

Everything is Core statements over many rows, so their number does not grow with the company.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import RowMapping, Table, bindparam, delete, insert, select, update
from sqlmodel import Session, SQLModel

from bot.domain.cadence import Every, PartialRhythm
from bot.domain.company_times import PersonTimes, TeamTimes, Times
from storage.company_rows import Starting, Values
from storage.tables import (
    AuditRow,
    KeyResultRow,
    MembershipRow,
    PersonRow,
    RhythmRow,
    TeamRow,
    WorkspaceRow,
)

Identity = tuple[Any, ...]


@dataclass(slots=True)
class Put:
    """What `put` found and did, by identity; `missing` are stored rows that were not given."""

    ids: dict[Identity, int] = field(default_factory=dict)
    created: list[Identity] = field(default_factory=list)
    changed: dict[Identity, list[str]] = field(default_factory=dict)
    missing: list[RowMapping] = field(default_factory=list)


def put(
    session: Session,
    kind: type[SQLModel],
    rows: Sequence[Values],
    *,
    by: Sequence[str],
    within: Values,
) -> Put:
    """Insert rows that are new, update those that differ, leave all others alone.

    `by` names the columns that identify a row among those that match `within`;
    all rows have the same columns. `changed` tells which columns were updated. At most four
    statements, whatever the number of rows.
    """
    table = _table(kind)
    stored = _stored(session, table, by, within)
    given = {tuple(row[column] for column in by): row for row in rows}
    new = {identity: row for identity, row in given.items() if identity not in stored}
    result = Put(changed=_update(session, table, given, stored))
    if new:
        session.execute(insert(table), [dict(within) | _started(row) for row in new.values()])
        stored |= _stored(session, table, by, within)
    result.created = list(new)
    result.ids = {identity: row["id"] for identity, row in stored.items()}
    result.missing = [row for identity, row in stored.items() if identity not in given]
    return result


def remove(session: Session, kind: type[SQLModel], ids: Iterable[int]) -> None:
    """Delete rows by id."""
    table, rows = _table(kind), [{"row_id": row_id} for row_id in ids]
    if rows:
        session.execute(delete(table).where(table.c.id == bindparam("row_id")), rows)


def rekey_key_results(session: Session, keys: Mapping[tuple[int, str], str]) -> None:
    """Give key results, named by objective id and key, another key."""
    table = _table(KeyResultRow)
    by = (table.c.objective_id == bindparam("within")) & (table.c.key == bindparam("old"))
    rows = [{"within": within, "old": old, "new": new} for (within, old), new in keys.items()]
    if rows:
        session.execute(update(table).where(by).values(key=bindparam("new")), rows)


def add_audits(session: Session, rows: Sequence[Values]) -> None:
    """Put down what was done."""
    if rows:
        session.execute(insert(_table(AuditRow)), [dict(row) for row in rows])


def lock_key_results(session: Session, workspace_id: int) -> dict[tuple[int, str], bool]:
    """Objective id and key of all key results, and whether anybody has checked in on them.

    Check-ins wait until this transaction ends, so that none is overwritten with what was read
    before it. They are locked in the order of the form, in which a check-in writes: in another
    order the two could wait for each other. SQLite has one writer anyway.
    """
    table = _table(KeyResultRow)
    rows = session.execute(
        select(table.c.objective_id, table.c.key, table.c.checked_in_at.is_not(None))
        .where(table.c.workspace_id == workspace_id, table.c.key.is_not(None))
        .order_by(*(table.c[name] for name in ("objective_id", "position", "id")))
        .with_for_update()
    )
    return {(objective_id, key): is_known for objective_id, key, is_known in rows}


def key_result_ids(session: Session, workspace_id: int) -> dict[str, int]:
    """The ids of key results by key, for a company whose keys differ between objectives too."""
    table = _table(KeyResultRow)
    rows = select(table.c.key, table.c.id).where(table.c.workspace_id == workspace_id)
    return {key: row_id for key, row_id in session.execute(rows) if key is not None}


def set_joined_on(session: Session, people: Collection[int], day: date) -> None:
    """Let these people have joined all their teams on that day."""
    table = _table(MembershipRow)
    session.execute(update(table).where(table.c.person_id.in_(people)).values(joined_on=day))


def list_memberships(session: Session, workspace_id: int) -> list[tuple[int, int]]:
    """Team id and person id of all memberships, the oldest first."""
    table = _table(MembershipRow)
    rows = select(table.c.team_id, table.c.person_id).where(table.c.workspace_id == workspace_id)
    return [
        (team_id, person_id) for team_id, person_id in session.execute(rows.order_by(table.c.id))
    ]


def get_times(session: Session, slack_id: str) -> Times:
    """What nudges and digests of a workspace follow from, and when the next ones are planned.

    Nobody and no team where the workspace is not known yet.
    """
    organisation = _stored(session, _table(WorkspaceRow), ["slack_id"], {"slack_id": slack_id})
    if not organisation:
        return Times("UTC", {}, {})
    row = organisation[(slack_id,)]
    within = {"workspace_id": row["id"]}
    people = _stored(session, _table(PersonRow), ["id"], within)
    teams = _stored(session, _table(TeamRow), ["id"], within)
    rhythms = _stored(session, _table(RhythmRow), ["team_id"], within)
    return Times(
        time_zone=row["time_zone"],
        people={key[0]: _person_times(person) for key, person in people.items()},
        teams={key[0]: _team_times(team, rhythms.get(key)) for key, team in teams.items()},
    )


def _person_times(row: RowMapping) -> PersonTimes:
    return PersonTimes(
        row["time_zone"],
        row["country"],
        row["is_active"],
        row["home_team_id"],
        row["next_nudge_at"],
    )


def _team_times(row: RowMapping, rhythm: RowMapping | None) -> TeamTimes:
    has_digest = bool(row["manager_channel"]) and row["is_active"]
    partial = PartialRhythm()
    if rhythm:
        partial = PartialRhythm(
            rhythm["nudge_weekday"],
            rhythm["nudge_time"],
            rhythm["digest_weekday"],
            rhythm["digest_time"],
            Every(rhythm["every"]) if rhythm["every"] else None,
            rhythm["is_locked"],
        )
    return TeamTimes(row["parent_id"], partial, has_digest, row["next_digest_at"])


def _table(kind: type[SQLModel]) -> Table:
    return SQLModel.metadata.tables[str(kind.__tablename__)]


def _stored(
    session: Session, table: Table, by: Sequence[str], within: Values
) -> dict[Identity, RowMapping]:
    matches = [table.c[column] == value for column, value in within.items()]
    rows = session.execute(select(table).where(*matches).order_by(table.c.id)).mappings()
    return {tuple(row[column] for column in by): row for row in rows}


def _update(
    session: Session,
    table: Table,
    given: Mapping[Identity, Values],
    stored: Mapping[Identity, RowMapping],
) -> dict[Identity, list[str]]:
    """Update the rows that differ; the names of the columns that did."""
    changed = {
        identity: columns
        for identity, row in given.items()
        if identity in stored and (columns := _differing(row, stored[identity]))
    }
    written = {column for columns in changed.values() for column in columns}
    rows = [_bound(written, given[identity], stored[identity]) for identity in changed]
    if rows:
        values: dict[str, Any] = {column: bindparam(f"new_{column}") for column in written}
        session.execute(update(table).where(table.c.id == bindparam("row_id")).values(values), rows)
    return changed


def _differing(row: Values, stored: RowMapping) -> list[str]:
    return [
        column
        for column, value in row.items()
        if not isinstance(value, Starting) and stored[column] != value
    ]


def _bound(columns: Collection[str], row: Values, stored: RowMapping) -> dict[str, object]:
    """The parameters of one update: all columns that any row of it changes."""
    values: dict[str, object] = {
        f"new_{column}": stored[column] if isinstance(row[column], Starting) else row[column]
        for column in columns
    }
    return {"row_id": stored["id"], **values}


def _started(row: Values) -> dict[str, object]:
    return {
        column: value.value if isinstance(value, Starting) else value
        for column, value in row.items()
    }
