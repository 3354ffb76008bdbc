"""Importing a company, on both databases."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel, select

from bot.company_file import read_company
from bot.domain.company import CyclePlan, Imported, SlackWorkspace
from bot.usecases.imports import import_company
from storage.database import Database
from storage.tables import (
    AuditRow,
    CycleRow,
    KeyResultRow,
    MembershipRow,
    MilestoneRow,
    ObjectiveRow,
    PersonRow,
    RhythmRow,
    TeamRow,
    WorkspaceRow,
)
from tests.test_company_file import COMPANY as SMALL

ACME = SlackWorkspace("T0ACME", "Acme in Slack")
SUNDAY = datetime(2026, 10, 4, 12, tzinfo=UTC)
MONDAY_0900 = datetime(2026, 10, 5, 7, tzinfo=UTC)
MONDAY_1000 = datetime(2026, 10, 5, 8, tzinfo=UTC)
KINDS: list[type[SQLModel]] = [
    WorkspaceRow,
    PersonRow,
    TeamRow,
    RhythmRow,
    MembershipRow,
    CycleRow,
    ObjectiveRow,
    KeyResultRow,
    MilestoneRow,
    AuditRow,
]
COMPANY = SMALL.replace("members: [U0HEAD]", "members: [U0HEAD], manager_channel: C02") + (
    "      - {title: Steps, metric: milestones, milestones: [{title: a}, {title: b}]}\n"
)


def run(database: Database, text: str = COMPANY, at: datetime = SUNDAY, **more: Any) -> Imported:
    """Import a file into Acme."""
    return import_company(database, read_company(text), more.get("profiles", {}), at, ACME)


def rows_of(database: Database, kind: type[SQLModel]) -> list[dict[str, Any]]:
    """All rows of a table as they stand."""
    with database.reading() as session:
        rows = session.exec(select(kind)).all()
    return sorted((row.model_dump() for row in rows), key=lambda row: int(row["id"]))


def column(
    database: Database, kind: type[SQLModel], name: str, by: str = "title"
) -> dict[str, Any]:
    """One column of a table, by another."""
    return {row[by]: row[name] for row in rows_of(database, kind)}


def everything(database: Database) -> dict[str, Any]:
    """All rows of all tables that an import writes."""
    return {kind.__name__: rows_of(database, kind) for kind in KINDS}


def check_in(database: Database) -> None:
    """Somebody checks in on all key results and finishes the first milestone."""
    with database.transaction() as session:
        for key_result in session.exec(select(KeyResultRow)).all():
            key_result.current, key_result.confidence = Decimal(77), 9
            key_result.checked_in_at, key_result.checked_in_slot = SUNDAY, "2026-W40"
            session.add(key_result)
        milestone = session.exec(select(MilestoneRow)).first()
        assert milestone
        milestone.done_on = date(2026, 10, 2)
        session.add(milestone)


def test_a_new_company_is_stored_as_the_file_says(database: Database) -> None:
    imported = run(database)

    head, lead = 1, 2
    assert imported.created == Counter(
        workspace=1, person=2, team=2, rhythm=2, membership=2, cycle=1, objective=2, key_result=3,
        milestone=2,
    )  # fmt: skip
    assert column(database, PersonRow, "home_team_id", "slack_id") == {"U0HEAD": 1, "U0LEAD": 2}
    assert column(database, TeamRow, "parent_id", "name") == {"Company": None, "Platform": 1}
    assert column(database, TeamRow, "manager_id", "name") == {"Company": head, "Platform": None}
    assert column(database, ObjectiveRow, "link") == {
        "Hospitals trust our implants": None,
        "Clinics never wait": "contributes",
    }
    assert column(database, KeyResultRow, "owner_id") == {
        "Hospitals that reorder": head,
        "Pages within a second": lead,
        "Steps": lead,
    }
    assert column(database, KeyResultRow, "current") == {
        "Hospitals that reorder": 40,
        "Pages within a second": 71,
        "Steps": None,
    }


def test_importing_twice_changes_nothing(database: Database) -> None:
    run(database)
    before = everything(database)

    imported = run(database, at=MONDAY_1000)

    assert (imported.created, imported.changed, imported.removed) == (Counter(),) * 3
    assert everything(database) == before


def test_an_edited_file_changes_what_was_edited_and_says_so_in_the_audit(
    database: Database,
) -> None:
    run(database)
    first = len(rows_of(database, AuditRow))

    imported = run(database, COMPANY.replace("target: 65", "target: 66").replace("never", "hardly"))

    assert imported.changed == Counter(key_result=1, objective=1)
    assert column(database, KeyResultRow, "target")["Hospitals that reorder"] == 66
    assert [
        (row["action"], row["subject"], row["detail"])
        for row in rows_of(database, AuditRow)[first:]
    ] == [
        ("objective.changed", "objective:2", {"columns": ["title"]}),
        ("key_result.changed", "key_result:1", {"columns": ["target"]}),
    ]


def test_check_ins_are_kept(database: Database) -> None:
    run(database)
    check_in(database)
    edited = COMPANY.replace("baseline: 40", "baseline: 41, current: 50, confidence: 2")

    run(database, edited.replace("{title: b}", "{title: b, done: 2026-10-03}"))

    reorder = rows_of(database, KeyResultRow)[0]
    assert (reorder["baseline"], reorder["current"], reorder["confidence"]) == (41, 77, 9)
    assert column(database, MilestoneRow, "done_on") == {"a": date(2026, 10, 2), "b": None}


def test_starting_values_follow_the_file_until_somebody_checks_in(database: Database) -> None:
    run(database)

    run(database, COMPANY.replace("baseline: 40", "baseline: 41, current: 50, confidence: 2"))

    reorder = rows_of(database, KeyResultRow)[0]
    assert (reorder["current"], reorder["confidence"]) == (50, 2)


def test_what_the_file_no_longer_lists_stays(database: Database) -> None:
    run(database)
    before = everything(database)

    imported = run(database, "organisation: {name: Acme, time_zone: Europe/Vienna, country: NO}")

    assert (imported.created, imported.changed, imported.removed) == (Counter(),) * 3
    assert everything(database) == before


def test_memberships_follow_the_file(database: Database) -> None:
    run(database)

    run(database, COMPANY.replace("members: [U0LEAD]", "members: [U0HEAD]"), at=MONDAY_1000)

    assert [
        (row["team_id"], row["person_id"], row["joined_on"])
        for row in rows_of(database, MembershipRow)
    ] == [(1, 1, date(2026, 10, 4)), (2, 1, date(2026, 10, 5))]
    assert column(database, PersonRow, "home_team_id", "slack_id") == {"U0HEAD": 2, "U0LEAD": None}


def test_a_milestone_leaves_with_the_file_unless_it_was_done(database: Database) -> None:
    run(database)
    check_in(database)

    run(database, COMPANY.replace("{title: a}, {title: b}", "{title: c}"))

    assert set(column(database, MilestoneRow, "id")) == {"a", "c"}


def test_a_key_given_later_finds_the_key_result_by_its_title(database: Database) -> None:
    run(database)
    keyed = COMPANY.replace(
        "title: Hospitals that reorder", "key: r, title: Hospitals that reorder"
    )
    run(database, keyed)

    imported = run(database, keyed.replace("Hospitals that reorder", "Loyal hospitals"))

    assert imported.changed == Counter(key_result=1)
    assert column(database, KeyResultRow, "key") == {
        "Loyal hospitals": "r",
        "Pages within a second": "Pages within a second",
        "Steps": "Steps",
    }


def test_an_import_that_fails_half_way_leaves_nothing(database: Database) -> None:
    plan = read_company(COMPANY)
    broken = CyclePlan(name="2026-Q4")  # a date that no check has let through

    with pytest.raises(IntegrityError):
        import_company(database, replace(plan, cycles=(broken,)), {}, SUNDAY, ACME)

    assert set(map(len, everything(database).values())) == {0}


def test_another_workspace_is_not_touched(database: Database) -> None:
    run(database)
    before = everything(database)

    import_company(
        database,
        read_company(COMPANY.replace("65", "66")),
        {},
        SUNDAY,
        SlackWorkspace("T0OTHER"),
    )

    after = everything(database)
    assert {name: rows[: len(before[name])] for name, rows in after.items()} == before
    assert len(after["KeyResultRow"]) == 6


def test_ten_thousand_key_results_take_as_many_statements_as_three(
    sqlite_database: Database,
) -> None:
    more = "".join(
        f"      - {{title: Key result {number}, baseline: 0, target: 9}}\n"
        for number in range(9997)
    )
    statements: list[str] = []
    event.listen(
        sqlite_database.engine,
        "before_cursor_execute",
        lambda _connection, _cursor, statement, *_rest: statements.append(statement),
    )

    small = run(sqlite_database, COMPANY.replace("Acme", "Small")), len(statements)
    large = run(sqlite_database, COMPANY + more), len(statements) - small[1]

    assert large[0].created == Counter(key_result=9997)
    assert large[1] <= small[1] <= 50
