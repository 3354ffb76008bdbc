"""Who looks, and what shows to them: a person among the teams of their workspace."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.domain.okrs import Objective, Person, Role, Team
from bot.domain.rights import Right, Standing, Verdict, standing_of, verdict


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person who looks; `teams` are all of the workspace by id, also those that are no more.

    `active` are the ids of those that are, `member_of` of those the person is in.
    """

    person: Person
    teams: Mapping[int, Team]
    active: frozenset[int]
    member_of: frozenset[int]

    def line(self, team_id: int | None) -> list[Team]:
        """The team and those above it, upward; empty for a team of elsewhere."""
        line: dict[int, Team] = {}
        while team_id is not None and team_id in self.teams and team_id not in line:
            line[team_id] = self.teams[team_id]
            team_id = line[team_id].parent_id
        return list(line.values())

    def standing_to(self, team_id: int) -> Standing:
        """How the person stands to a team."""
        return _standing(self, self.person, team_id)

    def sees(self, objective: Objective) -> bool:
        """Whether an objective shows to the person at all; what is theirs always does."""
        if not objective.is_private or self._answers_for(objective):
            return True
        return verdict(Right.SEE_PRIVATE, self.standing_to(objective.team_id)) is not Verdict.NO

    def is_audited(self, objective: Objective) -> bool:
        """Whether only being an admin lets the person see it, which leaves a trace."""
        if not objective.is_private or self._answers_for(objective):
            return False
        as_anybody = _standing(self, replace(self.person, role=Role.MEMBER), objective.team_id)
        is_admin = self.standing_to(objective.team_id) is Standing.ADMIN
        return is_admin and verdict(Right.SEE_PRIVATE, as_anybody) is Verdict.NO

    def _answers_for(self, objective: Objective) -> bool:
        """Whether the person owns it, or updates a key result of it."""
        people = {objective.owner_id, *(each.updater_id for each in objective.key_results)}
        return self.person.id in people

    @property
    def own_teams(self) -> list[Team]:
        """The teams that concern the person, their home team first, then by name.

        They are in it, lead it, or lead the one right above it.
        """
        led = {each.id for each in self.teams.values() if each.manager_id == self.person.id}
        own = [
            each
            for each in self.teams.values()
            if each.id in self.active
            and (each.id in self.member_of | led or (each.parent_id in led))
        ]
        home = self.person.home_team_id
        return sorted(own, key=lambda each: (each.id != home, each.name.casefold()))


def _standing(viewer: Viewer, person: Person, team_id: int) -> Standing:
    members = {person.id} if team_id in viewer.member_of else set()
    return standing_of(person, viewer.line(team_id), members)
