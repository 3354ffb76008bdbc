"""What the list of cycles shows."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate

from bot.domain.closing_views import DoneLine, done_length, done_line
from bot.domain.cycles import CycleState, Dates, Step, state_of
from bot.domain.okrs import Cycle, Objective, ObjectiveState, Team
from bot.domain.shortening import chunked, shorten

MOST_CYCLES = 30
"""More than seven years of quarters; each takes a block."""

MOST_TEAMS = 20
MOST_BLOCKS, MOST_SENT = 60, 150_000
"""Blocks and bytes that a cycle's results take of a view; Slack takes 100 and 250,000."""

BLOCK_BUDGET = 2_500
MOST_NAMES = 20
MOST_TITLES, MOST_OF_SEVERAL, TITLE = 8, 3, 120
"""Titles of one team, and of each where there are several; characters of one, as sent."""
NAME = 60
"""Characters, as sent, of a name in a list of names."""


@dataclass(frozen=True, slots=True)
class CycleLine:
    """A cycle with how much stands in it: `open` still counts, `waiting` was not agreed."""

    id: int
    name: str
    starts_on: date
    ends_on: date
    state: CycleState
    is_over: bool
    open: int
    waiting: int
    ended: int
    dropped: int


@dataclass(frozen=True, slots=True)
class CycleList:
    """The cycles, the newest first. `is_admin` may plan and close."""

    cycles: tuple[CycleLine, ...]
    left_out: int
    is_admin: bool
    planned: str = ""
    closed: str = ""
    overlaps: tuple[str, ...] = ()
    is_sandbagging: bool = False


@dataclass(frozen=True, slots=True)
class TeamLeft:
    """A team that is not done, with how many objectives it has left."""

    name: str
    open: int


@dataclass(frozen=True, slots=True)
class CycleClose:
    """What stands between a cycle and its close."""

    cycle: Cycle
    teams: tuple[TeamLeft, ...]
    teams_left_out: int
    open: int
    waiting: int
    has_grown: bool = False


@dataclass(frozen=True, slots=True)
class TeamResults:
    """How a team's objectives ended, as much of it as fits into a block."""

    team: str
    is_first: bool
    lines: tuple[DoneLine, ...]


@dataclass(frozen=True, slots=True)
class CycleResults:
    """A closed cycle, to be read; `private` counts objectives that are not named."""

    cycle: Cycle
    blocks: tuple[TeamResults, ...]
    left_out: int
    private: int


