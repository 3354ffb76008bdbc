"""What the editor asks of the database, on both kinds of it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bot.domain.okrs import Team
from bot.errors import NotAllowed, NotFound
from storage.database import Database
from storage.objectives import get_objective
from storage.parents import Choice, Wanted, search_parents, search_teams
from storage.people import people_by_id
from storage.tables import KeyResultRow, ObjectiveRow, TeamRow
from storage.teams import list_line
from storage.writable import (
    get_writable,
    list_by_slack_id,
    list_open_cycles,
    set_overridden,
    set_starts,
)
from tests.make import (
    MONDAY,
    Company,
    add_company,
    add_cycle,
    add_key_result,
    add_membership,
    add_objective,
    add_team,
    add_workspace,
    make_cycle,
)
from tests.make import add_person as add_person_row


def test_open_cycles_are_neither_closed_nor_over(database: Database) -> None:
    with database.transaction() as session:
        workspace = add_workspace(session)
        add_cycle(session, workspace)
        for name, starts, ends, is_closed in (
            ("2026-Q3", date(2026, 7, 1), date(2026, 9, 30), False),
            ("2027-Q1", date(2027, 1, 1), date(2027, 3, 31), False),
            ("2026-H2", date(2026, 7, 1), date(2026, 12, 31), True),
        ):
            add_cycle(
                session, workspace, name=name, starts_on=starts, ends_on=ends, is_closed=is_closed
            )

        found = list_open_cycles(session, workspace, MONDAY.date())

        assert [each.name for each in found] == ["2026-Q4", "2027-Q1"]


def test_people_are_found_by_their_slack_id_in_their_workspace(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)
        elsewhere = add_workspace(session)

        found = list_by_slack_id(session, company.workspace, ["U0MARIA", "U0NOBODY"])

        assert [each.id for each in found.values()] == [company.member]
        assert list_by_slack_id(session, elsewhere, ["U0MARIA"]) == {}


def test_overridden_checks_are_kept_by_place(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)
        add_key_result(session, company.objective, position=1, is_active=False)
        second = add_key_result(session, company.objective, position=1)

        set_overridden(session, company.objective, ["O1"], [[], ["K3", "K6"]])

        session.expire_all()
        assert session.get_one(ObjectiveRow, company.objective).overridden == ["O1"]
        kept = session.get_one(KeyResultRow, second).overridden
        assert (kept, session.get_one(KeyResultRow, company.key_result).overridden) == (
            ["K3", "K6"],
            [],
        )


def test_a_start_is_written_over_what_stood(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)
        (key_result,) = get_objective(session, company.workspace, company.objective).key_results

        started = replace(key_result, current=Decimal(0), confidence=8, title="not written")
        set_starts(session, [started, replace(started, id=0)])

        again = get_objective(session, company.workspace, company.objective)
        assert again.key_results == (replace(started, title=key_result.title),)


@pytest.fixture
def company(database: Database) -> Company:
    """Platform with another team above it that has an objective of its own, and a private one."""
    with database.transaction() as session:
        made = add_company(session)
        above = add_team(session, made.workspace, name="Company")
        session.get_one(ObjectiveRow, made.objective).title = "Clinics trust us"
        session.get_one(TeamRow, made.team).parent_id = above
        add_objective(session, above, made.manager, made.cycle, title="Patients walk again")
        add_objective(
            session, above, made.manager, made.cycle, title="Clinics to buy", is_private=True
        )
        add_objective(session, above, made.manager, made.cycle, title="Old", state="dropped")
        return made


def offered(database: Database, company: Company, **changes: Any) -> list[Choice]:
    with database.transaction() as session:
        person = people_by_id(session, [company.member])[company.member]
        (team, *_above) = list_line(session, company.team)
        cycle = make_cycle(id=company.cycle)
        given: dict[str, Any] = {"team": team, "cycle": cycle, "words": "", **changes}
        return search_parents(session, person, Wanted(**given), 100)


def test_parents_are_the_visible_active_ones_the_highest_first(
    database: Database, company: Company
) -> None:
    found = offered(database, company)

    assert [(each.text, each.detail) for each in found] == [
        ("Patients walk again", "Company"),
        ("Clinics trust us", "Platform"),
    ]
    assert [each.text for each in offered(database, company, words="platform CLIN")] == [
        "Clinics trust us"
    ]
    assert offered(database, company, words="buy") == []
    assert [each.text for each in offered(database, company, but=company.objective)] == [
        "Patients walk again"
    ]


def test_a_member_is_offered_what_the_team_keeps_to_itself(
    database: Database, company: Company
) -> None:
    with database.transaction() as session:
        above = session.get_one(TeamRow, company.team).parent_id
        assert above is not None
        add_membership(session, above, company.member)

    assert [each.text for each in offered(database, company, words="buy")] == ["Clinics to buy"]


def test_the_top_team_is_offered_its_own_level_only(database: Database, company: Company) -> None:
    with database.transaction() as session:
        top = list_line(session, company.team)[-1]

    assert [each.detail for each in offered(database, company, team=top)] == ["Company"]


def test_teams_are_searched_by_all_words() -> None:
    teams = {1: Team(1, "Medical devices"), 2: Team(2, "Medical software")}

    found = search_teams(teams, "SOFT medical", 10)

    assert found == [Choice(2, "Medical software")]
    assert len(search_teams(teams, "", 1)) == 1


@pytest.mark.parametrize("state", ["closed", "dropped"])
def test_what_ended_is_not_written(database: Database, state: str) -> None:
    with database.transaction() as session:
        made = add_company(session)
        session.get_one(ObjectiveRow, made.objective).state = state
        session.flush()
        manager = people_by_id(session, [made.manager])[made.manager]

        with pytest.raises(NotAllowed):
            get_writable(session, manager, made.objective, MONDAY)


def test_what_is_paused_may_be_written(database: Database) -> None:
    with database.transaction() as session:
        made = add_company(session)
        session.get_one(ObjectiveRow, made.objective).state = "paused"
        session.flush()
        manager = people_by_id(session, [made.manager])[made.manager]

        assert get_writable(session, manager, made.objective, MONDAY).id == made.objective


def test_a_private_one_is_not_there_for_others(database: Database) -> None:
    with database.transaction() as session:
        made = add_company(session)
        session.get_one(ObjectiveRow, made.objective).is_private = True
        session.flush()
        stranger = add_person_row(session, made.workspace)
        person = people_by_id(session, [stranger])[stranger]

        with pytest.raises(NotFound):
            get_writable(session, person, made.objective, MONDAY)
