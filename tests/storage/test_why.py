"""What is asked of the database to tell when somebody is written to."""

from datetime import date, timedelta

import pytest

from bot.domain.why import Past
from storage.database import Database
from storage.why import (
    find_next_digest,
    list_decided,
    list_past,
    list_planned,
    list_teams_of,
)
from tests.make import (
    MONDAY,
    add_checkin,
    add_company,
    add_key_result,
    add_membership,
    add_nudge,
    add_person,
    add_team,
)

EARLIER = MONDAY - timedelta(days=7)


def test_the_past_is_told_by_slot_with_the_first_checkin(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)
        other = add_key_result(session, company.objective)
        person = company.member
        add_nudge(session, person, due_on=date(2026, 10, 11), remind_at=MONDAY, reminded="sent")
        add_nudge(session, person, slot="2026-W40", at=EARLIER, skipped="paused")
        add_nudge(session, company.manager, slot="2026-W41", at=EARLIER)
        add_checkin(session, company.key_result, at=MONDAY + timedelta(hours=2))
        add_checkin(session, other, at=MONDAY + timedelta(hours=1))
        add_checkin(session, other, slot="2026-W39", at=EARLIER)
        add_checkin(session, other, slot="2026-W41", at=EARLIER, author_id=company.manager)

        told = list_past(session, person, ["2026-W42", "2026-W41", "2026-W40", "2026-W39"])

    assert sorted(told, key=lambda each: each.slot, reverse=True) == [
        Past(
            "2026-W42",
            MONDAY,
            due_on=date(2026, 10, 11),
            remind_at=MONDAY,
            reminded="sent",
            checked_in_at=MONDAY + timedelta(hours=1),
        ),
        Past("2026-W40", EARLIER, "paused"),
        Past("2026-W39", checked_in_at=EARLIER),
    ]


@pytest.mark.parametrize("at_once", [1, 2, 3, 100])
def test_everybody_is_listed_once_however_many_at_a_time(database: Database, at_once: int) -> None:
    with database.transaction() as session:
        company = add_company(session)
        gone = {"is_active": False}
        add_person(session, company.workspace, slack_id="U0A", next_nudge_at=MONDAY)
        add_person(session, company.workspace, slack_id="U0GONE", **gone)
        add_person(session, company.workspace, slack_id="U0LEFT", next_nudge_at=MONDAY, **gone)

        pages = list(list_planned(session, at_once))

    assert [(each.person.slack_id, each.at) for page in pages for each in page] == [
        ("U0A", MONDAY),
        ("U0HANNA", None),
        ("U0LEFT", MONDAY),
        ("U0MARIA", None),
    ]
    assert {len(page) <= at_once for page in pages} == {True}


def test_people_of_two_workspaces_with_one_id_are_both_listed(database: Database) -> None:
    with database.transaction() as session:
        first, second = add_company(session), add_company(session)

        pages = list(list_planned(session, 1))

    assert [each.person.id for page in pages for each in page] == [
        first.manager,
        second.manager,
        first.member,
        second.member,
    ]


def test_the_teams_of_somebody_are_listed(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)
        other = add_team(session, company.workspace)
        add_membership(session, other, company.member, joined_on=date(2026, 10, 1))

        teams = list_teams_of(session, company.member)

    assert teams == [company.team, other]


def test_what_was_decided_is_listed_from_a_slot_on(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)
        add_nudge(session, company.member)
        add_nudge(session, company.member, slot="2026-W41")
        add_nudge(session, company.manager, slot="2026-W43", skipped="paused")

        decided = list_decided(session, [company.member, company.manager], "2026-W42")

    assert decided == {company.member: {"2026-W42"}, company.manager: {"2026-W43"}}


def test_a_team_without_a_channel_has_no_digest(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)
        heard = add_team(session, company.workspace, next_digest_at=MONDAY)
        silent = add_team(session, company.workspace, next_digest_at=MONDAY, manager_channel="")

        assert [find_next_digest(session, each) for each in (heard, silent, None)] == [
            MONDAY,
            None,
            None,
        ]
