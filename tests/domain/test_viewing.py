"""What shows to whom: every standing, every way of belonging to an objective."""

from dataclasses import replace

import pytest

from bot.domain.okrs import Objective, Person, Role, Team
from bot.domain.viewing import Viewer
from tests.make import make_key_result, make_objective, make_person, make_team

TEAMS = {
    1: make_team(id=1, name="Company", manager_id=10),
    2: make_team(id=2, name="Platform", parent_id=1, manager_id=20),
    3: make_team(id=3, name="Sales", parent_id=1, manager_id=30),
    4: make_team(id=4, name="Portal", parent_id=2, manager_id=40),
}
SECRET = make_objective(
    team_id=2,
    owner_id=50,
    is_private=True,
    key_results=(make_key_result(owner_id=51, delegate_id=52),),
)


def viewer(person: Person, *member_of: int, teams: dict[int, Team] | None = None) -> Viewer:
    known = teams or TEAMS
    return Viewer(person, known, active=frozenset(known), member_of=frozenset(member_of))


@pytest.mark.parametrize(
    ("person", "member_of", "sees", "is_audited"),
    [
        (make_person(id=60), (2,), True, False),
        (make_person(id=20), (), True, False),
        (make_person(id=10), (), True, False),
        (make_person(id=30), (3,), False, False),
        (make_person(id=40), (4,), False, False),
        (make_person(id=60), (), False, False),
        (make_person(id=50), (), True, False),
        (make_person(id=52), (), True, False),
        (make_person(id=51), (), False, False),
        (make_person(id=60, role=Role.ADMIN), (), True, True),
        (make_person(id=60, role=Role.ADMIN), (2,), True, False),
        (make_person(id=50, role=Role.ADMIN), (), True, False),
        (make_person(id=60, is_active=False), (2,), False, False),
    ],
    ids=[
        "member", "manager", "above", "beside", "below", "outsider", "owner", "delegate",
        "owner of what another updates", "admin", "admin of the team", "admin who owns",
        "who left",
    ],
)  # fmt: skip
def test_a_private_objective_shows_to_its_own(
    person: Person, member_of: tuple[int, ...], sees: bool, is_audited: bool
) -> None:
    looking = viewer(person, *member_of)

    assert (looking.sees(SECRET), looking.is_audited(SECRET)) == (sees, is_audited)


def test_what_is_not_private_shows_to_everybody() -> None:
    looking = viewer(make_person(id=99))
    open_one: Objective = replace(SECRET, is_private=False)

    assert looking.sees(open_one)
    assert not looking.is_audited(open_one)


@pytest.mark.parametrize(
    ("person", "member_of", "names"),
    [
        (make_person(id=60), (4,), ["Portal"]),
        (make_person(id=60, home_team_id=3), (2, 3), ["Sales", "Platform"]),
        (make_person(id=10), (1,), ["Company", "Platform", "Sales"]),
        (make_person(id=20), (), ["Platform", "Portal"]),
        (make_person(id=60), (), []),
    ],
    ids=["member", "two teams", "of all", "of one", "of none"],
)
def test_own_teams_are_those_one_is_in_leads_or_leads_from_right_above(
    person: Person, member_of: tuple[int, ...], names: list[str]
) -> None:
    assert [each.name for each in viewer(person, *member_of).own_teams] == names


def test_a_team_that_is_no_more_is_nobodys_own() -> None:
    looking = replace(viewer(make_person(id=60), 2), active=frozenset({1}))

    assert looking.own_teams == []
    assert looking.sees(SECRET)


def test_a_loop_of_teams_ends() -> None:
    loop = {1: make_team(id=1, parent_id=2), 2: make_team(id=2, parent_id=1)}

    assert [each.id for each in viewer(make_person(), teams=loop).line(1)] == [1, 2]
