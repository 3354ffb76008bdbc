"""Closing: the arithmetic of a suggested score, and what keeps an objective open."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.closing import (
    Closing,
    Open,
    Suggestion,
    aspirational_mean,
    is_sandbagging,
    suggest,
)
from bot.domain.closing_answers import (
    Decision,
    as_suggested,
    is_touched,
    read_decision,
    read_many,
)
from bot.domain.closing_views import compose_list
from bot.domain.fields import Fields, NumberMarks
from bot.domain.okrs import (
    Commitment,
    KeyResult,
    Metric,
    Objective,
    ObjectiveState,
    Outcome,
)
from bot.domain.rollup import objective_progress
from bot.domain.score import ScoreBand
from bot.errors import InvalidFields, NotFound
from tests.make import (
    make_cycle,
    make_key_result,
    make_milestone,
    make_objective,
    make_team,
)

TODAY = date(2026, 12, 18)
MARKS = NumberMarks()


def fresh(**changes: Any) -> KeyResult:
    return make_key_result(**{"checked_in_slot": "2026-W51", **changes})


def objective(*key_results: KeyResult, **changes: Any) -> Objective:
    return make_objective(key_results=key_results, **changes)


@pytest.mark.parametrize(
    ("key_results", "scores", "score"),
    [
        ([fresh(current=Decimal(61))], ["0.84"], "0.84"),
        ([fresh(current=Decimal(90))], ["1"], "1"),
        ([fresh(current=Decimal(30))], ["0"], "0"),
        ([fresh(current=Decimal("64.99"))], ["0.99"], "0.99"),
        ([fresh(current=Decimal(61)), fresh(current=Decimal(40))], ["0.84", "0"], "0.42"),
        (
            [fresh(current=Decimal(61), weight=Decimal(2)), fresh(current=Decimal(50))],
            ["0.84", "0.4"],
            "0.69",
        ),
        ([fresh(current=Decimal(61), weight=Decimal(0)), fresh()], ["0.84", "0.32"], "0.32"),
        (
            [
                fresh(
                    metric=Metric.MILESTONES,
                    milestones=tuple(
                        make_milestone(id=number, done_on=TODAY if number < 3 else None)
                        for number in range(1, 4)
                    ),
                )
            ],
            ["0.66"],
            "0.66",
        ),
        ([fresh(metric=Metric.AT_MOST, target=Decimal(48))], ["1"], "1"),
        ([fresh(metric=Metric.YES_NO, current=Decimal(1))], ["1"], "1"),
    ],
)
def test_the_arithmetic_can_be_checked_by_hand(
    key_results: list[KeyResult], scores: list[str], score: str
) -> None:
    suggestion = suggest(objective(*key_results), [], TODAY, {})

    assert [each.score for each in suggestion.key_results] == [Decimal(each) for each in scores]
    assert suggestion.score == Decimal(score)


@given(
    st.lists(st.tuples(st.decimals(-100, 200, places=3), st.integers(0, 5)), min_size=1, max_size=8)
)
def test_a_suggestion_is_the_roll_up_rounded_down(pairs: list[tuple[Decimal, int]]) -> None:
    found = objective(*(fresh(current=value, weight=Decimal(weight)) for value, weight in pairs))

    suggested, exact = suggest(found, [], TODAY, {}).score, objective_progress(found)

    assert (suggested is None) == (exact is None)
    assert suggested is None or (
        exact is not None and 0 <= suggested <= exact and exact - suggested < Decimal("0.02")
    )


def test_without_key_results_the_objectives_below_count() -> None:
    above = objective()
    below = [
        make_objective(id=2, state=ObjectiveState.CLOSED),
        make_objective(id=3, state=ObjectiveState.ACTIVE),
    ]

    suggestion = suggest(above, below, TODAY, {2: Decimal("0.5"), 3: Decimal("0.9")})

    assert suggestion.score == Decimal("0.7")
    assert suggestion.open == (Open.POST_MORTEM, Open.CHILDREN)


@pytest.mark.parametrize(
    ("found", "reasons"),
    [
        (objective(fresh(current=Decimal(65))), ()),
        (objective(fresh()), (Open.POST_MORTEM,)),
        (objective(fresh(), commitment=Commitment.ASPIRATIONAL), ()),
        (objective(), (Open.NO_NUMBER,)),
        (objective(fresh(weight=Decimal(0))), (Open.NO_NUMBER,)),
        (objective(make_key_result(current=Decimal(65))), (Open.NEVER_CHECKED,)),
        (objective(fresh(current=Decimal(65), checked_in_slot="2026-W49")), (Open.OUTDATED,)),
    ],
)
def test_what_keeps_it_open(found: Objective, reasons: tuple[Open, ...]) -> None:
    assert suggest(found, [], TODAY, {}).open == reasons


def test_after_its_end_a_cycle_is_judged_by_its_last_day() -> None:
    last_week = fresh(current=Decimal(65), checked_in_slot="2026-W53")

    assert suggest(objective(last_week), [], date(2027, 2, 1), {}).open == ()


@pytest.mark.parametrize(
    ("score", "band"),
    [
        ("0.39", ScoreBand.RED),
        ("0.4", ScoreBand.AMBER),
        ("0.69", ScoreBand.AMBER),
        ("0.7", ScoreBand.GREEN),
    ],
)
def test_a_score_has_a_band(score: str, band: ScoreBand) -> None:
    assert Suggestion(objective(), Decimal(score)).band == band


@pytest.mark.parametrize(
    ("scores", "mean", "is_too_easy"),
    [
        ([], None, False),
        (["1"], None, False),
        (["0.8", "0.8"], "0.8", False),
        (["0.9", "0.72"], "0.81", True),
    ],
)
def test_aspirational_goals_above_08_may_be_sandbagging(
    scores: list[str], mean: str | None, is_too_easy: bool
) -> None:
    made = [
        make_objective(commitment=Commitment.ASPIRATIONAL, score=Decimal(each)) for each in scores
    ]
    committed = make_objective(score=Decimal(1))

    assert aspirational_mean([*made, committed]) == (None if mean is None else Decimal(mean))
    assert is_sandbagging([*made, committed]) is is_too_easy


MISSED = suggest(objective(fresh()), [], TODAY, {})
REACHED = suggest(objective(fresh(current=Decimal(65))), [], TODAY, {})
UNMEASURED = suggest(objective(), [], TODAY, {})


@pytest.mark.parametrize(
    ("suggestion", "fields", "decision"),
    [
        (REACHED, {}, Decision(Outcome.CLOSED, Decimal(1))),
        (
            MISSED,
            {"post_mortem": " Late "},
            Decision(Outcome.CLOSED, Decimal("0.32"), post_mortem="Late"),
        ),
        (
            MISSED,
            {"score": "1", "score_note": "Measured wrong"},
            Decision(Outcome.CLOSED, Decimal(1), "Measured wrong"),
        ),
        (
            MISSED,
            {"score": "0.32", "post_mortem": "x"},
            Decision(Outcome.CLOSED, Decimal("0.32"), post_mortem="x"),
        ),
        (
            UNMEASURED,
            {"score": "0.5", "score_note": "By feel", "post_mortem": "x"},
            Decision(Outcome.CLOSED, Decimal("0.5"), "By feel", post_mortem="x"),
        ),
        (
            MISSED,
            {"closing.outcome": "dropped", "reason": "Gone", "score": "9"},
            Decision(Outcome.DROPPED, reason="Gone"),
        ),
        (
            REACHED,
            {"closing.outcome": "carried", "target_cycle": "2"},
            Decision(Outcome.CARRIED, Decimal(1), target_id=2),
        ),
        (REACHED, {"closing.outcome": "nonsense"}, Decision(Outcome.CLOSED, Decimal(1))),
    ],
)
def test_a_decision_is_read(suggestion: Suggestion, fields: Fields, decision: Decision) -> None:
    assert read_decision(fields, suggestion, [2], MARKS) == decision


@pytest.mark.parametrize(
    ("suggestion", "fields", "wrong"),
    [
        (MISSED, {}, ["post_mortem"]),
        (REACHED, {"score": "0.5"}, ["score_note", "post_mortem"]),
        (REACHED, {"score": "1.1"}, ["score"]),
        (REACHED, {"score": "-0.1"}, ["score"]),
        (REACHED, {"score": "0.55"}, ["score"]),
        (UNMEASURED, {}, ["score"]),
        (REACHED, {"closing.outcome": "dropped"}, ["reason"]),
        (REACHED, {"closing.outcome": "carried"}, ["target_cycle"]),
        (REACHED, {"closing.outcome": "restarted", "target_cycle": "9"}, ["target_cycle"]),
        (MISSED, {"closing.outcome": "carried", "target_cycle": "2"}, ["post_mortem"]),
    ],
)
def test_what_a_decision_misses(suggestion: Suggestion, fields: Fields, wrong: list[str]) -> None:
    with pytest.raises(InvalidFields) as refused:
        read_decision(fields, suggestion, [2], MARKS)

    assert [each.field for each in refused.value.faults] == wrong


@pytest.mark.parametrize(
    ("fields", "answered"),
    [
        ({"all_words": "Late"}, [True, True, False]),
        ({}, [True, False, False]),
        ({"all_outcome": "dropped", "all_words": "Gone"}, [True, True, True]),
    ],
)
def test_one_outcome_for_many_leaves_open_what_misses_words(
    fields: dict[str, str], answered: list[bool]
) -> None:
    many = read_many({"chosen": ["1"], **fields}, [2])

    assert [many.answers(each) for each in (REACHED, MISSED, UNMEASURED)] == answered


def test_words_for_many_go_where_they_belong() -> None:
    many = read_many({"chosen": ["1"], "all_words": "Late"}, [2])

    assert many.of(REACHED) == as_suggested(REACHED)
    assert many.of(MISSED).post_mortem == "Late"


@pytest.mark.parametrize(
    ("fields", "is_kept"),
    [
        ({}, False),
        ({"closing.outcome": "closed", "score": None, "target_cycle": "2"}, False),
        ({"closing.outcome": "dropped"}, True),
        ({"closing_note": "x"}, True),
        ({"chosen": []}, False),
        ({"chosen": ["1"]}, True),
        ({"all_outcome": "carried"}, True),
    ],
)
def test_only_what_was_typed_is_worth_a_draft(fields: Fields, is_kept: bool) -> None:
    assert is_touched(fields) is is_kept


def test_a_list_has_pages_and_a_page_out_of_range_is_the_nearest() -> None:
    cycle = make_cycle()
    many = tuple(replace(MISSED, objective=make_objective(id=number)) for number in range(1, 52))
    closing = Closing(make_team(), (cycle,), many, (), {cycle.id: []}, TODAY)

    composed = compose_list(closing, 9, {})

    assert (composed.page, composed.pages, len(composed.items)) == (2, 3, 1)
    assert len(composed.choices) == 51
    with pytest.raises(NotFound):
        closing.get(99)
