from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.okrs import Metric
from bot.domain.progress import check_metric, clamped, progress
from bot.errors import InvalidInput
from tests.domain.measured import make_measured, make_milestones
from tests.refusals import refusal

numbers = st.decimals(-(10**9), 10**9, places=6)


@pytest.mark.parametrize(
    ("metric", "baseline", "target", "current", "expected"),
    [
        (Metric.INCREASE, "40", "65", "40", "0"),
        (Metric.INCREASE, "40", "65", "50", "0.4"),
        (Metric.INCREASE, "40", "65", "65", "1"),
        (Metric.INCREASE, "40", "65", "75", "1.4"),
        (Metric.INCREASE, "40", "65", "30", "-0.4"),
        (Metric.INCREASE, "-10", "10", "0", "0.5"),
        (Metric.DECREASE, "100", "60", "80", "0.5"),
        (Metric.DECREASE, "100", "60", "50", "1.25"),
        (Metric.DECREASE, "100", "60", "110", "-0.25"),
        (Metric.INCREASE, "0.1", "0.3", "0.2", "0.5"),
    ],
)
def test_progress_of_a_move_is_its_share_of_the_way(
    metric: Metric, baseline: str, target: str, current: str, expected: str
) -> None:
    key_result = make_measured(metric=metric, baseline=baseline, target=target, current=current)

    assert progress(key_result) == Decimal(expected)


@pytest.mark.parametrize(
    ("metric", "bounds", "current", "expected"),
    [
        (Metric.AT_LEAST, {"target": "95"}, "94.99", 0),
        (Metric.AT_LEAST, {"target": "95"}, "95.00", 1),
        (Metric.AT_LEAST, {"target": "95"}, "99", 1),
        (Metric.AT_MOST, {"target": "5"}, "5.01", 0),
        (Metric.AT_MOST, {"target": "5"}, "5.00", 1),
        (Metric.AT_MOST, {"target": "5"}, "-3", 1),
        (Metric.BETWEEN, {"lower": "18", "upper": "22"}, "17.9", 0),
        (Metric.BETWEEN, {"lower": "18", "upper": "22"}, "18", 1),
        (Metric.BETWEEN, {"lower": "18", "upper": "22"}, "22", 1),
        (Metric.BETWEEN, {"lower": "18", "upper": "22"}, "22.1", 0),
        (Metric.YES_NO, {}, "0", 0),
        (Metric.YES_NO, {}, "1", 1),
    ],
)
def test_progress_of_a_bound_is_all_or_nothing_and_the_bound_is_good(
    metric: Metric, bounds: dict[str, str], current: str, expected: int
) -> None:
    key_result = make_measured(metric=metric, current=current, **bounds)

    assert progress(key_result) == expected


@pytest.mark.parametrize(
    ("milestones", "expected"),
    [
        ([], "0"),
        ([("0", True)], "0"),
        ([("1", False), ("1", False)], "0"),
        ([("1", True), ("1", False)], "0.5"),
        ([("3", True), ("1", False)], "0.75"),
        ([("3", True), ("0", False)], "1"),
        ([("1", True), ("1", True)], "1"),
    ],
)
def test_progress_of_milestones_counts_their_weight(
    milestones: list[tuple[str, bool]], expected: str
) -> None:
    key_result = make_measured(
        metric=Metric.MILESTONES, current=None, milestones=make_milestones(*milestones)
    )

    assert progress(key_result) == Decimal(expected)


@pytest.mark.parametrize(
    "missing",
    [
        {"metric": Metric.INCREASE, "current": None},
        {"metric": Metric.INCREASE, "baseline": None, "current": "50"},
        {"metric": Metric.INCREASE, "target": None, "current": "50"},
        {"metric": Metric.INCREASE, "baseline": "50", "target": "50", "current": "50"},
        {"metric": Metric.AT_LEAST, "target": "0", "current": None},
        {"metric": Metric.AT_LEAST, "target": None, "current": "50"},
        {"metric": Metric.AT_MOST, "target": "0", "current": None},
        {"metric": Metric.AT_MOST, "target": None, "current": "50"},
        {"metric": Metric.BETWEEN, "lower": "0", "upper": None, "current": "50"},
        {"metric": Metric.BETWEEN, "lower": None, "upper": "90", "current": "50"},
        {"metric": Metric.YES_NO, "current": None},
    ],
)
def test_progress_of_what_cannot_be_measured_yet_is_0(missing: dict[str, Any]) -> None:
    assert progress(make_measured(**missing)) == 0


@given(baseline=numbers, target=numbers, one=numbers, other=numbers)
def test_progress_never_falls_as_the_value_nears_the_target(
    baseline: Decimal, target: Decimal, one: Decimal, other: Decimal
) -> None:
    far, near = sorted((one, other), reverse=target < baseline)

    before = progress(make_measured(baseline=baseline, target=target, current=far))
    after = progress(make_measured(baseline=baseline, target=target, current=near))

    assert before <= after


@pytest.mark.parametrize(
    ("fraction", "expected"), [("-0.1", "0"), ("0", "0"), ("0.3", "0.3"), ("1", "1"), ("1.25", "1")]
)
def test_clamped_stays_between_0_and_1(fraction: str, expected: str) -> None:
    assert clamped(Decimal(fraction)) == Decimal(expected)


@pytest.mark.parametrize(
    ("metric", "numbers_given", "field"),
    [
        (Metric.INCREASE, {"target": 5}, "baseline"),
        (Metric.INCREASE, {"baseline": 5}, "target"),
        (Metric.INCREASE, {"baseline": 5, "target": 5}, "target"),
        (Metric.INCREASE, {"baseline": 5, "target": 4}, "target"),
        (Metric.DECREASE, {"baseline": 5, "target": 5}, "target"),
        (Metric.DECREASE, {"baseline": 5, "target": 6}, "target"),
        (Metric.AT_LEAST, {"baseline": 5}, "target"),
        (Metric.AT_MOST, {}, "target"),
        (Metric.BETWEEN, {"upper": 5}, "lower"),
        (Metric.BETWEEN, {"lower": 5}, "upper"),
        (Metric.BETWEEN, {"lower": 5, "upper": 4}, "lower"),
    ],
)
def test_check_metric_refuses_numbers_that_measure_nothing(
    metric: Metric, numbers_given: dict[str, int], field: str
) -> None:
    exact = {name: Decimal(number) for name, number in numbers_given.items()}

    with pytest.raises(InvalidInput) as refused:
        check_metric(metric, **exact)

    assert refused.value.field == field


@pytest.mark.parametrize(
    ("metric", "numbers_given"),
    [
        (Metric.INCREASE, {"baseline": 0, "target": 5}),
        (Metric.DECREASE, {"baseline": 5, "target": -5}),
        (Metric.AT_LEAST, {"target": 0}),
        (Metric.AT_MOST, {"target": 0}),
        (Metric.BETWEEN, {"lower": 5, "upper": 5}),
        (Metric.MILESTONES, {}),
        (Metric.YES_NO, {"baseline": 1, "target": 1}),
    ],
)
def test_check_metric_accepts_what_can_be_measured(
    metric: Metric, numbers_given: dict[str, int]
) -> None:
    exact = {name: Decimal(number) for name, number in numbers_given.items()}

    assert refusal(lambda: check_metric(metric, **exact)) is None
