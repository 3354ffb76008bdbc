"""What Slack tells about people and the workspace, followed as it changes."""

import logging
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
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
from bot.domain.travel import next_after_change
from bot.render import render
from bot.waiting import keep_hours
from storage.database import Database
from storage.events import first_time, forget_event, is_known
from storage.leavers import list_delegated, list_managed, list_owned
from storage.objectives import Edit, change_objective
from storage.outbox import add_messages
from storage.people import (
    add_person,
    add_workspace,
    find_people,
    find_person,
    find_workspace,
    get_person,
    get_workspace,
    list_admins,
    people_by_id,
    set_hearing,
    set_profile,
)
from storage.profiles import planned_nudges
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
        return True


def follow_profiles(
    database: Database, workspace: Workspace, profiles: Mapping[str, Profile], now: datetime
) -> Counter[str]:
    """Keep what became different about people while nobody listened; counts who `changed`.

    `profiles` are what Slack knows of people, by Slack id; those who are unknown are passed over.
    """
    with database.transaction() as session:
        known = find_people(session, workspace.id, profiles)
        by_id = sorted(known.values(), key=lambda each: each.id)
        changed = [each for each in by_id if _follow(session, each, profiles[each.slack_id], now)]
    return +Counter(changed=len(changed))


def was_followed(database: Database, workspace: Workspace, now: datetime) -> bool:
    """Whether Slack was asked about everybody today (in UTC)."""
    with database.reading() as session:
        return is_known(session, _followed_on(workspace, now))


def remember_followed(database: Database, workspace: Workspace, now: datetime) -> None:
    """Slack was asked about everybody: that is enough for today."""
    with database.transaction() as session:
        first_time(session, workspace.id, _followed_on(workspace, now), now)


def follow_again(database: Database, workspace: Workspace, now: datetime) -> None:
    """Let Slack be asked about everybody once more today: nobody listened for a while."""
    with database.transaction() as session:
        forget_event(session, _followed_on(workspace, now))


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
        rhythm = rhythms_by_team(session, [None])[None]
        first_nudge = next_nudge(rhythm, time_zone, days_off(organisation.country), now).at
        add_person(
            session,
            organisation.id,
            slack_id,
            name=profile.name or slack_id,
            locale=profile.locale or organisation.locale,
            time_zone=time_zone,
            is_active=profile.is_active,
            away=profile.away,
            away_until=profile.away_until,
            next_nudge_at=first_nudge if profile.is_active else None,
        )


def _followed_on(workspace: Workspace, now: datetime) -> str:
    """Kept among the events that were handled, which are forgotten after a day or two."""
    return f"everybody:{workspace.slack_id}:{local_date(now, 'UTC')}"


def _follow(session: Session, person: Person, profile: Profile, now: datetime) -> bool:
    """Whether anything about them was different."""
    organisation = get_workspace(session, person.workspace_id)
    told: dict[str, object] = {
        "name": profile.name or person.name,
        "locale": profile.locale or person.locale,
        "time_zone": zone_or(profile.time_zone, organisation.time_zone),
        "is_active": profile.is_active,
        "away": profile.away,
        "away_until": profile.away_until,
    }
    news = {name: value for name, value in told.items() if getattr(person, name) != value}
    if not news:
        return False
    if not profile.is_active:
        news["next_nudge_at"] = None
    elif news.keys() & {"time_zone", "is_active"}:
        news["next_nudge_at"] = _next_nudge(session, person, str(told["time_zone"]), now)
    set_profile(session, person.id, **news)
    log.info("followed person=%s changed=%s", person.id, ",".join(sorted(news)))
    if news.keys() & {"time_zone", "is_active", "away", "away_until"}:
        keep_hours(session, people_by_id(session, [person.id])[person.id], now)
    if person.is_active and not profile.is_active:
        _see_off(session, person, now)
    return True


def _next_nudge(session: Session, person: Person, time_zone: str, now: datetime) -> datetime:
    rhythm = rhythms_by_team(session, [person.home_team_id])[person.home_team_id]
    planned = planned_nudges(session, [person.id])[person.id]
    return next_after_change(planned, rhythm, time_zone, days_off(person.country), now)


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
