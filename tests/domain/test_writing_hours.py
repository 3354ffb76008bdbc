"""When somebody may be written to unasked: working days of their country, 08:00 to 18:00."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cadence import local_date, local_time
from bot.domain.due import (
    DayOff,
    closing_time,
    may_write,
    working_day,
    working_day_after,
    writable_at,
)
from tests.domain.test_moments import ZONES

HOLIDAY = date(2026, 10, 26)
START = datetime(2024, 1, 1, tzinfo=UTC)
moments = st.integers(0, 6 * 365 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes))


def austria(day: date) -> DayOff | None:
    if day.weekday() >= 5:
        return DayOff.WEEKEND
    return DayOff.HOLIDAY if day == HOLIDAY else None


@pytest.mark.parametrize(
    ("at", "may"),
    [
        (datetime(2026, 10, 27, 7, 0, tzinfo=UTC), True),
        (datetime(2026, 10, 27, 6, 59, 59, tzinfo=UTC), False),
        (datetime(2026, 10, 27, 16, 59, 59, tzinfo=UTC), True),
        (datetime(2026, 10, 27, 17, 0, tzinfo=UTC), False),
        (datetime(2026, 10, 26, 9, 0, tzinfo=UTC), False),
        (datetime(2026, 10, 25, 9, 0, tzinfo=UTC), False),
    ],
)
def test_writing_has_its_hours_and_days(at: datetime, may: bool) -> None:
    assert may_write(at, "Europe/Vienna", austria) is may


@pytest.mark.parametrize(
    ("after", "at"),
    [
        (datetime(2026, 10, 27, 10, 30, tzinfo=UTC), datetime(2026, 10, 27, 10, 30, tzinfo=UTC)),
        (datetime(2026, 10, 27, 4, 0, tzinfo=UTC), datetime(2026, 10, 27, 8, 0, tzinfo=UTC)),
        (datetime(2026, 10, 27, 18, 0, tzinfo=UTC), datetime(2026, 10, 28, 8, 0, tzinfo=UTC)),
        # Friday evening, then a weekend and a holiday; the clocks go back on Sunday.
        (datetime(2026, 10, 23, 17, 0, tzinfo=UTC), datetime(2026, 10, 27, 8, 0, tzinfo=UTC)),
        (datetime(2026, 10, 26, 3, 0, tzinfo=UTC), datetime(2026, 10, 27, 8, 0, tzinfo=UTC)),
    ],
)
def test_what_comes_outside_waits_for_nine(after: datetime, at: datetime) -> None:
    assert writable_at(after, "Europe/Vienna", austria) == at


def test_a_day_off_moves_to_the_next_working_day() -> None:
    assert working_day(date(2026, 10, 24), austria) == date(2026, 10, 27)
    assert working_day(date(2026, 10, 23), austria) == date(2026, 10, 23)
    assert working_day_after(date(2026, 10, 23), austria) == date(2026, 10, 27)


@pytest.mark.parametrize(
    ("zone", "hour"), [("Europe/Vienna", 16), ("Asia/Kathmandu", 12), ("America/New_York", 22)]
)
def test_writing_ends_at_six_in_the_evening(zone: str, hour: int) -> None:
    morning = datetime(2026, 10, 20, 14, 0, tzinfo=UTC)

    closing = closing_time(morning, zone)

    assert closing.astimezone(UTC).hour == hour
    assert local_time(closing, zone).hour == 18


@given(moments, st.sampled_from(ZONES))
def test_what_waits_may_then_be_written(after: datetime, zone: str) -> None:
    at = writable_at(after, zone, austria)

    assert at >= after
    assert may_write(at, zone, austria)
    assert writable_at(at, zone, austria) == at
    assert at - after < timedelta(days=5)


@given(moments, st.sampled_from(ZONES))
def test_nobody_may_be_written_to_at_closing_time(at: datetime, zone: str) -> None:
    closing = closing_time(at, zone)

    assert not may_write(closing, zone, austria)
    assert local_date(closing, zone) == local_date(at, zone)
