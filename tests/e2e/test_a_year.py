"""A year of four people in four countries, with two schedulers: nobody is nagged.

The story is told on PostgreSQL, where the two really meet; each test looks at one promise.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import holidays
import pytest

from tests.conftest import Server
from tests.e2e.everywhere import PEOPLE, Inhabitant
from tests.e2e.year import Post, Year, lived

FIRST_MONDAY, LAST_MONDAY = date(2026, 1, 5), date(2026, 12, 14)
UNASKED = ("nudge", "remind", "talk")
HOURS = {"Weekly": time(9), "Evening": time(17, 30), "Fortnight": time(8), "Month": time(10, 15)}
AT_LEAST = {"Weekly": 15, "Evening": 20, "Fortnight": 10, "Month": 5}
OFTEN = {"Weekly": 7, "Evening": 7, "Fortnight": 14}

by_person = pytest.mark.parametrize("one", [pytest.param(one, id=one.id) for one in PEOPLE])
Told = tuple[Year, list[Post]]


@pytest.fixture(scope="module")
def told(postgresql_server: Server) -> Iterator[Told]:
    with postgresql_server.new_database() as url:
        yield lived(url, "a year")


def sent(told: Told, one: Inhabitant, *kinds: str) -> list[Post]:
    return [each for each in told[1] if each.user == one.id and each.kind in kinds]


def weeks(told: Told, one: Inhabitant, *kinds: str) -> list[tuple[int, int]]:
    """The week of each message, by the calendar where the person was when it came."""
    return [
        told[0].book.local(one.id, each.at).isocalendar()[:2] for each in sent(told, one, *kinds)
    ]


def works_on(day: date, country: str) -> bool:
    code, _dash, part = country.partition("-")
    return bool(holidays.country_holidays(code, subdiv=part or None).is_working_day(day))


@by_person
def test_one_nudge_and_one_reminder_in_a_week(told: Told, one: Inhabitant) -> None:
    assert [each for each, times in Counter(weeks(told, one, "nudge")).items() if times > 1] == []
    assert [each for each, times in Counter(weeks(told, one, "remind")).items() if times > 1] == []
    assert [each for each, times in Counter(weeks(told, one, *UNASKED)).items() if times > 2] == []


@by_person
def test_a_reminder_follows_a_nudge_of_the_same_week(told: Told, one: Inhabitant) -> None:
    assert set(weeks(told, one, "remind")) <= set(weeks(told, one, "nudge"))


@by_person
def test_nothing_comes_out_of_hours(told: Told, one: Inhabitant) -> None:
    moments = [told[0].book.local(one.id, each.at) for each in sent(told, one, *UNASKED)]

    assert [each for each in moments if not time(8) <= each.time() < time(18)] == []


@by_person
def test_nothing_comes_on_a_day_off(told: Told, one: Inhabitant) -> None:
    days = [told[0].book.local(one.id, each.at).date() for each in sent(told, one, *UNASKED)]

    assert [each for each in days if not works_on(each, one.country)] == []


@by_person
def test_nothing_comes_to_who_is_away(told: Told, one: Inhabitant) -> None:
    book = told[0].book
    asked = sent(told, one, "nudge", "remind")

    at_leave = [each for each in asked if _is_away(book.away.get(one.id, []), each.at)]
    paused = [
        each
        for each in asked
        for since, until in book.paused.get(one.id, [])[-1:]
        if since <= each.at and book.local(one.id, each.at).date() <= until
    ]
    assert (at_leave, paused) == ([], [])


def _is_away(absences: list[tuple[datetime, datetime]], at: datetime) -> bool:
    """By the newest status that was heard of."""
    heard = [until for since, until in absences if since <= at]
    return bool(heard) and at < heard[-1]


@by_person
def test_each_week_without_a_nudge_has_its_reason(told: Told, one: Inhabitant) -> None:
    known, nudged = told[0].outcomes[one.id], set(weeks(told, one, "nudge"))
    every = OFTEN.get(one.team)
    mondays = [
        FIRST_MONDAY + timedelta(days=days)
        for days in range(0, (LAST_MONDAY - FIRST_MONDAY).days, every or 7)
    ]
    expected = [each.isocalendar()[:2] for each in mondays if every or _has_first_monday(each)]

    missing = [f"{year}-W{week:02}" for year, week in expected if (year, week) not in nudged]
    assert [slot for slot in missing if not known.get(slot)] == []


def _has_first_monday(monday: date) -> bool:
    return monday.day <= 7


@by_person
def test_an_ordinary_week_brings_the_nudge_at_its_hour(told: Told, one: Inhabitant) -> None:
    """Whatever else happens in a year, most weeks are ordinary."""
    known = told[0].outcomes[one.id]
    asked = [slot for slot, skipped in known.items() if not skipped]
    moments = [told[0].book.local(one.id, each.at) for each in sent(told, one, "nudge")]
    clocks = [each.time().replace(second=0, microsecond=0) for each in moments]

    assert len(moments) == len(asked)
    assert clocks.count(HOURS[one.team]) >= 0.7 * len(moments)
    assert len(moments) >= AT_LEAST[one.team]


def test_no_message_was_sent_twice_or_refused(told: Told) -> None:
    calls = told[0].slack.calls("chat.postMessage")
    keys = Counter(call.args["metadata"]["event_payload"]["key"] for call in calls)

    assert [key for key, times in keys.items() if times > 1] == []
    assert [call for call in told[0].slack.calls() if call.status != 200] == []


def test_the_year_had_everything_in_it(told: Told) -> None:
    """A year in which nothing happens would prove little."""
    reasons = Counter(word for one in PEOPLE for word in told[0].outcomes[one.id].values())
    kinds = Counter(each.kind for each in told[1])

    assert {"", "away", "paused", "already_checked_in"} <= reasons.keys()
    assert kinds["nudge"] > 70
    assert kinds["remind"] > 40
    assert kinds["talk"] > 0
    assert all(len(moves) == 9 for moves in told[0].book.zones.values())


def test_a_holiday_moves_the_nudge_to_the_next_working_day(told: Told) -> None:
    """26 October is a holiday in Austria, and a Monday in 2026."""
    vera = PEOPLE[0]
    days = [told[0].book.local(vera.id, each.at).date() for each in sent(told, vera, "nudge")]

    assert date(2026, 10, 26) not in days
    assert date(2026, 10, 27) in days
