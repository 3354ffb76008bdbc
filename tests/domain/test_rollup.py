from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.okrs import KeyResult, Link, Objective
from bot.domain.pace import Status
from bot.domain.rollup import (
    check_weights,
    count_on_track,
    net_confidence,
    objective_progress,
    progress_by_objective,
    team_progress,
    worst,
)
from bot.errors import InvalidInput
from tests.domain.measured import make_measured
from tests.make import make_objective
from tests.refusals import refusal

fractions = st.decimals(0, 1, places=4)


def key_results(*numbers: tuple[str, str]) -> tuple[KeyResult, ...]:
    """Key results of (percent, weight)."""
    return tuple(make_measured(current=current, weight=weight) for current, weight in numbers)


def below(parent_id: int, **changes: Any) -> Objective:
    """An objective that contributes to another."""
    return make_objective(**{"parent_id": parent_id, "link": Link.CONTRIBUTES} | changes)


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([("40", "1")], "0.4"),
        ([("40", "1"), ("80", "1")], "0.6"),
        ([("40", "3"), ("80", "1")], "0.5"),
        ([("40", "1"), ("80", "0")], "0.4"),
        ([("130", "1"), ("0", "1")], "0.5"),
        ([("-50", "1"), ("50", "1")], "0.25"),
        ([("40", "0.5"), ("80", "1.5")], "0.7"),
    ],
)
def test_objective_progress_is_the_weighted_mean_of_clamped_progress(
    numbers: list[tuple[str, str]], expected: str
) -> None:
    objective = make_objective(key_results=key_results(*numbers))

    assert objective_progress(objective) == Decimal(expected)


def test_objective_progress_is_unknown_when_no_key_result_has_weight() -> None:
    objective = make_objective(key_results=key_results(("40", "0")))

    assert objective_progress(objective, [Decimal(1)]) is None


def test_objective_progress_ignores_children_beside_own_key_results() -> None:
    objective = make_objective(key_results=key_results(("40", "1")))

    assert objective_progress(objective, [Decimal(1)]) == Decimal("0.4")


@pytest.mark.parametrize(
    ("contributions", "expected"),
    [
        ([], None),
        ([None], None),
        ([Decimal("0.2"), None, Decimal("0.6")], Decimal("0.4")),
    ],
)
def test_objective_progress_without_key_results_is_the_mean_of_contributions(
    contributions: list[Decimal | None], expected: Decimal | None
) -> None:
    assert objective_progress(make_objective(), contributions) == expected


def test_progress_by_objective_climbs_over_levels_in_any_order() -> None:
    objectives = [
        make_objective(id=1),
        below(1, id=2),
        below(2, id=3, key_results=key_results(("20", "1"))),
        below(2, id=4, key_results=key_results(("60", "1"))),
        below(1, id=5, key_results=key_results(("100", "1"))),
    ]
    expected = {
        1: Decimal("0.7"),
        2: Decimal("0.4"),
        3: Decimal("0.2"),
        4: Decimal("0.6"),
        5: Decimal(1),
    }

    downward, upward = progress_by_objective(objectives), progress_by_objective(objectives[::-1])

    assert downward == upward == expected


@pytest.mark.parametrize("link", [Link.SUPPORTS, None])
def test_progress_by_objective_takes_nothing_from_what_only_supports(link: Link | None) -> None:
    child = below(1, id=2, link=link, key_results=key_results(("50", "1")))

    found = progress_by_objective([make_objective(id=1), child])

    assert found == {1: None, 2: Decimal("0.5")}


def test_progress_by_objective_survives_a_parent_that_is_not_there() -> None:
    orphan = below(99, id=2, key_results=key_results(("50", "1")))

    assert progress_by_objective([orphan]) == {2: Decimal("0.5")}


def test_progress_by_objective_survives_a_loop() -> None:
    objectives = [
        below(2, id=1),
        below(1, id=2),
        below(1, id=3, key_results=key_results(("50", "1"))),
    ]

    found = progress_by_objective(objectives)

    assert found == {1: Decimal("0.5"), 2: None, 3: Decimal("0.5")}


