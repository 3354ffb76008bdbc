"""How well stated confidence foretold what was reached: never of one person, only of a team.

The Brier score is the mean squared distance between forecast and outcome: 0 is perfect, always
saying 5 of 10 gives 0.25, and 1 is to be certain and wrong each time.
Source: Glenn W. Brier, "Verification of forecasts expressed in terms of probability" (1950).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

LEAST_FORECASTS = 5
LEAST_PEOPLE = 3
"""Of fewer people each could work out what the other one said."""

NOTICEABLE = Decimal("0.1")
"""A lean of less than this is chance."""

_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Forecast:
    """The last confidence (0–10) that somebody stated in a slot, and whether it came true."""

    confidence: int
    is_reached: bool
    person_id: int


class Leaning(StrEnum):
    """Whether a team is surer than what it reaches."""

    OVER = "over"
    UNDER = "under"
    FAIR = "fair"


@dataclass(frozen=True, slots=True)
class Calibration:
    """A team's calibration; `stated` and `reached` are shares 0–1, all with two decimals."""

    brier: Decimal
    forecasts: int
    stated: Decimal
    reached: Decimal

    @property
    def leaning(self) -> Leaning:
        """Surer than reached, less sure, or about right."""
        lean = self.stated - self.reached
        if abs(lean) < NOTICEABLE:
            return Leaning.FAIR
        return Leaning.OVER if lean > 0 else Leaning.UNDER


def brier_score(forecasts: Sequence[Forecast]) -> Decimal:
    """The mean of (c / 10 − outcome)², 0–1.

    Raises:
        ValueError: of nothing there is no mean.
    """
    if not forecasts:
        raise ValueError("no forecasts")
    return _mean([(_stated(each) - each.is_reached) ** 2 for each in forecasts])


def calibrate(forecasts: Sequence[Forecast]) -> Calibration | None:
    """How a team foretold; None for too few forecasts, or of too few people."""
    people = {each.person_id for each in forecasts}
    if len(forecasts) < LEAST_FORECASTS or len(people) < LEAST_PEOPLE:
        return None
    return Calibration(
        brier=_rounded(brier_score(forecasts)),
        forecasts=len(forecasts),
        stated=_rounded(_mean([_stated(each) for each in forecasts])),
        reached=_rounded(_mean([Decimal(each.is_reached) for each in forecasts])),
    )


def _stated(forecast: Forecast) -> Decimal:
    return Decimal(forecast.confidence) / 10


def _mean(values: Sequence[Decimal]) -> Decimal:
    return sum(values, Decimal(0)) / len(values)


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(_CENT, ROUND_HALF_UP)
