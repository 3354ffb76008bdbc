"""What somebody leaves behind, in order, and who is asked about it."""

import pytest

from bot.domain.leavers import (
    PER_PAGE,
    Left,
    left_fields,
    page_after,
    things_left,
    unnamed,
    who_is_asked,
    with_owners,
    without_delegate,
)
from tests.make import make_key_result, make_objective, make_person, make_team

GONE, OTHER = 7, 8


def test_things_come_in_order_an_objective_before_its_key_results() -> None:
    own = make_key_result(id=5, owner_id=GONE, title="Own")
    others = make_key_result(id=4, owner_id=OTHER)
    first = make_objective(id=2, owner_id=GONE, title="First", key_results=(own, others))
    second = make_objective(id=1, owner_id=OTHER, title="Second", key_results=(own,))

    assert [each.place for each in things_left([first, second], GONE)] == [(1, 5), (2, 0), (2, 5)]


def test_pages_go_on_after_the_last_thing() -> None:
    things = [Left(number, 0, "X", "", 1) for number in range(1, PER_PAGE + 2)]
    person = make_person(id=GONE)

    first = page_after(person, things)
    second = page_after(person, things, first.things[-1].place)

    assert (len(first.things), first.more) == (PER_PAGE, True)
    assert ([each.place for each in second.things], second.more) == ([(PER_PAGE + 1, 0)], False)


@pytest.mark.parametrize(
    ("managers", "expected"),
    [((3, 4), 3), ((None, 4), 4), ((GONE, 4), 4), ((9, 4), 4), ((None, GONE), None)],
)
def test_the_nearest_manager_who_is_there_is_asked(
    managers: tuple[int | None, ...], expected: int | None
) -> None:
    line = [make_team(manager_id=each) for each in managers]

    assert who_is_asked(line, GONE, lambda number: number != 9) == expected


def test_a_new_owner_who_was_the_delegate_is_none_any_more() -> None:
    key_result = make_key_result(id=5, owner_id=GONE, delegate_id=OTHER)
    objective = make_objective(owner_id=GONE, key_results=(key_result,))

    after = with_owners(objective, {0: OTHER, 5: OTHER})

    assert after.owner_id == OTHER
    assert (after.key_results[0].owner_id, after.key_results[0].delegate_id) == (OTHER, None)


def test_what_nobody_was_chosen_for_stays() -> None:
    objective = make_objective(owner_id=GONE, key_results=(make_key_result(owner_id=GONE),))

    assert with_owners(objective, {}) == objective


def test_a_delegate_who_left_is_gone() -> None:
    key_results = (
        make_key_result(id=1, delegate_id=GONE),
        make_key_result(id=2, delegate_id=OTHER),
    )

    after = without_delegate(make_objective(key_results=key_results), GONE)

    assert [each.delegate_id for each in after.key_results] == [None, OTHER]


def test_private_things_are_unnamed() -> None:
    things = [Left(1, 2, "Secret", "Plan", 1, is_private=True), Left(3, 4, "Open", "Plan", 1)]

    assert [(each.title, each.above) for each in unnamed(things)] == [("", ""), ("Open", "Plan")]


def test_only_fields_that_name_a_thing_count() -> None:
    names = ["owner:1:2", "owner:1:x", "name", "owner:", "other:1:2"]

    assert left_fields(names) == {"owner:1:2": (1, 2)}
