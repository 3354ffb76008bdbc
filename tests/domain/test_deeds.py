"""Which buttons an objective and a key result get."""

from typing import Any

import pytest

from bot.domain.deeds import Deeds, deeds
from bot.domain.okrs import ObjectiveState, Person, Role
from bot.domain.viewing import Viewer
from tests.make import make_cycle, make_key_result, make_objective, make_person, make_team

TEAMS = {
    1: make_team(manager_id=20, parent_id=2),
    2: make_team(id=2, name="Company", manager_id=10),
}
ALL = Deeds(edit=True, hand_over=True, settle=True)
NOTHING = Deeds(edit=False, hand_over=False, settle=False)
GIVES = Deeds(edit=False, hand_over=True, settle=False)
WRITES = Deeds(edit=True, hand_over=False, settle=True)


def viewer(person: Person, *member_of: int) -> Viewer:
    return Viewer(person, TEAMS, frozenset(TEAMS), frozenset(member_of))


@pytest.mark.parametrize(
    ("person", "member_of", "may"),
    [
        (make_person(id=60), (), NOTHING),
        (make_person(id=60, is_active=False), (1,), NOTHING),
        (make_person(id=1), (), GIVES),
        (make_person(id=60), (1,), WRITES),
        (make_person(id=1), (1,), ALL),
        (make_person(id=20), (), ALL),
        (make_person(id=10), (), ALL),
        (make_person(id=60, role=Role.ADMIN), (), ALL),
    ],
)
def test_each_standing_has_its_deeds(
    person: Person, member_of: tuple[int, ...], may: Deeds
) -> None:
    assert deeds(viewer(person, *member_of), make_objective()) == may


@pytest.mark.parametrize(
    ("changes", "may"),
    [
        (
            {"state": ObjectiveState.PAUSED},
            Deeds(edit=True, hand_over=True, settle=True, is_paused=True),
        ),
        ({"state": ObjectiveState.PROPOSED}, Deeds(edit=True, hand_over=False, settle=False)),
        ({"state": ObjectiveState.CLOSED}, NOTHING),
        ({"state": ObjectiveState.DROPPED}, NOTHING),
        ({"cycle": make_cycle(is_closed=True)}, NOTHING),
    ],
)
def test_what_is_finished_stays_as_it_is(changes: dict[str, Any], may: Deeds) -> None:
    assert deeds(viewer(make_person(id=20)), make_objective(**changes)) == may


def test_who_owns_a_key_result_gives_that_away() -> None:
    owner, objective = viewer(make_person(id=7)), make_objective()

    assert deeds(owner, objective, make_key_result(owner_id=7)) == GIVES
    assert deeds(owner, objective) == NOTHING
