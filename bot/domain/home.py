"""Home: what is asked of a person this week, their key results, their teams, in this order.

What shows and how it is shortened is decided here, where a page ends in `home_pages`; templates
only print. Fractions are of 0–1.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.domain.alignment import line_of_sight
from bot.domain.asks import Ask, AskKind
from bot.domain.digest import Headline, ObjectiveLine, compose
from bot.domain.lines import KeyResultLine, key_result_line
from bot.domain.moves import moves
from bot.domain.okrs import Objective, Team
from bot.domain.pace import Status, status
from bot.domain.rollup import objective_progress, progress_by_objective, team_progress, worst
from bot.domain.shortening import shorten
from bot.domain.trends import Trend, trend
from bot.domain.viewing import Viewer
from bot.domain.week import Revision, TeamWeek

TITLE, NAME, WORDS = 120, 60, 200
"""Characters, as sent, of a title, of the name of a person or team, and of what somebody said."""

MOST_NAMES = 20
"""Names of who has not checked in yet; more are counted."""

MOST_TEAMS = 100
"""Teams one can choose from; Slack takes no more."""

TEAMS_IN_A_BLOCK = 8
"""Teams in one text, one in a line; so many fit into Slack's 3,000 characters."""

MOST_ABOVE = 4
"""Titles above what a team contributes to; what is further up is left out."""


@dataclass(frozen=True, slots=True)
class Done:
    """A check-in that is complete: how many key results moved, how many stayed as they were."""

    moved: int
    confirmed: int


@dataclass(frozen=True, slots=True)
class HomeKeyResult:
    """A key result of the person, how it moved, and its objective's team where it is another's."""

    line: KeyResultLine
    trend: Trend | None


@dataclass(frozen=True, slots=True)
class TeamLine:
    """One of several teams: `updated` of its `key_results` were checked in this week."""

    id: int
    name: str
    status: Status
    on_track: int
    objectives: int
    progress: Decimal | None
    updated: int
    key_results: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class HomeObjective:
    """An objective of the team that is shown."""

    id: int
    line: ObjectiveLine
    is_private: bool


@dataclass(frozen=True, slots=True)
class Above:
    """What the team contributes to; `title` is None where it is private to others.

    `id` is 0 there and nothing else is told. `sight` are the titles further up, None for private
    ones.
    """

    id: int
    title: str | None
    team: str
    status: Status
    progress: Decimal | None
    sight: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Home:
    """All of it; `choices` are the teams one can look at, empty where there is nothing to choose.

    `teams` are told in groups that fit into one text. `team` is None for somebody without one,
    `missing` who has not checked in, as far as names fit, `missing_more` how many others. A
    check-in `is_begun` where something typed waits to be recorded.
    """

    slot: str
    done: Done | None
    asks: tuple[Ask, ...]
    key_results: tuple[HomeKeyResult, ...]
    teams: tuple[tuple[TeamLine, ...], ...]
    team: Team | None
    headline: Headline | None
    objectives: tuple[HomeObjective, ...]
    missing: tuple[str, ...]
    missing_more: int
    above: tuple[Above, ...]
    choices: tuple[Team, ...]
    is_begun: bool = False


@dataclass(frozen=True, slots=True)
class HomeFacts:
    """What a Home is made from.

    `mine` are the running objectives with only the key results that the person updates,
    `revisions` theirs of the last slots, oldest first. `of_teams` are the running objectives of
    all own teams, `contributing` what counts for those without key results. `week` is that of the
    team that is shown, `parents` what its objectives hang on, by id, `above` all further up. A
    check-in `is_begun` where something typed waits.
    """

    viewer: Viewer
    slot: str
    today: date
    mine: Sequence[Objective] = ()
    revisions: Sequence[Revision] = ()
    asks: Sequence[Ask] = ()
    of_teams: Sequence[Objective] = ()
    contributing: Sequence[Objective] = ()
    week: TeamWeek | None = None
    parents: Sequence[Objective] = ()
    above: Mapping[int, Objective] | None = None
    is_begun: bool = False


