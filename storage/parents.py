"""Objectives that another one may hang on, found by words."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlmodel import Session

from bot.domain.agreement import line_of
from bot.domain.okrs import Cycle, ObjectiveState, Person, Role, Team
from bot.domain.rights import Right, Verdict, standing_of, verdict
from storage.tables import ObjectiveRow
from storage.teams import list_teams, members_joined_on

_OBJECTIVE = ObjectiveRow.metadata.tables["objective"]
_CYCLE = ObjectiveRow.metadata.tables["cycle"]


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose from a list; `detail` stands below it."""

    id: int
    text: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """For which team and cycle an objective above is looked for, by which words, and not which."""

    team: Team
    cycle: Cycle
    words: str
    but: int = 0


def search_parents(session: Session, person: Person, wanted: Wanted, most: int) -> list[Choice]:
    """Visible active objectives of this cycle or a later one, in teams not below this one.

    Those whose title or team has all the words, the highest team first.
    """
    teams = {each.id: each for each in list_teams(session, person.workspace_id)}
    levels = {number: len(line_of(number, teams)) for number in teams}
    high = [number for number in teams if levels[number] <= levels.get(wanted.team.id, 0)]
    rows = session.execute(
        select(_OBJECTIVE.c.id, _OBJECTIVE.c.title, _OBJECTIVE.c.team_id, _OBJECTIVE.c.is_private)
        .join(_CYCLE, _CYCLE.c.id == _OBJECTIVE.c.cycle_id)
        .where(
            _OBJECTIVE.c.team_id.in_(high),
            _OBJECTIVE.c.state == ObjectiveState.ACTIVE,
            _OBJECTIVE.c.id != wanted.but,
            _CYCLE.c.is_closed.is_(False),
            (_CYCLE.c.id == wanted.cycle.id) | (_CYCLE.c.starts_on > wanted.cycle.ends_on),
        )
    ).all()
    words, seen = wanted.words.casefold().split(), _Seen(session, person, teams)
    found = [
        Choice(row.id, row.title, teams[row.team_id].name)
        for row in sorted(rows, key=lambda row: (levels[row.team_id], row.title.casefold()))
        if _has(f"{row.title} {teams[row.team_id].name}", words)
        and (not row.is_private or seen.shows(row.team_id))
    ]
    return found[:most]


def search_teams(teams: Mapping[int, Team], words: str, most: int) -> list[Choice]:
    """The teams whose name has all the words, in their order."""
    wanted = words.casefold().split()
    found = [Choice(each.id, each.name) for each in teams.values() if _has(each.name, wanted)]
    return found[:most]


class _Seen:
    """Which teams' private objectives show to a person without leaving a trace."""

    def __init__(self, session: Session, person: Person, teams: Mapping[int, Team]) -> None:
        # An admin who opens a list has not asked for what a team keeps to itself.
        self._session, self._teams = session, teams
        self._person = replace(person, role=Role.MEMBER)
        self._known: dict[int, bool] = {}

    def shows(self, team_id: int) -> bool:
        if team_id not in self._known:
            members = members_joined_on(self._session, team_id)
            standing = standing_of(self._person, line_of(team_id, self._teams), members)
            self._known[team_id] = verdict(Right.SEE_PRIVATE, standing) is Verdict.YES
        return self._known[team_id]


def _has(text: str, wanted: list[str]) -> bool:
    folded = text.casefold()
    return all(word in folded for word in wanted)
