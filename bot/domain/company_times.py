"""When people and teams hear from us next, after their company was imported anew.

A moment that is planned stays planned unless what it follows from has changed: importing on
Monday at 08:59 must not lose Monday 09:00.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time

from bot.domain.cadence import DEFAULT, PartialRhythm, Rhythm, inherit, next_at, zone_or

Weekly = tuple[int, time, str]
"""A weekday, a local time, and the zone they are meant in."""


@dataclass(frozen=True, slots=True)
class PersonTimes:
    """What a person's next nudge follows from, and when it is planned."""

    time_zone: str
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


def next_nudges(before: Times, after: Times, now: datetime) -> dict[int, datetime | None]:
    """When to look at each person again, by id; None for those who are not active."""
    old, new = _nudges(before), _nudges(after)
    return {
        person_id: _planned(old.get(person_id), new.get(person_id), person.next_nudge_at, now)
        for person_id, person in after.people.items()
    }


def next_digests(before: Times, after: Times, now: datetime) -> dict[int, datetime | None]:
    """When each team's manager channel hears from us, by team id; None for those without one."""
    old, new = _digests(before), _digests(after)
    return {
        team_id: _planned(old.get(team_id), new.get(team_id), team.next_digest_at, now)
        for team_id, team in after.teams.items()
    }


def _planned(
    old: Weekly | None, new: Weekly | None, planned_at: datetime | None, now: datetime
) -> datetime | None:
    if new is None:
        return None
    return planned_at if planned_at and old == new else next_at(*new, after=now)


def _nudges(times: Times) -> dict[int, Weekly]:
    rhythms = _rhythms(times.teams)
    nudges = {}
    for person_id, person in times.people.items():
        if person.is_active:
            home = person.home_team_id
            rhythm = DEFAULT if home is None else rhythms.get(home, DEFAULT)
            zone = zone_or(person.time_zone, times.time_zone)
            nudges[person_id] = (rhythm.nudge_weekday, rhythm.nudge_time, zone)
    return nudges


def _digests(times: Times) -> dict[int, Weekly]:
    rhythms = _rhythms(times.teams)
    return {
        team_id: (rhythms[team_id].digest_weekday, rhythms[team_id].digest_time, times.time_zone)
        for team_id, team in times.teams.items()
        if team.has_digest
    }


def _rhythms(teams: Mapping[int, TeamTimes]) -> dict[int, Rhythm]:
    return {
        team_id: inherit(teams[above].rhythm for above in reversed(_line(team_id, teams)))
        for team_id in teams
    }


def _line(team_id: int, teams: Mapping[int, TeamTimes]) -> list[int]:
    """The team and those above it, upward. Imported teams have no loops."""
    line = [team_id]
    while (parent_id := teams[line[-1]].parent_id) is not None:
        line.append(parent_id)
    return line
