"""Slots, working days, rhythms. Moments over changes of the clocks are in test_moments.py."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cadence import (
    Every,
    PartialRhythm,
    Rhythm,
    inherit,
    is_zone,
    local_date,
    monday_of,
    next_slot,
    previous_slot,
    slot_of,
    slot_on,
    working_days_after,
    zone_or,
)

days = st.dates(date(1990, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("day", "slot"),
    [
        (date(2026, 11, 2), "2026-W45"),
        (date(2026, 11, 8), "2026-W45"),
        (date(2026, 1, 1), "2026-W01"),
        (date(2027, 1, 1), "2026-W53"),
        (date(2027, 1, 3), "2026-W53"),
        (date(2027, 1, 4), "2027-W01"),
        (date(2024, 12, 30), "2025-W01"),
    ],
)
def test_a_slot_is_an_iso_week(day: date, slot: str) -> None:
    assert slot_on(day) == slot


@pytest.mark.parametrize(
    ("time_zone", "day", "slot"),
    [
        ("UTC", date(2026, 11, 8), "2026-W45"),
        ("Europe/Vienna", date(2026, 11, 9), "2026-W46"),
        ("America/New_York", date(2026, 11, 8), "2026-W45"),
        ("Pacific/Kiritimati", date(2026, 11, 9), "2026-W46"),
    ],
)
def test_a_moment_belongs_to_the_local_day_and_slot(time_zone: str, day: date, slot: str) -> None:
    at = datetime(2026, 11, 8, 23, 30, tzinfo=UTC)

    assert (local_date(at, time_zone), slot_of(at, time_zone)) == (day, slot)


@pytest.mark.parametrize(
    ("slot", "monday"),
    [
        ("2026-W45", date(2026, 11, 2)),
        ("2026-W01", date(2025, 12, 29)),
        ("2026-W53", date(2026, 12, 28)),
    ],
)
def test_monday_of_is_the_first_day_of_a_slot(slot: str, monday: date) -> None:
    assert monday_of(slot) == monday


@pytest.mark.parametrize("slot", ["", "2026", "2026-45", "2026-W54", "2025-W53", "last week"])
def test_monday_of_refuses_what_is_no_slot(slot: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        monday_of(slot)


@pytest.mark.parametrize(
    ("slot", "following"),
    [("2026-W45", "2026-W46"), ("2026-W53", "2027-W01"), ("2025-W52", "2026-W01")],
)
def test_slots_follow_each_other_over_the_year(slot: str, following: str) -> None:
    assert (next_slot(slot), previous_slot(following)) == (following, slot)


@given(days)
def test_a_day_lies_in_its_slot(day: date) -> None:
    monday = monday_of(slot_on(day))

    assert monday.weekday() == 0
    assert monday <= day < monday + timedelta(weeks=1)


@given(days)
def test_slots_lead_there_and_back(day: date) -> None:
    slot = slot_on(day)

    assert slot_on(monday_of(slot)) == next_slot(previous_slot(slot)) == slot


@given(days, days)
def test_slots_sort_as_text_like_their_mondays(one: date, other: date) -> None:
    slots = slot_on(one), slot_on(other)

    assert (slots[0] < slots[1]) == (monday_of(slots[0]) < monday_of(slots[1]))


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 11, 2), 0, date(2026, 11, 2)),
        (date(2026, 11, 2), 3, date(2026, 11, 5)),
        (date(2026, 11, 6), 1, date(2026, 11, 9)),
        (date(2026, 11, 7), 1, date(2026, 11, 9)),
        (date(2026, 11, 8), 1, date(2026, 11, 9)),
        (date(2026, 11, 5), 5, date(2026, 11, 12)),
        (date(2026, 11, 4), 10, date(2026, 11, 18)),
    ],
)
def test_working_days_leave_out_weekends(day: date, count: int, expected: date) -> None:
    assert working_days_after(day, count) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Europe/Vienna", True),
        ("America/Argentina/Buenos_Aires", True),
        ("UTC", True),
        ("", False),
        ("Europe", False),
        ("Europe/Wien", False),
        ("../etc/passwd", False),
        ("/etc/localtime", False),
        ("Europe/\0Vienna", False),
    ],
)
def test_only_known_zones_are_zones(name: str, expected: bool) -> None:
    assert is_zone(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"), [("Asia/Tokyo", "Asia/Tokyo"), ("Atlantis", "UTC"), ("", "UTC")]
)
def test_an_unknown_zone_falls_back(name: str, expected: str) -> None:
    assert zone_or(name, "UTC") == expected


@pytest.mark.parametrize(
    ("chain", "expected"),
    [
        ([], Rhythm(0, time(9), 1, time(9))),
        ([PartialRhythm()], Rhythm(0, time(9), 1, time(9))),
        (
            [PartialRhythm(nudge_weekday=4, nudge_time=time(14)), PartialRhythm(digest_weekday=0)],
            Rhythm(4, time(14), 0, time(9)),
        ),
        (
            [PartialRhythm(nudge_weekday=4), PartialRhythm(nudge_weekday=0)],
            Rhythm(0, time(9), 1, time(9)),
        ),
        (
            [
                PartialRhythm(nudge_weekday=3, digest_time=time(16, 30)),
                PartialRhythm(nudge_weekday=2, is_locked=True),
                PartialRhythm(nudge_weekday=1, digest_time=time(7), is_locked=True),
                PartialRhythm(nudge_time=time(11)),
            ],
            Rhythm(2, time(9), 1, time(16, 30)),
        ),
        (
            [PartialRhythm(every=Every.MONTH), PartialRhythm(nudge_weekday=4)],
            Rhythm(4, every=Every.MONTH),
        ),
        (
            [
                PartialRhythm(every=Every.ODD_WEEKS, is_locked=True),
                PartialRhythm(every=Every.WEEK),
            ],
            Rhythm(every=Every.ODD_WEEKS),
        ),
        ([PartialRhythm(0, time(6, 30))], Rhythm(0, time(8))),
        ([PartialRhythm(0, time(21))], Rhythm(0, time(17, 59))),
        (
            [PartialRhythm(), PartialRhythm(digest_weekday=2, is_locked=True)],
            Rhythm(0, time(9), 2, time(9)),
        ),
    ],
)
def test_a_rhythm_is_inherited_and_a_lock_above_wins(
    chain: list[PartialRhythm], expected: Rhythm
) -> None:
    assert inherit(chain) == expected