@pytest.mark.parametrize(
    ("progresses", "expected"),
    [
        ([], None),
        ([None], None),
        ([Decimal(0)], Decimal(0)),
        ([Decimal("0.5"), None, Decimal(1)], Decimal("0.75")),
    ],
)
def test_team_progress_is_the_mean_of_objectives_that_have_a_number(
    progresses: list[Decimal | None], expected: Decimal | None
) -> None:
    assert team_progress(progresses) == expected


@given(
    st.lists(
        st.tuples(
            st.decimals(-1000, 1000, places=6),
            st.decimals(0, 100, places=6).filter(bool),
        ),
        min_size=1,
        max_size=9,
    )
)
def test_a_roll_up_stays_within_its_parts(numbers: list[tuple[Decimal, Decimal]]) -> None:
    objective = make_objective(
        key_results=tuple(make_measured(current=now, weight=weight) for now, weight in numbers)
    )

    found = objective_progress(objective)

    assert found is not None
    assert 0 <= found <= 1


@given(st.lists(fractions, min_size=1))
def test_team_progress_lies_between_the_least_and_the_most(progresses: list[Decimal]) -> None:
    found = team_progress(progresses)

    assert found is not None
    assert min(progresses) <= found <= max(progresses)


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        (["1", "-1"], "a weight cannot be below 0"),
        (["0"], "at least one weight must be above 0, or nothing counts"),
        (["0", "0.0"], "at least one weight must be above 0, or nothing counts"),
    ],
)
def test_check_weights_refuses_those_that_make_no_mean(weights: list[str], message: str) -> None:
    with pytest.raises(InvalidInput, match=message) as refused:
        check_weights([Decimal(weight) for weight in weights])

    assert refused.value.field == "weight"


@pytest.mark.parametrize("weights", [[], ["1"], ["0", "0.1"]])
def test_check_weights_accepts_those_that_make_one(weights: list[str]) -> None:
    assert refusal(lambda: check_weights([Decimal(weight) for weight in weights])) is None


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ([], None),
        ([Status.CLOSED], Status.CLOSED),
        ([Status.CLOSED, Status.ON_TRACK], Status.ON_TRACK),
        ([Status.ON_TRACK, Status.PENDING], Status.PENDING),
        ([Status.OUTDATED, Status.PENDING], Status.OUTDATED),
        ([Status.AT_RISK, Status.OUTDATED], Status.AT_RISK),
        ([Status.AT_RISK, Status.OFF_TRACK, Status.ON_TRACK], Status.OFF_TRACK),
    ],
)
def test_worst_stands_for_all(statuses: list[Status], expected: Status | None) -> None:
    assert worst(statuses) == expected


@pytest.mark.parametrize("status", Status)
def test_worst_knows_every_status(status: Status) -> None:
    assert worst([status, status]) == status


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ([], 0),
        ([Status.ON_TRACK, Status.AT_RISK, Status.ON_TRACK], 2),
        ([Status.OUTDATED, Status.PENDING, Status.CLOSED], 0),
    ],
)
def test_count_on_track_counts_nothing_else(statuses: list[Status], expected: int) -> None:
    assert count_on_track(statuses) == expected


@pytest.mark.parametrize(
    ("confidences", "expected"),
    [
        ([], None),
        ([5], Decimal(0)),
        ([7, 10], Decimal(1)),
        ([0, 3], Decimal(-1)),
        ([8, 8, 5, 2], Decimal("0.25")),
        ([8, 1, 2, 5], Decimal("-0.25")),
    ],
)
def test_net_confidence_is_the_share_of_high_minus_that_of_low(
    confidences: list[int], expected: Decimal | None
) -> None:
    assert net_confidence(confidences) == expected


@given(st.lists(st.integers(0, 10), min_size=1))
def test_net_confidence_turns_its_sign_when_confidence_is_mirrored(confidences: list[int]) -> None:
    mirrored = [10 - confidence for confidence in confidences]

    found = net_confidence(confidences)

    assert found is not None
    assert net_confidence(mirrored) == -found
