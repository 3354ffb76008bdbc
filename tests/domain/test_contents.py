"""An objective survives being stored: all that its author decided comes back as it was."""

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.contents import objective_from_json, objective_to_json
from bot.domain.okrs import (
    Commitment,
    Cycle,
    Entry,
    KeyResult,
    Link,
    Metric,
    Milestone,
    Objective,
    ObjectiveState,
)

IDS = st.integers(0, 10**9)
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**9))
MAYBE = st.none() | NUMBERS
DAYS = st.none() | st.dates()
MILESTONES = st.builds(Milestone, IDS, st.text(), NUMBERS, DAYS, DAYS)
KEY_RESULTS = st.builds(
    KeyResult,
    id=IDS,
    objective_id=st.just(7),
    title=st.text(),
    owner_id=IDS,
    metric=st.sampled_from(Metric),
    unit=st.text(),
    baseline=MAYBE,
    target=MAYBE,
    lower=MAYBE,
    upper=MAYBE,
    current=MAYBE,
    weight=NUMBERS,
    entry=st.sampled_from(Entry),
    confidence=st.integers(0, 10),
    delegate_id=st.none() | IDS,
    milestones=st.lists(MILESTONES, max_size=3).map(tuple),
    checked_in_at=st.none(),
    checked_in_slot=st.none(),
    blocker=st.none(),
)
OBJECTIVES = st.builds(
    Objective,
    id=st.just(7),
    team_id=IDS,
    owner_id=IDS,
    cycle=st.builds(Cycle, IDS, st.text(), st.dates(), st.dates(), st.booleans()),
    title=st.text(),
    commitment=st.sampled_from(Commitment),
    parent_id=st.none() | IDS,
    link=st.none() | st.sampled_from(Link),
    justification=st.text(),
    is_private=st.booleans(),
    state=st.sampled_from(ObjectiveState),
    why=st.text(),
    version=IDS,
    score=st.none(),
    outcome=st.none(),
    key_results=st.lists(KEY_RESULTS, max_size=3).map(tuple),
)


@given(OBJECTIVES)
def test_a_stored_objective_comes_back_as_it_was(objective: Objective) -> None:
    stored = json.loads(json.dumps(objective_to_json(objective)))

    assert objective_from_json(stored) == objective


def test_numbers_are_kept_in_plain_digits_and_days_as_dates() -> None:
    step = Milestone(1, "Graz", due_on=date(2026, 11, 3))
    number = Decimal("1E+2")
    key_result = KeyResult(2, 7, "x", 1, Metric.INCREASE, target=number, milestones=(step,))
    cycle = Cycle(1, "2026-Q4", date(2026, 10, 1), date(2026, 12, 31))

    stored = objective_to_json(Objective(7, 1, 1, cycle, "y", key_results=(key_result,)))

    assert stored["key_results"][0]["target"] == "100"
    assert stored["key_results"][0]["milestones"][0]["due_on"] == "2026-11-03"


def test_something_else_is_no_objective() -> None:
    with pytest.raises(KeyError):
        objective_from_json({"id": 1})
