from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cadence import Every, slot_on
from bot.domain.okrs import Commitment, Cycle, Metric, ObjectiveState
from bot.domain.pace import Pace, Status, Thresholds, expected_progress, is_outdated, pace, status
from tests.domain.measured import HUNDRED_DAYS, make_measured, make_milestones
from tests.make import make_key_result, make_objective

HALF_TIME = date(2026, 2, 19)  # the 50th of the hundred days
THIS_WEEK = slot_on(HALF_TIME)


def day_of_cycle(number: int) -> date:
    return HUNDRED_DAYS.starts_on + timedelta(days=number - 1)


@pytest.mark.parametrize(
    ("day", "expected"),
    [(-50, "0"), (0, "0"), (1, "0.01"), (50, "0.5"), (99, "0.99"), (100, "1"), (101, "1")],
)
def test_expected_progress_is_the_share_of_days_begun(day: int, expected: str) -> None:
    assert expected_progress(HUNDRED_DAYS, day_of_cycle(day)) == Decimal(expected)


def test_expected_progress_of_a_cycle_of_one_day_is_1_on_it() -> None:
    day = date(2026, 5, 5)
    cycle = Cycle(id=1, name="sprint", starts_on=day, ends_on=day)

    assert [expected_progress(cycle, day - timedelta(days=1)), expected_progress(cycle, day)] == [
        0,
        1,
    ]


def test_expected_progress_refuses_a_cycle_that_ends_before_it_starts() -> None:
    cycle = Cycle(id=1, name="upside down", starts_on=date(2026, 5, 5), ends_on=date(2026, 5, 4))

    with pytest.raises(ValueError, match="upside down ends before it starts"):
        expected_progress(cycle, date(2026, 5, 5))


@given(starts_on=st.dates(date(2020, 1, 1), date(2030, 1, 1)), days=st.integers(0, 400))
def test_expected_progress_never_falls_and_ends_at_1(starts_on: date, days: int) -> None:
    ends_on = starts_on + timedelta(days=days)
    cycle = Cycle(id=1, name="any", starts_on=starts_on, ends_on=ends_on)

    line = [expected_progress(cycle, starts_on + timedelta(days=n)) for n in range(-1, days + 2)]

    assert line == sorted(line)
    assert (line[0], line[-2], line[-1]) == (Decimal(0), Decimal(1), Decimal(1))


@pytest.mark.parametrize(
    ("commitment", "current", "expected"),
    [
        (Commitment.COMMITTED, "30", Pace(progress=Decimal("0.3"), expected=Decimal("0.5"))),
        (Commitment.COMMITTED, "-9", Pace(progress=Decimal(0), expected=Decimal("0.5"))),
        (Commitment.COMMITTED, "130", Pace(progress=Decimal(1), expected=Decimal("0.5"))),
        (Commitment.ASPIRATIONAL, "30", Pace(progress=Decimal("0.3"), expected=Decimal("0.35"))),
    ],
)
def test_pace_sets_clamped_progress_against_what_the_commitment_asks_for(
    commitment: Commitment, current: str, expected: Pace
) -> None:
    key_result = make_measured(current=current)
    objective = make_objective(cycle=HUNDRED_DAYS, commitment=commitment)

    assert pace(key_result, objective, HALF_TIME) == expected


def test_the_gap_is_negative_when_ahead() -> None:
    ahead = Pace(progress=Decimal("0.8"), expected=Decimal("0.5"))

    assert ahead.gap == Decimal("-0.3")


@pytest.mark.parametrize(("day", "has_pace"), [(0, False), (10, False), (11, True), (120, True)])
def test_the_first_tenth_of_a_cycle_has_no_pace(day: int, has_pace: bool) -> None:
    objective = make_objective(cycle=HUNDRED_DAYS)

    found = pace(make_measured(), objective, day_of_cycle(day))

    assert (found is not None) == has_pace


@pytest.mark.parametrize(
    ("metric", "has_pace"),
    [
        (Metric.INCREASE, True),
        (Metric.DECREASE, True),
        (Metric.MILESTONES, True),
        (Metric.AT_LEAST, False),
        (Metric.AT_MOST, False),
        (Metric.BETWEEN, False),
        (Metric.YES_NO, False),
    ],
)
def test_only_metrics_that_move_have_a_pace(metric: Metric, has_pace: bool) -> None:
    objective = make_objective(cycle=HUNDRED_DAYS)

    found = pace(make_measured(metric=metric), objective, HALF_TIME)

    assert (found is not None) == has_pace


@pytest.mark.parametrize(
    ("current", "expected"),
    [
        ("70", Status.ON_TRACK),
        ("40", Status.ON_TRACK),
        ("39.9", Status.AT_RISK),
        ("25", Status.AT_RISK),
        ("24.9", Status.OFF_TRACK),
        ("-20", Status.OFF_TRACK),
    ],
)
def test_status_follows_the_gap_and_not_the_confidence(current: str, expected: Status) -> None:
    key_result = make_measured(current=current, confidence=10, checked_in_slot=THIS_WEEK)

    assert status(key_result, make_objective(cycle=HUNDRED_DAYS), HALF_TIME) == expected


@pytest.mark.parametrize(
    ("current", "expected"),
    [
        ("25", Status.ON_TRACK),
        ("24", Status.AT_RISK),
        ("10", Status.AT_RISK),
        ("9", Status.OFF_TRACK),
    ],
)
def test_status_of_an_aspirational_key_result_asks_for_seven_tenths(
    current: str, expected: Status
) -> None:
    key_result = make_measured(current=current, checked_in_slot=THIS_WEEK)
    objective = make_objective(cycle=HUNDRED_DAYS, commitment=Commitment.ASPIRATIONAL)

    assert status(key_result, objective, HALF_TIME) == expected


