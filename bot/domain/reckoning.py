"""Why a key result has the status it has: the arithmetic, for screens that show it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bot.domain.confidence import Band, band
from bot.domain.okrs import Commitment, KeyResult, Objective
from bot.domain.pace import DEFAULT, HAVE_PACE, Status, pace, status
from bot.domain.progress import clamped, progress


class Ground(StrEnum):
    """What a status follows from.

    `early`: in the first tenth of a cycle a gap says nothing yet. `no_pace`: what holds a bound
    or says yes or no does not move evenly. Both go by confidence.
    """

    CLOSED = "closed"
    PENDING = "pending"
    OUTDATED = "outdated"
    PACE = "pace"
    EARLY = "early"
    NO_PACE = "no_pace"


@dataclass(frozen=True, slots=True)
class Reckoning:
    """The numbers behind a status; fractions.

    `expected` is None without a pace; `share` is what an aspirational objective is expected to
    reach of the straight line, None for a committed one. `slot` is of the newest check-in.
    """

    ground: Ground
    status: Status
    progress: Decimal
    expected: Decimal | None
    share: Decimal | None
    confidence: int
    band: Band
    slot: str

    @property
    def gap_points(self) -> int:
        """How many percentage points it is behind, of the percents as shown; negative when ahead.

        0 without a pace.
        """
        if self.expected is None:
            return 0
        return round(self.expected * 100) - round(self.progress * 100)

    @property
    def points_ahead(self) -> int:
        """The same the other way round."""
        return -self.gap_points


def reckon(key_result: KeyResult, objective: Objective, today: date) -> Reckoning:
    """The status of a key result with what it follows from."""
    standing = status(key_result, objective, today)
    measured = pace(key_result, objective, today)
    is_aspirational = objective.commitment is Commitment.ASPIRATIONAL
    return Reckoning(
        ground=_ground(key_result, standing, has_pace=measured is not None),
        status=standing,
        progress=clamped(progress(key_result)),
        expected=measured.expected if measured else None,
        share=DEFAULT.aspirational_share if is_aspirational else None,
        confidence=key_result.confidence,
        band=band(key_result.confidence),
        slot=key_result.checked_in_slot or "",
    )


def _ground(key_result: KeyResult, standing: Status, *, has_pace: bool) -> Ground:
    if standing in _NAMED_ALIKE:
        return Ground(standing.value)
    if has_pace:
        return Ground.PACE
    return Ground.EARLY if key_result.metric in HAVE_PACE else Ground.NO_PACE


_NAMED_ALIKE = frozenset({Status.CLOSED, Status.PENDING, Status.OUTDATED})
