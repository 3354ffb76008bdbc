"""What the database itself refuses and keeps, whatever the code above it does."""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError, StatementError
from sqlmodel import SQLModel, col, select

from storage.database import Database
from storage.tables import (
    CheckinRow,
    KeyResultRow,
    ObjectiveRow,
    OutboxRow,
    PersonRow,
    WorkspaceRow,
)
from tests.make import (
    Company,
    add_checkin,
    add_company,
    add_cycle,
    add_key_result,
    add_membership,
    add_nudge,
    add_outbox,
    add_person,
    add_rhythm,
    add_team,
    add_workspace,
)


@pytest.fixture
def company(database: Database) -> Company:
    with database.transaction() as session:
        company = add_company(session)
        add_checkin(session, company.key_result)
        add_outbox(session, company.workspace)
    return company


@pytest.mark.parametrize(
    ("add", "owner", "values"),
    [
        (add_checkin, "key_result", {"submission_id": "one press"}),
        (add_outbox, "workspace", {"key": "digest:team3:2026-W42"}),
        (add_nudge, "member", {"slot": "2026-W42"}),
        (add_rhythm, "team", {}),
        (add_person, "workspace", {"slack_id": "U0TWICE"}),
        (add_team, "workspace", {"name": "Sales"}),
        (add_cycle, "workspace", {"name": "2027-Q1"}),
        (add_key_result, "objective", {"key": "reorders"}),
    ],
)
def test_a_second_one_is_refused(
    database: Database,
    company: Company,
    add: Callable[..., int],
    owner: str,
    values: dict[str, Any],
) -> None:
    with database.transaction() as session:
        add(session, getattr(company, owner), **values)

    with pytest.raises(IntegrityError), database.transaction() as session:
        add(session, getattr(company, owner), **values)


def test_one_membership_for_a_person_and_a_team(database: Database, company: Company) -> None:
    with pytest.raises(IntegrityError), database.transaction() as session:
        add_membership(session, company.team, company.member)


def test_one_press_may_answer_several_key_results(database: Database, company: Company) -> None:
    with database.transaction() as session:
        other = add_key_result(session, company.objective)
        add_checkin(session, company.key_result, submission_id="one press")
        add_checkin(session, other, submission_id="one press")


def test_two_workspaces_may_use_the_same_key(database: Database, company: Company) -> None:
    with database.transaction() as session:
        add_outbox(session, company.workspace, key="digest:team3:2026-W42")
        add_outbox(session, add_workspace(session), key="digest:team3:2026-W42")


@pytest.mark.parametrize(
    ("table", "column"),
    [
        (PersonRow, "role"),
        (ObjectiveRow, "commitment"),
        (ObjectiveRow, "link"),
        (ObjectiveRow, "state"),
        (KeyResultRow, "metric"),
        (KeyResultRow, "entry"),
        (CheckinRow, "blocker_kind"),
        (OutboxRow, "kind"),
        (OutboxRow, "state"),
    ],
)
def test_a_word_without_a_meaning_is_refused(
    database: Database, company: Company, table: type[SQLModel], column: str
) -> None:
    with (
        pytest.raises(IntegrityError, match=f"{column}_is_known"),
        database.transaction() as session,
    ):
        session.execute(update(table).values({column: "whatever"}))


def test_a_row_of_nobody_is_refused(database: Database) -> None:
    with pytest.raises(IntegrityError), database.transaction() as session:
        add_person(session, workspace=404)


def test_what_others_belong_to_cannot_be_deleted(database: Database, company: Company) -> None:
    with pytest.raises(IntegrityError), database.transaction() as session:
        session.delete(session.get_one(WorkspaceRow, company.workspace))


def test_a_home_team_must_exist(database: Database, company: Company) -> None:
    with pytest.raises(IntegrityError), database.transaction() as session:
        session.get_one(PersonRow, company.member).home_team_id = 404


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("0.10", "0.10"),
        ("-3.5000", "-3.5000"),
        ("123456789012345", "123456789012345"),
        ("-0.000000000000001", "-0.000000000000001"),
        ("0", "0"),
        ("1.5E+3", "1500"),
    ],
)
def test_a_decimal_comes_back_digit_by_digit(
    database: Database, company: Company, written: str, read: str
) -> None:
    with database.transaction() as session:
        session.get_one(KeyResultRow, company.key_result).current = Decimal(written)

    with database.reading() as session:
        found = session.get_one(KeyResultRow, company.key_result).current
    assert f"{found:f}" == read


@pytest.mark.parametrize("value", [0.1, 7, "7", Decimal("NaN"), Decimal("Infinity")])
def test_what_is_no_finite_decimal_is_refused(
    database: Database, company: Company, value: Any
) -> None:
    with (
        pytest.raises(StatementError, match="a finite Decimal is needed"),
        database.transaction() as session,
    ):
        session.get_one(KeyResultRow, company.key_result).current = value


def test_a_moment_comes_back_in_utc(database: Database, company: Company) -> None:
    summer = timezone(timedelta(hours=2))

    with database.transaction() as session:
        person = session.get_one(PersonRow, company.member)
        person.next_nudge_at = datetime(2026, 10, 25, 2, 30, 0, 123456, tzinfo=summer)

    with database.reading() as session:
        found = session.exec(
            select(PersonRow.next_nudge_at).where(col(PersonRow.id) == company.member)
        ).one()
    assert str(found) == "2026-10-25 00:30:00.123456+00:00"


def test_a_moment_without_a_zone_is_refused(database: Database, company: Company) -> None:
    naive = datetime(2026, 10, 25, 2, 30)  # noqa: DTZ001

    with (
        pytest.raises(StatementError, match="timezone"),
        database.transaction() as session,
    ):
        session.get_one(PersonRow, company.member).next_nudge_at = naive


@pytest.mark.parametrize("text", ["", "ü 你好 🎯", "'; DROP TABLE person; --", 'a "b" \\ \n\t'])
def test_text_comes_back_as_it_was(database: Database, company: Company, text: str) -> None:
    with database.transaction() as session:
        id_ = add_outbox(session, company.workspace, payload={"text": text}, error=text)

    with database.reading() as session:
        row = session.get_one(OutboxRow, id_)
        assert (row.payload, row.error) == ({"text": text}, text)
