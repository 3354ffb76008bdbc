"""A key result's values over time: which points, which lines, which way to show them."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from bot.domain.charts import Figure, compose_chart, figures, thinned
from bot.domain.histories import HistoryFacts
from bot.domain.okrs import Commitment, Metric
from bot.domain.viewing import Viewer
from bot.domain.week import Revision
from tests.make import MONDAY, make_key_result, make_milestone, make_objective, make_person

TODAY = date(2026, 10, 13)


def facts(values: dict[str, int], **changes: Any) -> HistoryFacts:
    """A key result with these values by slot; 40 stood there before."""
    commitment = changes.pop("commitment", Commitment.COMMITTED)
    said = [
        Revision(1, 1, slot, MONDAY, Decimal(value), Decimal(40), 5, 5)
        for slot, value in values.items()
    ]
    viewer = Viewer(make_person(), {}, frozenset(), frozenset())
    objective, key_result = make_objective(commitment=commitment), make_key_result(**changes)
    return HistoryFacts(viewer, objective, key_result, TODAY, "2026-W42", said)


def series(**changes: Any) -> dict[str, list[float]]:
    chart = compose_chart(facts({"2026-W42": 48}, **changes))
    assert chart is not None
    return {each.kind.value: [round(number, 2) for number in each.numbers] for each in chart.series}


def test_points_are_the_last_values_of_slots_and_what_stood_before() -> None:
    chart = compose_chart(facts({"2026-W41": 44, "2026-W42": 48}))

    assert chart is not None
    assert [(each.label, int(each.value)) for each in chart.points] == [
        ("W40", 40),
        ("W41", 44),
        ("W42", 48),
    ]
    assert [round(each.progress, 2) for each in chart.points] == [
        0,
        Decimal("0.16"),
        Decimal("0.32"),
    ]


def test_without_a_value_there_is_no_chart() -> None:
    assert compose_chart(facts({})) is None


def test_over_the_turn_of_the_year_labels_name_it() -> None:
    chart = compose_chart(facts({"2026-W53": 44, "2027-W01": 48}))

    assert chart is not None
    assert chart.labels == ["2026-W52", "2026-W53", "2027-W01"]


@pytest.mark.parametrize(
    ("changes", "lines"),
    [
        ({}, {"value": [40.0, 48.0], "pace": [42.99, 43.53]}),
        ({"commitment": Commitment.ASPIRATIONAL}, {"value": [40.0, 48.0], "pace": [42.09, 42.47]}),
        ({"metric": Metric.AT_LEAST}, {"value": [40.0, 48.0], "lower": [65.0, 65.0]}),
        ({"metric": Metric.AT_MOST}, {"value": [40.0, 48.0], "upper": [65.0, 65.0]}),
        (
            {"metric": Metric.BETWEEN, "lower": Decimal(1), "upper": Decimal(2)},
            {"value": [40.0, 48.0], "lower": [1.0, 1.0], "upper": [2.0, 2.0]},
        ),
        ({"metric": Metric.YES_NO}, {"value": [40.0, 48.0]}),
        ({"baseline": None}, {"value": [40.0, 48.0]}),
    ],
)
def test_each_metric_has_its_lines(changes: dict[str, Any], lines: dict[str, list[float]]) -> None:
    assert series(**changes) == lines


def test_weighted_milestones_are_in_percent() -> None:
    steps = (make_milestone(weight=Decimal(60)), make_milestone(weight=Decimal(20)))

    lines = series(metric=Metric.MILESTONES, milestones=steps)

    assert lines == {"value": [50.0, 60.0], "pace": [11.96, 14.13]}


@pytest.mark.parametrize(
    ("count", "most", "kept"),
    [
        (3, 20, [0, 1, 2]),
        (20, 20, list(range(20))),
        (5, 3, [0, 2, 4]),
        (10, 4, [0, 3, 6, 9]),
    ],
)
def test_many_points_are_thinned_evenly(count: int, most: int, kept: list[int]) -> None:
    slots = [f"s{number}" for number in range(count)]

    assert thinned(slots, most) == [slots[number] for number in kept]


@pytest.mark.parametrize("count", range(21, 120, 7))
def test_the_first_and_the_newest_always_stay(count: int) -> None:
    slots = [str(number) for number in range(count)]

    found = thinned(slots, 20)

    assert (len(set(found)), found[0], found[-1]) == (20, slots[0], slots[-1])


@pytest.mark.parametrize(
    ("kept", "days", "tried"),
    [
        (Figure.CHART, None, [Figure.CHART, Figure.TABLE, Figure.TEXT]),
        (Figure.TABLE, 6, [Figure.TABLE, Figure.TEXT]),
        (Figure.TEXT, 6, [Figure.TEXT]),
        (Figure.TEXT, 7, [Figure.CHART, Figure.TABLE, Figure.TEXT]),
    ],
)
def test_what_was_refused_is_tried_again_after_a_week(
    kept: Figure, days: int | None, tried: list[Figure]
) -> None:
    refused_at = None if days is None else MONDAY - timedelta(days=days)

    assert list(figures(kept, refused_at, MONDAY)) == tried
