"""A team's week as it is asked for: what was changed, and in how many questions."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import Session

from bot.domain.okrs import ObjectiveState, Team
from storage.database import Database
from storage.objectives import Edit, change_objective, get_objective
from storage.people import people_by_id
from storage.tables import CycleRow, ObjectiveRow
from storage.weeks import Span, get_week, list_made_changes
from tests.make import MONDAY, SLOT, Company, add_company, add_cycle, add_key_result, add_objective

TODAY = MONDAY.date()
SPAN = Span(SLOT, TODAY, TODAY, since=MONDAY - timedelta(days=7), now=MONDAY)


def change(session: Session, company: Company, number: int, **changed: Any) -> None:
    before = get_objective(session, company.workspace, number)
    author = people_by_id(session, [company.manager])[company.manager]
    edit = Edit(author, MONDAY, "We know more")
    change_objective(session, edit, before, replace(before, **changed))


def fields(session: Session, company: Company, span: Span = SPAN) -> list[str]:
    return [each.change.field for each in list_made_changes(session, company.team, span)]


@contextmanager
def counted(session: Session) -> Iterator[list[str]]:
    """The statements that are made meanwhile."""
    made: list[str] = []

    def note(_c: object, _u: object, statement: str, *_others: object) -> None:
        made.append(statement)

    connection = session.connection()
    event.listen(connection, "before_cursor_execute", note)
    yield made
    event.remove(connection, "before_cursor_execute", note)


def test_a_change_comes_with_its_unit_author_and_reason(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)
        [key_result] = get_objective(session, company.workspace, company.objective).key_results
        higher = replace(key_result, target=Decimal(70))

        change(session, company, company.objective, key_results=(higher,))

        [made] = list_made_changes(session, company.team, SPAN)
        assert (made.change.title, made.unit, made.author_id, made.reason) == (
            *("Hospitals that reorder", "hospitals"),
            *(company.manager, "We know more"),
        )


@pytest.mark.parametrize("state", [ObjectiveState.DROPPED, ObjectiveState.PAUSED])
def test_what_does_not_count_any_more_is_told_all_the_same(
    database: Database, state: ObjectiveState
) -> None:
    with database.transaction() as session:
        company = add_company(session)

        change(session, company, company.objective, state=state)

        assert fields(session, company) == ["state"]


def test_what_is_older_is_not(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)
        change(session, company, company.objective, title="Every hospital trusts us")

        later = replace(SPAN, since=MONDAY + timedelta(seconds=1))

        assert fields(session, company, later) == []
        assert fields(session, company) == ["title"]


def test_what_belongs_to_another_cycle_or_a_closed_one_is_not(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)
        days = {"starts_on": date(2027, 1, 1), "ends_on": date(2027, 3, 31)}
        planned = add_cycle(session, company.workspace, name="2027-Q1", **days)
        next_one = add_objective(session, company.team, company.member, planned)
        change(session, company, next_one, title="Planned")
        change(session, company, company.objective, title="Closed")
        session.get_one(CycleRow, company.cycle).is_closed = True
        session.flush()

        assert fields(session, company) == []


def test_what_belongs_to_another_team_is_not(database: Database) -> None:
    with database.transaction() as session:
        company, other = add_company(session), add_company(session)
        change(session, other, other.objective, title="Theirs")

        assert fields(session, company) == []


def test_more_objectives_and_changes_ask_no_more_questions(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)
        team = Team(company.team, "Platform", workspace_id=company.workspace)
        change(session, company, company.objective, title="One")
        with counted(session) as few:
            get_week(session, team, SPAN)
        for number in range(5):
            added = add_objective(session, company.team, company.member, company.cycle)
            add_key_result(session, added)
            change(session, company, added, title=f"Another {number}")
            assert session.get(ObjectiveRow, added) is not None

        with counted(session) as many:
            week = get_week(session, team, SPAN)

        assert len(week.changes) == 6
        assert len(many) == len(few)
