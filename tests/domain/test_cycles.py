"""Cycles: where they stand, what comes after, what is told when."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cycles import (
    CycleClosed,
    CycleState,
    Dates,
    Step,
    check_open,
    closes_from,
    due_steps,
    next_step_at,
    overlapping,
    read_dates,
    state_of,
    suggest_next,
    targets,
)
from bot.errors import InvalidFields
from tests.make import make_cycle

QUARTER = make_cycle()
DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2026, 9, 30), CycleState.PLANNED),
        (date(2026, 10, 1), CycleState.RUNNING),
        (date(2026, 12, 16), CycleState.RUNNING),
        (date(2026, 12, 17), CycleState.CLOSING),
        (date(2026, 12, 31), CycleState.CLOSING),
        (date(2027, 6, 1), CycleState.CLOSING),
    ],
)
def test_a_cycle_is_planned_runs_and_closes(today: date, state: CycleState) -> None:
    assert state_of(QUARTER, today) == state


def test_a_closed_cycle_stays_closed() -> None:
    assert state_of(make_cycle(is_closed=True), date(2026, 10, 1)) == CycleState.CLOSED


def test_a_cycle_of_a_week_closes_from_its_first_day() -> None:
    sprint = make_cycle(starts_on=date(2026, 10, 5), ends_on=date(2026, 10, 11))

    assert closes_from(sprint) == date(2026, 10, 5)


def test_into_a_closed_cycle_nothing_is_written() -> None:
    check_open(QUARTER)

    with pytest.raises(CycleClosed, match="2026-Q4 is closed: it can be read"):
        check_open(make_cycle(is_closed=True))


@pytest.mark.parametrize(
    ("last", "suggested"),
    [
        (date(2026, 12, 31), Dates("2027-Q1", date(2027, 1, 1), date(2027, 3, 31))),
        (date(2027, 3, 31), Dates("2027-Q2", date(2027, 4, 1), date(2027, 6, 30))),
        (date(2026, 11, 29), Dates("2026-11", date(2026, 11, 30), date(2027, 2, 27))),
        (date(2026, 5, 3), Dates("2026-05", date(2026, 5, 4), date(2026, 8, 3))),
    ],
)
def test_what_follows_the_last_cycle_is_suggested(last: date, suggested: Dates) -> None:
    assert suggest_next([QUARTER, make_cycle(ends_on=last)][1:], date(2026, 10, 12)) == suggested


def test_without_cycles_the_next_quarter_is_suggested() -> None:
    assert suggest_next([], date(2026, 11, 12)).name == "2027-Q1"
    assert suggest_next([], date(2026, 1, 1)).starts_on == date(2026, 4, 1)


@given(DAYS)
def test_a_suggestion_follows_at_once_and_can_be_planned(last: date) -> None:
    suggested = suggest_next([make_cycle(ends_on=last)], last)

    assert suggested.starts_on == last + timedelta(days=1)
    days = (suggested.starts_on.isoformat(), suggested.ends_on.isoformat())
    assert read_dates(suggested.name, *days, taken=[]) == suggested


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        (("", "2027-01-01", "2027-03-31"), ["name"]),
        (("x" * 76, "2027-01-01", "2027-03-31"), ["name"]),
        (("2026-Q4 ", "2027-01-01", "2027-03-31"), ["name"]),
        (("2027-Q1", "", "2027-03-31"), ["starts_on"]),
        (("2027-Q1", "2027-01-01", "soon"), ["ends_on"]),
        (("2027-Q1", "2027-01-01", "2027-01-01"), ["ends_on"]),
        (("2027-Q1", "2027-01-01", "2026-12-01"), ["ends_on"]),
        (("2027-Q1", "2027-01-01", "2028-02-05"), ["ends_on"]),
        (("", "", ""), ["name", "starts_on", "ends_on"]),
    ],
)
def test_what_is_wrong_is_told_at_its_field(typed: tuple[str, str, str], fields: list[str]) -> None:
    with pytest.raises(InvalidFields) as refused:
        read_dates(*typed, taken=["2026-Q4"])

    assert [each.field for each in refused.value.faults] == fields


def test_the_longest_cycle_has_400_days() -> None:
    assert read_dates("Year", "2027-01-01", "2028-02-04", taken=[]).name == "Year"


@pytest.mark.parametrize(
    ("start", "end", "names"),
    [
        (date(2027, 1, 1), date(2027, 3, 31), []),
        (date(2026, 12, 31), date(2027, 3, 31), ["2026-Q4"]),
        (date(2026, 7, 1), date(2026, 10, 1), ["2026-Q4"]),
        (date(2026, 7, 1), date(2026, 9, 30), []),
        (date(2026, 1, 1), date(2026, 12, 31), ["2026-Q4"]),
    ],
)
def test_an_overlap_shares_a_day(start: date, end: date, names: list[str]) -> None:
    assert overlapping(Dates("New", start, end), [QUARTER]) == names


def test_what_ends_later_and_is_open_can_take_an_objective() -> None:
    later = make_cycle(id=2, starts_on=date(2027, 1, 1), ends_on=date(2027, 3, 31))
    year = make_cycle(id=3, starts_on=date(2026, 7, 1), ends_on=date(2027, 6, 30))
    closed = make_cycle(id=4, ends_on=date(2027, 3, 31), is_closed=True)
    earlier = make_cycle(id=5, ends_on=date(2026, 9, 30))

    assert targets([later, QUARTER, year, closed, earlier], QUARTER) == [year, later]


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]


@pytest.mark.parametrize(
    ("now", "steps", "next_at"),
    [
        # Nine in Vienna is 07:00 in October and 08:00 in winter.
        (utc(2026, 9, 30, 12), [], utc(2026, 10, 1, 7)),
        (utc(2026, 10, 1, 7), [Step.START], utc(2026, 12, 17, 8)),
        (utc(2026, 10, 4, 6, 59), [Step.START], utc(2026, 12, 17, 8)),
        (utc(2026, 10, 4, 7), [], utc(2026, 12, 17, 8)),
        (utc(2026, 12, 17, 8), [Step.CLOSING], utc(2026, 12, 31, 8)),
        (utc(2026, 12, 31, 8), [Step.REMINDER], utc(2027, 1, 7, 8)),
        (utc(2027, 1, 7, 8), [Step.ABOVE], None),
        (utc(2027, 1, 28, 7, 59), [Step.ABOVE], None),
        (utc(2027, 1, 28, 8), [], None),
    ],
)
def test_each_step_has_its_time(now: datetime, steps: list[Step], next_at: datetime | None) -> None:
    assert due_steps(QUARTER, now, "Europe/Vienna") == steps
    assert next_step_at(QUARTER, now, "Europe/Vienna") == next_at


def test_a_closed_cycle_tells_nothing() -> None:
    closed, now = make_cycle(is_closed=True), utc(2026, 12, 17, 9)

    assert (due_steps(closed, now, "UTC"), next_step_at(closed, now, "UTC")) == ([], None)


@given(DAYS, st.integers(1, 399), st.integers(-1_000, 10_000))
def test_a_cycle_is_looked_at_again_later_or_never(start: date, days: int, hours: int) -> None:
    cycle = make_cycle(starts_on=start, ends_on=start + timedelta(days=days))
    now = datetime(start.year, start.month, start.day, tzinfo=UTC) + timedelta(hours=hours)

    found = next_step_at(cycle, now, "Pacific/Auckland")

    assert found is None or (found > now and due_steps(cycle, found, "Pacific/Auckland"))
