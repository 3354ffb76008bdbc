"""What Slack tells about people and the workspace, followed as it changes."""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session

from bot.domain.cadence import next_at, zone_or
from bot.domain.company import Profile
from bot.domain.okrs import Caller, Person, Workspace
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
        _follow(session, person, profile, now)
        return True


def list_strangers(database: Database, caller: Caller, slack_ids: Iterable[str]) -> list[str]:
    """Those of the Slack users of whom nothing is known, or only that they cannot be asked."""
    with database.reading() as session:
        asked = {each: find_person(session, Caller(caller.workspace, each)) for each in slack_ids}
    return [each for each, person in asked.items() if person is None or not person.is_active]


def meet_person(
    database: Database, caller: Caller, slack_id: str, profile: Profile, now: datetime
) -> None:
    """Keep somebody whom the caller named, as Slack describes them, so that a row can name them.

    Guests, bots and those who left are kept as inactive. They belong to no team yet.
    """
    with database.transaction() as session:
        if person := find_person(session, Caller(caller.workspace, slack_id)):
            _follow(session, person, profile, now)
            return
        host = get_person(session, caller)
        organisation = get_workspace(session, host.workspace_id)
        time_zone = zone_or(profile.time_zone, organisation.time_zone)
        add_person(
            session,
            organisation.id,
            slack_id,
            name=profile.name or slack_id,
            locale=profile.locale or organisation.locale,
            time_zone=time_zone,
            is_active=profile.is_active,
            next_nudge_at=_next_nudge(session, None, time_zone, now) if profile.is_active else None,
        )


def _follow(session: Session, person: Person, profile: Profile, now: datetime) -> None:
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
        columns["next_nudge_at"] = _next_nudge(session, person.home_team_id, time_zone, now)
    set_profile(session, person.id, **columns)


def _next_nudge(session: Session, team_id: int | None, time_zone: str, now: datetime) -> datetime:
    rhythm = rhythms_by_team(session, [team_id])[team_id]
    return next_at(rhythm.nudge_weekday, rhythm.nudge_time, time_zone, now)
