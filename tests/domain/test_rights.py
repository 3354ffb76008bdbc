"""The permission table, cell by cell, and how somebody stands to a team."""

import pytest

from bot.domain.okrs import Person, Role
from bot.domain.rights import (
    RULES,
    TABLE,
    Right,
    Standing,
    Verdict,
    check_hand_over,
    check_pause,
    check_right,
    standing_of,
    verdict,
)
from bot.errors import NotAllowed
from tests.make import make_person, make_team
from tests.refusals import refusal

LINE = (
    make_team(id=3, name="Portal", parent_id=2, manager_id=30),
    make_team(id=2, name="Hospitals", parent_id=1, manager_id=20),
    make_team(id=1, name="Acme", manager_id=10),
)
MEMBERS = frozenset({30, 31})

WORDS = {"-": "no", "p": "propose", "y": "yes", "a": "audited", "l": "unless_locked"}
EXPECTED = """
write        - p y y y
decide       - - y y y
hand_over    - - y y y
close        - - y y y
retrospect   - y y y y
pause        - - y y y
acknowledge  - - y y y
see_why      - - y y y
set_rhythm   - - l y y
set_team     - - y y y
see_private  - y y y a
cycles       - - - - y
roles        - - - - y
"""
CELLS = [
    (right, standing, WORDS[mark])
    for right, *marks in map(str.split, EXPECTED.strip().splitlines())
    for standing, mark in zip(Standing, marks, strict=True)
]
REFUSED = [(right, standing) for right, standing, word in CELLS if word == "no"]


@pytest.mark.parametrize(("right", "standing", "word"), CELLS)
def test_the_table_says(right: str, standing: Standing, word: str) -> None:
    assert TABLE[Right(right)][standing] == word


def test_every_right_is_in_the_table_and_has_a_rule() -> None:
    assert set(TABLE) == set(RULES) == set(Right)
    assert len(CELLS) == len(Right) * len(Standing)


@pytest.mark.parametrize(("right", "standing"), REFUSED)
def test_a_refusal_names_its_rule(right: str, standing: Standing) -> None:
    with pytest.raises(NotAllowed) as refused:
        check_right(Right(right), standing, "Portal")

    assert refused.value.message == RULES[Right(right)]
    assert refused.value.values == {"team": "Portal"}


@pytest.mark.parametrize(
    ("person", "standing"),
    [
        (make_person(id=30), Standing.MANAGER),
        (make_person(id=31), Standing.MEMBER),
        (make_person(id=20), Standing.ABOVE),
        (make_person(id=10), Standing.ABOVE),
        (make_person(id=99), Standing.OUTSIDER),
        (make_person(id=99, role=Role.ADMIN), Standing.ADMIN),
        (make_person(id=30, role=Role.ADMIN), Standing.ADMIN),
        (make_person(id=30, is_active=False), Standing.OUTSIDER),
    ],
)
def test_how_somebody_stands_to_a_team(person: Person, standing: Standing) -> None:
    assert standing_of(person, LINE, MEMBERS) == standing


def test_a_team_that_is_not_there_has_outsiders_only() -> None:
    assert standing_of(make_person(id=30), (), MEMBERS) == Standing.OUTSIDER


def test_a_locked_rhythm_is_not_the_managers() -> None:
    assert verdict(Right.SET_RHYTHM, Standing.MANAGER) == Verdict.YES
    assert verdict(Right.SET_RHYTHM, Standing.MANAGER, is_locked=True) == Verdict.NO
    assert verdict(Right.SET_RHYTHM, Standing.ABOVE, is_locked=True) == Verdict.YES


def test_an_owner_hands_over_what_is_theirs() -> None:
    check_hand_over(Standing.MEMBER, is_own=True)

    with pytest.raises(NotAllowed):
        check_hand_over(Standing.MEMBER, is_own=False, team="Portal")


@pytest.mark.parametrize(
    "standings",
    [[Standing.MANAGER], [Standing.ABOVE], [Standing.ADMIN], [Standing.OUTSIDER, Standing.MANAGER]],
)
def test_who_manages_one_of_somebodys_teams_pauses_them(standings: list[Standing]) -> None:
    assert refusal(lambda: check_pause(standings, is_own=False)) is None


@pytest.mark.parametrize("standings", [[], [Standing.OUTSIDER], [Standing.MEMBER]])
def test_colleagues_pause_themselves_only(standings: list[Standing]) -> None:
    check_pause(standings, is_own=True)

    with pytest.raises(NotAllowed, match="managers of their teams"):
        check_pause(standings, is_own=False)
