"""The company of the story: 30 people in seven zones, five teams on three levels, 12 objectives.

It is data for both sides: `import_text` is what the bot is given, `aims` what the model counts.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from fractions import Fraction
from typing import Any

from tests.e2e.model import Aim, Goal

ORGANISATION_ZONE = "Europe/Vienna"


@dataclass(frozen=True)
class Member:
    """Somebody of the company; `zone` is where they are when the story begins."""

    id: str
    name: str
    zone: str
    locale: str
    team: str

    @property
    def has_comma(self) -> bool:
        """Whether they write 1,5 where others write 1.5."""
        return self.locale[:2] in ("de", "pt")


@dataclass(frozen=True)
class Crew:
    """A team with its rhythm; weekdays count from Monday."""

    name: str
    parent: str
    manager: str
    manager_channel: str
    nudge: tuple[int, time]
    digest: tuple[int, time]
    locale: str = "en"
    own_rhythm: bool = True


MEMBERS = [
    Member(f"U0{name.upper()}", name, zone, locale, team)
    for team, zone, locale, names in [
        ("Acme", "Europe/Vienna", "de-AT", "Helga Ingrid"),
        ("Acme", "Europe/London", "en-GB", "Daniel"),
        ("Hospitals", "America/New_York", "en-US", "Marcus Alice Ruth"),
        ("Hospitals", "America/Sao_Paulo", "pt-BR", "Sofia Bruno"),
        ("Hospitals", "Europe/London", "en-GB", "James Chloe"),
        ("Portal", "Asia/Kolkata", "en-IN", "Priya Arjun Deepa Vikram"),
        ("Portal", "Pacific/Auckland", "en-NZ", "Aroha Liam"),
        ("Portal", "Australia/Lord_Howe", "en-AU", "Mia Noah"),
        ("Implants", "Europe/Vienna", "de-DE", "Katha Stefan Miriam Paul Yusuf"),
        ("Implants", "Australia/Lord_Howe", "de-DE", "Jutta"),
        ("Factory", "Europe/Vienna", "de-DE", "Tobias Nina Georg Lukas Selma Renate"),
    ]
    for name in names.split()
]
CREWS = [
    Crew("Acme", "", "U0HELGA", "C0ACME", (0, time(9)), (1, time(9))),
    Crew("Hospitals", "Acme", "U0MARCUS", "C0HOSP", (0, time(9)), (1, time(9)), own_rhythm=False),
    Crew("Portal", "Hospitals", "U0PRIYA", "C0PORT", (1, time(8, 30)), (2, time(14))),
    Crew("Implants", "Acme", "U0KATHA", "C0IMPL", (0, time(9)), (1, time(9)), "de", False),
    Crew("Factory", "Implants", "U0TOBIAS", "C0FACT", (3, time(16, 45)), (0, time(8)), "de"),
]
IDLE = "U0INGRID"
"""She has nothing to update."""

BUSY = "U0MARCUS"
"""He has a dozen key results: two pages of the form."""

MEASURES: list[dict[str, Any]] = [
    {"metric": "increase", "unit": "visits", "baseline": 10, "target": 60, "start": 12},
    {"metric": "decrease", "unit": "minutes", "baseline": 90, "target": 30, "start": 88},
    {"metric": "at_least", "unit": "points", "target": 95, "start": 96},
    {"metric": "at_most", "unit": "defects", "target": 12, "start": 14},
    {"metric": "between", "unit": "days", "lower": 5, "upper": 9, "start": 7},
    {"metric": "increase", "unit": "leads", "baseline": 0, "target": 120, "adds": True},
]
IN_WORDS: list[dict[str, Any]] = [{"metric": "milestones", "steps": 4}, {"metric": "yes_no"}]
"""Only for teams whose digest is in English, so that the test needs no second dictionary."""

AIMS = [  # key, team, above, aspirational; without owners it has no key results of its own
    ("world", "Acme", "", True),
    ("steady", "Acme", "", False),
    ("trust", "Hospitals", "world", False),
    ("reach", "Hospitals", "world", True),
    ("calm", "Portal", "trust", False),
    ("swift", "Portal", "reach", True),
    ("safe", "Implants", "world", False),
    ("light", "Implants", "steady", True),
    ("clean", "Factory", "safe", False),
    ("lean", "Factory", "light", True),
]


def member(id_: str) -> Member:
    return next(one for one in MEMBERS if one.id == id_)


def crew(name: str) -> Crew:
    return next(one for one in CREWS if one.name == name)


def aims() -> list[Aim]:
    """All objectives; the goals of a team's members are dealt out to its objectives in turn."""
    return [
        Aim(key, f"We are {key}", team, _goals(key, team), above, is_aspirational)
        for key, team, above, is_aspirational in AIMS
    ]


