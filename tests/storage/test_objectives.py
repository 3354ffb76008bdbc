"""Objectives written, changed and found again."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlmodel import Session

from bot.domain.changes import Change
from bot.domain.okrs import Metric, Objective, ObjectiveState
from bot.errors import NotFound
from storage.database import Database
from storage.objectives import (
    ChangedMeanwhile,
    Edit,
    add_objective,
    change_objective,
    find_objective_of,
    get_objective,
    list_changes,
    set_objective,
)
from storage.people import people_by_id
from tests.make import (
    MONDAY,
    Company,
    add_company,
    add_key_result,
    add_milestone,
    add_workspace,
    make_cycle,
    make_key_result,
    make_milestone,
    make_objective,
)


def author(session: Session, company: Company) -> Edit:
    return Edit(people_by_id(session, [company.manager])[company.manager], MONDAY, "We know more")


def seen(session: Session, company: Company) -> Objective:
    return get_objective(session, company.workspace, company.objective)


def test_a_written_objective_is_found_as_it_was_written(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)
        written = make_objective(
            id=0,
            team_id=company.team,
            owner_id=company.manager,
            cycle=make_cycle(id=company.cycle),
            state=ObjectiveState.PROPOSED,
            why="Trust pays",
            key_results=(
                make_key_result(id=0, owner_id=company.member, confidence=7),
                make_key_result(
                    id=0,
                    owner_id=company.member,
                    title="Steps",
                    metric=Metric.MILESTONES,
                    milestones=(make_milestone(id=0), make_milestone(id=0, title="Live")),
                ),
            ),
        )

        number = add_objective(session, author(session, company).author, written)

        found = get_objective(session, company.workspace, number)
    assert [each.title for each in found.key_results[1].milestones] == ["Pilot signed", "Live"]
    plain = tuple(replace(each, id=0, objective_id=1, milestones=()) for each in found.key_results)
    wanted = tuple(replace(each, milestones=()) for each in written.key_results)
    assert replace(found, id=0, key_results=plain) == replace(written, key_results=wanted)


def test_a_change_is_kept_with_who_and_why(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)
        before = seen(session, company)
        key_result = replace(before.key_results[0], target=Decimal(70))
        after = replace(before, key_results=(key_result,))

        change_objective(session, author(session, company), before, after)

        found = seen(session, company)
        kept = list_changes(session, [company.objective])
    assert found == replace(after, version=2)
    assert [(each.change, each.author_id, each.at, each.reason) for each in kept] == [
        (
            Change("target", "65", "70", key_result.title, key_result.id),
            company.manager,
            MONDAY,
            "We know more",
        )
    ]


def test_who_saw_an_older_version_changes_nothing(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)
        before = seen(session, company)
        edit = author(session, company)
        change_objective(session, edit, before, replace(before, title="First"))

        with pytest.raises(ChangedMeanwhile):
            change_objective(session, edit, before, replace(before, title="Second"))
        with pytest.raises(ChangedMeanwhile):
            set_objective(session, before, state=ObjectiveState.PAUSED)

        assert seen(session, company).title == "First"


def test_a_removed_key_result_is_switched_off(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)
        before = seen(session, company)
        new = make_key_result(id=0, owner_id=company.member, title="Calls per order")

        change_objective(
            session, author(session, company), before, replace(before, key_results=(new,))
        )

        assert [each.title for each in seen(session, company).key_results] == ["Calls per order"]
        assert find_objective_of(session, company.workspace, company.key_result) is not None


def test_steps_are_kept_added_and_removed(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)
        stepped = add_key_result(session, company.objective, metric=Metric.MILESTONES)
        kept = add_milestone(session, stepped, title="Kept")
        add_milestone(session, stepped, title="Gone", position=1)
        before = seen(session, company)
        steps = (make_milestone(id=0, title="New"), make_milestone(id=kept, title="Kept"))
        first, last = before.key_results
        after = replace(before, key_results=(first, replace(last, milestones=steps)))

        change_objective(session, author(session, company), before, after)

        found = seen(session, company).key_results[1]
    assert [each.title for each in found.milestones] == ["New", "Kept"]
    assert found.milestones[1].id == kept


def test_changes_are_asked_for_since_a_moment(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)
        edit, before = author(session, company), seen(session, company)
        change_objective(session, edit, before, replace(before, title="First"))
        later = replace(edit, now=MONDAY + timedelta(days=7))
        now = seen(session, company)
        change_objective(session, later, now, replace(now, title="Second"))

        kept = list_changes(session, [company.objective], since=MONDAY + timedelta(days=1))

    assert [each.change.after for each in kept] == ["Second"]


def test_what_belongs_to_another_workspace_is_not_there(database: Database) -> None:
    with database.transaction() as session:
        company, other = add_company(session), add_workspace(session)

        with pytest.raises(NotFound):
            get_objective(session, other, company.objective)
        assert find_objective_of(session, other, company.key_result) is None
