"""To which moments a check-in can be put off, and what the digest says by then."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.domain.cadence import Rhythm
from bot.domain.due import DayOff
from bot.domain.snoozing import (
    Asked,
    Clocks,
    DigestBy,
    Digesting,
    Snooze,
    is_choosable,
    is_over,
    snoozes,
    usual_reminder,
)
from tests.make import SLOT, ZONE

NINE = datetime(2026, 10, 12, 7, tzinfo=UTC)
ASKED = Asked(NINE)
DIGEST = Digesting(Rhythm(), ZONE, posts=True)


def working(day: date) -> DayOff | None:
    return DayOff.WEEKEND if day.weekday() >= 5 else None


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A local time of Vienna, in October's summer time."""
    return datetime(2026, 10, day, hour - 2, minute, tzinfo=UTC)


def offered(now: datetime, asked: Asked | None = ASKED, digest: Digesting = DIGEST) -> list[Snooze]:
    return list(snoozes(asked, SLOT, Clocks(now, ZONE, working), digest))


def test_on_monday_at_nine_there_is_the_afternoon_and_tomorrow() -> None:
    assert offered(NINE) == [
        Snooze(at(12, 15), date(2026, 10, 12), time(15), 0, DigestBy.LATER, 1),
        Snooze(at(13, 9), date(2026, 10, 13), time(9), 1, DigestBy.FIRST, 1),
    ]


@pytest.mark.parametrize(
    ("now", "later"),
    [
        (at(12, 14), [at(12, 15)]),
        (at(12, 14, 1), [at(12, 15, 15)]),
        (at(12, 16, 45), [at(12, 17, 45)]),
        (at(12, 16, 46), []),
        (at(12, 20), []),
    ],
)
def test_later_today_is_an_hour_away_and_before_six(now: datetime, later: list[datetime]) -> None:
    assert [each.at for each in offered(now) if each.in_days == 0] == later


def test_on_friday_there_is_no_tomorrow_in_the_same_week() -> None:
    assert [each.at for each in offered(at(16, 9))] == [at(16, 15)]


@pytest.mark.parametrize(
    "asked",
    [
        None,
        Asked(NINE, reminded="sent"),
        Asked(NINE, remind_at=NINE + timedelta(hours=1)),
    ],
)
def test_after_the_reminder_nothing_is_offered(asked: Asked | None) -> None:
    assert offered(NINE + timedelta(hours=1), asked) == []


def test_before_the_reminder_both_are_offered() -> None:
    assert len(offered(NINE, Asked(NINE, remind_at=NINE + timedelta(days=1)))) == 2


@pytest.mark.parametrize(
    ("digest", "said"),
    [
        (Digesting(Rhythm(digest_weekday=2), ZONE, posts=True), [DigestBy.LATER, DigestBy.LATER]),
        (Digesting(Rhythm(), ZONE, posts=False), [DigestBy.NONE, DigestBy.NONE]),
        # Tuesday, 01:00, in Auckland is Monday, 14:00, in Vienna.
        (
            Digesting(
                Rhythm(digest_weekday=1, digest_time=time(1)), "Pacific/Auckland", posts=True
            ),
            [DigestBy.FIRST, DigestBy.FIRST],
        ),
    ],
)
def test_what_the_digest_has_shown_by_then(digest: Digesting, said: list[DigestBy]) -> None:
    assert [each.digest for each in offered(NINE, digest=digest)] == said


def test_a_digest_that_was_sent_is_told_as_sent() -> None:
    assert {each.digest for each in offered(at(13, 10))} == {DigestBy.SENT}


@pytest.mark.parametrize(
    ("chosen", "is_it"),
    [
        (at(14, 9), True),
        (at(12, 9), False),
        (at(14, 7, 59), False),
        (at(14, 18), False),
        (at(17, 9), False),
        (at(19, 9), False),
    ],
)
def test_which_moments_can_be_chosen(chosen: datetime, *, is_it: bool) -> None:
    assert is_choosable(chosen, SLOT, Clocks(NINE, ZONE, working)) is is_it


@pytest.mark.parametrize(
    ("asked_at", "now", "reminder"),
    [
        (NINE + timedelta(seconds=31), NINE + timedelta(hours=1), at(13, 9)),
        (NINE, at(13, 10), None),
        (at(16, 9), at(16, 10), None),
    ],
)
def test_the_usual_reminder_comes_on_the_next_working_day(
    asked_at: datetime, now: datetime, reminder: datetime | None
) -> None:
    assert usual_reminder(Asked(asked_at), SLOT, Clocks(now, ZONE, working)) == reminder


@pytest.mark.parametrize(
    ("asked", "now", "chosen"),
    [
        (Asked(NINE, at(12, 15), is_snoozed=True), NINE, at(12, 15)),
        (Asked(NINE, at(12, 15), is_snoozed=True), at(12, 15), None),
        (Asked(NINE, at(12, 15)), NINE, None),
        (Asked(NINE, at(12, 15), "sent", is_snoozed=True), NINE, None),
        (Asked(NINE, None, is_snoozed=True), NINE, None),
    ],
)
def test_what_was_chosen_holds_until_then(
    asked: Asked, now: datetime, chosen: datetime | None
) -> None:
    assert asked.chosen(now) == chosen


def test_a_slot_is_over_once_the_next_monday_begins() -> None:
    days = (date(2026, 10, 18), date(2026, 10, 19))
    assert [is_over(SLOT, day) for day in days] == [False, True]
