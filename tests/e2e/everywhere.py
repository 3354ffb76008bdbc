"""The company of the year: who is where, in which team, and how often each is asked."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Inhabitant:
    """Somebody of the company: where they live, whose holidays they keep, in which team."""

    id: str
    zone: str
    country: str
    team: str


PEOPLE = (
    Inhabitant("U0VERA", "Europe/Vienna", "AT", "Weekly"),
    Inhabitant("U0JERU", "Asia/Jerusalem", "IL", "Evening"),
    Inhabitant("U0AUCK", "Pacific/Auckland", "NZ", "Fortnight"),
    Inhabitant("U0HONO", "Pacific/Honolulu", "US", "Month"),
)
RHYTHMS = {
    "Weekly": 'nudge: "mon 09:00"',
    "Evening": 'nudge: "thu 17:30"',
    "Fortnight": 'nudge: "tue 08:00", every: two weeks from 2026-01-05',
    "Month": 'nudge: "mon 10:15", every: month',
}


def company_text() -> str:
    """The company as an import file: each person has one key result."""
    people = "".join(f"  - {{slack_id: {one.id}, country: {one.country}}}\n" for one in PEOPLE)
    teams = "".join(
        f"  - {{name: {name}, parent: All, members: [{_members(name)}], {rhythm}}}\n"
        for name, rhythm in RHYTHMS.items()
    )
    objectives = "".join(
        f"  - {{key: {one.id.lower()}, title: Something that matters, team: {one.team}, "
        f"owner: {one.id}, cycle: '2026', key_results: [{{key: it, title: What {one.id} counts, "
        f"owner: {one.id}, metric: increase, baseline: 0, target: 100}}]}}\n"
        for one in PEOPLE
    )
    return (
        "organisation: {name: Everywhere, time_zone: Europe/Vienna, country: AT}\n"
        f"people:\n{people}"
        "teams:\n  - {name: All, manager: U0VERA}\n"
        f"{teams}"
        "cycles: [{name: '2026', starts_on: 2025-12-01, ends_on: 2027-03-31}]\n"
        f"objectives:\n{objectives}"
    )


def _members(team: str) -> str:
    return ", ".join(one.id for one in PEOPLE if one.team == team)
