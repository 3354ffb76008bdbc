"""When digests come: once for every nudge, in every zone and over every change of clocks."""

from datetime import UTC, date, datetime, time
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cadence import (
    EARLIEST,
    Every,
    Rhythm,
    local_date,
    local_time,
    moment,
    next_at,
    slot_on,
)
from bot.domain.digest_times import (
    coming_digests,
    digest_before,
    next_digest,
    reported_day,
    reported_slot,
)
from tests.domain.test_due import AT_WORK, austria, moments
from tests.domain.test_moments import HALF_HOURS, ZONES

VIENNA = "Europe/Vienna"
MONDAY_NINE = Rhythm(nudge_weekday=0, nudge_time=time(9))
FRIDAY_AFTERNOON = Rhythm(nudge_weekday=4, nudge_time=time(15))

rhythms = st.builds(
    Rhythm,
    nudge_weekday=st.integers(0, 6),
    nudge_time=st.sampled_from(AT_WORK),
    digest_weekday=st.integers(0, 6),
    digest_time=st.sampled_from([at for at in HALF_HOURS if at >= EARLIEST]),
    every=st.sampled_from(Every),
)
zones = st.sampled_from(ZONES)


def local(rhythm: Rhythm, after: datetime, count: int) -> list[str]:
    digests = islice(coming_digests(rhythm, VIENNA, after), count)
    return [f"{local_date(at, VIENNA)} {local_time(at, VIENNA):%H:%M}" for at in digests]


@pytest.mark.parametrize(
    ("rhythm", "expected"),
    [
        (Rhythm(), ["2026-10-06 09:00", "2026-10-13 09:00", "2026-10-20 09:00"]),
        (
            Rhythm(every=Every.ODD_WEEKS),
            ["2026-10-06 09:00", "2026-10-20 09:00", "2026-11-03 09:00"],
        ),
        (
            Rhythm(every=Every.EVEN_WEEKS),
            ["2026-10-13 09:00", "2026-10-27 09:00", "2026-11-10 09:00"],
        ),
        (Rhythm(every=Every.MONTH), ["2026-10-06 09:00", "2026-11-03 09:00", "2026-12-08 09:00"]),
        (
            Rhythm(4, time(15), 0, time(8), Every.ODD_WEEKS),
            ["2026-10-12 08:00", "2026-10-26 08:00", "2026-11-09 08:00"],
        ),
        (
            Rhythm(0, time(9), 0, time(16), Every.MONTH),
            ["2026-10-05 16:00", "2026-11-02 16:00", "2026-12-07 16:00"],
        ),
        (
            Rhythm(0, time(9), 0, time(9), Every.MONTH),
            ["2026-10-12 09:00", "2026-11-09 09:00", "2026-12-14 09:00"],
        ),
    ],
    ids=["week", "even", "odd", "month", "friday to monday", "same day", "with the nudge"],
)
def test_a_digest_follows_each_nudge(rhythm: Rhythm, expected: list[str]) -> None:
    assert local(rhythm, datetime(2026, 10, 5, 5, tzinfo=UTC), 3) == expected


@given(rhythm=rhythms, time_zone=zones, after=moments)
def test_between_two_nudges_there_is_one_digest(
    rhythm: Rhythm, time_zone: str, after: datetime
) -> None:
    digests = list(islice(coming_digests(rhythm, time_zone, after), 15))

    reported = [reported_day(rhythm, at, time_zone) for at in digests]

    assert digests == sorted(set(digests))
    assert len(set(reported)) == 15
    assert all(
        moment(day, rhythm.nudge_time, time_zone) < at
        for day, at in zip(reported, digests, strict=True)
    )
    assert {local_time(at, time_zone) for at in digests} == {rhythm.digest_time}


@given(rhythm=rhythms, time_zone=zones, after=moments)
def test_every_week_it_comes_as_a_weekly_time_does(
    rhythm: Rhythm, time_zone: str, after: datetime
) -> None:
    weekly = Rhythm(
        rhythm.nudge_weekday, rhythm.nudge_time, rhythm.digest_weekday, rhythm.digest_time
    )

    found = next_digest(weekly, time_zone, after)

    assert found == next_at(rhythm.digest_weekday, rhythm.digest_time, time_zone, after)


