"""Which team somebody means, and whether they may see what it keeps to itself."""

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from bot.domain.okrs import Objective, Person, Role, Team
from bot.domain.rights import Right, Standing, Verdict, standing_of, verdict
from bot.errors import NotFound, _
from storage.audit import add_audit
from storage.objectives import GONE
from storage.teams import list_line, list_teams, members_joined_on


def find_team(session: Session, person: Person, name: str) -> Team:
    """The team of that name, in any case; without a name the person's own.

    Raises:
        NotFound: no such team, or the person has none.
    """
    teams = list_teams(session, person.workspace_id)
    wanted = name.strip().casefold()
    if not wanted and person.home_team_id is None:
        raise NotFound(
            _("You are not in a team yet. Name one after the command, such as Platform.")
        )
    for team in teams:
        if team.name.casefold() == wanted or (not wanted and team.id == person.home_team_id):
            return team
    names = ", ".join(team.name for team in teams[:10])
    raise NotFound(_("There is no team called %(name)s. Try: %(names)s"), name=name, names=names)


def standing_to(session: Session, person: Person, team_id: int) -> Standing:
    """How the person stands to a team."""
    return standing_of(person, list_line(session, team_id), members_joined_on(session, team_id))


def may_see_private(session: Session, person: Person, team: Team, now: datetime) -> bool:
    """Whether a team's private objectives show to the person: its own, managers above, admins.

    That an admin looked, who is nothing else to the team, is kept in the audit log.
    """
    line, members = list_line(session, team.id), members_joined_on(session, team.id)
    as_anybody = standing_of(replace(person, role=Role.MEMBER), line, members)
    said = verdict(Right.SEE_PRIVATE, standing_of(person, line, members))
    if said is Verdict.AUDITED and verdict(Right.SEE_PRIVATE, as_anybody) is Verdict.NO:
        add_audit(session, person, action="private.seen", subject=f"team:{team.id}", now=now)
    return said is not Verdict.NO


def see_objective(session: Session, person: Person, objective: Objective, now: datetime) -> None:
    """Let through who may see an objective, as `may_see_private` has it; owners see their own.

    Raises:
        NotFound: as if there were none.
    """
    owners = {objective.owner_id, *(each.updater_id for each in objective.key_results)}
    if not objective.is_private or person.id in owners:
        return
    if not may_see_private(session, person, list_line(session, objective.team_id)[0], now):
        raise NotFound(GONE)
