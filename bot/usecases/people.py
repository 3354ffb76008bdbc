"""What Slack tells about people and the workspace, followed as it changes."""

from datetime import datetime

from bot.domain.cadence import next_at, zone_or
from bot.domain.company import Profile
from bot.domain.okrs import Caller, Workspace
from storage.database import Database
from storage.events import first_time
from storage.people import (
    add_person,
    add_workspace,
    find_person,
    find_workspace,
    get_person,
    get_workspace,
    set_profile,
)
from storage.sending import resume_sending
from storage.teams import rhythms_by_team


def resume_workspace(database: Database, slack_id: str, name: str) -> Workspace:
    """The workspace a working token belongs to, kept on first sight; sending goes on there."""
    with database.transaction() as session:
        workspace = find_workspace(session, slack_id) or add_workspace(session, slack_id, name)
        resume_sending(session, workspace.id)
        return workspace


def follow_profile(
    database: Database, caller: Caller, profile: Profile, *, event_id: str, now: datetime
) -> bool:
    """Keep what changed about a person; their next nudge follows their time zone.

    False when the person is unknown or this event was handled before.
    """
    with database.transaction() as session:
        person = find_person(session, caller)
        if person is None or not first_time(session, person.workspace_id, event_id, now):
            return False
        organisation = get_workspace(session, person.workspace_id)
        time_zone = zone_or(profile.time_zone, organisation.time_zone)
        columns: dict[str, object] = {
            "name": profile.name or person.name,
            "locale": profile.locale or person.locale,
            "time_zone": time_zone,
            "is_active": profile.is_active,
        }
        if not profile.is_active:
            columns["next_nudge_at"] = None
        elif time_zone != person.time_zone or not person.is_active:
            rhythm = rhythms_by_team(session, [person.home_team_id])[person.home_team_id]
            columns["next_nudge_at"] = next_at(
                rhythm.nudge_weekday, rhythm.nudge_time, time_zone, now
            )
        set_profile(session, person.id, **columns)
        return True


def meet_person(
    database: Database, caller: Caller, slack_id: str, profile: Profile, now: datetime
) -> None:
    """Keep somebody whom a colleague has chosen; they are in no team yet.

    Nothing happens where they are known by now.
    """
    with database.transaction() as session:
        workspace_id = get_person(session, caller).workspace_id
        organisation = get_workspace(session, workspace_id)
        time_zone = zone_or(profile.time_zone, organisation.time_zone)
        rhythm = rhythms_by_team(session, [None])[None]
        next_nudge = next_at(rhythm.nudge_weekday, rhythm.nudge_time, time_zone, now)
        columns: dict[str, object] = {
            "name": profile.name or slack_id,
            "time_zone": time_zone,
            "locale": profile.locale or organisation.locale,
            "is_active": profile.is_active,
            "next_nudge_at": next_nudge if profile.is_active else None,
        }
        add_person(session, workspace_id, slack_id, **columns)
