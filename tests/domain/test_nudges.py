"""Who is nudged, and why somebody is not."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.away import Away
from bot.domain.nudges import Skip, is_checked_in, kept_until, skip_reason
from bot.domain.okrs import Cycle, KeyResult, Person
from tests.make import MONDAY, SLOT, make_cycle, make_key_result, make_person

RUNNING = make_cycle()
OVER = make_cycle(starts_on=date(2026, 7, 1), ends_on=date(2026, 9, 30))
CLOSED = make_cycle(is_closed=True)
OPEN = make_key_result()
CHECKED_IN = make_key_result(id=2, checked_in_slot=SLOT)
PERSON = make_person()
LATE = timedelta(hours=12, seconds=1)


@pytest.mark.parametrize(
    ("key_results", "reason"),
    [
        ([(OPEN, RUNNING)], None),
        ([(OPEN, RUNNING), (CHECKED_IN, RUNNING)], None),
        ([(CHECKED_IN, RUNNING)], Skip.ALREADY_CHECKED_IN),
        ([(CHECKED_IN, RUNNING), (OPEN, OVER)], Skip.ALREADY_CHECKED_IN),
        ([(OPEN, OVER)], Skip.CYCLE_NOT_RUNNING),
        ([(OPEN, CLOSED)], Skip.CYCLE_NOT_RUNNING),
        ([], Skip.NOTHING_TO_UPDATE),
    ],
)
def test_who_has_nothing_to_do_is_left_alone(
    key_results: list[tuple[KeyResult, Cycle]], reason: Skip | None
) -> None:
    assert skip_reason(PERSON, key_results, MONDAY, MONDAY) == reason


@pytest.mark.parametrize(
    ("paused_until", "reason"),
    [(date(2026, 10, 11), None), (date(2026, 10, 12), Skip.PAUSED)],
)
def test_a_pause_includes_its_last_day(paused_until: date, reason: Skip | None) -> None:
    person = replace(PERSON, paused_until=paused_until)

    assert skip_reason(person, [(OPEN, RUNNING)], MONDAY, MONDAY) == reason


def test_the_day_is_the_persons_own() -> None:
    person = replace(PERSON, paused_until=date(2026, 10, 12), time_zone="Pacific/Kiritimati")
    due_at = MONDAY + timedelta(hours=2)  # Tuesday, 01:00 there

    assert skip_reason(person, [(OPEN, RUNNING)], due_at, due_at) is None


@pytest.mark.parametrize(("late", "reason"), [(timedelta(hours=12), None), (LATE, Skip.TOO_LATE)])
def test_after_downtime_an_old_nudge_is_not_sent(late: timedelta, reason: Skip | None) -> None:
    assert skip_reason(PERSON, [(OPEN, RUNNING)], MONDAY, MONDAY + late) == reason


@pytest.mark.parametrize(
    ("away", "away_until", "reason"),
    [
        (Away.HERE, None, None),
        (Away.VACATION, None, Skip.AWAY),
        (Away.SICK, MONDAY + timedelta(seconds=1), Skip.AWAY),
        (Away.LEAVE, MONDAY, None),
    ],
)
def test_who_is_away_is_left_alone_until_the_status_ends(
    away: Away, away_until: datetime | None, reason: Skip | None
) -> None:
    person = replace(PERSON, away=away, away_until=away_until)

    assert skip_reason(person, [(OPEN, RUNNING)], MONDAY, MONDAY) == reason


@pytest.mark.parametrize(
    ("person", "key_results", "is_new", "reason"),
    [
        ({"is_active": False, "paused_until": date.max}, [], True, Skip.INACTIVE),
        ({"paused_until": date.max, "away": Away.SICK}, [], True, Skip.PAUSED),
        ({"away": Away.SICK}, [], True, Skip.AWAY),
        ({}, [], True, Skip.NEW),
        ({}, [], False, Skip.NOTHING_TO_UPDATE),
        ({}, [(CHECKED_IN, OVER)], False, Skip.CYCLE_NOT_RUNNING),
        ({}, [(CHECKED_IN, RUNNING)], False, Skip.ALREADY_CHECKED_IN),
        ({}, [(OPEN, RUNNING)], False, Skip.TOO_LATE),
    ],
)
def test_of_several_reasons_the_one_about_the_person_is_kept(
    person: dict[str, object],
    key_results: list[tuple[KeyResult, Cycle]],
    is_new: bool,
    reason: Skip,
) -> None:
    changed: Person = make_person(**person)

    found = skip_reason(changed, key_results, MONDAY, MONDAY + LATE, is_new=is_new)

    assert found == reason


@pytest.mark.parametrize(
    ("person", "skipped", "until"),
    [
        ({"paused_until": date(2026, 10, 16)}, Skip.PAUSED, date(2026, 10, 16)),
        (
            {"away_until": datetime(2026, 10, 16, 22, 30, tzinfo=UTC)},
            Skip.AWAY,
            date(2026, 10, 17),
        ),
        ({}, Skip.AWAY, None),
        ({}, Skip.NEW, date(2026, 10, 16)),
        ({}, Skip.ALREADY_CHECKED_IN, None),
        ({}, None, None),
    ],
    ids=["paused", "away, in their own zone", "away without an end", "new", "done", "asked"],
)
def test_what_kept_a_nudge_back_has_a_last_day_where_that_is_known(
    person: dict[str, object], skipped: Skip | None, until: date | None
) -> None:
    assert kept_until(make_person(**person), skipped, date(2026, 10, 10)) == until


@pytest.mark.parametrize(
    ("slot", "expected"),
    [(None, False), ("2026-W41", False), ("2026-W42", True), ("2026-W43", True)],
)
def test_a_key_result_is_checked_in_by_its_slot(slot: str | None, expected: bool) -> None:
    assert is_checked_in(make_key_result(checked_in_slot=slot), SLOT) is expected
