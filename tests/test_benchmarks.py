"""The arithmetic of the benchmarks; what they measure has no place in a test."""

import pytest

from benchmarks.measure import Goal, Result, at_least, at_most, judged, taking_turns
from benchmarks.report import line


def test_a_ratio_is_the_median_of_what_ran_side_by_side() -> None:
    pairs = [(10.0, 20.0), (100.0, 300.0), (2.0, 8.0)]

    result = judged("words", "ms", pairs, at_most(3))

    assert result == Result(
        "words", "ms", ours=20, bare=10, ratio=3, lowest=2, highest=4, goal=at_most(3)
    )


@pytest.mark.parametrize(
    ("goal", "figure", "is_met"),
    [
        (at_least(0.85), 0.85, True),
        (at_least(0.85), 0.84, False),
        (at_most(3), 3, True),
        (at_most(3), 3.1, False),
        (None, 3, None),
    ],
)
def test_a_goal_holds_for_the_ratio_or_without_one_for_the_figure(
    goal: Goal | None, figure: float, is_met: bool | None
) -> None:
    with_ratio = Result("words", "ms", ours=1_000, bare=1, ratio=figure, goal=goal)
    alone = Result("words", "ms", ours=figure, goal=goal)

    assert (with_ratio.is_met, alone.is_met) == (is_met, is_met)


def test_both_take_turns_at_going_first_after_warming_up() -> None:
    order: list[str] = []

    def one_round(name: str) -> int:
        order.append(name)
        return len(order)

    pairs = taking_turns(lambda: one_round("bare"), lambda: one_round("ours"), rounds=2)

    assert order == ["bare", "ours", "bare", "ours", "ours", "bare"]
    assert pairs == [(3, 4), (6, 5)]


@pytest.mark.parametrize(
    ("result", "row"),
    [
        (
            judged("words", "ms", [(10.0, 25.0)], at_most(2)),
            "| words | ms | 10.0 | 25.0 | 2.50 (2.50–2.50) | ≤ 2 | **missed** |",
        ),
        (Result("calls", "calls/s", 1_234.5), "| calls | calls/s |  | 1,234 |  |  |  |"),
    ],
)
def test_a_result_is_one_row_of_the_table(result: Result, row: str) -> None:
    assert line(result) == row
