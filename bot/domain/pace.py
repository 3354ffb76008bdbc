"""Whether a key result moves as fast as its cycle: expected progress, gap and status.

All fractions are of 0–1, all days are the organisation's. Stale is never green: what has not
been checked in lately is `outdated`, whatever its last numbers were.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bot.domain.cadence import Every, working_days_after
from bot.domain.confidence import Band, band
from bot.domain.due import asked_again
from bot.domain.okrs import Commitment, Cycle, KeyResult, Metric, Objective, ObjectiveState
from bot.domain.progress import clamped, progress


class Status(StrEnum):
    """How a key result stands. `pending` was never checked in, `outdated` not lately."""

    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"
    PENDING = "pending"
    OUTDATED = "outdated"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where a status changes. Gaps and shares are fractions, a bound belongs to the better side.

    `aspirational_share` is what of the straight line an aspirational objective is expected to
    reach. Source: Google re:Work, "Set goals with OKRs"; John Doerr, "Measure What Matters".
    """

    on_track_gap: Decimal = Decimal("0.10")
    at_risk_gap: Decimal = Decimal("0.25")
    early_share: Decimal = Decimal("0.10")
    aspirational_share: Decimal = Decimal("0.7")
    grace_working_days: int = 3


DEFAULT = Thresholds()


@dataclass(frozen=True, slots=True)
class Pace:
    """The arithmetic behind a status, for screens that show it.

    `progress` is clamped, `expected` is what its objective's commitment asks for by today.
    """

    progress: Decimal
    expected: Decimal

    @property
    def gap(self) -> Decimal:
        """How far it is behind; negative when it is ahead."""
        return self.expected - self.progress


def expected_progress(cycle: Cycle, today: date) -> Decimal:
    """Fraction of the cycle that has passed: 0 before it starts, 1 from its last day on.

    Raises:
        ValueError: if the cycle ends before it starts.
    """
    days = (cycle.ends_on - cycle.starts_on).days + 1
    if days < 1:
        raise ValueError(f"cycle {cycle.name} ends before it starts")
    return clamped(Decimal((today - cycle.starts_on).days + 1) / days)


def pace(
    key_result: KeyResult, objective: Objective, today: date, thresholds: Thresholds = DEFAULT
) -> Pace | None:
    """Progress against what is expected today.

    None where there is no pace: metrics that hold a bound or say yes or no do not move evenly,
    and in the first tenth of a cycle a gap says nothing yet.
    """
    expected = expected_progress(objective.cycle, today)
    if key_result.metric not in HAVE_PACE or expected <= thresholds.early_share:
        return None
    if objective.commitment == Commitment.ASPIRATIONAL:
        expected *= thresholds.aspirational_share
    return Pace(clamped(progress(key_result)), expected)


def status(
    key_result: KeyResult, objective: Objective, today: date, thresholds: Thresholds = DEFAULT
) -> Status:
    """How a key result stands; the first that applies of closed, pending, outdated, its pace.

    Where there is no pace, what the owner says is the only signal: high confidence reads as on
    track, medium as at risk, low as off track.
    """
    if objective.cycle.is_closed or objective.state in _CLOSED_STATES:
        return Status.CLOSED
    if key_result.checked_in_slot is None:
        return Status.PENDING
    if is_outdated(key_result.checked_in_slot, today, objective.every, thresholds):
        return Status.OUTDATED
    measured = pace(key_result, objective, today, thresholds)
    if measured is None:
        return _BY_CONFIDENCE[band(key_result.confidence)]
    return _by_gap(measured.gap, thresholds)


def is_outdated(
    slot: str, today: date, every: Every = Every.WEEK, thresholds: Thresholds = DEFAULT
) -> bool:
    """Whether a newest check-in in `slot` is too old to trust, where a team is asked that often.

    It counts until the team is asked again, and for the grace after that slot's beginning: with
    3 working days and asked every week it is outdated from Thursday of the next week on.
    """
    asked_on = asked_again(every, slot)
    return today >= working_days_after(asked_on, thresholds.grace_working_days)


def _by_gap(gap: Decimal, thresholds: Thresholds) -> Status:
    if gap <= thresholds.on_track_gap:
        return Status.ON_TRACK
    return Status.AT_RISK if gap <= thresholds.at_risk_gap else Status.OFF_TRACK


HAVE_PACE = frozenset({Metric.INCREASE, Metric.DECREASE, Metric.MILESTONES})
"""Metrics that are expected to move evenly; all others hold a bound, or say yes or no."""

_CLOSED_STATES = frozenset({ObjectiveState.CLOSED, ObjectiveState.DROPPED})
_BY_CONFIDENCE = {
    Band.HIGH: Status.ON_TRACK,
    Band.MEDIUM: Status.AT_RISK,
    Band.LOW: Status.OFF_TRACK,
}
