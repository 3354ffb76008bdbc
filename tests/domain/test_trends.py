"""How the value of a key result went."""

from decimal import Decimal

import pytest

from bot.domain.okrs import KeyResult, Metric
from bot.domain.trends import Trend, trend
from bot.domain.week import Revision
from tests.make import MONDAY, make_key_result, make_milestone


def revision(slot: str, before: int | None, value: int | None) -> Revision:
    now, then = (None if each is None else Decimal(each) for each in (value, before))
    return Revision(1, 1, slot, MONDAY, now, then, confidence=5, confidence_before=5)


STEPS = (make_milestone(weight=Decimal(3)), make_milestone(weight=Decimal(1)))


@pytest.mark.parametrize(
    ("revisions", "values"),
    [
        ([], None),
        ([("2026-W42", None, 40)], None),
        ([("2026-W42", 40, 44)], (40, 44)),
        ([("2026-W42", 40, 44), ("2026-W42", 44, 45)], (40, 45)),
        ([("2026-W41", 40, 44), ("2026-W42", 44, 41)], (40, 44, 41)),
        ([("2026-W41", 40, None), ("2026-W42", 40, 41)], (40, 41)),
        ([(f"2026-W{slot}", slot - 1, slot) for slot in range(30, 42)], tuple(range(34, 42))),
    ],
)
def test_a_trend_has_the_last_value_of_each_slot(
    revisions: list[tuple[str, int | None, int | None]], values: tuple[int, ...] | None
) -> None:
    found = trend(make_key_result(), [revision(*each) for each in revisions])

    assert (list(found.values) if found else None) == (list(values) if values else None)


@pytest.mark.parametrize(
    ("key_result", "expected"),
    [
        (make_key_result(metric=Metric.YES_NO), None),
        (
            make_key_result(metric=Metric.MILESTONES, milestones=STEPS),
            Trend((Decimal(0), Decimal("0.75")), is_fraction=True),
        ),
    ],
)
def test_some_metrics_are_told_otherwise(key_result: KeyResult, expected: Trend | None) -> None:
    assert trend(key_result, [revision("2026-W42", 0, 3)]) == expected


def test_long_numbers_are_told_by_the_first_and_the_last() -> None:
    said = [revision(f"2026-W{slot}", 10**14, 10**14 + slot) for slot in range(38, 43)]

    found = trend(make_key_result(), said)

    assert found is not None
    assert found.values == (Decimal(10**14), Decimal(10**14 + 42))


@pytest.mark.parametrize(("last", "direction"), [(5, 1), (3, -1), (4, 0)])
def test_it_has_a_direction(last: int, direction: int) -> None:
    assert Trend((Decimal(4), Decimal(9), Decimal(last))).direction == direction
