"""Who has to agree before what somebody wrote counts, and for which teams they may write."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from bot.domain.okrs import Person, Team
from bot.domain.rights import Right, Standing, Verdict, standing_of, verdict


def line_of(team_id: int | None, teams: Mapping[int, Team]) -> list[Team]:
    """The team and those above it, upward; what is not in the mapping ends it."""
    line: dict[int, Team] = {}
    while team_id is not None and team_id in teams and team_id not in line:
        line[team_id] = teams[team_id]
        team_id = teams[team_id].parent_id
    return list(line.values())


def writable_teams(
    person: Person, teams: Mapping[int, Team], member_of: Collection[int]
) -> dict[int, Verdict]:
    """The teams for which the person may write, or propose, by id; `member_of` are their own."""
    found = {
        number: verdict(Right.WRITE, standing_in(person, number, teams, member_of))
        for number in teams
    }
    return {number: said for number, said in found.items() if said is not Verdict.NO}


def standing_in(
    person: Person, team_id: int, teams: Mapping[int, Team], member_of: Collection[int]
) -> Standing:
    """How the person stands to a team, without asking for the members of all teams."""
    members = [person.id] if team_id in member_of else []
    return standing_of(person, line_of(team_id, teams), members)


def find_decider(
    person: Person,
    line: Sequence[Team],
    standing: Standing,
    active: Collection[int],
    admins: Iterable[int],
) -> int | None:
    """Whose agreement is needed for what the person writes for the first team of `line`.

    A member asks the manager, or the next one above who is there, or an admin. A manager asks
    the one above where the team above wants that. None: it counts at once, also where nobody
    but the author could agree. `active` are the ids of the managers who are still here.
    """
    if standing is Standing.MEMBER:
        asked = line
    elif standing is Standing.MANAGER and len(line) > 1 and line[1].wants_proposals:
        asked = line[1:]
    else:
        return None
    managers = [each.manager_id for each in asked if each.manager_id in active]
    others = [each for each in [*managers, *admins] if each is not None and each != person.id]
    return others[0] if others else None