@given(rhythm=rhythms, time_zone=zones, before=moments)
def test_the_digest_before_is_the_last_one_before(
    rhythm: Rhythm, time_zone: str, before: datetime
) -> None:
    found = digest_before(rhythm, time_zone, before)

    assert found < before <= next_digest(rhythm, time_zone, found)


@pytest.mark.parametrize(
    ("rhythm", "at", "slot"),
    [
        (MONDAY_NINE, datetime(2026, 10, 13, 7, tzinfo=UTC), "2026-W42"),  # Tuesday 09:00
        (MONDAY_NINE, datetime(2026, 10, 12, 6, tzinfo=UTC), "2026-W41"),  # Monday 08:00
        (MONDAY_NINE, datetime(2026, 10, 12, 7, tzinfo=UTC), "2026-W41"),  # with the nudge
        (MONDAY_NINE, datetime(2026, 10, 12, 7, 1, tzinfo=UTC), "2026-W42"),
        (MONDAY_NINE, datetime(2026, 10, 18, 21, tzinfo=UTC), "2026-W42"),  # Sunday 23:00
        (MONDAY_NINE, datetime(2026, 10, 18, 22, tzinfo=UTC), "2026-W42"),  # Monday 00:00
        (FRIDAY_AFTERNOON, datetime(2026, 10, 16, 13, 1, tzinfo=UTC), "2026-W42"),
        (FRIDAY_AFTERNOON, datetime(2026, 10, 19, 6, tzinfo=UTC), "2026-W42"),  # Monday after
        (MONDAY_NINE, datetime(2027, 1, 4, 7, tzinfo=UTC), "2026-W53"),
        (Rhythm(every=Every.ODD_WEEKS), datetime(2026, 10, 13, 7, tzinfo=UTC), "2026-W41"),
        (Rhythm(every=Every.MONTH), datetime(2026, 10, 30, 7, tzinfo=UTC), "2026-W41"),
    ],
)
def test_a_digest_reports_the_slot_of_the_newest_nudge_before_it(
    rhythm: Rhythm, at: datetime, slot: str
) -> None:
    assert slot_on(reported_day(rhythm, at, VIENNA)) == slot


@pytest.mark.parametrize(
    ("at", "slot"),
    [
        (datetime(2026, 3, 30, 6, 30, tzinfo=UTC), "2026-W13"),  # Monday 08:30 after spring
        (datetime(2026, 3, 30, 7, 30, tzinfo=UTC), "2026-W14"),
        (datetime(2026, 10, 26, 7, 30, tzinfo=UTC), "2026-W43"),  # Monday 08:30 after autumn
        (datetime(2026, 10, 26, 8, 30, tzinfo=UTC), "2026-W44"),
    ],
)
def test_the_clocks_change_nothing_about_it(at: datetime, slot: str) -> None:
    assert slot_on(reported_day(MONDAY_NINE, at, VIENNA)) == slot


@pytest.mark.parametrize(
    ("every", "day", "slot"),
    [
        (Every.WEEK, date(2027, 1, 1), "2026-W53"),  # a holiday; the next digest tells of Tuesday
        (Every.ODD_WEEKS, date(2027, 1, 1), "2027-W01"),
        (Every.MONTH, date(2027, 1, 1), "2027-W01"),
        (Every.MONTH, date(2026, 12, 4), "2026-W49"),
    ],
)
def test_the_slot_is_that_in_which_people_were_asked(every: Every, day: date, slot: str) -> None:
    assert reported_slot(Rhythm(nudge_weekday=4, every=every), day, austria) == slot


def test_a_digest_is_not_moved_off_a_holiday() -> None:
    mondays = Rhythm(digest_weekday=0, digest_time=time(16))

    found = next_digest(mondays, VIENNA, datetime(2026, 10, 20, tzinfo=UTC))

    assert found == datetime(2026, 10, 26, 15, tzinfo=UTC)
