"""Who has to agree before what somebody wrote counts."""

import pytest

from bot.domain.agreement import find_decider, line_of, writable_teams
from bot.domain.okrs import Person, Role
from bot.domain.rights import Standing, Verdict
from tests.make import make_person, make_team

AUTHOR, LEAD, HEAD, ADMIN = 1, 2, 3, 9
TEAM = make_team(id=10, parent_id=20, manager_id=LEAD)
ABOVE = make_team(id=20, parent_id=30, manager_id=HEAD)
TOP = make_team(id=30)
TEAMS = {each.id: each for each in (TEAM, ABOVE, TOP)}
LINE = [TEAM, ABOVE, TOP]


@pytest.mark.parametrize(
    ("author", "standing", "active", "admins", "decider"),
    [
        (AUTHOR, Standing.MEMBER, {LEAD, HEAD}, [ADMIN], LEAD),
        (AUTHOR, Standing.MEMBER, {HEAD}, [ADMIN], HEAD),
        (AUTHOR, Standing.MEMBER, set(), [ADMIN], ADMIN),
        (AUTHOR, Standing.MEMBER, set(), [], None),
        (ADMIN, Standing.MEMBER, set(), [ADMIN], None),
        (LEAD, Standing.MEMBER, {LEAD, HEAD}, [], HEAD),
        (LEAD, Standing.MANAGER, {LEAD, HEAD}, [ADMIN], None),
        (HEAD, Standing.ABOVE, {LEAD, HEAD}, [ADMIN], None),
        (ADMIN, Standing.ADMIN, {LEAD, HEAD}, [ADMIN], None),
    ],
)
def test_the_next_one_above_is_asked_and_nobody_asks_themselves(
    author: int, standing: Standing, active: set[int], admins: list[int], decider: int | None
) -> None:
    person = make_person(id=author)

    assert find_decider(person, LINE, standing, active, admins) == decider


@pytest.mark.parametrize(
    ("active", "admins", "decider"),
    [({LEAD, HEAD}, [ADMIN], HEAD), ({LEAD}, [ADMIN], ADMIN), ({LEAD}, [], None)],
)
def test_a_manager_asks_where_the_team_above_wants_it(
    active: set[int], admins: list[int], decider: int | None
) -> None:
    line = [TEAM, make_team(id=20, manager_id=HEAD, wants_proposals=True)]
    manager = make_person(id=LEAD)

    assert find_decider(manager, line, Standing.MANAGER, active, admins) == decider


def test_the_managers_own_team_does_not_ask_them() -> None:
    line = [make_team(id=10, manager_id=LEAD, wants_proposals=True)]

    assert find_decider(make_person(id=LEAD), line, Standing.MANAGER, {LEAD}, [ADMIN]) is None


def test_a_line_ends_at_the_top_and_in_a_loop() -> None:
    loop = {1: make_team(id=1, parent_id=2), 2: make_team(id=2, parent_id=1)}

    assert line_of(TEAM.id, TEAMS) == LINE
    assert [each.id for each in line_of(1, loop)] == [1, 2]
    assert line_of(99, TEAMS) == []


@pytest.mark.parametrize(
    ("person", "member_of", "writable"),
    [
        (make_person(id=AUTHOR), [10], {10: Verdict.PROPOSE}),
        (make_person(id=AUTHOR), [], {}),
        (make_person(id=LEAD), [], {10: Verdict.YES}),
        (make_person(id=HEAD), [30], {10: Verdict.YES, 20: Verdict.YES, 30: Verdict.PROPOSE}),
        (make_person(id=ADMIN, role=Role.ADMIN), [], dict.fromkeys(TEAMS, Verdict.YES)),
        (make_person(id=LEAD, is_active=False), [10], {}),
    ],
)
def test_one_writes_for_ones_own_teams_and_those_one_leads(
    person: Person, member_of: list[int], writable: dict[int, Verdict]
) -> None:
    assert writable_teams(person, TEAMS, member_of) == writable
