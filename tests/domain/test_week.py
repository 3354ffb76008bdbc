"""Which week a digest reports."""

from datetime import UTC, datetime, time

import pytest

from bot.domain.cadence import Rhythm
from bot.domain.week import reported_slot

VIENNA = "Europe/Vienna"
MONDAY_NINE = Rhythm(nudge_weekday=0, nudge_time=time(9))
FRIDAY_AFTERNOON = Rhythm(nudge_weekday=4, nudge_time=time(15))


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
    ],
)
def test_a_digest_reports_the_slot_of_the_newest_nudge_before_it(
    rhythm: Rhythm, at: datetime, slot: str
) -> None:
    assert reported_slot(rhythm, at, VIENNA) == slot


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
    assert reported_slot(MONDAY_NINE, at, VIENNA) == slot
