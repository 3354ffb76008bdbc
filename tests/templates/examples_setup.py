"""What the templates of setting up and of teams are shown with."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

from bot.calendars import days_off
from bot.domain.cadence import DEFAULT, Every, PartialRhythm
from bot.domain.coming import Calendar
from bot.domain.leavers import PER_PAGE, SHOWN, LeaverPage, Left
from bot.domain.okrs import Cycle, Workspace
from bot.domain.rhythms import RhythmSources, compose_form, find_sources, with_next
from bot.domain.setting_up import MOST_NAME, Organisation, Step, own_rhythm_fields
from bot.domain.setup_pages import SetupFacts, compose_page
from bot.domain.team_forms import Choice, TeamAnswers, TeamForm, TeamLine, list_page
from tests.make import make_person, make_team
from tests.templates.cases import Case

Example = dict[str, Any]

NOW = datetime(2026, 10, 12, 6, tzinfo=UTC)
VIENNESE = Workspace(1, "T0LOCAL", "Acme", "Europe/Vienna", "en", "AT")


def setup(case: Case, step: Step, *, is_ready: bool = False) -> Example:
    name = case.says("Company")[:MOST_NAME]
    teams = tuple(make_team(id=number, name=name) for number in range(1, case.copies + 1))
    facts = SetupFacts(
        Workspace(1, "T0LOCAL", case.says("Acme")[:MOST_NAME], "Europe/Vienna", "de", "AT"),
        Cycle(1, case.says("2026-Q4")[:MOST_NAME], date(2026, 10, 1), date(2026, 12, 31)),
        teams,
        teams,
        DEFAULT,
        is_ready=is_ready,
        now=NOW,
    )
    suggested = Organisation(facts.workspace.name, "Europe/Vienna", "de", "AT")
    page = compose_page(facts, step, None, suggested, calendar_of(case))
    return {"facts": facts, "page": page, "teams": lines(case)}


def lines(case: Case) -> Any:
    name = case.says("Platform")[:MOST_NAME]
    manager = case.says("Lena Lead")[:MOST_NAME]
    first = TeamLine(1, case.says("Company")[:MOST_NAME], 0, 1, manager, may_edit=True)
    below = [
        TeamLine(number, name, number % 9 + 1, number, "", may_edit=number % 2 == 0)
        for number in range(2, 2 + 4 * case.copies)
    ]
    return list_page([first, *below], 0, may_add=True)


def done(case: Case) -> Example:
    names = [case.says("Lena Lead")[:MOST_NAME]] * min(5, case.copies)
    coming = setup(case, Step.RHYTHM)["page"].coming
    channels = [f"C0LEADS{number}" for number in range(min(5, case.copies))]
    return {"coming": coming, "told": names, "channels": channels, "teams": case.copies}


def calendar_of(case: Case) -> Calendar:
    """Austria, with holidays that are called what the case says."""
    return Calendar(days_off("AT"), lambda _day: case.says("National Day")[:MOST_NAME])


def line(case: Case) -> list[tuple[str, PartialRhythm]]:
    top = case.says("Company")[:MOST_NAME]
    own = PartialRhythm(None, None, 3, time(14), Every.EVEN_WEEKS)
    return [("Platform", own), (top, PartialRhythm(0, time(8, 30)))]


def sources(case: Case) -> RhythmSources:
    return with_next(find_sources(line(case)), VIENNESE, calendar_of(case), NOW)


def team(case: Case) -> Example:
    name = case.says("Platform")[:MOST_NAME]
    people = tuple(f"U0PERSON{number}" for number in range(8 * case.copies))
    answers = TeamAnswers(
        name, 1, people[0], people, "C0PLATFORM", "C0LEADS", "de", "S0G1", wants_proposals=True
    )
    groups = tuple(
        Choice(f"S0G{number}", case.says("Platform (@platform)")) for number in range(1, 90)
    )
    form = TeamForm(
        2,
        answers,
        Choice("1", case.says("Company")[:MOST_NAME]),
        "list 0",
        groups,
        groups[0],
        sources(case),
        may_set_rhythm=True,
        is_restored=True,
    )
    return {"form": form}


def merging(case: Case) -> Example:
    name = case.says("Platform")[:MOST_NAME]
    names = [name] * min(5, 2 * case.copies)
    return {
        "team_id": 2,
        "into_id": 3,
        "team": name,
        "into": case.says("Sales")[:MOST_NAME],
        "people": 2 * case.copies,
        "objectives": case.copies,
        "subteams": names,
    }


def things(case: Case) -> tuple[Left, ...]:
    title, above = case.says("Portal is up"), case.says("Clinics never wait for our portal")
    each = (Left(1, 0, above, "", 2), Left(1, 4, title, above, 2))
    return tuple(
        Left(number, one.key_result_id, one.title, one.above, one.team_id)
        for number in range(1, case.copies + 1)
        for one in each
    )


def left(case: Case) -> Example:
    found = things(case)
    return {
        "leaver": make_person(id=7, name=case.says("Gus Gone")[:MOST_NAME]),
        "things": found[:SHOWN],
        "count": len(found) + case.copies - 1,
        "teams": tuple(
            make_team(id=number, name=case.says("Platform")[:MOST_NAME])
            for number in range(1, min(10, case.copies) + 1)
        ),
    }


def undelegated(case: Case) -> Example:
    titles = [each.short for each in things(case)]
    name = case.says("Gus Gone")[:MOST_NAME]
    return {"name": name, "titles": titles[:SHOWN], "count": len(titles)}


def leaver(case: Case) -> Example:
    person = make_person(id=7, name=case.says("Gus Gone")[:MOST_NAME])
    return {"page": LeaverPage(person, things(case)[:PER_PAGE], more=case.copies > 1)}


def rhythm(case: Case) -> Example:
    typed = {**own_rhythm_fields(line(case)[0][1]), "locked": ["locked"]}
    form = compose_form(2, line(case), typed, (VIENNESE, calendar_of(case)), NOW)
    return {"form": replace(form, is_restored=True)}


MESSAGES: Mapping[str, Callable[[Case], Example]] = {
    "messages/left": left,
    "messages/set_up": lambda case: {
        "teams": [case.says("Platform")[:MOST_NAME]] * min(5, case.copies),
        "admin": case.says("Hanna Head")[:MOST_NAME],
        "rhythm": DEFAULT,
    },
    "messages/undelegated": undelegated,
    "messages/welcome": lambda case: {
        "workspace": case.says("Acme")[:MOST_NAME],
        "is_ready": case.says("") != "",
    },
}
MODALS: Mapping[str, Callable[[Case], Example]] = {
    "modals/admins": lambda case: {
        "admins": [f"U0PERSON{number}" for number in range(case.copies)]
    },
    "modals/archive_team": merging,
    "modals/leaver": leaver,
    "modals/merge_team": merging,
    "modals/merge_team_sure": merging,
    "modals/rhythm": rhythm,
    "modals/setup": lambda case: {**setup(case, Step.ORGANISATION), "language": "de"},
    "modals/setup_cycle": lambda case: setup(case, Step.CYCLE),
    "modals/setup_done": done,
    "modals/setup_organisation": lambda case: setup(case, Step.ORGANISATION, is_ready=True),
    "modals/setup_rhythm": lambda case: setup(case, Step.RHYTHM),
    "modals/setup_teams": lambda case: setup(case, Step.TEAMS),
    "modals/team": team,
    "modals/teams": lambda case: {"teams": lines(case)},
}
