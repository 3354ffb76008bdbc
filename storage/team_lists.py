"""All teams as one reads them: a tree, each with its manager and how many belong to it."""

from sqlmodel import Session

from bot.domain.okrs import Person, Role
from bot.domain.rights import Right, Verdict, standing_of, verdict
from bot.domain.team_forms import KnownTeam, TeamLine, TeamList, as_tree, list_page
from storage.people import people_by_id
from storage.team_edits import count_members
from storage.teams import list_teams


def list_lines(session: Session, person: Person, page: int) -> TeamList:
    """One page of the teams, and which of them this person may change."""
    teams = {each.id: each for each in list_teams(session, person.workspace_id)}
    members = count_members(session, person.workspace_id)
    managers = people_by_id(
        session, {each.manager_id for each in teams.values() if each.manager_id}
    )
    lines = []
    for known, depth in as_tree([KnownTeam(t.id, t.name, t.parent_id) for t in teams.values()]):
        line = [teams[known.id]]
        while (above := teams.get(line[-1].parent_id or 0)) is not None and above not in line:
            line.append(above)
        may = verdict(Right.SET_TEAM, standing_of(person, line, ())) is Verdict.YES
        manager = managers.get(teams[known.id].manager_id or 0)
        name = manager.name if manager and manager.is_active else ""
        lines.append(TeamLine(known.id, known.name, depth, members[known.id], name, may_edit=may))
    may_add = person.role is Role.ADMIN or any(each.may_edit for each in lines)
    return list_page(lines, page, may_add=may_add)
