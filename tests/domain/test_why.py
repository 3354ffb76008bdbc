"""What is told of when somebody is written to."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from bot.domain.away import Away
from bot.domain.nudges import Skip
from bot.domain.okrs import Workspace
from bot.domain.rhythms import find_sources
from bot.domain.why import LeftOut, Moment, Past, Why, WhyFacts, compose_why, present_slots
from tests.domain.test_foresight import outlook

THURSDAY = datetime(2026, 10, 22, 10, tzinfo=UTC)
NINE = datetime(2026, 10, 19, 7, tzinfo=UTC)
VIENNA = Workspace(1, "T0LOCAL", "Acme", "Europe/Vienna")


def why(*past: Past, is_own: bool = True, workspace: Workspace = VIENNA, **changes: Any) -> Why:
    """What is told on Thursday, 22 October, four days before a holiday."""
    facts = WhyFacts(
        outlook=outlook(**changes),
        workspace=workspace,
        sources=find_sources([]),
        holiday=lambda day: f"Holiday {day.day}",
        team="Platform",
        digest_at=datetime(2026, 10, 27, 8, tzinfo=UTC),
        past=past,
    )
    return compose_why(facts, THURSDAY, is_own=is_own)


def test_a_holiday_is_told_with_its_name_and_what_comes_instead() -> None:
    told = why(country="AT")

    monday = date(2026, 10, 26)
    assert told.left_out == (LeftOut(monday, monday, Skip.DAY_OFF, None, "Holiday 26"),)
    assert told.next == Moment(date(2026, 10, 27), time(9))
    assert told.moved == ()


def test_a_holiday_behind_the_next_nudge_is_told_apart() -> None:
    told = why(weekday=4)

    assert told.next is not None
    assert told.next.day == date(2026, 10, 23)
    assert (told.left_out, told.moved) == ((), ())
    assert [each.day for each in why(weekday=0, paused_until=date(2026, 10, 20)).moved] == []


def test_nudges_left_out_for_one_reason_are_one_line() -> None:
    told = why(paused_until=date(2026, 11, 20))

    first, last = date(2026, 10, 26), date(2026, 11, 16)
    assert told.left_out == (LeftOut(first, last, Skip.PAUSED, date(2026, 11, 20)),)
    assert told.paused_until == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("until", "expected"), [(date(2026, 10, 22), date(2026, 10, 22)), (date(2026, 10, 21), None)]
)
def test_a_pause_that_is_over_is_not_told(until: date, expected: date | None) -> None:
    assert why(paused_until=until).paused_until == expected


@pytest.mark.parametrize("away", [each for each in Away if each is not Away.HERE])
def test_an_absence_is_told_without_its_kind(away: Away) -> None:
    told = why(away=away, away_until=THURSDAY + timedelta(days=1), is_own=False)

    assert (told.is_away, told.away_until) == (True, date(2026, 10, 23))
    assert not hasattr(told, "away")
    assert told == why(away=Away.AWAY, away_until=THURSDAY + timedelta(days=1), is_own=False)


def test_who_is_there_is_not_away() -> None:
    told = why(away=Away.SICK, away_until=THURSDAY)

    assert (told.is_away, told.away_until) == (False, None)


def test_a_zone_of_ones_own_is_told_from_that_of_the_organisation() -> None:
    assert why().is_own_zone is False
    assert why(time_zone="Asia/Kolkata").is_own_zone is True
    assert why(time_zone="Asia/Kolkata").digest_zone == "Europe/Vienna"


@pytest.mark.parametrize(
    ("country", "expected"),
    [("AT", ("AT", "")), ("DE-BY", ("DE", "DE-BY")), ("", ("", ""))],
)
def test_the_country_is_theirs(country: str, expected: tuple[str, str]) -> None:
    told = why(country=country)

    assert (told.country, told.region) == expected


def test_the_name_is_told_to_others_alone() -> None:
    assert (why().name, why(is_own=False).name) == ("", "Maria")


def test_nothing_is_planned_for_who_left() -> None:
    told = why(is_active=False)

    assert (told.next, told.moved) == (None, ())
    assert [each.skipped for each in told.left_out] == [Skip.INACTIVE]


def test_the_present_slot_and_the_four_before_it() -> None:
    assert present_slots(datetime(2027, 1, 12, tzinfo=UTC), "Europe/Vienna") == [
        "2027-W02",
        "2027-W01",
        "2026-W53",
        "2026-W52",
        "2026-W51",
    ]


def test_the_present_slot_is_told_also_when_nothing_happened() -> None:
    told = why(Past("2026-W41", NINE - timedelta(days=14)))

    assert (told.week.slot, told.week.asked, told.week.is_over) == ("2026-W43", None, False)
    assert [(each.slot, each.is_over) for each in told.earlier] == [("2026-W41", True)]


def test_what_a_day_off_moved_is_told_with_the_day_that_was_meant() -> None:
    meant = date(2026, 10, 4)
    told = why(Past("2026-W41", datetime(2026, 10, 5, 7, tzinfo=UTC), due_on=meant))

    [week] = told.earlier
    assert (week.meant_on, week.holiday) == (meant, "Holiday 4")
    assert week.asked == Moment(date(2026, 10, 5), time(9))


@pytest.mark.parametrize("hour", [-18, 17])
def test_who_has_travelled_since_is_told_of_no_day_off(hour: int) -> None:
    asked_at = datetime(2026, 10, 19, tzinfo=UTC) + timedelta(hours=hour)
    told = why(Past("2026-W43", asked_at, due_on=date(2026, 10, 19)), time_zone="Asia/Tokyo")

    assert told.week.asked is not None
    assert told.week.asked.day != date(2026, 10, 19)
    assert (told.week.meant_on, told.week.holiday) == (None, "")


def test_what_came_on_its_day_was_not_moved() -> None:
    told = why(Past("2026-W43", NINE, due_on=date(2026, 10, 19)))

    assert (told.week.meant_on, told.week.holiday) == (None, "")


def test_what_was_left_out_has_its_day_and_reason() -> None:
    until = date(2026, 10, 20)
    told = why(Past("2026-W43", NINE, "paused", until=until))

    assert (told.week.asked, told.week.not_on) == (None, date(2026, 10, 19))
    assert (told.week.skipped, told.week.until) == ("paused", until)


def test_a_reminder_and_a_checkin_are_in_local_time() -> None:
    told = why(
        Past("2026-W43", NINE, remind_at=NINE + timedelta(hours=20), checked_in_at=NINE),
        time_zone="Asia/Kolkata",
    )

    assert told.week.reminder == Moment(date(2026, 10, 20), time(8, 30))
    assert told.week.checked_in == Moment(date(2026, 10, 19), time(12, 30))
