"""What Slack tells about people and the workspace, followed as it changes."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlmodel import Session

from bot.calendars import days_off
from bot.domain.cadence import local_date, zone_or
from bot.domain.company import Profile
from bot.domain.due import next_nudge
from bot.domain.leavers import (
    MOST_TEAMS,
    SHOWN,
    TITLE,
    Asked,
    Left,
    things_left,
    unnamed,
    who_is_asked,
    without_delegate,
)
from bot.domain.okrs import Caller, Person, Team, Workspace
from bot.domain.outbox import Message, Priority
from bot.domain.shortening import shorten
from bot.render import render
from storage.database import Database
from storage.events import first_time
from storage.leavers import list_delegated, list_managed, list_owned
from storage.objectives import Edit, change_objective
from storage.outbox import add_messages
from storage.people import (
    add_person,
    add_workspace,
    find_person,
    find_workspace,
    get_person,
    get_workspace,
    list_admins,
    people_by_id,
    set_hearing,
    set_profile,
)
from storage.sending import resume_sending
from storage.teams import list_line, rhythms_by_team

log = logging.getLogger("okrbot.people")


def resume_workspace(
    database: Database, slack_id: str, name: str, *, hears_replies: bool = False
) -> Workspace:
    """The workspace a working token belongs to, kept on first sight; sending goes on there.

    Whether the bot `hears_replies` there is what the token may do now.
    """
    with database.transaction() as session:
        workspace = find_workspace(session, slack_id) or add_workspace(session, slack_id, name)
        resume_sending(session, workspace.id)
        set_hearing(session, workspace.id, hears_replies=hears_replies)
        return replace(workspace, hears_replies=hears_replies)


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
        if person.is_active and not profile.is_active:
            _see_off(session, person, now)
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
            next_nudge_at=(
                _next_nudge(session, None, time_zone, organisation.country, now)
                if profile.is_active
                else None
            ),
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
        columns["next_nudge_at"] = _next_nudge(
            session, person.home_team_id, time_zone, person.country, now
        )
    set_profile(session, person.id, **columns)


def _next_nudge(
    session: Session, team_id: int | None, time_zone: str, country: str, now: datetime
) -> datetime:
    rhythm = rhythms_by_team(session, [team_id])[team_id]
    return next_nudge(rhythm, time_zone, days_off(country), now).at


def _see_off(session: Session, leaver: Person, now: datetime) -> None:
    """Whoever manages what somebody leaves behind is asked, once, for new owners and managers.

    What was only updated by them falls back to its owner, who is told.
    """
    day = local_date(now, get_workspace(session, leaver.workspace_id).time_zone)
    _ask(session, leaver, day, now)
    objectives = list_delegated(session, leaver.id)
    returned: dict[int, list[str]] = {}
    for each in objectives:
        for one in each.key_results:
            if one.delegate_id == leaver.id:
                returned.setdefault(one.owner_id, []).append(shorten(one.title, TITLE))
        change_objective(session, Edit(leaver, now), each, without_delegate(each, leaver.id))
    owners = people_by_id(session, returned)
    messages = [
        Message(
            f"undelegated:{leaver.id}:{owner.id}:{day}",
            owner.slack_id,
            render(
                "messages/undelegated",
                owner.locale,
                name=leaver.name,
                titles=returned[owner.id][:SHOWN],
                count=len(returned[owner.id]),
            ),
            priority=Priority.TROUBLE,
        )
        for owner in owners.values()
        if owner.is_active
    ]
    add_messages(session, leaver.workspace_id, messages, now)


def _ask(session: Session, leaver: Person, day: date, now: datetime) -> None:
    asked = _asked(session, leaver)
    people = people_by_id(session, asked)
    messages = []
    for number, about in asked.items():
        payload = render(
            "messages/left",
            people[number].locale,
            leaver=leaver,
            things=about.told,
            count=len(about.things),
            teams=about.teams[:MOST_TEAMS],
        )
        key = f"left:{leaver.id}:{number}:{day}"
        place = people[number].slack_id
        messages.append(Message(key, place, payload, priority=Priority.TROUBLE))
    add_messages(session, leaver.workspace_id, messages, now)
    log.info("left person=%s asked=%s", leaver.id, sorted(asked))


def _asked(session: Session, leaver: Person) -> dict[int, Asked]:
    """Who is asked about what: the nearest manager who is still there, else all admins."""
    admins = [each.id for each in list_admins(session, leaver.workspace_id)]
    asked: dict[int, Asked] = {}

    def ask(team_id: int, things: Sequence[Left], teams: Sequence[Team]) -> None:
        line = list_line(session, team_id)
        known = people_by_id(session, {each.manager_id for each in line if each.manager_id})
        nearest = who_is_asked(line, leaver.id, lambda number: known[number].is_active)
        # An admin may look at private titles, which leaves a trace; a message names none.
        told = things if nearest else unnamed(things)
        for each in [nearest] if nearest else admins:
            before = asked.get(each, Asked())
            asked[each] = Asked((*before.things, *told), (*before.teams, *teams))

    things = things_left(list_owned(session, leaver.id), leaver.id)
    for team_id in dict.fromkeys(each.team_id for each in things):
        ask(team_id, [each for each in things if each.team_id == team_id], [])
    for team in list_managed(session, leaver.id):
        ask(team.id, [], [team])
    return asked
