"""A proposal as its decider reads it."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from bot.domain.change_lines import ChangeLine
from bot.domain.okrs import Link, ObjectiveState
from bot.domain.proposals import (
    BLOCK_BUDGET,
    Kind,
    ProposedFacts,
    compose_proposal,
    kind_of,
    named_in,
)
from bot.domain.quality import Check
from bot.domain.shortening import sent_length
from tests.make import make_key_result, make_objective, make_person, make_team

MARIA, BEN = make_person(), make_person(id=2, name="Ben", slack_id="U0BEN")
FIRST, SECOND = make_key_result(id=1), make_key_result(id=2, title="Calls", owner_id=2)
OBJECTIVE = make_objective(
    parent_id=9, link=Link.SUPPORTS, why="Trust pays", key_results=(FIRST, SECOND)
)


def facts(**changes: Any) -> ProposedFacts:
    defaults: dict[str, Any] = {
        "author": MARIA,
        "team": make_team(parent_id=3),
        "stands": OBJECTIVE,
        "content": None,
        "reason": "We know more",
        "people": {1: MARIA, 2: BEN},
        "teams": {},
        "objectives": {9: "Every patient walks again"},
    }
    return ProposedFacts(**defaults | changes)


def test_a_new_objective_is_told_in_whole() -> None:
    proposed = compose_proposal(facts())

    [told] = proposed.key_results
    assert (proposed.kind, proposed.title, proposed.why) == (
        Kind.NEW,
        OBJECTIVE.title,
        "Trust pays",
    )
    assert (proposed.link, proposed.parent) == (Link.SUPPORTS, "Every patient walks again")
    assert [(each.title, each.owner) for each in told] == [
        ("Hospitals that reorder", "Maria"),
        ("Calls", "Ben"),
    ]
    assert proposed.changes == ()


def test_a_change_is_told_by_what_differs_and_what_is_new() -> None:
    new = make_key_result(id=0, title="Orders")
    wanted = replace(OBJECTIVE, key_results=(replace(FIRST, target=Decimal(70)), SECOND, new))

    proposed = compose_proposal(facts(content=wanted))

    line = ChangeLine("target", FIRST.title, Decimal(65), Decimal(70), "hospitals", True)
    assert (proposed.kind, proposed.changes) == (Kind.EDIT, ((line,),))
    assert [[each.title for each in chunk] for chunk in proposed.key_results] == [["Orders"]]


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (ObjectiveState.ACTIVE, ObjectiveState.PAUSED, Kind.PAUSE),
        (ObjectiveState.PAUSED, ObjectiveState.ACTIVE, Kind.CONTINUE),
        (ObjectiveState.PAUSED, ObjectiveState.DROPPED, Kind.DROP),
        (ObjectiveState.ACTIVE, ObjectiveState.ACTIVE, Kind.EDIT),
    ],
)
def test_what_would_happen(before: ObjectiveState, after: ObjectiveState, kind: Kind) -> None:
    stands, content = replace(OBJECTIVE, state=before), replace(OBJECTIVE, state=after)

    assert kind_of(stands, content) is kind
    assert compose_proposal(facts(stands=stands, content=content)).changes == ()


def test_a_private_one_above_is_not_named() -> None:
    assert compose_proposal(facts(objectives={9: None})).parent is None


def test_one_that_stands_alone_has_no_parent() -> None:
    alone = replace(OBJECTIVE, parent_id=None, link=None, justification="Only ours")

    proposed = compose_proposal(facts(stands=alone))

    assert (proposed.parent, proposed.justification) == ("", "Only ours")


def test_hints_are_given_with_what_is_new_or_edited_only() -> None:
    one = replace(OBJECTIVE, key_results=(FIRST,))
    paused = replace(one, state=ObjectiveState.PAUSED)

    hints = compose_proposal(facts(stands=one)).hints

    found = [finding.check for each in hints for finding in each.findings]
    assert found == [Check.NUMBER_OF_KEY_RESULTS]
    assert compose_proposal(facts(stands=one, content=paused)).hints == ()


def test_all_whom_it_names_are_asked_for() -> None:
    wanted = replace(OBJECTIVE, owner_id=3, key_results=(replace(FIRST, delegate_id=4),))

    assert named_in(facts(content=wanted)) == {1, 2, 3, 4}


def test_much_is_counted_and_what_is_long_fits_into_blocks() -> None:
    long = "&" * 3000
    one = make_key_result(title=long, unit=long, target=Decimal(7))
    key_results = tuple(replace(one, id=number) for number in range(1, 31))
    changed = tuple(replace(each, title=long + "1", target=Decimal(8)) for each in key_results)
    stands = make_objective(title=long, why=long, justification=long, key_results=key_results)

    new = compose_proposal(facts(stands=stands))
    edit = compose_proposal(facts(stands=stands, content=replace(stands, key_results=changed)))

    assert (sum(map(len, new.key_results)), new.more_key_results) == (12, 18)
    assert (sum(map(len, edit.changes)), edit.more_changes) == (20, 40)
    told = [[each.title + each.unit for each in chunk] for chunk in new.key_results]
    told += [[each.title + each.unit for each in chunk] for chunk in edit.changes]
    assert max(sum(map(sent_length, chunk)) for chunk in told) < BLOCK_BUDGET
