"""The grade of a key result when its cycle closes: suggested here, confirmed by a person."""

from decimal import Decimal
from enum import StrEnum

from bot.domain.okrs import KeyResult
from bot.domain.progress import clamped, progress


class ScoreBand(StrEnum):
    """How a score reads; bands are half open."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"


def suggested_score(key_result: KeyResult) -> Decimal:
    """Fraction 0–1: the progress it closes with, clamped. Confidence plays no part in it."""
    return clamped(progress(key_result))


def score_band(score: Decimal) -> ScoreBand:
    """How a closed key result reads: [0, 0.4) red, [0.4, 0.7) amber, [0.7, 1] green.

    0.6–0.7 is the intended result of an aspirational goal.
    Source: Google re:Work, "Set goals with OKRs".
    """
    if score >= Decimal("0.7"):
        return ScoreBand.GREEN
    return ScoreBand.AMBER if score >= Decimal("0.4") else ScoreBand.RED
