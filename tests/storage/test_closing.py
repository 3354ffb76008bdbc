"""Closing, carrying over and what a closed cycle refuses, on both databases."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from threading import Event, Thread

import pytest
from sqlmodel import Session

from bot.domain.closing import Suggestion, suggest
from bot.domain.closing_answers import Decision, as_suggested
from bot.domain.cycles import CycleClosed, Dates
from bot.domain.okrs import Link, Metric, Objective, ObjectiveState, Outcome, Person
from storage.carrying import end_objective
from storage.closing import close_objective, get_closing
from storage.cycles import (
    add_cycle,
    close_cycle,
    count_by_team,
    count_objectives,
    get_cycle,
    list_cycles,
    set_dates,
)
from storage.database import Database
from storage.objectives import (
    ChangedMeanwhile,
    Edit,
    add_objective,
    change_objective,
    get_objective,
    list_changes,
    set_objective,
)
from storage.people import people_by_id
from storage.tables import ObjectiveRow
from storage.teams import get_team
from tests.make import (
    MONDAY,
    Company,
    add_company,
    add_key_result,
    add_milestone,
    add_team,
)
from tests.make import (
    add_cycle as add_cycle_row,
)
from tests.make import (
    add_objective as add_objective_row,
)

NEXT = {"name": "2027-Q1", "starts_on": date(2027, 1, 1), "ends_on": date(2027, 3, 31)}
DECEMBER = MONDAY.replace(month=12, day=18)


def manager(session: Session, company: Company) -> Person:
    return people_by_id(session, [company.manager])[company.manager]


def edit(session: Session, company: Company) -> Edit:
    return Edit(manager(session, company), DECEMBER)


def found(session: Session, company: Company, number: int | None = None) -> Objective:
    return get_objective(session, company.workspace, number or company.objective)


def suggestion(session: Session, company: Company, number: int | None = None) -> Suggestion:
    return suggest(found(session, company, number), [], DECEMBER.date(), {})


def carry(session: Session, company: Company, number: int, target: int) -> Objective:
    decision = Decision(Outcome.CARRIED, Decimal(1), target_id=target)
    cycle = get_cycle(session, company.workspace, target)
    ended = (suggestion(session, company, number), decision)
    new = end_objective(session, edit(session, company), ended, cycle, "It ended.")
    assert new is not None
    return new


def test_a_closed_objective_keeps_scores_and_says_who_closed_it(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)
        seen = suggestion(session, company)
        decision = Decision(Outcome.CLOSED, Decimal("0.4"), "Almost", "Next year", "Late")

        close_objective(session, edit(session, company), seen, decision)

        closed = found(session, company)
        row = session.get_one(ObjectiveRow, company.objective)
        [kept] = list_changes(session, [company.objective])
    assert (closed.state, closed.score, closed.version) == (
        ObjectiveState.CLOSED,
        Decimal("0.4"),
        2,
    )
    assert (row.score_note, row.closing_note, row.post_mortem, row.closed_at) == (
        "Almost",
        "Next year",
        "Late",
        DECEMBER,
    )
    assert (kept.change.field, kept.change.before, kept.change.after) == (
        "state",
        "active",
        "closed",
    )


def test_two_who_close_the_same_one_close_it_once(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)
        seen = suggestion(session, company)
        close_objective(session, edit(session, company), seen, as_suggested(seen))

        with pytest.raises(ChangedMeanwhile):
            close_objective(session, edit(session, company), seen, as_suggested(seen))


@pytest.mark.parametrize("order", ["parent first", "child first"])
def test_carried_over_in_any_order_the_link_is_kept(database: Database, order: str) -> None:
    with database.transaction() as session:
        company = add_company(session)
        target = add_cycle_row(session, company.workspace, **NEXT)
        child = add_objective_row(
            session,
            company.team,
            company.member,
            company.cycle,
            parent_id=company.objective,
            link=Link.SUPPORTS,
        )
        both = [company.objective, child]

        new = {
            number: carry(session, company, number, target).id
            for number in (both if order == "parent first" else both[::-1])
        }

        carried = found(session, company, new[child])
    assert (carried.parent_id, carried.link) == (new[company.objective], Link.SUPPORTS)
    assert carried.justification == ""


def test_a_child_that_was_linked_elsewhere_stays_there(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)
        target = add_cycle_row(session, company.workspace, **NEXT)
        other = add_objective_row(session, company.team, company.member, target)
        child = add_objective_row(
            session,
            company.team,
            company.member,
            company.cycle,
            parent_id=company.objective,
            link=Link.CONTRIBUTES,
        )
        alone = carry(session, company, child, target)
        linked = replace(alone, parent_id=other, link=Link.CONTRIBUTES, justification="")
        change_objective(session, edit(session, company), alone, linked)

        carry(session, company, company.objective, target)

        assert found(session, company, alone.id).parent_id == other


def test_milestones_go_on_with_what_is_done(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)
        target = add_cycle_row(session, company.workspace, **NEXT)
        steps = add_key_result(session, company.objective, metric=Metric.MILESTONES, position=1)
        add_milestone(session, steps, title="Graz", done_on=MONDAY.date())
        add_milestone(session, steps, title="Linz", position=1)

        new = carry(session, company, company.objective, target)

        old = found(session, company)
    assert [(step.title, step.done_on) for step in new.key_results[1].milestones] == [
        ("Graz", MONDAY.date()),
        ("Linz", None),
    ]
    assert {step.id for step in new.key_results[1].milestones}.isdisjoint(
        step.id for step in old.key_results[1].milestones
    )
    assert new.key_results[0].checked_in_slot is None


def test_into_a_closed_cycle_there_is_no_way_to_write(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)
        seen, who = found(session, company), edit(session, company)
        close_cycle(session, company.cycle, DECEMBER)

        with pytest.raises(CycleClosed):
            change_objective(session, who, seen, replace(seen, title="Other"))
        with pytest.raises(CycleClosed):
            set_objective(session, seen, state=ObjectiveState.PAUSED)
        with pytest.raises(CycleClosed):
            add_objective(session, who.author, replace(seen, id=0, key_results=()))
        with pytest.raises(CycleClosed):
            close_objective(
                session,
                who,
                suggestion(session, company),
                as_suggested(suggestion(session, company)),
            )

        assert found(session, company).title == seen.title


def test_who_closes_a_cycle_waits_for_who_writes_into_it(database: Database) -> None:
    """Nothing slips in behind the close: it comes before, or is refused."""
    with database.transaction() as session:
        company = add_company(session)
    has_begun = Event()

    def close() -> None:
        has_begun.set()
        with database.transaction() as other:
            close_cycle(other, company.cycle, DECEMBER)

    closing = Thread(target=close)
    with database.transaction() as session:
        set_objective(session, found(session, company), state=ObjectiveState.PAUSED)
        closing.start()
        has_begun.wait()
        closing.join(timeout=0.3)
        was_waiting = closing.is_alive()
    closing.join()

    with database.reading() as session:
        assert was_waiting
        assert get_cycle(session, company.workspace, company.cycle).is_closed


def test_a_cycle_is_closed_once(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)

        assert close_cycle(session, company.cycle, DECEMBER)
        assert not close_cycle(session, company.cycle, DECEMBER)


def test_cycles_are_planned_changed_and_listed(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)
        winter = Dates("Winter", date(2027, 1, 1), date(2027, 3, 31))
        number = add_cycle(session, company.workspace, winter, MONDAY)
        again = add_cycle(session, company.workspace, winter, MONDAY)
        assert number is not None
        set_dates(session, number, replace(winter, name="2027-Q1"), MONDAY)

        listed = list_cycles(session, company.workspace)

    assert again is None
    assert [each.name for each in listed] == ["2027-Q1", "2026-Q4"]


def test_objectives_are_counted_by_cycle_and_by_team(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)
        other = add_team(session, company.workspace)
        for team, state in ((company.team, "paused"), (other, "active"), (other, "active")):
            add_objective_row(session, team, company.member, company.cycle, state=state)

        by_cycle = count_objectives(session, [company.cycle])
        by_team = count_by_team(session, company.cycle)

    assert by_cycle == {company.cycle: {"active": 3, "paused": 1}}
    assert by_team == {company.team: {"active": 1, "paused": 1}, other: {"active": 2}}


def test_what_contributes_counts_where_there_are_no_key_results(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)
        top = add_objective_row(session, company.team, company.member, company.cycle)
        closed = {"state": "closed", "score": Decimal("0.9")}
        for columns in (closed, {"link": Link.SUPPORTS}, {"state": "draft"}):
            add_objective_row(
                session,
                company.team,
                company.member,
                company.cycle,
                **{"parent_id": top, "link": Link.CONTRIBUTES, **columns},
            )
        set_objective(session, found(session, company), parent_id=top, link=Link.CONTRIBUTES)
        team = get_team(session, company.workspace, company.team)

        closing = get_closing(session, manager(session, company), team, DECEMBER)

    # 0.9 of the closed one, and 0.32 of the one that is still open.
    assert closing.get(top).score == Decimal("0.61")
