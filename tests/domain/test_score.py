from decimal import Decimal

import pytest

from bot.domain.score import ScoreBand, score_band, suggested_score
from tests.domain.measured import make_measured


@pytest.mark.parametrize(
    ("current", "expected"), [("-20", "0"), ("0", "0"), ("64", "0.64"), ("100", "1"), ("130", "1")]
)
def test_the_suggested_score_is_the_clamped_progress(current: str, expected: str) -> None:
    assert suggested_score(make_measured(current=current)) == Decimal(expected)


def test_the_suggested_score_does_not_depend_on_confidence() -> None:
    sure = make_measured(current="40", confidence=10)
    doubtful = make_measured(current="40", confidence=0)

    assert suggested_score(sure) == suggested_score(doubtful) == Decimal("0.4")


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        ("0", ScoreBand.RED),
        ("0.3999", ScoreBand.RED),
        ("0.4", ScoreBand.AMBER),
        ("0.6999", ScoreBand.AMBER),
        ("0.7", ScoreBand.GREEN),
        ("1", ScoreBand.GREEN),
    ],
)
def test_score_bands_are_half_open(score: str, expected: ScoreBand) -> None:
    assert score_band(Decimal(score)) == expected