@dataclass(frozen=True, slots=True)
class Start:
    """What a team is told when a cycle starts; `without` are names of those who own nothing."""

    cycle: str
    team: str
    ends_on: date
    agreed: int
    waiting: int
    without: tuple[str, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """What of a team waits for its close: the titles of what is open, and how many are done."""

    team: Team
    titles: Sequence[str]
    done: int


@dataclass(frozen=True, slots=True)
class TeamToClose:
    """A team that is to be closed; `titles` are the first ones of those that are open."""

    id: int
    name: str
    titles: tuple[str, ...]
    left_out: int
    done: int

    @property
    def open(self) -> int:
        """How many there are to close."""
        return len(self.titles) + self.left_out


@dataclass(frozen=True, slots=True)
class ToClose:
    """What a manager is told to close, team by team; `left_out` counts teams that are not named."""

    step: Step
    cycle: str
    ends_on: date
    is_last_day: bool
    teams: tuple[TeamToClose, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class CycleForm:
    """The form in which a cycle is planned; `id` is 0 for a new one."""

    id: int
    dates: Dates
    is_restored: bool

    @property
    def first_day(self) -> str:
        """As a datepicker takes it."""
        return self.dates.starts_on.isoformat()

    @property
    def last_day(self) -> str:
        """As a datepicker takes it."""
        return self.dates.ends_on.isoformat()


def cycle_line(cycle: Cycle, counts: Mapping[str, int], today: date) -> CycleLine:
    """One line of the list."""
    return CycleLine(
        id=cycle.id,
        name=cycle.name,
        starts_on=cycle.starts_on,
        ends_on=cycle.ends_on,
        state=state_of(cycle, today),
        is_over=today > cycle.ends_on,
        open=counts.get(ObjectiveState.ACTIVE, 0) + counts.get(ObjectiveState.PAUSED, 0),
        waiting=counts.get(ObjectiveState.DRAFT, 0) + counts.get(ObjectiveState.PROPOSED, 0),
        ended=counts.get(ObjectiveState.CLOSED, 0),
        dropped=counts.get(ObjectiveState.DROPPED, 0),
    )


def compose_start(
    cycle: Cycle, team: str, counts: tuple[int, int], without: Sequence[str]
) -> Start:
    """What a team is told; `counts` are its agreed objectives and those that wait for it."""
    agreed, waiting = counts
    return Start(
        cycle=cycle.name,
        team=team,
        ends_on=cycle.ends_on,
        agreed=agreed,
        waiting=waiting,
        without=tuple(shorten(each, NAME) for each in without[:MOST_NAMES]),
        left_out=max(0, len(without) - MOST_NAMES),
    )


def compose_to_close(step: Step, cycle: Cycle, waiting: Sequence[Waiting], *, on: date) -> ToClose:
    """What a manager reads `on` that day, of all teams that are theirs to close."""
    most_titles = MOST_TITLES if len(waiting) == 1 else MOST_OF_SEVERAL
    shown = waiting[:MOST_TEAMS]
    return ToClose(
        step=step,
        cycle=cycle.name,
        ends_on=cycle.ends_on,
        is_last_day=on <= cycle.ends_on,
        teams=tuple(_team_to_close(each, most_titles) for each in shown),
        left_out=len(waiting) - len(shown),
    )


def _team_to_close(waiting: Waiting, most_titles: int) -> TeamToClose:
    return TeamToClose(
        id=waiting.team.id,
        name=shorten(waiting.team.name, NAME),
        titles=tuple(shorten(each, TITLE) for each in waiting.titles[:most_titles]),
        left_out=max(0, len(waiting.titles) - most_titles),
        done=waiting.done,
    )


def compose_results(
    cycle: Cycle, teams: Mapping[int, str], objectives: Sequence[Objective]
) -> CycleResults:
    """What became of a cycle's objectives, team by team; `teams` are names by id."""
    told = [each for each in objectives if not each.is_private]
    of_team: dict[str, list[DoneLine]] = defaultdict(list)
    for each in sorted(told, key=lambda each: (teams[each.team_id].casefold(), each.id)):
        of_team[shorten(teams[each.team_id], NAME)].append(done_line(each))
    blocks = [
        TeamResults(team, number == 0, chunk)
        for team, lines in of_team.items()
        for number, chunk in enumerate(chunked(lines, done_length, BLOCK_BUDGET))
    ]
    weights = accumulate(_weight(each) for each in blocks)
    shown = [each for each, sent in zip(blocks, weights, strict=True) if sent <= MOST_SENT]
    shown = shown[:MOST_BLOCKS]
    return CycleResults(
        cycle=cycle,
        blocks=tuple(shown),
        left_out=len(told) - sum(len(each.lines) for each in shown),
        private=len(objectives) - len(told),
    )


def _weight(block: TeamResults) -> int:
    """How many bytes its words take when they are sent."""
    return len(json.dumps([block.team, *(each.title for each in block.lines)]))


def compose_close(
    cycle: Cycle, left: Sequence[TeamLeft], waiting: int, *, has_grown: bool = False
) -> CycleClose:
    """What an admin is asked before a cycle is closed."""
    return CycleClose(
        cycle=cycle,
        teams=tuple(replace(each, name=shorten(each.name, NAME)) for each in left[:MOST_TEAMS]),
        teams_left_out=max(0, len(left) - MOST_TEAMS),
        open=sum(each.open for each in left),
        waiting=waiting,
        has_grown=has_grown,
    )
