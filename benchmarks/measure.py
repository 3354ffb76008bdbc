"""Pairs of measurements: the bare line and okrbot, taking turns in the same run.

A machine drifts while it measures, so only what ran side by side is compared: each round runs
both, and the ratio is the median of the rounds' ratios, ours through bare.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TypeVar

Figure = TypeVar("Figure")


@dataclass(frozen=True, slots=True)
class Size:
    """How much to measure; `of` scales what a full run takes."""

    share: float = 1.0
    rounds: int = 7

    def of(self, number: int, least: int = 1) -> int:
        """The number in this size."""
        return max(least, round(number * self.share))


FULL, QUICK = Size(), Size(share=0.1, rounds=3)


@dataclass(frozen=True, slots=True)
class Goal:
    """What a figure shall be: at least `bound`, or at most."""

    bound: float
    is_least: bool

    def is_met(self, figure: float) -> bool:
        """Whether the figure reaches the goal."""
        return figure >= self.bound if self.is_least else figure <= self.bound

    def __str__(self) -> str:
        """As it is printed."""
        return f"{'≥' if self.is_least else '≤'} {self.bound:g}"


def at_least(bound: float) -> Goal:
    """For speed."""
    return Goal(bound, is_least=True)


def at_most(bound: float) -> Goal:
    """For cost."""
    return Goal(bound, is_least=False)


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the report, in `unit`; without a bare line the goal is for `ours` itself.

    `lowest` and `highest` are the extremes of the rounds' ratios: how much to believe.
    """

    what: str
    unit: str
    ours: float
    bare: float | None = None
    ratio: float | None = None
    lowest: float | None = None
    highest: float | None = None
    goal: Goal | None = None

    @property
    def is_met(self) -> bool | None:
        """Whether the goal is reached; None without one."""
        if self.goal is None:
            return None
        return self.goal.is_met(self.ours if self.ratio is None else self.ratio)


def taking_turns(
    bare: Callable[[], Figure], ours: Callable[[], Figure], rounds: int
) -> list[tuple[Figure, Figure]]:
    """What each round gave for (bare, ours), after one that only warms up.

    Every other round starts with the other one: who comes second finds warm caches.
    """
    bare(), ours()
    return [_turn(bare, ours, is_bare_first=number % 2 == 0) for number in range(rounds)]


def judged(
    what: str, unit: str, pairs: Sequence[tuple[float, float]], goal: Goal | None = None
) -> Result:
    """The medians of the pairs (bare, ours) and of their ratios."""
    ratios = [ours / bare for bare, ours in pairs]
    return Result(
        what,
        unit,
        ours=median(ours for _bare, ours in pairs),
        bare=median(bare for bare, _ours in pairs),
        ratio=median(ratios),
        lowest=min(ratios),
        highest=max(ratios),
        goal=goal,
    )


def seconds_each(action: Callable[[], object], times: int) -> Callable[[], float]:
    """A round: does the action so often; seconds that one takes."""

    def one_round() -> float:
        started = time.perf_counter()
        for _number in range(times):
            action()
        return (time.perf_counter() - started) / times

    return one_round


def per_second(action: Callable[[], object], times: int) -> Callable[[], float]:
    """A round: does the action so often; how many fit into a second."""
    one_round = seconds_each(action, times)
    return lambda: 1 / one_round()


def in_units(pairs: Sequence[tuple[float, float]], factor: float) -> list[tuple[float, float]]:
    """The same pairs in another unit, such as 1e6 for microseconds."""
    return [(bare * factor, ours * factor) for bare, ours in pairs]


def _turn(
    bare: Callable[[], Figure], ours: Callable[[], Figure], *, is_bare_first: bool
) -> tuple[Figure, Figure]:
    if is_bare_first:
        return bare(), ours()
    second, first = ours(), bare()
    return first, second
