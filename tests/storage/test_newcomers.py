"""People who are named in a form before okrbot has met them."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlmodel import Session, select

from bot.domain.company import Profile
from bot.domain.okrs import Caller, Person
from bot.usecases.people import list_strangers, meet_person
from storage.database import Database
from storage.people import find_person
from storage.tables import PersonRow, WorkspaceRow
from tests.make import MONDAY, Company, add_company, add_person

NINA = Profile("Nina Neu", "America/New_York", "de-AT")
NEXT_MONDAY_THERE = datetime(2026, 10, 12, 13, tzinfo=UTC)


def caller(session: Session, company: Company) -> Caller:
    workspace = session.get_one(WorkspaceRow, company.workspace)
    workspace.country = "AT"
    return Caller(workspace.slack_id, "U0HANNA")


def found(database: Database, hanna: Caller, slack_id: str) -> Person | None:
    with database.reading() as session:
        return find_person(session, replace(hanna, user=slack_id))


@pytest.fixture
def hanna(database: Database) -> Caller:
    with database.transaction() as session:
        return caller(session, add_company(session))


def test_somebody_new_is_kept_as_slack_describes_them(database: Database, hanna: Caller) -> None:
    meet_person(database, hanna, "U0NINA", NINA, MONDAY)

    person = found(database, hanna, "U0NINA")
    assert person is not None
    assert (person.name, person.time_zone, person.locale, person.country, person.is_active) == (
        *("Nina Neu", "America/New_York", "de-AT", "AT"),
        True,
    )
    with database.reading() as session:
        [moment] = session.exec(
            select(PersonRow.next_nudge_at).where(PersonRow.slack_id == "U0NINA")
        )
    assert moment == NEXT_MONDAY_THERE


def test_what_slack_does_not_know_comes_from_the_organisation(
    database: Database, hanna: Caller
) -> None:
    meet_person(database, hanna, "U0NINA", Profile(), MONDAY)

    person = found(database, hanna, "U0NINA")
    assert person is not None
    assert (person.name, person.time_zone, person.locale) == ("U0NINA", "Europe/Vienna", "en")


def test_a_guest_is_kept_and_never_asked(database: Database, hanna: Caller) -> None:
    meet_person(database, hanna, "U0GUEST", replace(NINA, is_active=False), MONDAY)

    person = found(database, hanna, "U0GUEST")
    assert person is not None
    assert not person.is_active


def test_who_came_back_is_active_again(database: Database, hanna: Caller) -> None:
    meet_person(database, hanna, "U0NINA", replace(NINA, is_active=False), MONDAY)

    meet_person(database, hanna, "U0NINA", NINA, MONDAY)

    person = found(database, hanna, "U0NINA")
    assert person is not None
    assert person.is_active


def test_only_who_is_unknown_or_away_is_asked_about(database: Database, hanna: Caller) -> None:
    with database.transaction() as session:
        host = find_person(session, hanna)
        assert host is not None
        add_person(session, host.workspace_id, slack_id="U0GONE", is_active=False)

    strangers = list_strangers(database, hanna, ["U0MARIA", "U0GONE", "U0NINA"])

    assert strangers == ["U0GONE", "U0NINA"]
