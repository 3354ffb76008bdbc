"""What is coming: the next nudge, and why others before it do not come."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.domain.away import Away
from bot.domain.cadence import Every, Rhythm, local_date
from bot.domain.due import DayOff, Due
from bot.domain.foresight import FARTHEST, foresee, foresee_moves
from bot.domain.nudges import Skip
from bot.domain.planning import Decision, Outlook
from tests.make import make_cycle, make_key_result, make_person

THURSDAY = datetime(2026, 10, 15, 10, tzinfo=UTC)
HOLIDAYS = {date(2026, 10, 26)}


def day_off(day: date) -> DayOff | None:
    if day.weekday() > 4:
        return DayOff.WEEKEND
    return DayOff.HOLIDAY if day in HOLIDAYS else None


def outlook(*, every: Every = Every.WEEK, weekday: int = 0, **changes: Any) -> Outlook:
    """Maria in Vienna, nudged on Mondays at 09:00, with a key result until the end of December."""
    facts = {name: changes.pop(name) for name in FACTS & changes.keys()}
    known: dict[str, Any] = {
        "key_results": [(make_key_result(), make_cycle())],
        "rhythm": Rhythm(nudge_weekday=weekday, every=every),
        "days_off": day_off,
    }
    return Outlook(person=make_person(**changes), **(known | facts))


FACTS = {"key_results", "joined_on", "team_since", "decided", "planned_at"}


def told(about: Outlook, now: datetime = THURSDAY) -> list[tuple[str, str]]:
    """The local day of each nudge, and why it is left out."""
    return [
        (str(local_date(each.due.at, about.person.time_zone)), each.skipped or "")
        for each in foresee(about, now)
    ]


def test_nothing_keeps_it_back() -> None:
    nine, tuesday = datetime(2026, 10, 19, 7, tzinfo=UTC), datetime(2026, 10, 20, 7, tzinfo=UTC)

    assert foresee(outlook(), THURSDAY) == [
        Decision(
            Due(nine, date(2026, 10, 19)),
            "2026-W43",
            next_at=datetime(2026, 10, 27, 8, tzinfo=UTC),
            remind_at=tuesday,
        )
    ]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"paused_until": date(2026, 10, 18)}, [("2026-10-19", "")]),
        ({"paused_until": date(2026, 10, 19)}, [("2026-10-19", "paused"), ("2026-10-27", "")]),
        ({"is_active": False}, [("2026-10-19", "inactive")]),
        ({"key_results": []}, [("2026-10-19", "nothing_to_update")]),
        ({"away": Away.SICK}, [("2026-10-19", "away")]),
        (
            {"away": Away.VACATION, "away_until": THURSDAY + timedelta(days=5)},
            [("2026-10-19", "away"), ("2026-10-27", "")],
        ),
        ({"away": Away.AWAY, "away_until": THURSDAY}, [("2026-10-19", "")]),
        ({"decided": frozenset({"2026-W43"})}, [("2026-10-19", "budget"), ("2026-10-27", "")]),
        (
            {"joined_on": date(2026, 10, 13), "team_since": date(2026, 1, 1)},
            [("2026-10-19", "new"), ("2026-10-27", "")],
        ),
        (
            {"joined_on": date(2026, 10, 13), "team_since": date(2026, 10, 13)},
            [("2026-10-19", "")],
        ),
    ],
)
def test_what_keeps_somebody_back(changes: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert told(outlook(**changes)) == expected


def test_the_last_day_of_what_keeps_back_is_told() -> None:
    away = {"away": Away.SICK, "away_until": THURSDAY + timedelta(days=5)}
    new = {"joined_on": date(2026, 10, 13), "team_since": date(2026, 1, 1)}

    assert [
        foresee(outlook(**each), THURSDAY)[0].until
        for each in ({"paused_until": date(2026, 11, 1)}, away, new, {})
    ] == [date(2026, 11, 1), date(2026, 10, 20), date(2026, 10, 19), None]


def test_a_pause_counts_before_an_absence() -> None:
    both = outlook(paused_until=date(2026, 10, 20), away=Away.SICK)

    assert told(both)[0] == ("2026-10-19", "paused")


def test_a_cycle_that_starts_later_is_waited_for() -> None:
    coming = make_cycle(starts_on=date(2026, 10, 27), ends_on=date(2026, 12, 31))
    over = make_cycle(ends_on=date(2026, 10, 10))

    assert told(outlook(key_results=[(make_key_result(), coming)])) == [
        ("2026-10-19", "cycle_not_running"),
        ("2026-10-27", ""),
    ]
    assert told(outlook(key_results=[(make_key_result(), over)])) == [
        ("2026-10-19", "cycle_not_running")
    ]


def test_what_was_checked_in_early_satisfies_its_week_alone() -> None:
    early = make_key_result(checked_in_slot="2026-W43")

    assert told(outlook(key_results=[(early, make_cycle())])) == [
        ("2026-10-19", "already_checked_in"),
        ("2026-10-27", ""),
    ]


def test_a_holiday_moves_it() -> None:
    [decision] = foresee(outlook(), datetime(2026, 10, 20, tzinfo=UTC))

    at = datetime(2026, 10, 27, 8, tzinfo=UTC)
    assert decision.due == Due(at, date(2026, 10, 26), DayOff.HOLIDAY)


def test_moves_are_told_apart_from_what_comes_on_its_day() -> None:
    at = datetime(2026, 10, 27, 8, tzinfo=UTC)

    moved = foresee_moves(outlook(), THURSDAY, 12)

    assert moved == [Due(at, date(2026, 10, 26), DayOff.HOLIDAY)]


def test_one_in_two_weeks() -> None:
    even, odd = outlook(every=Every.EVEN_WEEKS), outlook(every=Every.ODD_WEEKS)

    assert {told(even)[0][0], told(odd)[0][0]} == {"2026-10-19", "2026-10-27"}


@pytest.mark.parametrize(
    ("hours", "expected"),
    [(1, [("2026-10-15", "")]), (13, [("2026-10-14", "too_late"), ("2026-10-19", "")])],
)
def test_what_waits_since_the_bot_was_down_comes_first(
    hours: int, expected: list[tuple[str, str]]
) -> None:
    assert told(outlook(planned_at=THURSDAY - timedelta(hours=hours))) == expected


def test_what_is_planned_is_told_whatever_the_rhythm_means() -> None:
    tomorrow, saturday = THURSDAY + timedelta(days=1), THURSDAY + timedelta(days=2)

    assert told(outlook(planned_at=tomorrow)) == [("2026-10-16", "")]
    assert told(outlook(planned_at=saturday)) == [("2026-10-17", "day_off"), ("2026-10-19", "")]


def test_what_is_put_off_is_told_for_when_it_comes() -> None:
    wednesday_evening = datetime(2026, 10, 14, 19, tzinfo=UTC)

    [decision] = foresee(outlook(planned_at=wednesday_evening), wednesday_evening)

    assert decision.due.at == datetime(2026, 10, 15, 7, tzinfo=UTC)


def test_nobody_is_asked_in_a_slot_in_which_they_were_left_out() -> None:
    """A Friday off moves its nudge to Tuesday, the last day of a pause, three days before the next.

    That is what the planner finds: the slot was decided about.
    """
    friday = date(2026, 10, 23)
    paused = outlook(weekday=4, paused_until=date(2026, 10, 27))
    moved = replace(paused, days_off=lambda day: DayOff.HOLIDAY if day == friday else day_off(day))

    assert told(moved, datetime(2026, 10, 20, tzinfo=UTC)) == [
        ("2026-10-27", "paused"),
        ("2026-10-30", "budget"),
        ("2026-11-06", ""),
    ]


def test_a_long_pause_ends_the_list_all_the_same() -> None:
    occasions = foresee(outlook(paused_until=date(2030, 1, 1)), THURSDAY)

    assert len(occasions) == FARTHEST
    assert {each.skipped for each in occasions} == {Skip.PAUSED}
