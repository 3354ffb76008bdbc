"""When people and teams hear from us next, after their company was imported anew.

A moment that is planned stays planned unless what it follows from has changed: importing on
Monday at 08:59 must not lose Monday 09:00.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.cadence import DEFAULT, Every, PartialRhythm, Rhythm, inherit, zone_or
from bot.domain.digest_times import next_digest
from bot.domain.due import DaysOff, next_nudge

Calendars = Callable[[str], DaysOff]
"""The days off of each country."""


@dataclass(frozen=True, slots=True)
class PersonTimes:
    """What a person's next nudge follows from, and when it is planned."""

    time_zone: str
    country: str
    is_active: bool
    home_team_id: int | None
    next_nudge_at: datetime | None


@dataclass(frozen=True, slots=True)
class TeamTimes:
    """What a team's next digest follows from, and when it is planned."""

    parent_id: int | None
    rhythm: PartialRhythm
    has_digest: bool
    next_digest_at: datetime | None


@dataclass(frozen=True, slots=True)
class Times:
    """A whole workspace, by our ids; `time_zone` is the organisation's."""

    time_zone: str
    people: Mapping[int, PersonTimes]
    teams: Mapping[int, TeamTimes]


def home_team(team_ids: Iterable[int], teams: Mapping[int, TeamTimes]) -> int | None:
    """The most specific of somebody's teams: the deepest and, among equals, the first given."""
    return max(team_ids, key=lambda team_id: len(_line(team_id, teams)), default=None)


def next_nudges(
    before: Times, after: Times, now: datetime, calendars: Calendars
) -> dict[int, datetime | None]:
    """When to look at each person again, by id; None for those who are not active."""
    old, new = _nudges(before), _nudges(after)

    def plan(basis: _Basis) -> datetime:
        return next_nudge(basis.rhythm, basis.time_zone, calendars(basis.country), now).at

    return {
        person_id: _planned(old.get(person_id), new.get(person_id), person.next_nudge_at, plan)
        for person_id, person in after.people.items()
    }


def next_digests(before: Times, after: Times, now: datetime) -> dict[int, datetime | None]:
    """When each team's manager channel hears from us, by team id; None for those without one."""
    old, new = _digests(before), _digests(after)

    def plan(basis: _Basis) -> datetime:
        return next_digest(basis.rhythm, basis.time_zone, now)

    return {
        team_id: _planned(old.get(team_id), new.get(team_id), team.next_digest_at, plan)
        for team_id, team in after.teams.items()
    }


def rhythms(times: Times) -> dict[int, Rhythm]:
    """What the rhythm of each team comes to, by id."""
    return {
        team_id: inherit(
            times.teams[above].rhythm for above in reversed(_line(team_id, times.teams))
        )
        for team_id in times.teams
    }


@dataclass(frozen=True, slots=True)
class _Basis:
    """What a planned moment follows from, and nothing else: it stays planned while this does."""

    rhythm: Rhythm
    time_zone: str
    country: str = ""


def _planned(
    old: _Basis | None,
    new: _Basis | None,
    planned_at: datetime | None,
    plan: Callable[[_Basis], datetime],
) -> datetime | None:
    if new is None:
        return None
    return planned_at if planned_at and old == new else plan(new)


def _nudges(times: Times) -> dict[int, _Basis]:
    of_team = rhythms(times)
    nudges = {}
    for person_id, person in times.people.items():
        if person.is_active:
            home = person.home_team_id
            rhythm = DEFAULT if home is None else of_team.get(home, DEFAULT)
            zone = zone_or(person.time_zone, times.time_zone)
            nudges[person_id] = _Basis(_without_digest(rhythm), zone, person.country)
    return nudges


def _digests(times: Times) -> dict[int, _Basis]:
    return {
        team_id: _Basis(_without_nudge(rhythm), times.time_zone)
        for team_id, rhythm in rhythms(times).items()
        if times.teams[team_id].has_digest
    }


def _without_digest(rhythm: Rhythm) -> Rhythm:
    return replace(rhythm, digest_weekday=DEFAULT.digest_weekday, digest_time=DEFAULT.digest_time)


def _without_nudge(rhythm: Rhythm) -> Rhythm:
    """In every week there is a digest, whatever day people are nudged on."""
    if rhythm.every is not Every.WEEK:
        return rhythm
    return replace(rhythm, nudge_weekday=DEFAULT.nudge_weekday, nudge_time=DEFAULT.nudge_time)


def _line(team_id: int, teams: Mapping[int, TeamTimes]) -> list[int]:
    """The team and those above it, upward. Imported teams have no loops."""
    line = [team_id]
    while (parent_id := teams[line[-1]].parent_id) is not None:
        line.append(parent_id)
    return line