def compose_home(facts: HomeFacts) -> Home:
    """The whole of a person's Home, in reading order."""
    key_results = _key_results(facts)
    own = facts.viewer.own_teams[:MOST_TEAMS]
    digest = compose(facts.week, with_private=True) if facts.week else None
    told = facts.week.objectives if facts.week else ()
    missing = digest.missing if digest else ()
    return Home(
        slot=facts.slot,
        done=_done(facts, key_results),
        asks=(*_checkin(facts, key_results), *facts.asks),
        key_results=key_results,
        teams=_in_blocks([_team_line(facts, each) for each in own]) if len(own) > 1 else (),
        team=facts.week.team if facts.week else None,
        headline=digest.headline if digest else None,
        objectives=tuple(
            HomeObjective(each.id, line, each.is_private)
            for each, line in zip(told, digest.objectives if digest else (), strict=True)
        ),
        missing=missing[:MOST_NAMES],
        missing_more=max(0, len(missing) - MOST_NAMES),
        above=_above(facts),
        choices=tuple(own) if len(own) > 1 else (),
        is_begun=facts.is_begun,
    )


def _key_results(facts: HomeFacts) -> tuple[HomeKeyResult, ...]:
    said: dict[int, list[Revision]] = {}
    for each in facts.revisions:
        said.setdefault(each.key_result_id, []).append(each)
    return tuple(
        HomeKeyResult(
            key_result_line(each, objective, facts.today, facts.slot),
            trend(each, said.get(each.id, ())),
        )
        for objective in facts.mine
        for each in objective.key_results
    )


def _checkin(facts: HomeFacts, key_results: Sequence[HomeKeyResult]) -> Iterable[Ask]:
    waiting = sum(not each.line.is_checked_in for each in key_results)
    if waiting:
        total = len(key_results)
        yield Ask(AskKind.CHECKIN, facts.slot, count=waiting, total=total, is_begun=facts.is_begun)


def _done(facts: HomeFacts, key_results: Sequence[HomeKeyResult]) -> Done | None:
    """What was said this week, once all of it was; None as long as anything waits."""
    if not key_results or not all(each.line.is_checked_in for each in key_results):
        return None
    known = {each.id: each for one in facts.mine for each in one.key_results}
    said = moves(known, [each for each in facts.revisions if each.slot == facts.slot])
    moved = sum(each.has_moved for each in said.values())
    return Done(moved, len(key_results) - moved)


def _team_line(facts: HomeFacts, team: Team) -> TeamLine:
    own = tuple(each for each in facts.of_teams if each.team_id == team.id)
    week = TeamWeek(team, facts.slot, facts.today, own, tuple(facts.contributing))
    digest = compose(week, with_private=True)
    progress_of = progress_by_objective(
        {each.id: each for each in (*facts.contributing, *own)}.values()
    )
    key_results = [each for one in own for each in one.key_results]
    return TeamLine(
        id=team.id,
        name=shorten(team.name, NAME),
        status=worst(line.status for line in digest.objectives) or Status.PENDING,
        on_track=digest.headline.on_track,
        objectives=len(own),
        progress=team_progress(progress_of[each.id] for each in own),
        updated=sum((each.checked_in_slot or "") >= facts.slot for each in key_results),
        key_results=len(key_results),
        is_chosen=facts.week is not None and facts.week.team.id == team.id,
    )


def _in_blocks(lines: Sequence[TeamLine]) -> tuple[tuple[TeamLine, ...], ...]:
    starts = range(0, len(lines), TEAMS_IN_A_BLOCK)
    return tuple(tuple(lines[start : start + TEAMS_IN_A_BLOCK]) for start in starts)


def _above(facts: HomeFacts) -> tuple[Above, ...]:
    return tuple(_line_above(facts, each) for each in facts.parents)


def _line_above(facts: HomeFacts, objective: Objective) -> Above:
    sees, above = facts.viewer.sees, facts.above or {}
    if not sees(objective):
        return Above(0, None, "", Status.PENDING, None, ())
    _self, *further = line_of_sight(objective.id, above) or [objective]
    team = facts.viewer.teams.get(objective.team_id)
    statuses = [status(each, objective, facts.today) for each in objective.key_results]
    return Above(
        id=objective.id,
        title=shorten(objective.title, TITLE),
        team=shorten(team.name, NAME) if team else "",
        status=worst(statuses) or Status.PENDING,
        progress=objective_progress(objective),
        sight=tuple(
            shorten(each.title, TITLE) if sees(each) else None for each in further[:MOST_ABOVE]
        ),
    )
