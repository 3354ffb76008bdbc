"""Profiles as they are followed, on both databases."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session, select

from bot.domain.away import Away
from bot.domain.company import Profile
from bot.domain.okrs import Workspace
from bot.domain.travel import Planned
from bot.usecases.people import follow_again, follow_profiles, remember_followed, was_followed
from storage.database import Database
from storage.people import find_people, get_workspace
from storage.profiles import planned_nudges
from storage.tables import NudgeRow, PersonRow
from tests.make import MONDAY, ZONE, Company, add_company, add_person

SUNDAY_EVENING = datetime(2026, 10, 11, 18, tzinfo=UTC)
HERE = Profile("Maria", ZONE, "en")


@pytest.fixture
def company(database: Database) -> Company:
    with database.transaction() as session:
        return add_company(session)


def workspace_of(database: Database, company: Company) -> Workspace:
    with database.reading() as session:
        return get_workspace(session, company.workspace)


def decide(session: Session, company: Company, slot: str) -> None:
    session.add(
        NudgeRow(workspace_id=company.workspace, person_id=company.member, slot=slot, at=MONDAY)
    )


def test_the_newest_slot_that_was_decided_is_known(database: Database, company: Company) -> None:
    with database.transaction() as session:
        session.get_one(PersonRow, company.member).next_nudge_at = MONDAY
        decide(session, company, "2026-W40")
        decide(session, company, "2026-W41")

    with database.reading() as session:
        planned = planned_nudges(session, [company.member, company.manager])

    assert planned == {
        company.member: Planned(MONDAY, ZONE, "2026-W41"),
        company.manager: Planned(None, ZONE, ""),
    }


def test_only_what_is_different_counts(database: Database, company: Company) -> None:
    workspace = workspace_of(database, company)
    ends = MONDAY + timedelta(days=3)
    away = replace(HERE, away=Away.VACATION, away_until=ends)

    first = follow_profiles(database, workspace, {"U0MARIA": away, "U0NOBODY": HERE}, MONDAY)
    again = follow_profiles(database, workspace, {"U0MARIA": away}, MONDAY)

    assert (first, again) == (Counter(changed=1), Counter())
    with database.reading() as session:
        maria = find_people(session, company.workspace, ["U0MARIA"])["U0MARIA"]
    assert (maria.away, maria.away_until) == (Away.VACATION, ends)


def test_people_of_another_workspace_are_not_followed(database: Database, company: Company) -> None:
    with database.transaction() as session:
        other = add_company(session)
        add_person(session, other.workspace, slack_id="U0ELSE", name="Elsa")
    workspace = workspace_of(database, company)

    counts = follow_profiles(database, workspace, {"U0ELSE": HERE}, MONDAY)

    assert counts == Counter()


def test_who_travels_is_asked_where_they_are(database: Database, company: Company) -> None:
    workspace = workspace_of(database, company)
    with database.transaction() as session:
        session.get_one(PersonRow, company.member).next_nudge_at = MONDAY.replace(hour=7)
        decide(session, company, "2026-W41")

    there = replace(HERE, time_zone="Asia/Kolkata")
    follow_profiles(database, workspace, {"U0MARIA": there}, SUNDAY_EVENING)

    with database.reading() as session:
        [at] = session.exec(select(PersonRow.next_nudge_at).where(PersonRow.id == company.member))
    assert at == datetime(2026, 10, 12, 3, 30, tzinfo=UTC)


def test_a_day_is_remembered_until_it_is_asked_for_again(
    database: Database, company: Company
) -> None:
    workspace = workspace_of(database, company)

    remember_followed(database, workspace, MONDAY)
    remember_followed(database, workspace, MONDAY)
    known = was_followed(database, workspace, MONDAY)
    tomorrow = was_followed(database, workspace, MONDAY + timedelta(days=1))
    follow_again(database, workspace, MONDAY)

    assert (known, tomorrow) == (True, False)
    assert not was_followed(database, workspace, MONDAY)
