"""Proposals: put, found by who is asked and who asked, answered once."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import Session

from bot.domain.agreeing import Answer
from bot.domain.okrs import Person
from bot.errors import NotFound
from storage.database import Database
from storage.objectives import get_objective
from storage.people import people_by_id
from storage.proposals import (
    add_proposal,
    find_open_proposal,
    get_proposal,
    list_of_author,
    list_open_for,
    set_proposal,
)
from tests.make import MONDAY, Company, add_company, add_workspace


def author(session: Session, company: Company) -> Person:
    return people_by_id(session, [company.member])[company.member]


def propose(session: Session, company: Company) -> int:
    return add_proposal(
        session, author(session, company), company.objective, company.manager, now=MONDAY
    )


def test_a_proposal_is_found_by_everybody_it_concerns(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)
        number = propose(session, company)

        found = get_proposal(session, company.workspace, number)

        assert (found.author_id, found.decider_id) == (company.member, company.manager)
        assert (found.state, found.content, found.at) == (Answer.OPEN, None, MONDAY)
        assert find_open_proposal(session, company.objective) == found
        assert list_open_for(session, company.manager) == [found]
        assert list_of_author(session, company.member) == [found]
        assert list_open_for(session, company.member) == []


def test_a_proposed_change_keeps_the_whole_objective(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)
        stands = get_objective(session, company.workspace, company.objective)
        wanted = replace(stands, title="Every hospital trusts us")

        number = add_proposal(
            session,
            author(session, company),
            stands.id,
            company.manager,
            content=wanted,
            base_version=stands.version,
            reason="We know more",
            now=MONDAY,
        )

        found = get_proposal(session, company.workspace, number)
        assert (found.content, found.base_version, found.reason) == (wanted, 1, "We know more")


def test_the_newest_open_one_counts(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)
        propose(session, company)
        later = add_proposal(
            session,
            author(session, company),
            company.objective,
            company.manager,
            now=MONDAY + timedelta(hours=1),
        )

        found = find_open_proposal(session, company.objective)

        assert found is not None
        assert found.id == later


def test_it_is_answered_once(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)
        number = propose(session, company)

        assert set_proposal(session, number, state=Answer.RETURNED, note="Shorter")
        assert not set_proposal(session, number, state=Answer.AGREED)

        assert find_open_proposal(session, company.objective) is None
        assert [each.note for each in list_of_author(session, company.member)] == ["Shorter"]


def test_another_workspace_has_none(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)
        number, elsewhere = propose(session, company), add_workspace(session)

        with pytest.raises(NotFound):
            get_proposal(session, elsewhere, number)
