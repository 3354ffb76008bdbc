"""What Home, search and details ask of the database, with few rows and with many."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import event
from sqlmodel import Session

from bot.domain.agreeing import Answer
from bot.domain.asks import AskKind
from bot.domain.charts import Figure
from bot.domain.editor import EditorDraft, draft_to_json
from bot.domain.home import HomeFacts
from bot.domain.okrs import ObjectiveState, Person
from storage.asks import list_handovers_to, list_proposals_to, list_returned_to
from storage.checkins import list_since
from storage.database import Database
from storage.details import get_detail
from storage.drafts import save_form_draft
from storage.figures import find_figure, set_figure
from storage.homes import get_home
from storage.objectives import get_objective
from storage.people import people_by_id
from storage.search import list_cycles, list_titles
from storage.tables import HandoverRow, ProposalRow
from storage.viewers import get_viewer
from tests.make import (
    MONDAY,
    Changes,
    Company,
    add_checkin,
    add_company,
    add_cycle,
    add_key_result,
    add_membership,
    add_objective,
    add_person,
    add_team,
    add_workspace,
)


def person(session: Session, number: int) -> Person:
    return people_by_id(session, [number])[number]


def home(session: Session, number: int, team: int = 0) -> HomeFacts:
    return get_home(session, person(session, number), MONDAY, team)


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    statements: list[str] = []

    def keep(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    event.listen(database.engine, "before_cursor_execute", keep)
    yield statements
    event.remove(database.engine, "before_cursor_execute", keep)


def grow(session: Session, company: Company, count: int) -> None:
    """More objectives with two key results each, checked in, and more teams with theirs."""
    for _number in range(count):
        team = add_team(session, company.workspace, parent_id=company.team)
        for owner in (company.team, team):
            objective = add_objective(
                session, owner, company.member, company.cycle, parent_id=company.objective
            )
            for _each in range(2):
                add_checkin(session, add_key_result(session, objective))
        add_objective(session, company.team, company.member, company.cycle)


def test_a_home_takes_as_many_statements_for_many_as_for_few(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)
        grow(session, company, 1)
        with counted(database) as few:
            small = home(session, company.manager)
        grow(session, company, 30)
        with counted(database) as many:
            large = home(session, company.manager)

    assert len(many) == len(few) <= 30
    assert (len(small.of_teams), len(large.of_teams)) == (4, 94)


def test_own_key_results_take_no_more_statements_either(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)
        grow(session, company, 1)
        with counted(database) as few:
            small = home(session, company.member)
        grow(session, company, 30)
        with counted(database) as many:
            large = home(session, company.member)

    assert len(many) == len(few) <= 30
    assert [sum(len(one.key_results) for one in each.mine) for each in (small, large)] == [5, 125]
    assert len(large.revisions) == 124


def test_a_home_has_the_team_that_is_asked_for_if_it_is_ones_own(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)
        below = add_team(session, company.workspace, parent_id=company.team)
        beside = add_team(session, company.workspace)

        found = [home(session, company.manager, team) for team in (0, below, beside, 404)]

    assert [each.week and each.week.team.id for each in found] == [
        company.team,
        below,
        company.team,
        company.team,
    ]


def test_revisions_go_back_eight_weeks(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)
        for slot in ("2026-W34", "2026-W35", "2026-W42"):
            add_checkin(session, company.key_result, slot=slot)

        recent = home(session, company.member).revisions
        every = list_since(session, [company.key_result])

    assert [each.slot for each in recent] == ["2026-W35", "2026-W42"]
    assert [each.slot for each in every] == ["2026-W34", "2026-W35", "2026-W42"]


def test_a_viewer_knows_all_teams_and_ones_own(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)
        archived = add_team(session, company.workspace, is_active=False)
        add_membership(session, archived, company.member)
        add_team(session, add_workspace(session))

        found = get_viewer(session, person(session, company.member))

    assert set(found.teams) == {company.team, archived}
    assert found.active == {company.team}
    assert found.member_of == {company.team, archived}


def test_what_waits_is_found_by_whom_it_waits_for(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)
        hanna, maria = company.manager, company.member
        now: Changes = {"workspace_id": company.workspace, "at": MONDAY}
        now["objective_id"] = company.objective
        proposed: Changes = {"author_id": maria, "decider_id": hanna, "note": "Why?"}
        answers = {Answer.OPEN: "More", Answer.AGREED: "", Answer.RETURNED: "Back"}
        session.add(ProposalRow(**now, **proposed, reason="New", base_version=1))
        for state, reason in answers.items():
            row: Changes = {"state": state, "reason": reason, "content": {"title": "Other"}}
            session.add(ProposalRow(**now, **proposed, **row))
        given: Changes = {"from_id": hanna, "asked_by_id": hanna, "to_id": maria}
        session.add(HandoverRow(**now, **given, note="Yours"))
        session.add(HandoverRow(**now, **given, key_result_id=company.key_result))
        session.add(HandoverRow(**now, **given, state=Answer.DECLINED))
        session.flush()

        asked = list_proposals_to(session, company.manager)
        returned = list_returned_to(session, company.member)
        offered = list_handovers_to(session, company.member)
        nothing = list_proposals_to(session, company.member)

    assert [(each.who, each.reason, each.is_change) for each in asked] == [
        ("Maria", "New", False),
        ("Maria", "More", True),
    ]
    assert [(each.who, each.reason) for each in returned] == [("Hanna", "Why?")]
    assert [(each.who, each.key_result, each.reason) for each in offered] == [
        ("Hanna", "", "Yours"),
        ("Hanna", "Hospitals that reorder", ""),
    ]
    assert nothing == []


def test_drafts_of_objectives_wait_on_home_and_secrets_are_not_named(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)
        other = add_team(session, company.workspace)
        hidden = add_objective(
            session, other, company.manager, company.cycle, is_private=True, title="Secret"
        )
        member = person(session, company.member)
        for number, (form, title) in enumerate(
            [
                ("objective.new.1", "Mine"),
                (f"objective:{company.objective}", "Better trust"),
                (f"objective:{hidden}", "What I typed of it"),
                ("setup", "Other"),
            ]
        ):
            at = MONDAY + timedelta(minutes=number)
            typed = draft_to_json(EditorDraft({"title": title}))
            save_form_draft(session, member, form, typed, at)

        asks = home(session, company.member).asks

    assert [(each.kind, each.title) for each in asks] == [
        (AskKind.DRAFT, "Better trust"),
        (AskKind.DRAFT, "Mine"),
    ]


def test_titles_are_those_of_open_cycles_or_of_the_one_that_is_named(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)
        days: Changes = {"starts_on": date(2026, 7, 1), "ends_on": date(2026, 9, 30)}
        old = add_cycle(session, company.workspace, name="2026-Q3", is_closed=True, **days)
        for state in ObjectiveState:
            add_objective(session, company.team, company.member, company.cycle, state=state)
            add_objective(session, company.team, company.member, old, state=state, title="Old")
        add_company(session)

        cycles = list_cycles(session, company.workspace)
        running = list_titles(session, company.workspace, None)
        closed = list_titles(session, company.workspace, cycles[1])

    assert [each.name for each in cycles] == ["2026-Q4", "2026-Q3"]
    assert running[company.objective] == [
        "Hospitals trust our implants",
        "Hospitals that reorder",
    ]
    assert len(running) == 4  # the company's own, and active, paused, proposed
    assert list(closed.values()) == [["Old"]] * 5  # and closed, dropped


def test_a_detail_takes_as_many_statements_for_many_as_for_few(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)
        counts = []
        for _number in range(2):
            for _each in range(10):
                add_checkin(session, add_key_result(session, company.objective))
            viewer = get_viewer(session, person(session, company.member))
            objective = get_objective(session, company.workspace, company.objective)
            with counted(database) as statements:
                facts = get_detail(session, viewer, objective, MONDAY)
            counts.append(len(statements))

    assert counts[0] == counts[1] <= 8
    assert len(facts.revisions) == 20
    assert facts.people == {company.member: "Maria"}


def test_what_slack_took_is_remembered_for_each_workspace(database: Database) -> None:
    with database.transaction() as session:
        ours, other = add_workspace(session), add_workspace(session)

        before = find_figure(session, ours)
        set_figure(session, ours, Figure.TABLE, MONDAY)

        assert before == (Figure.CHART, None)
        assert find_figure(session, ours) == (Figure.TABLE, MONDAY)
        assert find_figure(session, other) == (Figure.CHART, None)


@pytest.mark.parametrize("is_active", [True, False])
def test_who_left_has_no_teams_above_what_is_private(database: Database, is_active: bool) -> None:
    with database.transaction() as session:
        company = add_company(session)
        gone = add_person(session, company.workspace, is_active=is_active)
        add_membership(session, company.team, gone)
        viewer = get_viewer(session, person(session, gone))
        objective = get_objective(session, company.workspace, company.objective)

        sees = viewer.sees(replace(objective, is_private=True))

    assert sees is is_active
    assert objective.key_results[0].baseline == Decimal(40)
