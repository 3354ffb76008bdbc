"""When a local time is, in every zone this machine knows and over every change of its clocks."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate, product
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cadence import moment, next_at

ZONES = sorted(available_timezones())
FIRST_MONDAY = date(2026, 1, 5)
TWO_YEARS = [FIRST_MONDAY + timedelta(days=number) for number in range(2 * 365)]
HALF_HOURS = [time(hour, minute) for hour, minute in product(range(24), (0, 30))]
SECOND = timedelta(seconds=1)
HALF_AN_HOUR = timedelta(minutes=30)
AN_HOUR = timedelta(hours=1)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def wall(at: datetime, time_zone: str) -> datetime:
    """What the clocks of a zone show, without a zone."""
    return at.astimezone(ZoneInfo(time_zone)).replace(tzinfo=None)


def days_of_change(time_zone: str) -> list[date]:
    """The days of two years between whose noons the clocks are changed."""
    zone = ZoneInfo(time_zone)
    noons = [datetime.combine(day, time(12), zone).utcoffset() for day in TWO_YEARS]
    changes = [number for number in range(1, len(noons)) if noons[number] != noons[number - 1]]
    return [TWO_YEARS[number - shift] for number in changes for shift in (0, 1)]


def is_first_reached(day: date, at: time, time_zone: str) -> bool:
    """Whether clocks show that time or a later one now and showed only earlier ones before."""
    found, asked = moment(day, at, time_zone), datetime.combine(day, at)
    before = max(wall(found - back, time_zone) for back in (SECOND, HALF_AN_HOUR, AN_HOUR))
    return before < asked <= wall(found, time_zone)


def weekly(weekday: int, at: time, time_zone: str, count: int) -> list[datetime]:
    """What clocks show at `count` moments of a weekly time, each of them next to the last."""
    start = moment(FIRST_MONDAY, time(0), time_zone) - SECOND
    chain = accumulate(
        range(count), lambda last, _: next_at(weekday, at, time_zone, last), initial=start
    )
    return [wall(each, time_zone) for each in chain][1:]


@pytest.mark.parametrize(
    ("time_zone", "local", "expected"),
    [
        ("UTC", "2026-11-02 09:00", "2026-11-02 09:00"),
        ("Europe/Vienna", "2026-11-02 09:00", "2026-11-02 08:00"),
        ("Europe/Vienna", "2026-07-06 09:00", "2026-07-06 07:00"),
        ("Asia/Kathmandu", "2026-11-02 09:00", "2026-11-02 03:15"),
        ("Pacific/Kiritimati", "2026-11-02 09:00", "2026-11-01 19:00"),
    ],
)
def test_moment_is_when_clocks_show_it(time_zone: str, local: str, expected: str) -> None:
    shown = datetime.fromisoformat(local)

    assert moment(shown.date(), shown.time(), time_zone) == utc(expected)


@pytest.mark.parametrize(
    ("time_zone", "skipped", "expected"),
    [
        ("Europe/Vienna", "2026-03-29 02:00", "2026-03-29 01:00"),
        ("Europe/Vienna", "2026-03-29 02:30", "2026-03-29 01:00"),
        ("Europe/Vienna", "2026-03-29 02:59:59", "2026-03-29 01:00"),
        ("America/New_York", "2026-03-08 02:30", "2026-03-08 07:00"),
        ("America/Havana", "2026-03-08 00:30", "2026-03-08 05:00"),
        ("Africa/Cairo", "2026-04-24 00:00", "2026-04-23 22:00"),
        ("Australia/Lord_Howe", "2026-10-04 02:10", "2026-10-03 15:30"),
        ("Antarctica/Troll", "2026-03-29 01:15", "2026-03-29 01:00"),
        ("Pacific/Apia", "2011-12-30 09:00", "2011-12-30 10:00"),
    ],
)
def test_moment_of_a_skipped_time_is_the_first_after_the_gap(
    time_zone: str, skipped: str, expected: str
) -> None:
    shown = datetime.fromisoformat(skipped)

    assert moment(shown.date(), shown.time(), time_zone) == utc(expected)


@pytest.mark.parametrize(
    ("time_zone", "repeated", "expected"),
    [
        ("Europe/Vienna", "2026-10-25 02:30", "2026-10-25 00:30"),
        ("America/New_York", "2026-11-01 01:30", "2026-11-01 05:30"),
        ("Australia/Lord_Howe", "2026-04-05 01:45", "2026-04-04 14:45"),
        ("America/Havana", "2026-11-01 00:30", "2026-11-01 04:30"),
    ],
)
def test_moment_of_a_repeated_time_is_the_first_of_both(
    time_zone: str, repeated: str, expected: str
) -> None:
    shown = datetime.fromisoformat(repeated)

    assert moment(shown.date(), shown.time(), time_zone) == utc(expected)


def test_moment_is_when_clocks_first_reach_the_time_in_every_zone() -> None:
    wrong = [
        (time_zone, asked)
        for time_zone in ZONES
        for asked in product(days_of_change(time_zone), HALF_HOURS)
        if not is_first_reached(*asked, time_zone)
    ]

    assert wrong == []


def test_a_weekly_time_keeps_its_local_hour_for_two_years_in_every_zone() -> None:
    mondays = TWO_YEARS[::7]
    expected = [datetime.combine(monday, time(9)) for monday in mondays]

    wrong = [each for each in ZONES if weekly(0, time(9), each, len(mondays)) != expected]

    assert wrong == []


def test_a_weekly_time_in_the_hour_of_changes_comes_each_week_once_in_every_zone() -> None:
    sundays = TWO_YEARS[6::7]

    found = {each: weekly(6, time(2, 30), each, len(sundays)) for each in ZONES}

    wrong = [zone for zone, walls in found.items() if [each.date() for each in walls] != sundays]
    assert wrong == []


@pytest.mark.parametrize(
    ("weekday", "after", "expected"),
    [
        (0, "2026-11-02 07:59:59", "2026-11-02 08:00"),
        (0, "2026-11-02 08:00", "2026-11-09 08:00"),
        (0, "2026-11-02 08:00:01", "2026-11-09 08:00"),
        (1, "2026-11-02 08:00", "2026-11-03 08:00"),
        (6, "2026-11-02 08:00", "2026-11-08 08:00"),
        (0, "2026-11-01 23:30", "2026-11-02 08:00"),
        (6, "2026-10-24 12:00", "2026-10-25 08:00"),
        (6, "2026-10-18 07:00", "2026-10-25 08:00"),
        (0, "2026-03-23 08:00", "2026-03-30 07:00"),
    ],
)
def test_next_at_is_strictly_after(weekday: int, after: str, expected: str) -> None:
    assert next_at(weekday, time(9), "Europe/Vienna", utc(after)) == utc(expected)


def test_next_at_does_not_come_again_in_the_repeated_hour() -> None:
    second_pass = utc("2026-10-25 01:10")

    found = next_at(6, time(2, 30), "Europe/Vienna", second_pass)

    assert found == utc("2026-11-01 01:30")


@given(
    weekday=st.integers(0, 6),
    at=st.sampled_from(HALF_HOURS),
    time_zone=st.sampled_from(ZONES),
    after=st.timedeltas(timedelta(0), timedelta(days=700)).map(utc("2026-01-01").__add__),
)
def test_next_at_leaves_nothing_out(
    weekday: int, at: time, time_zone: str, after: datetime
) -> None:
    found = next_at(weekday, at, time_zone, after)

    just_before = next_at(weekday, at, time_zone, found - timedelta(microseconds=1))

    assert after < found < after + timedelta(days=7, hours=3)
    assert just_before == found
