"""How well confidence foretold: the Brier score, of a team and never of a person."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calibration import (
    Calibration,
    Forecast,
    Leaning,
    brier_score,
    calibrate,
)


def forecasts(*pairs: tuple[int, bool]) -> list[Forecast]:
    """Of three people in turn."""
    return [Forecast(stated, came, number % 3) for number, (stated, came) in enumerate(pairs)]


@pytest.mark.parametrize(
    ("pairs", "score"),
    [
        ([(10, True), (0, False)], "0"),
        ([(0, True), (10, False)], "1"),
        ([(5, True), (5, False)], "0.25"),
        ([(8, True)], "0.04"),
        ([(8, False)], "0.64"),
        ([(7, True), (7, True), (7, False)], "0.2233333333333333333333333333"),
    ],
)
def test_the_score_is_the_mean_squared_distance(pairs: list[tuple[int, bool]], score: str) -> None:
    assert brier_score(forecasts(*pairs)) == Decimal(score)


def test_of_nothing_there_is_no_score() -> None:
    with pytest.raises(ValueError, match="no forecasts"):
        brier_score([])


PAIRS = st.lists(st.tuples(st.integers(0, 10), st.booleans()), min_size=5, max_size=40)


@given(PAIRS)
def test_the_score_lies_between_0_and_1(pairs: list[tuple[int, bool]]) -> None:
    assert 0 <= brier_score(forecasts(*pairs)) <= 1


@given(st.lists(st.booleans(), min_size=1))
def test_who_is_certain_and_right_each_time_scores_0(outcomes: list[bool]) -> None:
    assert brier_score(forecasts(*((10 * came, came) for came in outcomes))) == 0


@given(PAIRS)
def test_moving_towards_what_came_never_scores_worse(pairs: list[tuple[int, bool]]) -> None:
    nearer = [(min(10, c + 1) if came else max(0, c - 1), came) for c, came in pairs]

    assert brier_score(forecasts(*nearer)) <= brier_score(forecasts(*pairs))


def test_a_team_is_calibrated() -> None:
    found = calibrate(forecasts((8, True), (8, True), (8, False), (6, False), (6, False)))

    assert found == Calibration(Decimal("0.29"), 5, Decimal("0.72"), Decimal("0.40"))
    assert found.leaning is Leaning.OVER


@pytest.mark.parametrize(
    ("stated", "reached", "leaning"),
    [
        ("0.6", "0.5", Leaning.OVER),
        ("0.5", "0.6", Leaning.UNDER),
        ("0.59", "0.5", Leaning.FAIR),
        ("0.5", "0.59", Leaning.FAIR),
    ],
)
def test_a_lean_is_told_from_a_tenth_on(stated: str, reached: str, leaning: Leaning) -> None:
    assert Calibration(Decimal(0), 9, Decimal(stated), Decimal(reached)).leaning is leaning


def test_four_forecasts_are_too_few() -> None:
    assert calibrate(forecasts(*[(5, True)] * 4)) is None
    assert calibrate(forecasts(*[(5, True)] * 5)) is not None


@pytest.mark.parametrize("people", [1, 2])
def test_two_people_are_too_few_to_say_anything_of_a_team(people: int) -> None:
    assert calibrate([Forecast(5, True, number % people) for number in range(30)]) is None
