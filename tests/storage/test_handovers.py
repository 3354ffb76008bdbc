"""Offers: kept, found by whom they concern, answered once."""

from typing import Any

import pytest
from sqlmodel import Session

from bot.domain.agreeing import Answer
from bot.domain.handovers import Handover
from bot.errors import NotFound
from storage.database import Database
from storage.handovers import (
    add_handover,
    answer_handover,
    get_deal,
    get_given,
    get_handover,
    list_offered_to,
    list_open_handovers,
)
from storage.tables import KeyResultRow
from tests.make import MONDAY, Company, add_company, add_workspace


def offered(session: Session, company: Company, **columns: Any) -> Handover:
    """Maria's key result, from her to Hanna, who leads the team."""
    about = {"objective_id": company.objective, "key_result_id": company.key_result}
    people = {"from_id": company.member, "to_id": company.manager, "asked_by_id": company.member}
    row = {**about, **people, "note": "You know them", **columns}
    return add_handover(session, company.workspace, MONDAY, **row)


def test_an_offer_is_found_by_everybody_it_concerns(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)

        handover = offered(session, company)

        assert get_handover(session, company.workspace, handover.id) == handover
        assert list_offered_to(session, company.manager) == [handover]
        assert list_offered_to(session, company.member) == []
        assert (handover.state, handover.note, handover.reply) == (Answer.OPEN, "You know them", "")


def test_an_objective_and_its_key_result_are_offered_apart(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)
        one, whole = offered(session, company), offered(session, company, key_result_id=None)

        of_key_result = list_open_handovers(session, company.objective, company.key_result)
        of_objective = list_open_handovers(session, company.objective, None)

        assert (of_key_result, of_objective) == ([one], [whole])


def test_an_offer_is_answered_once(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)
        number = offered(session, company).id

        assert answer_handover(session, number, Answer.DECLINED, MONDAY, "No time")
        assert not answer_handover(session, number, Answer.AGREED, MONDAY)

        found = get_handover(session, company.workspace, number)
        assert (found.state, found.reply, found.decided_at) == (Answer.DECLINED, "No time", MONDAY)
        assert list_offered_to(session, company.manager) == []


def test_a_deal_has_what_it_is_about_as_it_is_now(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)
        handover = offered(session, company)

        deal = get_deal(session, handover, MONDAY.date())
        session.get_one(KeyResultRow, company.key_result).is_active = False
        session.flush()
        later = get_deal(session, handover, MONDAY.date())

        assert (deal.owner.name, deal.receiver.name, deal.offer.title) == (
            *("Maria", "Hanna"),
            "Hospitals that reorder",
        )
        assert deal.is_possible(may_see=True)
        assert not later.is_possible(may_see=True)


@pytest.mark.parametrize("subject", ["objective 99", "key_result 99"])
def test_what_is_not_there_cannot_be_given(database: Database, subject: str) -> None:
    with database.transaction() as session:
        company = add_company(session)

        with pytest.raises(NotFound):
            get_given(session, company.workspace, subject)


def test_another_workspace_has_none(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)
        number, elsewhere = offered(session, company).id, add_workspace(session)

        with pytest.raises(NotFound):
            get_handover(session, elsewhere, number)
        with pytest.raises(NotFound):
            get_given(session, elsewhere, f"key_result {company.key_result}")
