"""What follows a nudge: when it still reaches somebody, the reminder, the silence."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.calendars import days_off
from bot.domain.cadence import DEFAULT, Every, Rhythm
from bot.domain.due import DayOff, Due
from bot.domain.nudges import (
    Reminding,
    Skip,
    UpdatedBy,
    meant,
    missed_by_now,
    next_week_at,
    reach_at,
    reminder_at,
    reminder_skip_reason,
)
from bot.domain.okrs import Person
from tests.make import MONDAY, SLOT, ZONE, make_cycle, make_key_result, make_person

AUSTRIA = days_off("AT")
RUNNING = make_cycle()
OVER = make_cycle(starts_on=date(2026, 7, 1), ends_on=date(2026, 9, 30))
NEXT = make_cycle(starts_on=date(2026, 10, 19), ends_on=date(2026, 12, 31))
OPEN = make_key_result()
DONE = make_key_result(checked_in_slot=SLOT)
BEFORE = make_key_result(checked_in_slot="2026-W41")
PERSON = make_person(country="AT")


def vienna(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of October 2026, before the clocks are put back on the 25th."""
    return datetime(2026, 10, day, hour, minute, tzinfo=UTC) - timedelta(hours=2)


@pytest.mark.parametrize(
    ("due_at", "now", "expected"),
    [
        (vienna(12, 9), vienna(12, 9), vienna(12, 9)),
        (vienna(12, 9), vienna(12, 14), vienna(12, 14)),
        (vienna(12, 9), vienna(12, 18), vienna(13, 9)),
        (vienna(12, 9), vienna(12, 21), vienna(13, 9)),
        (vienna(12, 9), vienna(12, 21, 1), Skip.TOO_LATE),
        (vienna(12, 9), vienna(15, 9), Skip.TOO_LATE),
        (vienna(16, 16), vienna(16, 19), Skip.TOO_LATE),
        (vienna(12, 6), vienna(12, 6), vienna(12, 9)),
        (vienna(17, 9), vienna(17, 9), Skip.DAY_OFF),
    ],
    ids=[
        "at its time",
        "five hours later",
        "after hours",
        "as late as may be",
        "later than that",
        "three days later",
        "on a Friday evening",
        "before hours",
        "on a day that became one off",
    ],
)
def test_when_what_was_due_still_reaches_somebody(
    due_at: datetime, now: datetime, expected: datetime | Skip
) -> None:
    assert reach_at(PERSON, due_at, now, AUSTRIA) == expected


@pytest.mark.parametrize(
    ("rhythm", "due_at", "expected"),
    [
        (DEFAULT, vienna(12, 9), Due(vienna(12, 9), date(2026, 10, 12))),
        (
            DEFAULT,
            datetime(2026, 10, 27, 8, tzinfo=UTC),
            Due(datetime(2026, 10, 27, 8, tzinfo=UTC), date(2026, 10, 26), DayOff.HOLIDAY),
        ),
        (
            Rhythm(nudge_weekday=0, nudge_time=time(16)),
            vienna(13, 9),
            Due(vienna(13, 9), date(2026, 10, 12)),
        ),
        (Rhythm(nudge_weekday=4), vienna(13, 9), Due(vienna(13, 9), date(2026, 10, 13))),
        (
            Rhythm(nudge_weekday=0, every=Every.MONTH),
            vienna(6, 9),
            Due(vienna(6, 9), date(2026, 10, 5)),
        ),
        (
            Rhythm(nudge_weekday=4),
            datetime(2026, 12, 29, 8, tzinfo=UTC),
            Due(datetime(2026, 12, 29, 8, tzinfo=UTC), date(2026, 12, 25), DayOff.HOLIDAY),
        ),
    ],
    ids=[
        "its day",
        "a holiday's",
        "put off",
        "of a rhythm that was",
        "put off in a month",
        "put off in the week after a holiday's",
    ],
)
def test_which_day_the_rhythm_meant(rhythm: Rhythm, due_at: datetime, expected: Due) -> None:
    assert meant(rhythm, ZONE, AUSTRIA, due_at) == expected


