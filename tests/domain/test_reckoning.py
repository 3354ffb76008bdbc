"""Why a status is what it is."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bot.domain.okrs import Commitment, Metric
from bot.domain.pace import Status
from bot.domain.reckoning import Ground, reckon
from tests.make import make_cycle, make_key_result, make_objective

HALF = date(2026, 11, 15)  # 46 of 92 days
SLOT = "2026-W46"


@pytest.mark.parametrize(
    ("changes", "today", "ground", "status", "gap"),
    [
        ({}, HALF, Ground.PACE, Status.AT_RISK, 18),
        ({"current": Decimal(65)}, HALF, Ground.PACE, Status.ON_TRACK, -50),
        ({"checked_in_slot": None}, HALF, Ground.PENDING, Status.PENDING, 18),
        ({"checked_in_slot": "2026-W40"}, HALF, Ground.OUTDATED, Status.OUTDATED, 18),
        ({"metric": Metric.YES_NO}, HALF, Ground.NO_PACE, Status.AT_RISK, 0),
        ({"checked_in_slot": "2026-W40"}, date(2026, 10, 2), Ground.EARLY, Status.AT_RISK, 0),
    ],
)
def test_a_status_says_what_it_follows_from(
    changes: dict[str, Any], today: date, ground: Ground, status: Status, gap: int
) -> None:
    key_result = make_key_result(**{"checked_in_slot": SLOT, **changes})

    found = reckon(key_result, make_objective(), today)

    assert (found.ground, found.status, found.gap_points) == (ground, status, gap)
    assert found.points_ahead == -gap


def test_an_aspirational_one_is_expected_to_reach_less() -> None:
    found = reckon(
        make_key_result(checked_in_slot=SLOT),
        make_objective(commitment=Commitment.ASPIRATIONAL),
        HALF,
    )

    assert found.expected == Decimal("0.35")
    assert found.share == Decimal("0.7")
    assert found.gap_points == 3


def test_a_closed_cycle_closes_what_is_in_it() -> None:
    objective = make_objective(cycle=make_cycle(is_closed=True))

    assert reckon(make_key_result(), objective, HALF).ground is Ground.CLOSED