def _goals(key: str, team: str) -> tuple[Goal, ...]:
    if key == "world":
        return ()  # measured by those who contribute
    mine = [aim for aim, of, *_rest in AIMS if of == team and aim != "world"]
    dealt = _goals_of_team(team)
    return tuple(dealt[mine.index(key) :: len(mine)])


def _goals_of_team(team: str) -> list[Goal]:
    measures = MEASURES + ([] if crew(team).locale == "de" else IN_WORDS)
    owners = [one.id for one in MEMBERS if one.team == team and one.id != IDLE]
    places = [owner for owner in owners for _ in range(12 if owner == BUSY else 2)]
    return [
        _goal(f"{team} {number:02}", owner, **measures[number % len(measures)])
        for number, owner in enumerate(places)
    ]


def _goal(title: str, owner: str, metric: str, unit: str = "", **numbers: Any) -> Goal:
    steps, adds = numbers.pop("steps", 0), numbers.pop("adds", False)
    exact = {name: Fraction(number) for name, number in numbers.items()}
    return Goal(title, owner, metric, unit, steps=steps, adds=adds, **exact)


def import_text(first: date, last: date, paused: dict[str, date]) -> str:
    """The import file of a quarter. JSON is YAML."""
    return json.dumps(
        {
            "organisation": {"name": "Acme", "time_zone": ORGANISATION_ZONE, "country": "AT"},
            "people": [_person(one.id, paused.get(one.id)) for one in MEMBERS],
            "teams": [_team(one) for one in CREWS],
            "cycles": [{"name": "Quarter", "starts_on": str(first), "ends_on": str(last)}],
            "objectives": [_objective(aim) for aim in aims()],
        }
    )


def _person(id_: str, paused_until: date | None) -> dict[str, Any]:
    """Name, zone and language are asked of Slack."""
    return {"slack_id": id_} | ({"paused_until": str(paused_until)} if paused_until else {})


def _team(one: Crew) -> dict[str, Any]:
    team: dict[str, Any] = {
        "name": one.name,
        "manager": one.manager,
        "members": [each.id for each in MEMBERS if each.team == one.name],
        "manager_channel": one.manager_channel,
        "locale": one.locale,
    }
    rhythm = {"nudge": _rhythm(*one.nudge), "digest": _rhythm(*one.digest)}
    return (
        team | ({"parent": one.parent} if one.parent else {}) | (rhythm if one.own_rhythm else {})
    )


def _rhythm(weekday: int, at: time) -> str:
    return f"{('mon', 'tue', 'wed', 'thu', 'fri')[weekday]} {at:%H:%M}"


def _objective(aim: Aim) -> dict[str, Any]:
    return {
        "key": aim.key,
        "title": aim.title,
        "team": aim.team,
        "owner": crew(aim.team).manager,
        "cycle": "Quarter",
        "kind": "aspirational" if aim.is_aspirational else "committed",
        "key_results": [_key_result(goal) for goal in aim.goals],
    } | ({"contributes_to": aim.above} if aim.above else {})


def _key_result(goal: Goal) -> dict[str, Any]:
    needed: Sequence[str] = {
        "increase": ("baseline", "target"),
        "decrease": ("baseline", "target"),
        "between": ("lower", "upper"),
        "at_least": ("target",),
        "at_most": ("target",),
    }.get(goal.metric, ())
    fields: dict[str, Any] = {"title": goal.title, "owner": goal.owner, "metric": goal.metric}
    fields |= {name: int(getattr(goal, name)) for name in needed}
    if goal.metric == "milestones":
        fields["milestones"] = [{"title": f"Step {step + 1}"} for step in range(goal.steps)]
    elif goal.metric == "yes_no":
        fields["current"] = False
    else:
        fields |= {"unit": goal.unit, "current": int(goal.start)}
    return fields | ({"entry": "adds"} if goal.adds else {})
