"""Why okrbot writes to somebody, and why not: told to them, or to who may ask for them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session

from bot.calendars import holiday_name
from bot.domain.cadence import local_date, slot_of
from bot.domain.foresight import foresee
from bot.domain.okrs import Caller, Person, Role
from bot.domain.planning import Decision, Outlook
from bot.domain.rhythms import find_sources
from bot.domain.rights import Right, Verdict, check_right, verdict
from bot.domain.why import WhyFacts, compose_why, present_slots
from bot.errors import NotAllowed, NotFound, _
from bot.outlooks import gather_outlooks
from bot.render import render
from storage.database import Database
from storage.people import find_people, get_person, get_workspace
from storage.seeing import standing_to
from storage.team_edits import find_rhythm
from storage.teams import list_line, teams_by_id
from storage.why import (
    Planned,
    find_next_digest,
    find_planned_at,
    list_decided,
    list_past,
    list_planned,
    list_teams_of,
)

AT_ONCE = 500
"""People of whom everything is held in memory at a time."""

UNKNOWN = _("okrbot does not know them, so it never writes to them.")


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A person, what is coming for them, and how many key results a nudge would ask about.

    Who is not looked at, for setting up is not done, has none coming.
    """

    person: Person
    nudges: Sequence[Decision]
    key_results: int


def tell_why(
    database: Database, caller: Caller, now: datetime, *, about: str = ""
) -> dict[str, Any]:
    """What comes when and why, as a message for the caller alone.

    `about` is the Slack id of somebody else, "" for themselves.

    Raises:
        NotFound: nobody knows them. NotAllowed: the caller leads no team of theirs.
    """
    with database.reading() as session:
        person = get_person(session, caller)
        meant = _meant(session, person, about)
        facts = _facts(session, meant, now, _holidays(meant, person.locale))
    why = compose_why(facts, now, is_own=meant.id == person.id)
    return render("messages/why", person.locale, why=why)


def foresee_all(database: Database, now: datetime) -> list[Foreseen]:
    """What would come for everybody who is active or looked at, by Slack id; nothing is written."""
    foreseen: list[Foreseen] = []
    with database.reading() as session:
        for planned in list_planned(session, AT_ONCE):
            foreseen += _foresee(session, planned, now)
    return foreseen


def _meant(session: Session, person: Person, about: str) -> Person:
    """Who is asked about, where the person may ask."""
    if about in ("", person.slack_id):
        return person
    meant = find_people(session, person.workspace_id, [about]).get(about)
    if meant is None:
        raise NotFound(UNKNOWN)
    if person.role is not Role.ADMIN:
        _check_leads(session, person, meant)
    return meant


def _check_leads(session: Session, person: Person, meant: Person) -> None:
    teams = list_teams_of(session, meant.id)
    standings = {each: standing_to(session, person, each) for each in teams}
    if any(verdict(Right.SEE_WHY, each) is Verdict.YES for each in standings.values()):
        return
    named = meant.home_team_id if meant.home_team_id in standings else next(iter(teams), None)
    if named is None:
        raise NotAllowed(_("Only admins of okrbot see when it writes to who is in no team."))
    check_right(Right.SEE_WHY, standings[named], teams_by_id(session, [named])[named].name)


def _facts(
    session: Session, person: Person, now: datetime, holiday: Callable[[date], str]
) -> WhyFacts:
    line = list_line(session, person.home_team_id)
    slots = present_slots(now, person.time_zone)
    planned = Planned(person, find_planned_at(session, person.id))
    return WhyFacts(
        outlook=_outlooks(session, [planned], now)[0],
        workspace=get_workspace(session, person.workspace_id),
        sources=find_sources([(each.name, find_rhythm(session, each.id)) for each in line]),
        holiday=holiday,
        team=line[0].name if line else "",
        digest_at=find_next_digest(session, person.home_team_id),
        past=list_past(session, person.id, slots),
    )


def _holidays(person: Person, locale: str) -> Callable[[date], str]:
    return lambda day: holiday_name(person.country, day, locale)


def _foresee(session: Session, planned: Sequence[Planned], now: datetime) -> list[Foreseen]:
    outlooks = _outlooks(session, planned, now)
    coming = [(each, foresee(each, now) if each.planned_at else []) for each in outlooks]
    return [Foreseen(each.person, found, _count(each, found)) for each, found in coming]


def _count(outlook: Outlook, nudges: Sequence[Decision]) -> int:
    """The key results whose cycle runs on the day of the last of the nudges."""
    days = [local_date(each.due.at, outlook.person.time_zone) for each in nudges[-1:]]
    return sum(cycle.is_running(day) for _key_result, cycle in outlook.key_results for day in days)


def _outlooks(session: Session, planned: Sequence[Planned], now: datetime) -> list[Outlook]:
    outlooks = gather_outlooks(session, [each.person for each in planned], now)
    # Nowhere is it an earlier week than it was a day ago where the sun rises last.
    decided = list_decided(session, outlooks, slot_of(now - timedelta(days=1), "UTC"))
    return [
        replace(outlook, decided=frozenset(decided[outlook.person.id]), planned_at=each.at)
        for each, outlook in zip(planned, outlooks.values(), strict=True)
    ]