@pytest.mark.parametrize(
    ("asked_at", "expected"),
    [
        (vienna(12, 9), vienna(13, 9)),
        (vienna(12, 17, 30), vienna(13, 17, 30)),
        (vienna(16, 9), None),
        (datetime(2026, 12, 7, 8, tzinfo=UTC), datetime(2026, 12, 9, 8, tzinfo=UTC)),
    ],
    ids=["the next day", "at the same time", "not in another week", "after a holiday"],
)
def test_when_the_reminder_comes(asked_at: datetime, expected: datetime | None) -> None:
    assert reminder_at(ZONE, asked_at, AUSTRIA) == expected


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (vienna(12, 9), vienna(19, 9)),
        (vienna(18, 23), vienna(19, 9)),
        (vienna(20, 9), datetime(2026, 10, 27, 8, tzinfo=UTC)),
    ],
    ids=["a Monday", "a Sunday", "before a holiday"],
)
def test_the_first_moment_of_the_next_week(after: datetime, expected: datetime) -> None:
    assert next_week_at(ZONE, after, AUSTRIA) == expected


@pytest.mark.parametrize(
    ("person", "key_results", "is_snoozed", "reason"),
    [
        ({}, [(OPEN, RUNNING)], False, None),
        ({}, [(BEFORE, RUNNING)], False, None),
        ({}, [(OPEN, RUNNING), (DONE, RUNNING)], False, Skip.ALREADY_CHECKED_IN),
        ({}, [(OPEN, RUNNING), (DONE, RUNNING)], True, None),
        ({}, [(DONE, RUNNING)], True, Skip.ALREADY_CHECKED_IN),
        ({}, [], False, Skip.NOTHING_TO_UPDATE),
        ({}, [(OPEN, OVER)], False, Skip.CYCLE_NOT_RUNNING),
        ({"paused_until": date(2026, 10, 13)}, [(OPEN, RUNNING)], True, Skip.PAUSED),
        ({"away": "vacation"}, [(OPEN, RUNNING)], False, Skip.AWAY),
        ({"is_active": False}, [], False, Skip.INACTIVE),
    ],
)
def test_who_is_reminded(
    person: dict[str, object], key_results: UpdatedBy, is_snoozed: bool, reason: Skip | None
) -> None:
    at = vienna(13, 9)
    about = Reminding(make_person(**person), SLOT, at, is_snoozed)

    assert reminder_skip_reason(about, key_results, at) == reason


@pytest.mark.parametrize(
    ("due_at", "now"),
    [(vienna(13, 9), vienna(13, 21, 1)), (vienna(19, 9), vienna(19, 9))],
    ids=["half a day late", "in another slot"],
)
def test_a_reminder_can_come_too_late(due_at: datetime, now: datetime) -> None:
    about = Reminding(PERSON, SLOT, due_at, is_snoozed=False)

    assert reminder_skip_reason(about, [(OPEN, RUNNING)], now) == Skip.TOO_LATE


@pytest.mark.parametrize(
    ("asked_slot", "missed", "key_results", "expected"),
    [
        ("", 0, [(OPEN, RUNNING)], 0),
        (SLOT, 0, [(OPEN, RUNNING)], 1),
        (SLOT, 1, [(BEFORE, RUNNING), (OPEN, RUNNING)], 2),
        (SLOT, 1, [(OPEN, RUNNING), (DONE, RUNNING)], 0),
        (SLOT, 1, [(OPEN, NEXT)], 1),
        (SLOT, 2, [], 2),
        ("", 1, [(OPEN, RUNNING)], 1),
    ],
    ids=[
        "never asked",
        "a silent week",
        "two of them",
        "one word",
        "nothing could be said in that week",
        "nothing is left",
        "the last nudge was never sent",
    ],
)
def test_how_many_weeks_were_silent(
    asked_slot: str, missed: int, key_results: UpdatedBy, expected: int
) -> None:
    person: Person = make_person(asked_slot=asked_slot, missed=missed)

    assert missed_by_now(person, key_results) == expected


def test_a_moment_is_the_persons_own() -> None:
    person = make_person(time_zone="Asia/Kolkata", country="IN")
    due_at = datetime(2026, 10, 12, 3, 30, tzinfo=UTC)

    assert reach_at(person, due_at, MONDAY + timedelta(hours=4), days_off("IN")) == (
        due_at + timedelta(days=1)
    )
