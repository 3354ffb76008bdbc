"""What may change hands, to whom, and what it is then."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.handovers import Given, check_receiver, compose_offer
from bot.domain.okrs import ObjectiveState
from bot.domain.shortening import sent_length
from bot.errors import InvalidInput, OkrError
from tests.make import MONDAY, make_cycle, make_key_result, make_objective, make_person

OWNER, OTHER = 1, 2
KEY_RESULT = make_key_result(id=7, owner_id=OWNER)
OBJECTIVE = make_objective(owner_id=OWNER, key_results=(KEY_RESULT, make_key_result(id=8)))


def test_a_key_result_changes_hands_and_nothing_else_does() -> None:
    after = Given(OBJECTIVE, KEY_RESULT).owned_by(OTHER)

    moved = replace(KEY_RESULT, owner_id=OTHER)
    assert after == replace(OBJECTIVE, key_results=(moved, OBJECTIVE.key_results[1]))


def test_an_objective_changes_hands_and_its_key_results_do_not() -> None:
    assert Given(OBJECTIVE).owned_by(OTHER) == replace(OBJECTIVE, owner_id=OTHER)


@pytest.mark.parametrize(("delegate", "left"), [(OWNER, None), (OTHER, None), (3, 3), (None, None)])
def test_a_delegate_who_is_part_of_it_is_none_any_more(
    delegate: int | None, left: int | None
) -> None:
    key_result = replace(KEY_RESULT, delegate_id=delegate)
    objective = make_objective(key_results=(key_result,))

    after = Given(objective, key_result).owned_by(OTHER)

    assert [each.delegate_id for each in after.key_results] == [left]


@pytest.mark.parametrize(
    ("changes", "may_see", "is_private"),
    [
        ({"is_active": False}, True, False),
        ({"id": OWNER}, True, False),
        ({}, False, True),
    ],
)
def test_who_cannot_have_it(changes: dict[str, Any], *, may_see: bool, is_private: bool) -> None:
    given = Given(replace(OBJECTIVE, is_private=is_private), KEY_RESULT)
    receiver = make_person(**{"id": OTHER} | changes)

    with pytest.raises(InvalidInput) as refused:
        check_receiver(given, receiver, may_see=may_see)

    assert refused.value.field == "new_owner"


def test_nobody_is_no_receiver() -> None:
    with pytest.raises(InvalidInput):
        check_receiver(Given(OBJECTIVE), None, may_see=True)


@pytest.mark.parametrize(("may_see", "is_private"), [(True, True), (False, False)])
def test_who_can_have_it(*, may_see: bool, is_private: bool) -> None:
    given, receiver = Given(replace(OBJECTIVE, is_private=is_private)), make_person(id=OTHER)

    assert check_receiver(given, receiver, may_see=may_see) == receiver


@pytest.mark.parametrize(
    "changes",
    [
        {"cycle": make_cycle(is_closed=True)},
        {"state": ObjectiveState.DRAFT},
        {"state": ObjectiveState.PROPOSED},
        {"state": ObjectiveState.CLOSED},
        {"state": ObjectiveState.DROPPED},
    ],
)
def test_what_cannot_change_hands(changes: dict[str, Any]) -> None:
    with pytest.raises(OkrError):
        Given(replace(OBJECTIVE, **changes)).check()


@pytest.mark.parametrize("state", [ObjectiveState.ACTIVE, ObjectiveState.PAUSED])
def test_what_can_change_hands(state: ObjectiveState) -> None:
    given = Given(replace(OBJECTIVE, state=state))

    assert given.check() is given


def test_what_was_typed_is_shortened_as_it_will_be_sent() -> None:
    long = "&" * 3000
    given = Given(make_objective(title=long, why=long), make_key_result(title=long, unit=long))

    offer = compose_offer(given, long, MONDAY.date(), asked_by=long, note=long)

    texts = (offer.title, offer.objective, offer.why, offer.note, offer.owner, offer.asked_by)
    assert [sent_length(each) for each in texts] == [196, 196, 896, 896, 56, 56]
