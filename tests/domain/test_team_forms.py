"""What a team may be, and how all of them read as a tree."""

from datetime import time

import pytest

from bot.domain.cadence import Every, PartialRhythm
from bot.domain.rhythms import Often, RhythmSources, Weekly, find_sources
from bot.domain.team_forms import (
    KnownTeam,
    TeamAnswers,
    TeamLine,
    as_tree,
    is_below,
    list_page,
    read_team,
    team_faults,
    team_fields,
)

COMPANY = KnownTeam(1, "Company", None)
PLATFORM = KnownTeam(2, "Platform", 1)
HOSTING = KnownTeam(3, "Hosting", 2)
OLD = KnownTeam(4, "Old", 1, is_active=False)
TEAMS = [HOSTING, COMPANY, OLD, PLATFORM]


def faults(answers: TeamAnswers, team_id: int) -> list[str]:
    return [each.field for each in team_faults(answers, team_id, TEAMS)]


def test_a_form_is_read_as_it_is_written() -> None:
    answers = TeamAnswers(
        "Platform", 1, "U0LENA", ("U0LENA", "U0NICK"), "C0A", "C0B", "de", "S0P", True
    )

    assert read_team(team_fields(answers)) == answers
    assert read_team(team_fields(TeamAnswers("Platform"))) == TeamAnswers("Platform")


def test_choices_that_say_nothing_are_nothing() -> None:
    fields = {"name": "X", "team_above": "0", "locale": "above", "user_group": "none"}

    assert read_team(fields) == TeamAnswers("X")


@pytest.mark.parametrize(
    ("answers", "team_id", "expected"),
    [
        (TeamAnswers("Sales", 1), 0, []),
        (TeamAnswers("Platform", 1), 2, []),
        (TeamAnswers(""), 0, ["name"]),
        (TeamAnswers("x" * 61), 0, ["name"]),
        (TeamAnswers("PLATFORM"), 0, ["name"]),
        (TeamAnswers("old"), 0, ["name"]),
        (TeamAnswers("Platform", 2), 2, ["team_above"]),
        (TeamAnswers("Company", 3), 1, ["team_above"]),
        (TeamAnswers("Sales", 4), 0, ["team_above"]),
        (TeamAnswers("Sales", 99), 0, ["team_above"]),
        (TeamAnswers("Sales", members=("U0",) * 201), 0, ["members"]),
    ],
)
def test_what_cannot_be_is_told_at_its_field(
    answers: TeamAnswers, team_id: int, expected: list[str]
) -> None:
    assert faults(answers, team_id) == expected


def test_a_loop_that_is_stored_already_ends_the_search() -> None:
    assert not is_below(1, 9, {1: 2, 2: 1})


def test_teams_read_as_a_tree() -> None:
    orphan = KnownTeam(5, "Alone", 77)

    tree = as_tree([*TEAMS, orphan])

    assert [(each.name, depth) for each, depth in tree] == [
        ("Alone", 0), ("Company", 0), ("Old", 1), ("Platform", 1), ("Hosting", 2),
    ]  # fmt: skip


@pytest.mark.parametrize(("page", "expected"), [(-1, 0), (0, 0), (1, 1), (9, 1)])
def test_a_page_out_of_range_is_the_nearest(page: int, expected: int) -> None:
    lines = [TeamLine(number, "X", 0) for number in range(41)]

    assert list_page(lines, page, may_add=False).page == expected


def test_a_rhythm_is_the_usual_one_where_nobody_sets_any() -> None:
    assert find_sources([("Platform", PartialRhythm())]) == RhythmSources(
        Weekly(0, time(9)), Weekly(1, time(9))
    )
    assert find_sources([]) == RhythmSources(Weekly(0, time(9)), Weekly(1, time(9)))


def test_a_rhythm_says_who_sets_it() -> None:
    own = PartialRhythm(2, time(8), None, None, Every.MONTH)
    above = PartialRhythm(0, time(10), 3, time(14))

    sources = find_sources([("Platform", own), ("Company", above)])

    assert sources.nudge == Weekly(2, time(8), "here")
    assert sources.digest == Weekly(3, time(14), "above", "Company")
    assert sources.often == Often(Every.MONTH, "here")


def test_a_locked_rhythm_above_is_the_one_that_counts() -> None:
    own = PartialRhythm(2, time(8), 2, time(8))
    above = PartialRhythm(0, time(10), 3, time(14), Every.ODD_WEEKS, is_locked=True)

    sources = find_sources([("Platform", own), ("Company", above)])

    assert sources == RhythmSources(
        Weekly(0, time(10), "above", "Company"),
        Weekly(3, time(14), "above", "Company"),
        Often(Every.ODD_WEEKS, "above", "Company"),
        locked_by="Company",
    )


def test_a_team_that_locks_is_not_locked_itself() -> None:
    own = PartialRhythm(2, time(8), is_locked=True)

    sources = find_sources([("Company", own)])

    assert (sources.locks, sources.locked_by) == (True, "")
