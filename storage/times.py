"""Planning anew when people and teams hear from us, after teams or rhythms were changed by hand.

The rules are those of an import: what is planned stays planned unless what it follows from has
changed.
"""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session

from bot.domain.company_times import (
    Calendars,
    Times,
    home_team,
    next_digests,
    next_nudges,
    rhythms,
)
from bot.domain.okrs import Workspace
from storage.company import get_times, list_memberships, put
from storage.tables import PersonRow, TeamRow

_TEAM = TeamRow.metadata.tables["team"]


def replan(
    session: Session, workspace: Workspace, before: Times, now: datetime, calendars: Calendars
) -> None:
    """Write home teams, next nudges and digests, and how often teams are asked, as they follow
    from what is stored now.

    `before` is what `get_times` said before anything was changed. Teams that are archived or
    merged are nobody's home.
    """
    after = get_times(session, workspace.slack_id)
    homes = _homes(session, workspace.id, after)
    people = {
        number: replace(person, home_team_id=homes.get(number))
        for number, person in after.people.items()
    }
    after = replace(after, people=people)
    nudges = [
        {"id": number, "home_team_id": homes.get(number), "next_nudge_at": at}
        for number, at in next_nudges(before, after, now, calendars).items()
    ]
    often = rhythms(after)
    digests = [
        {"id": number, "next_digest_at": at, "every": often[number].every.value}
        for number, at in next_digests(before, after, now).items()
    ]
    within = {"workspace_id": workspace.id}
    put(session, PersonRow, nudges, by=["id"], within=within)
    put(session, TeamRow, digests, by=["id"], within=within)


def _homes(session: Session, workspace_id: int, times: Times) -> dict[int, int | None]:
    """The home team of each member: the deepest active one and, among equals, the oldest."""
    alive = set(
        session.execute(
            select(_TEAM.c.id).where(_TEAM.c.workspace_id == workspace_id, _TEAM.c.is_active)
        ).scalars()
    )
    teams_of: dict[int, list[int]] = {}
    for team_id, person_id in list_memberships(session, workspace_id):
        if team_id in alive:
            teams_of.setdefault(person_id, []).append(team_id)
    return {number: home_team(ids, times.teams) for number, ids in teams_of.items()}
