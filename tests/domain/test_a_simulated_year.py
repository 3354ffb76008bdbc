"""A year of 400 people all over the world, by the rules: whatever happens, nobody is nagged.

The seeds are Hypothesis's; a life drawn from one has journeys, a status, pauses and answers in
it, and the bot is down now and then for minutes to days.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import cycle
from random import Random
from zoneinfo import ZoneInfo

import holidays
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from bot.domain.cadence import Every, Rhythm
from bot.domain.nudges import Skip
from tests.domain.simulated_year import QUEUED, Change, Life, Sent, World, Year, lived
from tests.domain.test_moments import ZONES
from tests.make import make_cycle

PEOPLE, DAYS = 400, 364
BEGINS = datetime(2026, 1, 4, 0, 0, tzinfo=UTC)
ENDS = BEGINS + timedelta(days=DAYS)
CYCLE = make_cycle(starts_on=date(2025, 12, 1), ends_on=date(2027, 1, 31))
COUNTRIES = (
    "",
    "AT",
    "DE-BY",
    "US",
    "NZ",
    "IL",
    "AE",
    "NP",
    "BR",
    "JP",
    "IN",
    "GB-SCT",
    "EG",
    "ZA",
)
TIMES = (time(8), time(9), time(10, 15), time(13, 30), time(17, 59))


def drawn_world(chance: Random) -> World:
    """The bot is down some ten times, from two minutes to three days."""
    downs = sorted(chance.randrange(DAYS * 24 * 60) for _number in range(10))
    downtimes: list[tuple[datetime, datetime]] = []
    for down in downs:
        begins = BEGINS + timedelta(minutes=down)
        ends = begins + timedelta(minutes=chance.choice((2, 45, 300, 800, 3 * 24 * 60)))
        if not downtimes or begins > downtimes[-1][1]:
            downtimes.append((begins, ends))
    return World(CYCLE, downtimes, BEGINS, ENDS)


def drawn_life(chance: Random, zones: Iterator[str]) -> Life:
    """`zones` go round and round, so that homes and journeys of 400 people see them all."""
    home = next(zones)
    rhythm = Rhythm(chance.randrange(5), chance.choice(TIMES), every=chance.choice([*Every]))
    changes = [*journeys(chance, home, zones), *absences(chance), *checkins(chance)]
    return Life(home, chance.choice(COUNTRIES), rhythm, changes)


def moment_in_year(chance: Random) -> datetime:
    return BEGINS + timedelta(seconds=chance.randrange(DAYS * 24 * 3600))


def journeys(chance: Random, home: str, zones: Iterator[str]) -> Iterator[Change]:
    for _number in range(chance.choice((0, 0, 2, 8))):
        leaves = moment_in_year(chance)
        yield Change(leaves, zone=next(zones))
        yield Change(leaves + timedelta(hours=chance.randrange(2, 300)), zone=home)


def absences(chance: Random) -> Iterator[Change]:
    for _number in range(chance.randrange(4)):
        at = moment_in_year(chance)
        yield Change(at, away_until=at + timedelta(hours=chance.randrange(5, 500)))
    for _number in range(chance.randrange(3)):
        at = moment_in_year(chance)
        yield Change(at, paused_until=at.date() + timedelta(days=chance.randrange(20)))


def checkins(chance: Random) -> Iterator[Change]:
    often = chance.choice((0, 5, 30, 60))
    yield from (Change(moment_in_year(chance), checks_in=True) for _number in range(often))


def local(sent: Sent) -> datetime:
    return sent.at.astimezone(ZoneInfo(sent.person.time_zone))


def week_of(sent: Sent) -> tuple[int, int]:
    return local(sent).isocalendar()[:2]


def works_on(day: date, country: str) -> bool:
    """What the country itself says, asked anew."""
    if not country:
        return day.weekday() < 5
    code, _dash, part = country.partition("-")
    return CALENDARS.setdefault(
        country, holidays.country_holidays(code, subdiv=part or None)
    ).is_working_day(day)


CALENDARS: dict[str, holidays.HolidayBase] = {}


def zones_of(life: Life) -> set[str]:
    return {life.zone} | {each.zone for each in life.changes if each.zone}


def is_absent(life: Life, sent: Sent) -> bool:
    """Whether somebody's newest status or pause of then says that they are away."""
    heard = [each for each in life.changes if each.at <= sent.at]
    statuses = [each.away_until for each in sorted(heard, key=at_of) if each.away_until]
    pauses = [each.paused_until for each in sorted(heard, key=at_of) if each.paused_until]
    is_away = bool(statuses) and sent.at < statuses[-1]
    return is_away or (bool(pauses) and local(sent).date() <= pauses[-1])


def at_of(change: Change) -> datetime:
    return change.at


def faults(year: Year) -> Iterator[str]:
    """All that must not be in a year."""
    for kind, sent in (("nudge", year.nudges), ("reminder", year.reminders)):
        yield from (
            f"{times} {kind}s in week {week}"
            for week, times in Counter(map(week_of, sent)).items()
            if times > 1
        )
        for each in sent:
            if not time(8) <= local(each).time() < time(18):
                yield f"a {kind} at {local(each)}"
            if not works_on(local(each).date(), year.life.country):
                yield f"a {kind} on the day off {local(each)} in {year.life.country}"
            if is_absent(year.life, each):
                yield f"a {kind} to somebody away at {local(each)}"
    yield from (f"nothing is known of {slot}" for slot, word in year.outcomes.items() if not word)
    reminded = set(map(week_of, year.reminders)) - set(map(week_of, year.nudges))
    yield from (f"reminded of nothing in {week}" for week in reminded)


def unexplained_weeks(year: Year) -> list[tuple[int, int]]:
    """The weeks in which somebody who is asked every week was neither asked nor has a reason."""
    monday, end = date(2026, 1, 12), date(2026, 12, 14)
    weeks = [
        (monday + timedelta(weeks=number)).isocalendar()[:2]
        for number in range((end - monday).days // 7)
    ]
    known = {(int(slot[:4]), int(slot[6:])) for slot in year.outcomes}
    return [week for week in weeks if week not in known]


@settings(max_examples=2, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(st.integers(0, 2**32))
@example(1015)
@example(100_001)
def test_nobody_is_nagged_in_a_year(seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - people, not secrets
    world = drawn_world(chance)

    zones = cycle(chance.sample(ZONES, len(ZONES)))

    years = [lived(drawn_life(chance, zones), world) for _number in range(PEOPLE)]

    found = [(year.life, fault) for year in years for fault in faults(year)]
    weekly = [year for year in years if year.life.rhythm.every is Every.WEEK]
    assert found == []
    assert {zone for year in years for zone in zones_of(year.life)} == set(ZONES)
    assert [(each.life, each.outcomes) for each in weekly if unexplained_weeks(each)] == []
    happened = Counter(word for year in years for word in year.outcomes.values())
    expected = {QUEUED, Skip.AWAY, Skip.PAUSED, Skip.ALREADY_CHECKED_IN, Skip.DAY_OFF}
    assert expected <= happened.keys()
    assert happened[QUEUED] > 5_000
    assert sum(len(year.reminders) for year in years) > 1_000
