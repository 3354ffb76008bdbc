"""Teams that follow a Slack user group: who is in the group is in the team.

Slack is asked between the two use cases, with no transaction open.
"""

import logging
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlmodel import Session

from bot.calendars import days_off
from bot.domain.cadence import local_date, zone_or
from bot.domain.company import Profile
from bot.domain.okrs import Workspace
from storage.audit import add_event
from storage.company import get_times
from storage.database import Database
from storage.people import add_person, find_people, get_workspace
from storage.setup import is_ready
from storage.team_edits import ids_by_slack_id, list_followers, set_members
from storage.times import replan

log = logging.getLogger("okrbot.groups")


def list_followed(database: Database, workspace: Workspace) -> set[str]:
    """The user groups that some team follows."""
    with database.reading() as session:
        return set(list_followers(session, workspace.id).values())


def list_unmet(database: Database, workspace: Workspace, slack_ids: Sequence[str]) -> list[str]:
    """Who of these has never been met; who was found to be no member is not asked about again."""
    with database.reading() as session:
        known = find_people(session, workspace.id, slack_ids)
    return [each for each in dict.fromkeys(slack_ids) if each not in known]


def follow_groups(
    database: Database,
    workspace: Workspace,
    groups: Mapping[str, Sequence[str]],
    profiles: Mapping[str, Profile],
    now: datetime,
) -> Counter[str]:
    """Let teams have the members of their groups; counts `joined` and `left`.

    `groups` are the members by group; a group that Slack did not tell of changes nothing.
    `profiles` describe those who were never met.
    """
    counts: Counter[str] = Counter()
    with database.transaction() as session:
        workspace = get_workspace(session, workspace.id)
        before = get_times(session, workspace.slack_id)
        _meet(session, workspace, profiles)
        today = local_date(now, workspace.time_zone)
        for team_id, group in list_followers(session, workspace.id).items():
            if group not in groups:
                continue
            ids = ids_by_slack_id(session, workspace.id, groups[group])
            joined, left = set_members(session, workspace.id, team_id, list(ids.values()), today)
            if joined or left:
                add_event(
                    session,
                    workspace.id,
                    now,
                    action="team.followed",
                    subject=f"team:{team_id}",
                    joined=joined,
                    left=left,
                )
            counts.update(joined=len(joined), left=len(left))
        if is_ready(session, workspace):
            replan(session, workspace, before, now, days_off)
    return +counts


def _meet(session: Session, workspace: Workspace, profiles: Mapping[str, Profile]) -> None:
    for slack_id, profile in profiles.items():
        add_person(
            session,
            workspace.id,
            slack_id,
            name=profile.name or slack_id,
            locale=profile.locale or workspace.locale,
            time_zone=zone_or(profile.time_zone, workspace.time_zone),
            is_active=profile.is_active,
            away=profile.away,
            away_until=profile.away_until,
        )
