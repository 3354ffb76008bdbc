"""Objectives that go on: what they keep, and what they hang on."""

from datetime import date
from decimal import Decimal

import pytest

from bot.domain.carrying import carried, linked
from bot.domain.okrs import Link, Metric, ObjectiveState, Outcome
from tests.make import make_cycle, make_key_result, make_milestone, make_objective

NEXT = make_cycle(id=2, name="2027-Q1")
DONE = date(2026, 11, 1)
OLD = make_objective(
    id=7,
    state=ObjectiveState.PAUSED,
    version=4,
    parent_id=1,
    link=Link.CONTRIBUTES,
    key_results=(
        make_key_result(confidence=8, checked_in_slot="2026-W51"),
        make_key_result(id=2, metric=Metric.YES_NO, current=Decimal(1)),
        make_key_result(id=3, metric=Metric.AT_LEAST, current=Decimal(99)),
        make_key_result(
            id=4,
            metric=Metric.MILESTONES,
            current=None,
            milestones=(make_milestone(done_on=DONE), make_milestone(id=2)),
        ),
    ),
)


@pytest.mark.parametrize(
    ("outcome", "values", "confidences", "done"),
    [
        (Outcome.CARRIED, [48, 1, 99, None], [8, 5, 5, 5], [DONE, None]),
        (Outcome.RESTARTED, [40, 0, None, None], [5, 5, 5, 5], [None, None]),
    ],
)
def test_values_are_kept_or_begin_anew(
    outcome: Outcome, values: list[int | None], confidences: list[int], done: list[date | None]
) -> None:
    new = carried(OLD, outcome, NEXT)

    assert [each.current for each in new.key_results] == values
    assert [each.confidence for each in new.key_results] == confidences
    assert [step.done_on for step in new.key_results[3].milestones] == done
    assert {each.id for each in new.key_results} == {0}
    assert (new.id, new.cycle, new.state, new.version) == (0, NEXT, ObjectiveState.ACTIVE, 1)


PARENT_IN_NEXT = make_objective(id=1, cycle=NEXT)
PARENT_HERE = make_objective(id=1)


@pytest.mark.parametrize(
    ("parent", "copies", "expected"),
    [
        (PARENT_HERE, {1: 30}, (30, Link.CONTRIBUTES, "")),
        (PARENT_IN_NEXT, {}, (1, Link.CONTRIBUTES, "")),
        (PARENT_HERE, {}, (None, None, "It ended.")),
        (None, {}, (None, None, "It ended.")),
    ],
)
def test_a_link_is_kept_where_it_leads_somewhere(
    parent: object, copies: dict[int, int], expected: tuple[object, ...]
) -> None:
    new = linked(carried(OLD, Outcome.CARRIED, NEXT), OLD, parent, copies, "It ended.")  # type: ignore[arg-type]

    assert (new.parent_id, new.link, new.justification) == expected


def test_what_hung_on_nothing_keeps_its_reason() -> None:
    alone = make_objective(justification="We try it out")

    new = linked(carried(alone, Outcome.CARRIED, NEXT), alone, None, {}, "It ended.")

    assert new.justification == "We try it out"
