"""The company of `okrbot demo`: who is there, and what they have told the bot in twelve weeks.

What they say stands in `demo_company.yaml` and `demo_history.yaml`; at what hour they said it
follows from a fixed seed, so every demo is the same. Nothing here knows the playground.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlmodel import Session

from bot.company_file import read_company, read_data
from bot.demo_history import FIRST_MONDAY, read_history, submissions
from bot.demo_people import Words
from bot.demo_tours import read_tours
from bot.domain.company import CompanyPlan, SlackWorkspace, TeamPlan
from bot.domain.okrs import Caller, Person
from bot.errors import NotFound, _
from storage.checkins import add_checkins
from storage.company import key_result_ids, set_joined_on
from storage.database import Database
from storage.okrs import list_updated_by
from storage.people import find_workspace, get_person

WORKSPACE = SlackWorkspace("T0ACME", "Acme Implants")

STARTS_AT = datetime(2026, 9, 20, 20, 30, tzinfo=UTC)
"""The demo's present: half an hour before the first nudge of the week, on Monday in Auckland."""

BEGINS_AT = STARTS_AT - timedelta(days=6)
"""When the company is imported: the evening before last week's digests."""

FIRST_PERSON = "U0LIAM"
"""Whoever opens the demo is Liam at first: his nudge is the next thing to come."""

_NEWCOMERS = frozenset({"U0JONAS"})
"""They joined this week, so nobody misses their check-ins yet."""

_CHANNELS = {
    "C0ACME": "acme",
    "C0ACMELEADS": "acme-leads",
    "C0HOSPITALS": "hospitals",
    "C0HOSPLEADS": "hospitals-leads",
    "C0PORTAL": "clinic-portal",
    "C0PORTLEADS": "clinic-portal-leads",
    "C0IMPLANTS": "implants",
    "C0IMPLLEADS": "implants-leads",
    "C0FACTORY": "manufacturing",
    "C0FACTLEADS": "manufacturing-leads",
}


def demo_company() -> CompanyPlan:
    """The company, to be imported into `WORKSPACE` at `STARTS_AT`."""
    return read_company(_text("demo_company.yaml"))


def demo_people() -> list[dict[str, Any]]:
    """The people as a Slack knows them: id, name, tz and locale; `FIRST_PERSON` first."""
    return [
        {
            "id": person.slack_id,
            "name": person.name,
            "tz": person.time_zone,
            "locale": person.locale,
        }
        for person in sorted(
            demo_company().people, key=lambda person: person.slack_id != FIRST_PERSON
        )
    ]


def demo_channels() -> list[dict[str, Any]]:
    """The channels as a Slack knows them: id, name and the ids of their members.

    Everybody is in the channels of their team and of all teams above it. The managers' channel
    of a team has its manager and those of the teams beside, below and above it.
    """
    teams = {team.name: team for team in demo_company().teams}
    members: dict[str, dict[str, None]] = {channel: {} for channel in _CHANNELS}
    for team in teams.values():
        for above in _line(team, teams):
            members[above.channel] |= dict.fromkeys(team.members)
            members[above.manager_channel] |= dict.fromkeys([above.manager, team.manager])
            members[team.manager_channel] |= dict.fromkeys([above.manager])
    return [
        {"id": channel, "name": name, "members": list(members[channel])}
        for channel, name in _CHANNELS.items()
    ]


def demo_words() -> Words:
    """What the people write when they check in by themselves."""
    return Words(**read_data(_text("demo_words.yaml")))


def demo_tours(database: Database) -> list[dict[str, Any]]:
    """The guided tours over the imported demo company, as the local Slack takes them."""
    with database.reading() as session:
        ids = key_result_ids(session, _workspace_id(session))
    return read_tours(_text("demo_tours.yaml"), ids)


def seed_history(database: Database) -> int:
    """Record twelve weeks of check-ins on the imported demo company; how many key results they
    touched in sum. Everybody but the newcomers has been there since before the quarter.

    Raises:
        NotFound: if the company was not imported.
    """
    history = read_history(_text("demo_history.yaml"))
    callers = [Caller(WORKSPACE.slack_id, each.slack_id) for each in demo_company().people]
    with database.transaction() as session:
        workspace_id = _workspace_id(session)
        people = {person.id: person for person in (get_person(session, each) for each in callers)}
        _let_join(session, people.values())
        ids = key_result_ids(session, workspace_id)
        told = {ids[key]: said for key, said in history.items()}
        count = 0
        for person_id, objectives in list_updated_by(session, list(people)).items():
            mine = [
                (each, told[each.id])
                for above in objectives
                for each in above.key_results
                if each.id in told
            ]
            for submission, updates in submissions(people[person_id], workspace_id, mine):
                add_checkins(session, submission, updates)
                count += len(updates)
    return count


def _workspace_id(session: Session) -> int:
    workspace = find_workspace(session, WORKSPACE.slack_id)
    if workspace is None:
        raise NotFound(_("The demo company has to be imported first."))
    return workspace.id


def _let_join(session: Session, people: Iterable[Person]) -> None:
    old = [each.id for each in people if each.slack_id not in _NEWCOMERS]
    set_joined_on(session, old, FIRST_MONDAY)


def _line(team: TeamPlan, teams: Mapping[str, TeamPlan]) -> list[TeamPlan]:
    """The team and those above it."""
    return [team, *(_line(teams[team.parent], teams) if team.parent else [])]


def _text(name: str) -> str:
    return (Path(__file__).parent / name).read_text(encoding="utf-8")
