"""Planning on both databases: by two at once, in a fixed number of questions, within the budget."""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import Session, SQLModel, select

from bot.domain.okrs import Person
from bot.domain.outbox import Message, Sending
from bot.usecases.nudges import queue_due_nudges
from bot.usecases.reminders import queue_due_reminders
from bot.usecases.talks import queue_due_talks
from bot.usecases.unsent import put_off_unsent
from storage.database import Database
from storage.extras import Extra, give_back, spend, spend_all
from storage.nudges import list_joined
from storage.outbox import add_message, replace_message
from storage.people import people_by_id
from storage.sending import claim_due
from storage.tables import ExtraRow, NudgeRow, OutboxRow, PersonRow
from storage.talks import managers_above
from tests.make import (
    MONDAY,
    SLOT,
    Company,
    add_company,
    add_key_result,
    add_membership,
    add_nudge,
    add_objective,
    add_outbox,
    add_person,
    add_team,
)

TUESDAY = MONDAY + timedelta(days=1)
CLOSING = datetime(2026, 10, 12, 16, tzinfo=UTC)
A_MINUTE = timedelta(minutes=1)

Duty = Callable[[Database, datetime], Counter[str]]


def add_asked(session: Session, company: Company, count: int) -> list[int]:
    """People of the team with a key result each, for whom everything is due on Monday."""
    ids = [
        add_person(
            session,
            company.workspace,
            home_team_id=company.team,
            next_nudge_at=MONDAY,
            asked_slot="2026-W41",
            missed=1,
        )
        for _number in range(count)
    ]
    for each in ids:
        objective = add_objective(session, company.team, each, company.cycle)
        add_key_result(session, objective)
        add_membership(session, company.team, each)
    return ids


def person_of(session: Session, number: int) -> Person:
    return people_by_id(session, [number])[number]


def rows(database: Database, table: type[SQLModel]) -> list[dict[str, Any]]:
    with database.reading() as session:
        found = session.exec(select(table).order_by(*table.__table__.primary_key))  # type: ignore[attr-defined]
        return [row.model_dump() for row in found]


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    """The statements that are made meanwhile."""
    made: list[str] = []

    def note(_c: object, _u: object, statement: str, *_others: object) -> None:
        made.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    yield made
    event.remove(database.engine, "before_cursor_execute", note)


def test_two_schedulers_at_once_ask_remind_and_tell_each_once(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)
        people = add_asked(session, company, 30)

    def live() -> None:
        for duty, at in (
            (queue_due_nudges, MONDAY),
            (queue_due_talks, MONDAY),
            (queue_due_reminders, TUESDAY),
        ):
            duty(database, at)
            duty(database, at)

    with ThreadPoolExecutor(2) as pool:
        for each in [pool.submit(live), pool.submit(live)]:
            each.result()
    live()  # what one of them held, the other has passed over until its next beat

    keys = Counter(row["key"].partition(":")[0] for row in rows(database, OutboxRow))
    assert keys == {"nudge": 30, "remind": 30, "talk": 1}
    assert {row["reminded"] for row in rows(database, NudgeRow)} == {"sent"}
    told = [row["missed"] for row in rows(database, PersonRow) if row["id"] in people]
    assert told == [2] * 30


@pytest.mark.parametrize(
    ("duty", "at"),
    [(queue_due_nudges, MONDAY), (queue_due_reminders, TUESDAY), (queue_due_talks, MONDAY)],
    ids=["nudges", "reminders", "talks"],
)
def test_planning_for_three_asks_no_more_than_for_one(
    database: Database, duty: Duty, at: datetime
) -> None:
    def questions(number: int) -> int:
        with database.transaction() as session:
            company = add_company(session)
            for each in add_asked(session, company, number):
                if duty is queue_due_reminders:
                    add_nudge(session, each, remind_at=TUESDAY)
                if duty is not queue_due_nudges:
                    session.get_one(PersonRow, each).next_nudge_at = None
                if duty is queue_due_talks:
                    session.get_one(PersonRow, each).talk_at = MONDAY
        with counted(database) as made:
            assert duty(database, at).total() == number
        return len(made)

    assert questions(1) == questions(3)


def test_the_budget_is_one_thing_a_week(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)
        maria, hanna = (person_of(session, each) for each in (company.member, company.manager))

        first = spend(session, maria, SLOT, "remind:1", MONDAY)
        second = spend(session, maria, SLOT, "talk:1", MONDAY)
        later = spend(session, maria, "2026-W43", "talk:1", MONDAY)
        many = [Extra(maria, SLOT, "a"), Extra(hanna, SLOT, "b"), Extra(hanna, SLOT, "c")]
        granted = spend_all(session, many, MONDAY)

    assert (first, second, later, granted) == (True, False, True, frozenset({"b"}))


def test_what_was_never_sent_gives_its_week_back(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)
        maria = person_of(session, company.member)
        spend(session, maria, SLOT, "remind:1", MONDAY)

        give_back(session, company.workspace, ["remind:1"])

        assert spend(session, maria, SLOT, "talk:1", MONDAY)


def test_of_two_who_spend_at_once_one_does(database: Database) -> None:
    with database.transaction() as session:
        maria = person_of(session, add_company(session).member)

    def try_to_spend(key: str) -> bool:
        with database.transaction() as session:
            return spend(session, maria, SLOT, key, MONDAY)

    with ThreadPoolExecutor(2) as pool:
        spent = sorted(pool.map(try_to_spend, ["remind:1", "talk:1"]))

    assert spent == [False, True]
    assert len(rows(database, ExtraRow)) == 1


