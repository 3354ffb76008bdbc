"""What a person sees of how okrbot reaches them: zone, rhythm, next check-in, pause, holidays.

The fields of the form are `country` and, for one whose parts have holidays of their own,
`region:DE`: each country has a field of its own, so that none keeps what was chosen for another.
"""

from dataclasses import dataclass
from datetime import date, datetime, time

from bot.domain.cadence import local_date, local_time
from bot.domain.fields import Fields, text_of
from bot.domain.okrs import Person
from bot.domain.rhythms import RhythmSources

COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class NextCheckin:
    """When somebody is asked next, on their own calendar and clock."""

    on: date
    at: time


@dataclass(frozen=True, slots=True)
class PersonalForm:
    """All that the form shows; `team` is "" for who has none, `paused_until` None for who works.

    `country` and `part` are codes, their names as they are read. `has_parts` where the country
    has parts to choose from. `away_until` belongs to `is_away`, what the Slack status says.
    """

    time_zone: str
    clock: time
    team: str
    sources: RhythmSources
    next: NextCheckin | None
    paused_until: date | None
    is_away: bool = False
    away_until: date | None = None
    country: str = ""
    country_name: str = ""
    part: str = ""
    part_name: str = ""
    has_parts: bool = False
    is_restored: bool = False
    is_saved: bool = False


def region_field(country: str) -> str:
    """The field for the part of a country."""
    return f"region:{country}"


def read_country(fields: Fields) -> str:
    """The chosen country, with its part where one is chosen: "AT", "DE-BY", or ""."""
    country = text_of(fields, COUNTRY)
    part = text_of(fields, region_field(country)) if country else ""
    return f"{country}-{part}" if part else country


def country_fields(country: str) -> dict[str, str]:
    """A stored country as the fields of the form hold it."""
    code, _dash, part = country.partition("-")
    return {COUNTRY: code} | ({region_field(code): part} if part else {})


def next_checkin(at: datetime | None, person: Person) -> NextCheckin | None:
    """The planned moment as it is where they are; None for none, and where they are away then."""
    if at is None or person.is_away(at):
        return None
    on = local_date(at, person.time_zone)
    if person.pause_on(on):
        return None
    return NextCheckin(on, local_time(at, person.time_zone))
