"""Acknowledgements and thanks as they are kept."""

from datetime import timedelta

from bot.domain.acknowledging import About, Acknowledgement
from bot.domain.thanks import Thanks
from storage.acknowledging import (
    list_acknowledged_by,
    list_acknowledgements,
    list_authors,
    put_acknowledgement,
)
from storage.database import Database
from storage.people import people_by_id
from storage.thanks import add_thanks, count_since, find_one, search_running
from storage.viewers import get_viewer
from tests.make import MONDAY, SLOT, add_checkin, add_company, add_key_result, add_objective


def test_an_acknowledgement_is_kept_once_and_gets_words_later(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)
        hanna = people_by_id(session, [company.manager])[company.manager]
        about = About(company.team, SLOT, company.member)

        said = [
            put_acknowledgement(session, hanna, about, words, MONDAY)
            for words in ("", "", "Well done", "", "Well done", "Thanks")
        ]

        assert said == [True, False, True, False, False, True]
        assert list_acknowledgements(session, [company.member], SLOT) == {
            company.member: [Acknowledgement("Hanna", "Thanks")]
        }
        assert list_acknowledgements(session, [company.member], "2026-W41") == {}
        assert list_acknowledged_by(session, company.manager, SLOT) == {company.member}
        assert list_acknowledged_by(session, company.manager, "2026-W41") == frozenset()


def test_authors_are_told_from_those_of_what_is_private_alone(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)
        secret = add_objective(
            session, company.team, company.manager, company.cycle, is_private=True
        )
        hidden = add_key_result(session, secret)
        add_checkin(session, company.key_result)
        add_checkin(session, hidden)
        add_checkin(session, hidden, author_id=company.member)

        assert list_authors(session, company.team, SLOT) == {
            company.member: False,
            company.manager: True,
        }
        assert list_authors(session, company.team, "2026-W41") == {}


def test_thanks_are_counted_from_a_moment_on(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)
        people = people_by_id(session, [company.manager, company.member])
        thanks = Thanks(
            people[company.manager], people[company.member], company.key_result, "Well done"
        )
        add_thanks(session, thanks, MONDAY - timedelta(days=1))
        add_thanks(session, thanks, MONDAY)

        assert count_since(session, company.manager, MONDAY) == 1
        assert count_since(session, company.manager, MONDAY - timedelta(days=1)) == 2
        assert count_since(session, company.member, MONDAY - timedelta(days=9)) == 0


def test_running_key_results_are_found_by_words_where_they_may_be_seen(
    database: Database,
) -> None:
    with database.transaction() as session:
        company = add_company(session)
        secret = add_objective(
            session, company.team, company.manager, company.cycle, is_private=True, title="Secret"
        )
        hidden = add_key_result(session, secret, title="Buy the rival")
        add_key_result(session, secret, title="Dropped", is_active=False)
        stranger = add_company(session)
        own, other = company.key_result, people_by_id(session, [stranger.member])
        maria, hanna = (
            get_viewer(session, people_by_id(session, [each])[each])
            for each in (company.member, company.manager)
        )
        far = get_viewer(session, other[stranger.member])
        day = MONDAY.date()

        assert [each.id for each in search_running(session, maria, "", day, 9)] == [own, hidden]
        assert [each.id for each in search_running(session, hanna, "RIVAL sec", day, 9)] == [hidden]
        assert [each.id for each in search_running(session, hanna, "", day, 1)] == [own]
        assert search_running(session, maria, "", day - timedelta(days=30), 9) == []
        assert find_one(session, far, hidden) is None
        assert find_one(session, far, own) is None
        assert find_one(session, maria, own) is not None
