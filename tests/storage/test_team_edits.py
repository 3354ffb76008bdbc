"""Teams changed by hand, on both databases."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from bot.calendars import days_off
from bot.domain.cadence import PartialRhythm
from bot.domain.company_times import Times
from bot.domain.setting_up import CycleDates
from bot.domain.team_forms import TeamAnswers
from storage.company import get_times
from storage.database import Database
from storage.leavers import list_delegated, list_managed, list_owned
from storage.people import get_workspace
from storage.setup import (
    find_first_cycle,
    get_facts,
    has_admin,
    is_ready,
    list_cycle_names,
    lock_workspace,
    put_cycle,
    set_workspace,
)
from storage.tables import KeyResultRow, MembershipRow, ObjectiveRow, PersonRow, TeamRow
from storage.team_edits import (
    archive,
    count_living,
    count_members,
    find_answers,
    find_rhythm,
    ids_by_slack_id,
    list_followers,
    list_known_teams,
    list_subteams,
    lock_teams,
    move_everything,
    put_team,
    set_members,
    set_rhythm,
)
from storage.times import replan
from tests.make import MONDAY, Company, add_company, add_person, add_team

TODAY = date(2026, 10, 12)


@pytest.fixture
def company(database: Database) -> Company:
    with database.transaction() as session:
        return add_company(session)


def rows(session: Session, kind: Any) -> list[Any]:
    return list(session.exec(select(kind).order_by(kind.id)))


def test_a_team_is_written_and_found_again(database: Database, company: Company) -> None:
    with database.transaction() as session:
        lock_teams(session, company.workspace)
        number = put_team(
            session, company.workspace, 0, {"name": "Hosting", "parent_id": company.team}
        )
        put_team(session, company.workspace, number, {"name": "Clouds", "user_group": "S0C"})
        set_members(session, company.workspace, number, [company.member], TODAY)

        assert find_answers(session, company.workspace, number) == TeamAnswers(
            "Clouds", company.team, "", ("U0MARIA",), user_group="S0C"
        )
        assert find_answers(session, company.workspace + 1, number) is None
        assert list_subteams(session, company.team) == ["Clouds"]
        assert list_followers(session, company.workspace) == {number: "S0C"}
        assert count_members(session, company.workspace)[number] == 1


def test_two_teams_of_one_name_are_refused_by_the_database(
    database: Database, company: Company
) -> None:
    with pytest.raises(IntegrityError), database.transaction() as session:
        put_team(session, company.workspace, 0, {"name": "Platform"})


def test_who_stays_keeps_the_day_and_who_is_away_keeps_the_place(
    database: Database, company: Company
) -> None:
    with database.transaction() as session:
        away = add_person(session, company.workspace, slack_id="U0AWAY", is_active=False)
        session.add(
            MembershipRow(
                workspace_id=company.workspace,
                team_id=company.team,
                person_id=away,
                joined_on=TODAY,
            )
        )
        session.flush()
        before = {each.person_id: each.joined_on for each in rows(session, MembershipRow)}

        joined, left = set_members(
            session, company.workspace, company.team, [company.member, company.manager], TODAY
        )

        after = {each.person_id: each.joined_on for each in rows(session, MembershipRow)}
        assert after[company.member] == before[company.member]
        assert away in after
        assert (joined, left) == ([company.manager], [])


def test_a_rhythm_is_written_twice(database: Database, company: Company) -> None:
    first = PartialRhythm(0, time(9), 1, time(9), is_locked=True)
    with database.transaction() as session:
        set_rhythm(session, company.workspace, company.team, first)
        assert find_rhythm(session, company.team) == first
        set_rhythm(session, company.workspace, company.team, PartialRhythm(2, time(8)))
        assert find_rhythm(session, company.team) == PartialRhythm(2, time(8))


def test_a_team_without_a_rhythm_sets_none(database: Database, company: Company) -> None:
    with database.reading() as session:
        assert find_rhythm(session, company.team) == PartialRhythm()


def test_merging_moves_people_teams_and_living_objectives(
    database: Database, company: Company
) -> None:
    with database.transaction() as session:
        into = add_team(session, company.workspace, name="Sales")
        below = add_team(session, company.workspace, name="Below", parent_id=company.team)
        set_members(session, company.workspace, into, [company.member], date(2026, 1, 1))
        assert count_living(session, company.team) == 1

        moved = move_everything(session, company.team, into)
        archive(session, company.team, merged_into_id=into)

        objective = rows(session, ObjectiveRow)[0]
        assert (moved, objective.team_id, objective.version) == ([company.objective], into, 2)
        teams = {each.id: each for each in rows(session, TeamRow)}
        assert teams[below].parent_id == into
        assert (teams[company.team].is_active, teams[company.team].merged_into_id) == (False, into)
        mine = [each for each in rows(session, MembershipRow) if each.person_id == company.member]
        assert [(each.team_id, each.joined_on) for each in mine] == [(into, date(2026, 1, 1))]
        known = {each.id: each.is_active for each in list_known_teams(session, company.workspace)}
        assert known[company.team] is False


def test_a_closed_objective_is_not_living(database: Database, company: Company) -> None:
    with database.transaction() as session:
        session.execute(update(ObjectiveRow).values(state="closed"))

        assert count_living(session, company.team) == 0


def test_homes_and_moments_follow_what_was_changed(database: Database, company: Company) -> None:
    with database.transaction() as session:
        workspace = get_workspace(session, company.workspace)
        put_team(session, company.workspace, company.team, {"manager_channel": "C0LEADS"})
        set_members(session, company.workspace, company.team, [company.member], TODAY)
        replan(session, workspace, Times("UTC", {}, {}), MONDAY, days_off)
        before = get_times(session, workspace.slack_id)
        set_rhythm(session, company.workspace, company.team, PartialRhythm(2, time(8)))

        replan(session, workspace, before, MONDAY, days_off)

        maria = session.get(PersonRow, company.member)
        assert maria is not None
        assert maria.home_team_id == company.team
        assert maria.next_nudge_at == datetime(2026, 10, 14, 6, tzinfo=UTC)


def test_an_archived_team_is_nobodys_home(database: Database, company: Company) -> None:
    with database.transaction() as session:
        workspace = get_workspace(session, company.workspace)
        before = get_times(session, workspace.slack_id)
        archive(session, company.team)

        replan(session, workspace, before, MONDAY, days_off)

        assert {each.home_team_id for each in rows(session, PersonRow)} == {None}


def test_who_is_active_is_found_by_their_slack_id(database: Database, company: Company) -> None:
    with database.transaction() as session:
        add_person(session, company.workspace, slack_id="U0AWAY", is_active=False)

        found = ids_by_slack_id(session, company.workspace, ["U0MARIA", "U0AWAY", "U0NOBODY"])

    assert found == {"U0MARIA": company.member}


def test_what_somebody_leaves_is_found(database: Database, company: Company) -> None:
    with database.transaction() as session:
        session.execute(update(KeyResultRow).values(delegate_id=company.manager))

        assert [each.id for each in list_owned(session, company.member)] == [company.objective]
        assert [each.id for each in list_delegated(session, company.manager)] == [company.objective]
        assert [each.id for each in list_managed(session, company.manager)] == [company.team]


def test_setting_up_is_over_when_it_says_so_or_teams_were_imported(
    database: Database, company: Company
) -> None:
    with database.transaction() as session:
        assert is_ready(session, get_workspace(session, company.workspace))
        set_workspace(session, company.workspace, setup_step="cycle")
        assert not is_ready(session, get_workspace(session, company.workspace))
        set_workspace(session, company.workspace, setup_step="done")
        assert is_ready(session, get_workspace(session, company.workspace))


def test_an_admin_who_left_is_none(database: Database, company: Company) -> None:
    with database.transaction() as session:
        slack_id = get_workspace(session, company.workspace).slack_id
        lock_workspace(session, slack_id)
        assert not has_admin(session, slack_id)
        session.execute(update(PersonRow).values(role="admin"))
        assert has_admin(session, slack_id)
        session.execute(update(PersonRow).values(is_active=False))
        assert not has_admin(session, slack_id)


def test_the_running_cycle_comes_before_the_next_and_the_next_before_older_ones(
    database: Database, company: Company
) -> None:
    spring = CycleDates("2027-Q2", date(2027, 4, 1), date(2027, 6, 30))
    with database.transaction() as session:
        put_cycle(session, company.workspace, None, spring, MONDAY)

        found = [
            find_first_cycle(session, company.workspace, day)
            for day in (TODAY, date(2027, 2, 1), date(2028, 1, 1))
        ]

        assert [each.name for each in found if each] == ["2026-Q4", "2027-Q2", "2027-Q2"]
        autumn = CycleDates("Autumn", TODAY, TODAY)
        put_cycle(session, company.workspace, found[0], autumn, MONDAY)
        assert set(list_cycle_names(session, company.workspace)) == {"Autumn", "2027-Q2"}


def test_facts_tell_how_a_workspace_stands(database: Database, company: Company) -> None:
    with database.reading() as session:
        facts = get_facts(session, company.workspace, MONDAY)

    assert ([each.name for each in facts.tops], facts.is_ready) == (["Platform"], True)
