"""A key result's values over time, as a chart, a table or text, whichever Slack takes.

Charts are for eyes; what they come to stands in words beside them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from bot.domain.cadence import monday_of, previous_slot
from bot.domain.histories import HistoryFacts, progress_at
from bot.domain.lines import KeyResultLine, key_result_line
from bot.domain.moves import is_weighted, told_value
from bot.domain.okrs import Commitment, KeyResult, Metric
from bot.domain.pace import DEFAULT, HAVE_PACE, expected_progress
from bot.domain.shortening import shorten
from bot.domain.week import Revision

MOST_POINTS = 20
"""Slack takes no more in a chart."""

AXIS = 40
"""Characters of the name of an axis; Slack takes 50."""

FINE = 20
"""A pace below this is told with one decimal, where values have none."""

TRY_AGAIN = timedelta(days=7)
"""So long after a refusal the chart is tried again: blocks are rolled out over time."""


class Figure(StrEnum):
    """How values are shown; each is what follows when Slack refuses the one before."""

    CHART = "chart"
    TABLE = "table"
    TEXT = "text"


class SeriesKind(StrEnum):
    """The lines of a chart."""

    VALUE = "value"
    PACE = "pace"
    LOWER = "lower"
    UPPER = "upper"


@dataclass(frozen=True, slots=True)
class Point:
    """The last value of a slot; `pace` is what was expected at the end of it, None without one.

    `label` is short and unlike all others. `progress` is the fraction of 0–1 reached.
    """

    slot: str
    label: str
    value: Decimal
    pace: Decimal | None
    progress: Decimal


@dataclass(frozen=True, slots=True)
class Series:
    """One line of a chart, with a number for each point; charts take floats."""

    kind: SeriesKind
    numbers: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """The points, oldest first, and the lines through them.

    `is_fraction` where values are shares of weighted milestones; the lines are in percent then.
    """

    line: KeyResultLine
    points: tuple[Point, ...]
    series: tuple[Series, ...]
    is_fraction: bool

    @property
    def labels(self) -> list[str]:
        """What stands below the points."""
        return [each.label for each in self.points]

    @property
    def axis(self) -> str:
        """What the numbers of the lines are in, "" where that goes without saying."""
        return "%" if self.is_fraction else shorten(self.line.unit, AXIS, measured=len)

    @property
    def first(self) -> Point:
        """The oldest point."""
        return self.points[0]

    @property
    def last(self) -> Point:
        """The newest point."""
        return self.points[-1]

    @property
    def last_pace(self) -> Decimal | None:
        """The pace of the newest point, as fine as the values are; a line has no more to say."""
        pace = self.last.pace
        if pace is None or self.is_fraction:
            return pace
        decimals = max(0, *(-_exponent(each.value) for each in self.points))
        return round(pace, max(decimals, 0 if abs(pace) >= FINE else 1))


def figures(kept: Figure, refused_at: datetime | None, now: datetime) -> tuple[Figure, ...]:
    """What to try in turn, where `kept` is what Slack took since it refused the one before."""
    every = tuple(Figure)
    if refused_at is None or now - refused_at >= TRY_AGAIN:
        return every
    return every[every.index(kept) :]


def compose_chart(facts: HistoryFacts) -> Chart | None:
    """The chart of a key result; None before its first value."""
    key_result = facts.key_result
    values = _by_slot(facts.revisions)
    if not values:
        return None
    slots = thinned(sorted(values), MOST_POINTS)
    has_years = len({slot[:4] for slot in slots}) > 1
    points = tuple(
        Point(
            slot=slot,
            label=slot if has_years else slot[5:],
            value=told_value(key_result, values[slot]) or Decimal(0),
            pace=_pace(facts, slot),
            progress=progress_at(key_result, values[slot]),
        )
        for slot in slots
    )
    return Chart(
        line=key_result_line(key_result, facts.objective, facts.today, facts.slot),
        points=points,
        series=_series(key_result, points),
        is_fraction=is_weighted(key_result),
    )


def thinned(slots: Sequence[str], most: int) -> list[str]:
    """At most so many of them, evenly; the first and the last stay."""
    if len(slots) <= most:
        return list(slots)
    last = len(slots) - 1
    return [slots[round(number * last / (most - 1))] for number in range(most)]


def _exponent(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _by_slot(revisions: Iterable[Revision]) -> dict[str, Decimal]:
    """The last value of each slot, and what stood there in the one before the first."""
    values: dict[str, Decimal] = {}
    for each in revisions:
        if each.value is None:
            continue
        if not values and each.value_before is not None:
            values[previous_slot(each.slot)] = each.value_before
        values[each.slot] = each.value
    return values


def _pace(facts: HistoryFacts, slot: str) -> Decimal | None:
    """The value that was expected by the end of a slot, or by today in one that runs."""
    key_result, objective = facts.key_result, facts.objective
    if key_result.metric not in HAVE_PACE:
        return None
    at: date = min(monday_of(slot) + timedelta(days=6), facts.today)
    share = expected_progress(objective.cycle, at)
    if objective.commitment is Commitment.ASPIRATIONAL:
        share *= DEFAULT.aspirational_share
    if key_result.metric is Metric.MILESTONES:
        total = sum((step.weight for step in key_result.milestones), Decimal(0))
        return told_value(key_result, total * share)
    baseline, target = key_result.baseline, key_result.target
    if baseline is None or target is None:
        return None
    return baseline + (target - baseline) * share


def _series(key_result: KeyResult, points: Sequence[Point]) -> tuple[Series, ...]:
    scale = 100 if is_weighted(key_result) else 1
    lines: list[tuple[SeriesKind, list[Decimal | None]]] = [
        (SeriesKind.VALUE, [each.value for each in points]),
        (SeriesKind.PACE, [each.pace for each in points]),
        *((kind, [bound] * len(points)) for kind, bound in _bounds(key_result)),
    ]
    return tuple(
        Series(kind, tuple(float(each * scale) for each in numbers if each is not None))
        for kind, numbers in lines
        if None not in numbers
    )


def _bounds(key_result: KeyResult) -> list[tuple[SeriesKind, Decimal | None]]:
    match key_result.metric:
        case Metric.AT_LEAST:
            return [(SeriesKind.LOWER, key_result.target)]
        case Metric.AT_MOST:
            return [(SeriesKind.UPPER, key_result.target)]
        case Metric.BETWEEN:
            return [(SeriesKind.LOWER, key_result.lower), (SeriesKind.UPPER, key_result.upper)]
        case _:
            return []