def test_status_of_milestones_follows_their_weight() -> None:
    milestones = make_milestones(("2", True), ("3", False))
    key_result = make_measured(
        metric=Metric.MILESTONES, current=None, milestones=milestones, checked_in_slot=THIS_WEEK
    )

    assert status(key_result, make_objective(cycle=HUNDRED_DAYS), HALF_TIME) == Status.ON_TRACK


@pytest.mark.parametrize(
    ("metric", "day"),
    [(Metric.AT_LEAST, 50), (Metric.YES_NO, 50), (Metric.INCREASE, 10), (Metric.MILESTONES, 1)],
)
@pytest.mark.parametrize(
    ("confidence", "expected"),
    [(7, Status.ON_TRACK), (4, Status.AT_RISK), (3, Status.OFF_TRACK)],
)
def test_status_without_a_pace_follows_the_confidence(
    metric: Metric, day: int, confidence: int, expected: Status
) -> None:
    today = day_of_cycle(day)
    key_result = make_measured(metric=metric, confidence=confidence, checked_in_slot=slot_on(today))

    assert status(key_result, make_objective(cycle=HUNDRED_DAYS), today) == expected


@pytest.mark.parametrize(
    ("closed", "checked_in_slot", "expected"),
    [
        ({"state": ObjectiveState.CLOSED}, THIS_WEEK, Status.CLOSED),
        ({"state": ObjectiveState.DROPPED}, "2026-W01", Status.CLOSED),
        ({"cycle": replace(HUNDRED_DAYS, is_closed=True)}, None, Status.CLOSED),
        ({}, "2026-W06", Status.OUTDATED),
        ({}, None, Status.PENDING),
        ({}, THIS_WEEK, Status.ON_TRACK),
    ],
)
def test_status_is_closed_then_outdated_then_pending_before_any_number_counts(
    closed: dict[str, Any], checked_in_slot: str | None, expected: Status
) -> None:
    key_result = make_measured(current="100", confidence=10, checked_in_slot=checked_in_slot)
    objective = make_objective(**{"cycle": HUNDRED_DAYS} | closed)

    assert status(key_result, objective, HALF_TIME) == expected


def test_status_obeys_other_thresholds() -> None:
    strict = Thresholds(on_track_gap=Decimal(0), at_risk_gap=Decimal("0.01"))
    key_result = make_measured(current="48", checked_in_slot=THIS_WEEK)
    objective = make_objective(cycle=HUNDRED_DAYS)

    assert status(key_result, objective, HALF_TIME, strict) == Status.OFF_TRACK


@pytest.mark.parametrize(
    ("slot", "today", "expected"),
    [
        ("2026-W45", date(2026, 11, 2), False),
        ("2026-W45", date(2026, 11, 8), False),
        ("2026-W45", date(2026, 11, 11), False),
        ("2026-W45", date(2026, 11, 12), True),
        ("2026-W45", date(2027, 3, 1), True),
        ("2026-W53", date(2027, 1, 6), False),
        ("2026-W53", date(2027, 1, 7), True),
        ("2026-W46", date(2026, 11, 8), False),
    ],
)
def test_a_checkin_is_outdated_from_thursday_of_the_week_after(
    slot: str, today: date, expected: bool
) -> None:
    assert is_outdated(slot, today) == expected


@pytest.mark.parametrize(
    ("every", "slot", "last_day"),
    [
        (Every.ODD_WEEKS, "2026-W41", date(2026, 10, 21)),  # asked again on 19 October
        (Every.ODD_WEEKS, "2026-W42", date(2026, 10, 21)),  # unasked; asked on 19 October
        (Every.EVEN_WEEKS, "2026-W42", date(2026, 10, 28)),
        (Every.MONTH, "2026-W41", date(2026, 11, 4)),
        (Every.MONTH, "2026-W43", date(2026, 11, 4)),
    ],
)
def test_a_checkin_counts_until_the_team_is_asked_again(
    every: Every, slot: str, last_day: date
) -> None:
    key_result = make_key_result(checked_in_slot=slot)
    objective = make_objective(every=every)

    found = [status(key_result, objective, last_day + timedelta(days=days)) for days in (0, 1)]

    assert (found[0] is Status.OUTDATED, found[1]) == (False, Status.OUTDATED)


def test_grace_counts_working_days_over_a_weekend() -> None:
    week_of_grace = Thresholds(grace_working_days=5)

    on_sunday = is_outdated("2026-W45", date(2026, 11, 15), thresholds=week_of_grace)
    on_monday = is_outdated("2026-W45", date(2026, 11, 16), thresholds=week_of_grace)

    assert (on_sunday, on_monday) == (False, True)


@given(
    current=st.integers(-50, 150),
    confidence=st.integers(0, 10),
    weeks=st.integers(2, 50),
    commitment=st.sampled_from(Commitment),
)
def test_stale_is_never_green(
    current: int, confidence: int, weeks: int, commitment: Commitment
) -> None:
    checked_in = slot_on(HALF_TIME - timedelta(weeks=weeks))
    key_result = make_measured(current=current, confidence=confidence, checked_in_slot=checked_in)
    objective = make_objective(cycle=HUNDRED_DAYS, commitment=commitment)

    assert status(key_result, objective, HALF_TIME) == Status.OUTDATED
