"""How often each team is asked is kept with it, whoever sets it and whatever is changed."""

from datetime import UTC, date, datetime, time

import pytest
from sqlmodel import Session, select

from bot.calendars import days_off
from bot.domain.cadence import Every, PartialRhythm
from bot.domain.okrs import Caller
from bot.usecases.team_endings import merge_team
from storage.company import get_times
from storage.database import Database
from storage.okrs import list_of_team
from storage.people import get_workspace
from storage.tables import TeamRow
from storage.team_edits import archive, put_team, set_rhythm
from storage.times import replan
from tests.make import MONDAY, Company, add_company, add_team
from tests.storage.test_imports import COMPANY, column, run

MONTHLY = PartialRhythm(every=Every.MONTH)
FRIDAYS = PartialRhythm(4, time(14), every=Every.EVEN_WEEKS)


@pytest.fixture
def company(database: Database) -> Company:
    with database.transaction() as session:
        return add_company(session)


def often(session: Session) -> dict[str, str]:
    session.expire_all()
    return {row.name: row.every for row in session.exec(select(TeamRow)).all()}


def plan_anew(session: Session, company: Company) -> None:
    workspace = get_workspace(session, company.workspace)
    replan(session, workspace, get_times(session, workspace.slack_id), MONDAY, days_off)


def add_teams(session: Session, company: Company) -> tuple[int, int]:
    """Hosting below Platform, and Sales beside it."""
    below = add_team(session, company.workspace, name="Hosting", parent_id=company.team)
    beside = add_team(session, company.workspace, name="Sales", manager_id=company.manager)
    return below, beside


def test_what_a_team_sets_holds_below_it_and_not_beside_it(
    database: Database, company: Company
) -> None:
    with database.transaction() as session:
        add_teams(session, company)
        set_rhythm(session, company.workspace, company.team, MONTHLY)

        plan_anew(session, company)

        assert often(session) == {"Platform": "month", "Hosting": "month", "Sales": "week"}


def test_the_nearest_team_decides_unless_one_above_has_locked(
    database: Database, company: Company
) -> None:
    with database.transaction() as session:
        below, _beside = add_teams(session, company)
        set_rhythm(session, company.workspace, company.team, MONTHLY)
        set_rhythm(session, company.workspace, below, FRIDAYS)
        plan_anew(session, company)
        before = often(session)
        locked = PartialRhythm(every=Every.MONTH, is_locked=True)
        set_rhythm(session, company.workspace, company.team, locked)

        plan_anew(session, company)

        assert (before["Hosting"], often(session)["Hosting"]) == ("even_weeks", "month")


def test_a_team_that_moves_is_asked_as_often_as_those_there(
    database: Database, company: Company
) -> None:
    with database.transaction() as session:
        below, beside = add_teams(session, company)
        set_rhythm(session, company.workspace, company.team, MONTHLY)
        plan_anew(session, company)
        put_team(session, company.workspace, below, {"parent_id": beside})

        plan_anew(session, company)

        assert often(session) == {"Platform": "month", "Hosting": "week", "Sales": "week"}


def test_the_objectives_of_a_team_know_how_often_it_is_asked(
    database: Database, company: Company
) -> None:
    with database.transaction() as session:
        set_rhythm(session, company.workspace, company.team, FRIDAYS)

        plan_anew(session, company)

        assert [each.every for each in list_of_team(session, company.team)] == [Every.EVEN_WEEKS]


def test_an_archived_team_has_no_digest_and_keeps_how_often_it_was_asked(
    database: Database, company: Company
) -> None:
    with database.transaction() as session:
        set_rhythm(session, company.workspace, company.team, MONTHLY)
        archive(session, company.team)

        plan_anew(session, company)

        team = session.get(TeamRow, company.team)
        assert team is not None
        assert (team.every, team.next_digest_at) == ("month", None)


def test_teams_below_one_that_is_merged_are_asked_as_those_there(
    database: Database, company: Company
) -> None:
    with database.transaction() as session:
        _below, beside = add_teams(session, company)
        set_rhythm(session, company.workspace, beside, MONTHLY)
        slack_id = get_workspace(session, company.workspace).slack_id
        plan_anew(session, company)

    merge_team(database, Caller(slack_id, "U0HANNA"), company.team, beside, MONDAY)

    with database.transaction() as session:
        assert often(session) == {"Platform": "week", "Hosting": "month", "Sales": "month"}


def test_a_digest_follows_the_nudges_of_its_team(database: Database, company: Company) -> None:
    with database.transaction() as session:
        set_rhythm(session, company.workspace, company.team, MONTHLY)

        plan_anew(session, company)

        team = session.get(TeamRow, company.team)
        assert team is not None
        assert team.next_digest_at == datetime(2026, 11, 3, 8, tzinfo=UTC)


def test_an_import_sets_how_often_and_takes_it_back(database: Database) -> None:
    monthly = COMPANY.replace("manager_channel: C02", "manager_channel: C02, every: month")
    first, second = monthly, monthly.replace('"mon 09:00"', '"mon 09:00", every: week')

    counts = []
    for text in (first, second, COMPANY, COMPANY):
        run(database, text)
        counts.append(column(database, TeamRow, "every", "name"))

    assert counts == [
        {"Company": "month", "Platform": "month"},
        {"Company": "month", "Platform": "week"},
        {"Company": "week", "Platform": "week"},
        {"Company": "week", "Platform": "week"},
    ]


def test_an_import_moves_what_is_planned_with_it(database: Database) -> None:
    run(database)

    run(database, COMPANY.replace("manager_channel: C02", "manager_channel: C02, every: month"))

    assert column(database, TeamRow, "next_digest_at", "name")["Company"] == datetime(
        2026, 10, 6, 7, tzinfo=UTC
    )


def test_a_locked_rhythm_in_a_file_decides_below(database: Database) -> None:
    locked = "manager_channel: C02, locked: yes, every: two weeks from 2026-10-12"
    file = COMPANY.replace("manager_channel: C02", locked).replace(', nudge: "mon 09:00"', "")

    run(database, file)

    assert column(database, TeamRow, "every", "name") == {
        "Company": "even_weeks",
        "Platform": "even_weeks",
    }
    assert digest_day(database) == date(2026, 10, 13)


def digest_day(database: Database) -> date:
    """The day of the company's next digest."""
    at = column(database, TeamRow, "next_digest_at", "name")["Company"]
    return datetime.fromisoformat(str(at)).date()
