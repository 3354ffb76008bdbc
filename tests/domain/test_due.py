"""Which days a rhythm means, and when people are asked: in every zone and over every change."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise, takewhile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cadence import Every, Rhythm, local_date, local_time, monday_of, slot_on
from bot.domain.due import (
    DayOff,
    Due,
    asked_again,
    coming_nudges,
    next_nudge,
    rhythm_days,
)
from tests.domain.test_moments import HALF_HOURS, ZONES

VIENNA = "Europe/Vienna"
AT_WORK = [at for at in HALF_HOURS if time(8) <= at < time(18)]
START = datetime(2025, 1, 1, tzinfo=UTC)
HOLIDAYS = frozenset({date(2026, 10, 26), date(2026, 12, 25), date(2027, 1, 1), date(2027, 1, 4)})

days = st.dates(date(2000, 1, 1), date(2100, 1, 1))
rhythms = st.builds(
    Rhythm,
    nudge_weekday=st.integers(0, 6),
    nudge_time=st.sampled_from(AT_WORK),
    every=st.sampled_from(Every),
)
moments = st.integers(0, 3 * 365 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes))


def never(_day: date) -> DayOff | None:
    return None


def austria(day: date) -> DayOff | None:
    if day.weekday() >= 5:
        return DayOff.WEEKEND
    return DayOff.HOLIDAY if day in HOLIDAYS else None


def first(count: int, each: Iterator[date]) -> list[str]:
    return [str(day) for day in islice(each, count)]


@pytest.mark.parametrize(
    ("every", "weekday", "start", "expected"),
    [
        (Every.WEEK, 0, date(2026, 10, 5), ["2026-10-05", "2026-10-12", "2026-10-19"]),
        (Every.WEEK, 0, date(2026, 10, 6), ["2026-10-12", "2026-10-19", "2026-10-26"]),
        (Every.ODD_WEEKS, 0, date(2026, 10, 5), ["2026-10-05", "2026-10-19", "2026-11-02"]),
        (Every.EVEN_WEEKS, 0, date(2026, 10, 5), ["2026-10-12", "2026-10-26", "2026-11-09"]),
        (Every.ODD_WEEKS, 6, date(2026, 10, 5), ["2026-10-11", "2026-10-25", "2026-11-08"]),
        (Every.MONTH, 0, date(2026, 10, 5), ["2026-10-05", "2026-11-02", "2026-12-07"]),
        (Every.MONTH, 0, date(2026, 10, 6), ["2026-11-02", "2026-12-07", "2027-01-04"]),
        (Every.MONTH, 4, date(2026, 10, 1), ["2026-10-02", "2026-11-06", "2026-12-04"]),
        # 2026 has 53 weeks: by the calendar's numbers W53 and W01 would be of one kind.
        (Every.ODD_WEEKS, 0, date(2026, 12, 21), ["2026-12-28", "2027-01-11", "2027-01-25"]),
        (Every.EVEN_WEEKS, 0, date(2026, 12, 21), ["2026-12-21", "2027-01-04", "2027-01-18"]),
    ],
)
def test_the_days_of_a_rhythm(every: Every, weekday: int, start: date, expected: list[str]) -> None:
    assert first(3, rhythm_days(every, weekday, start)) == expected


@given(weekday=st.integers(0, 6), start=days)
def test_every_week_is_of_one_kind_and_each_kind_is_fourteen_days_apart(
    weekday: int, start: date
) -> None:
    even = list(islice(rhythm_days(Every.ODD_WEEKS, weekday, start), 60))
    odd = list(islice(rhythm_days(Every.EVEN_WEEKS, weekday, start), 60))
    weekly = list(islice(rhythm_days(Every.WEEK, weekday, start), 120))

    assert {later - day for day, later in pairwise(even)} == {timedelta(14)}
    assert {later - day for day, later in pairwise(odd)} == {timedelta(14)}
    assert sorted([*even, *odd]) == weekly


@given(weekday=st.integers(0, 6), start=days)
def test_once_a_month_is_once_in_each_month(weekday: int, start: date) -> None:
    found = list(islice(rhythm_days(Every.MONTH, weekday, start), 24))

    months = [day.year * 12 + day.month for day in found]
    assert months == list(range(months[0], months[0] + 24))
    assert {(day.weekday(), day.day <= 7) for day in found} == {(weekday, True)}


@given(rhythm=rhythms, time_zone=st.sampled_from(ZONES), after=moments)
def test_each_day_that_is_meant_comes_once_at_its_local_time(
    rhythm: Rhythm, time_zone: str, after: datetime
) -> None:
    found = list(islice(coming_nudges(rhythm, time_zone, never, after), 30))

    start = local_date(found[0].at, time_zone)
    assert [each.on for each in found] == list(
        islice(rhythm_days(rhythm.every, rhythm.nudge_weekday, start), 30)
    )
    assert all(local_date(each.at, time_zone) == each.on for each in found)
    assert {local_time(each.at, time_zone) for each in found} == {rhythm.nudge_time}


@given(rhythm=rhythms, time_zone=st.sampled_from(ZONES), after=moments)
def test_nothing_is_left_out_between_two_nudges(
    rhythm: Rhythm, time_zone: str, after: datetime
) -> None:
    found = next_nudge(rhythm, time_zone, austria, after)

    just_before = next_nudge(rhythm, time_zone, austria, found.at - timedelta(microseconds=1))

    assert found.at > after
    assert just_before.at == found.at


@given(rhythm=rhythms, time_zone=st.sampled_from(ZONES), after=moments)
def test_nobody_is_asked_on_a_day_off_and_no_day_that_is_meant_is_lost(
    rhythm: Rhythm, time_zone: str, after: datetime
) -> None:
    found = list(islice(coming_nudges(rhythm, time_zone, austria, after), 20))

    on = [local_date(each.at, time_zone) for each in found]
    meant = [each.on for each in found]
    assert [austria(day) for day in on] == [None] * 20
    assert [each.moved_by for each in found] == [austria(day) for day in meant]
    assert all(day <= later < day + timedelta(days=7) for day, later in zip(meant, on, strict=True))
    assert meant == list(islice(rhythm_days(rhythm.every, rhythm.nudge_weekday, meant[0]), 20))


@pytest.mark.parametrize(
    ("time_zone", "after", "expected"),
    [
        (VIENNA, datetime(2026, 3, 23, 12, tzinfo=UTC), datetime(2026, 3, 30, 7, tzinfo=UTC)),
        (VIENNA, datetime(2026, 10, 19, 12, tzinfo=UTC), datetime(2026, 10, 27, 8, tzinfo=UTC)),
        ("Asia/Kolkata", datetime(2026, 3, 23, 12, tzinfo=UTC), None),
        ("Asia/Kathmandu", datetime(2026, 3, 23, 12, tzinfo=UTC), None),
    ],
    ids=["spring", "autumn, moved off a holiday", "a half-hour zone", "a 45-minute zone"],
)
def test_the_local_hour_stays_over_a_change_of_clocks(
    time_zone: str, after: datetime, expected: datetime | None
) -> None:
    found = next_nudge(Rhythm(), time_zone, austria, after)

    assert local_time(found.at, time_zone) == time(9)
    assert expected is None or found.at == expected


@pytest.mark.parametrize(
    ("time_zone", "at"),
    [
        ("Asia/Kolkata", datetime(2026, 10, 5, 3, 30, tzinfo=UTC)),
        ("Asia/Kathmandu", datetime(2026, 10, 5, 3, 15, tzinfo=UTC)),
        ("Australia/Lord_Howe", datetime(2026, 10, 4, 22, 0, tzinfo=UTC)),
        ("Pacific/Kiritimati", datetime(2026, 10, 4, 19, 0, tzinfo=UTC)),
    ],
)
def test_odd_zones(time_zone: str, at: datetime) -> None:
    found = next_nudge(Rhythm(), time_zone, never, datetime(2026, 10, 3, 12, tzinfo=UTC))

    assert found == Due(at, date(2026, 10, 5))


def test_a_row_of_days_off_is_passed_as_a_whole() -> None:
    new_year = Rhythm(nudge_weekday=4)

    found = next_nudge(new_year, VIENNA, austria, datetime(2026, 12, 31, 12, tzinfo=UTC))

    assert found == Due(datetime(2027, 1, 5, 8, tzinfo=UTC), date(2027, 1, 1), DayOff.HOLIDAY)


@pytest.mark.parametrize(
    ("every", "slot", "expected"),
    [
        (Every.WEEK, "2026-W41", date(2026, 10, 12)),
        (Every.ODD_WEEKS, "2026-W41", date(2026, 10, 19)),
        (Every.ODD_WEEKS, "2026-W42", date(2026, 10, 19)),
        (Every.EVEN_WEEKS, "2026-W41", date(2026, 10, 12)),
        (Every.MONTH, "2026-W39", date(2026, 10, 5)),
        (Every.MONTH, "2026-W40", date(2026, 11, 2)),  # it has 1 October, a Thursday
        (Every.MONTH, "2026-W41", date(2026, 11, 2)),
        (Every.MONTH, "2026-W53", date(2027, 2, 1)),
        (Every.MONTH, "2026-W23", date(2026, 7, 6)),  # it begins with 1 June
    ],
)
def test_when_a_team_is_asked_again(every: Every, slot: str, expected: date) -> None:
    assert asked_again(every, slot) == expected


@given(rhythm=rhythms, start=days)
def test_whoever_checks_in_when_asked_is_asked_again_before_or_in_the_slot_that_is_said(
    rhythm: Rhythm, start: date
) -> None:
    asked, again = islice(rhythm_days(rhythm.every, rhythm.nudge_weekday, start), 2)

    said = asked_again(rhythm.every, slot_on(asked))

    assert timedelta(0) <= said - monday_of(slot_on(again)) <= timedelta(days=7)
    assert rhythm.every is Every.MONTH or slot_on(said) == slot_on(again)


def test_the_kinds_of_weeks_are_not_those_of_the_calendars_numbers() -> None:
    odd = takewhile(
        lambda day: day.year < 2028, rhythm_days(Every.EVEN_WEEKS, 0, date(2026, 12, 1))
    )

    assert [slot_on(day) for day in odd][:3] == ["2026-W50", "2026-W52", "2027-W01"]