def test_nothing_is_claimed_past_its_hours(database: Database, workspace: int) -> None:
    with database.transaction() as session:
        add_message(session, workspace, Message("nudge:1", "U1", not_after=CLOSING), MONDAY)

    def claimed(at: datetime) -> list[str]:
        with database.transaction() as session:
            return [each.key for each in claim_due(session, at, A_MINUTE, 10)]

    assert claimed(CLOSING) == []
    assert claimed(CLOSING - A_MINUTE) == ["nudge:1"]
    # The lease runs out; by then the hours are over.
    assert claimed(CLOSING) == []


def test_a_newer_text_does_not_bring_a_message_out_of_its_hours(
    database: Database, workspace: int
) -> None:
    with database.transaction() as session:
        waiting = Message("nudge:1", "U1", {"text": "old"}, not_after=CLOSING + timedelta(days=1))
        add_message(session, workspace, waiting, TUESDAY)

        assert replace_message(
            session, workspace, Message("nudge:1", "U1", {"text": "new"}), MONDAY
        )

    [row] = rows(database, OutboxRow)
    assert (row["payload"], row["not_before"]) == ({"text": "new"}, TUESDAY)
    assert row["not_after"] == CLOSING + timedelta(days=1)


def unsent(session: Session, company: Company, kind: str, **columns: Any) -> int:
    key = f"{kind}:{company.member}:{SLOT}"
    late = {"key": key, "channel": "U0MARIA", "not_after": CLOSING}
    return add_outbox(session, company.workspace, **late | columns)


@pytest.mark.parametrize(
    ("columns", "state", "not_before"),
    [
        ({}, Sending.WAITING, datetime(2026, 10, 13, 7, tzinfo=UTC)),
        (
            {"state": Sending.LEASED, "leased_until": CLOSING},
            Sending.WAITING,
            datetime(2026, 10, 13, 7, tzinfo=UTC),
        ),
        (
            {"state": Sending.LEASED, "leased_until": CLOSING + A_MINUTE},
            Sending.LEASED,
            MONDAY,
        ),
        ({"state": Sending.SENT}, Sending.SENT, MONDAY),
        ({"not_after": CLOSING + A_MINUTE}, Sending.WAITING, MONDAY),
    ],
    ids=["waits", "was given up by its holder", "is on its way", "is sent", "has time left"],
)
def test_what_is_past_its_hours_moves_to_the_next_day(
    database: Database, columns: dict[str, Any], state: Sending, not_before: datetime
) -> None:
    with database.transaction() as session:
        company = add_company(session)
        add_nudge(session, company.member)
        unsent(session, company, "nudge", **columns)

    put_off_unsent(database, CLOSING)

    [row] = rows(database, OutboxRow)
    assert (row["state"], row["not_before"]) == (state, not_before)


@pytest.mark.parametrize(
    ("is_doubtful", "state", "skipped"),
    [(False, Sending.DROPPED, "too_late"), (True, Sending.WAITING, "")],
)
def test_what_is_half_a_day_late_is_dropped_unless_it_may_stand_in_slack(
    database: Database, is_doubtful: bool, state: Sending, skipped: str
) -> None:
    with database.transaction() as session:
        company = add_company(session)
        add_nudge(session, company.member)
        unsent(session, company, "nudge", is_doubtful=is_doubtful)

    put_off_unsent(database, MONDAY + timedelta(days=2))

    assert [row["state"] for row in rows(database, OutboxRow)] == [state]
    assert [row["skipped"] for row in rows(database, NudgeRow)] == [skipped]


def test_who_went_away_meanwhile_is_not_asked_the_next_day(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)
        session.get_one(PersonRow, company.member).away = "vacation"
        add_nudge(session, company.member)
        unsent(session, company, "nudge")

    put_off_unsent(database, CLOSING)

    assert [row["skipped"] for row in rows(database, NudgeRow)] == ["away"]


def test_since_when_a_team_is_there_is_asked_for_newcomers_only(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)
        home = {"home_team_id": company.team}
        new = add_person(session, company.workspace, **home)
        old = add_person(session, company.workspace, **home)
        add_membership(session, company.team, new, joined_on=date(2026, 10, 9))
        add_membership(session, company.team, old, joined_on=date(2026, 3, 1))
        nobody = add_person(session, company.workspace)
        people = list(people_by_id(session, [new, old, nobody]).values())

        joined = list_joined(session, people, MONDAY)

    assert {number: (each.on, each.team_since) for number, each in joined.items()} == {
        new: (date(2026, 10, 9), date(2026, 1, 1)),
        old: (date(2026, 3, 1), None),
    }


def test_the_nearest_active_manager_who_is_not_oneself(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)
        gone = add_person(session, company.workspace, is_active=False)
        middle = add_team(session, company.workspace, parent_id=company.team, manager_id=gone)
        lowest = add_team(session, company.workspace, parent_id=middle)
        own = add_team(session, company.workspace, parent_id=company.team)
        below, leader = (
            add_person(session, company.workspace, home_team_id=team) for team in (lowest, own)
        )
        alone = add_person(session, company.workspace)
        session.get_one(PersonRow, company.manager).home_team_id = company.team
        people = list(people_by_id(session, [below, leader, alone, company.manager]).values())

        managers = managers_above(session, people)

    assert {number: manager.id for number, manager in managers.items()} == {
        below: company.manager,
        leader: company.manager,
    }
