"""Example values for the templates of setting up and of teams."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any

from bot.calendars import calendar
from bot.domain.cadence import DEFAULT, Every, PartialRhythm
from bot.domain.leavers import LeaverPage, Left
from bot.domain.okrs import Cycle, Person, Team, Workspace
from bot.domain.rhythms import ABOVE, HERE, Often, RhythmSources, Weekly, compose_form
from bot.domain.setting_up import Organisation, Step, own_rhythm_fields
from bot.domain.setup_pages import SetupFacts, compose_page
from bot.domain.team_forms import Choice, TeamAnswers, TeamForm, TeamLine, TeamList

Example = dict[str, Any]

ACME = Workspace(1, "T0ACME", "Acme", "Europe/Vienna", "en", "AT", Step.DONE)
LINES = (
    TeamLine(1, "Company", 0, 2, "Anna Berger", may_edit=True),
    TeamLine(2, "Platform", 1, 8, "Ben Kofler", may_edit=True),
    TeamLine(3, "Sales", 1, 5),
)
TEAM = TeamAnswers(
    "Platform", 1, "U0BEN", ("U0BEN", "U0CHIARA"), "C0PLATFORM", "C0LEADS", "", "S0PLATFORM"
)
SOURCES = RhythmSources(
    Weekly(0, time(9), ABOVE, "Company"),
    Weekly(1, time(14), HERE),
    Often(Every.ODD_WEEKS, HERE, next_on=date(2026, 11, 16)),
)
AUSTRIA = calendar("AT", "en")
NOW = datetime(2026, 11, 3, 9, tzinfo=UTC)
GROUPS = (Choice("S0PLATFORM", "Platform (@platform)"), Choice("S0SALES", "Sales (@sales)"))
LEAVER = Person(7, "U0GUS", "Gus Gone", "Europe/Vienna", is_active=False)
THINGS = (
    Left(1, 0, "Clinics never wait for our portal", "", 2),
    Left(1, 4, "Portal is up", "Clinics never wait for our portal", 2),
)


def _step(step: Step) -> Example:
    facts = SetupFacts(
        ACME,
        Cycle(1, "2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        (Team(1, "Company"),),
        (Team(1, "Company"), Team(2, "Platform", 1), Team(3, "Sales", 1)),
        DEFAULT,
        is_ready=step is Step.DONE,
        now=NOW,
    )
    suggested = Organisation("Acme", "Europe/Vienna", "en", "AT")
    page = compose_page(facts, step, None, suggested, AUSTRIA)
    return {"facts": facts, "page": page, "teams": TeamList(LINES, 0, 1, may_add=True)}


def _team() -> Example:
    parent, group = Choice("1", "Company"), GROUPS[0]
    form = TeamForm(2, TEAM, parent, "list 0", GROUPS, group, SOURCES, may_set_rhythm=True)
    return {"form": form}


def _rhythm() -> Example:
    own = PartialRhythm(None, None, 1, time(14), Every.ODD_WEEKS)
    line = [("Platform", own), ("Company", PartialRhythm(0, time(9)))]
    return {"form": compose_form(2, line, own_rhythm_fields(own), (ACME, AUSTRIA), NOW)}


def _merging() -> Example:
    moving = {"people": 3, "objectives": 2, "subteams": ["Hosting"]}
    return {"team_id": 2, "into_id": 3, "team": "Platform", "into": "Sales", **moving}


EXAMPLES: dict[str, Callable[[], Example]] = {
    "messages/left": lambda: {
        "leaver": LEAVER,
        "things": THINGS,
        "count": 2,
        "teams": (Team(2, "Platform", 1),),
    },
    "messages/set_up": lambda: {"teams": ["Platform"], "admin": "Anna Berger", "rhythm": DEFAULT},
    "messages/undelegated": lambda: {"name": "Gus Gone", "titles": ["Portal is up"], "count": 1},
    "messages/welcome": lambda: {"workspace": "Acme", "is_ready": False},
    "modals/admins": lambda: {"admins": ["U0ANNA"]},
    "modals/archive_team": lambda: {
        "team_id": 2,
        "team": "Platform",
        "objectives": 2,
        "subteams": ["Hosting"],
    },
    "modals/leaver": lambda: {"page": LeaverPage(LEAVER, THINGS, more=False)},
    "modals/merge_team": lambda: {"team_id": 2, "team": "Platform"},
    "modals/merge_team_sure": _merging,
    "modals/rhythm": _rhythm,
    "modals/setup": lambda: {**_step(Step.ORGANISATION), "language": "en"},
    "modals/setup_organisation": lambda: _step(Step.ORGANISATION),
    "modals/setup_cycle": lambda: _step(Step.CYCLE),
    "modals/setup_teams": lambda: _step(Step.TEAMS),
    "modals/setup_rhythm": lambda: _step(Step.RHYTHM),
    "modals/setup_done": lambda: {
        "coming": _step(Step.RHYTHM)["page"].coming,
        "told": ["Ben Kofler"],
        "channels": ["C0LEADS"],
        "teams": 3,
    },
    "modals/team": _team,
    "modals/teams": lambda: {"teams": TeamList(LINES, 0, 2, may_add=True)},
}
