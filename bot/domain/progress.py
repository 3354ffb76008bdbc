"""How far a key result's measured value has moved, and whether a metric can be measured at all.

Progress is a raw fraction: below 0 the value has moved the wrong way, above 1 it is past the
target. Only roll-ups, bars and the pace clamp it. It never depends on confidence.
"""

from collections.abc import Sequence
from decimal import Decimal

from bot.domain.okrs import KeyResult, Metric, Milestone
from bot.errors import InvalidInput, _

MOVES = frozenset({Metric.INCREASE, Metric.DECREASE})
"""Metrics that go from a baseline to a target."""


def progress(key_result: KeyResult) -> Decimal:
    """Raw fraction of the way that is done; 0 while there is no value to measure.

    Increase and decrease share one signed formula: 100 → 60 with a current 80 is 0.5, with 50 it
    is 1.25. Milestones count by weight. All others are 0 or 1, a bound belongs to its good side.
    A draft without the numbers that its metric needs stands at 0.
    """
    if key_result.metric == Metric.MILESTONES:
        return _share_done(key_result.milestones)
    if key_result.metric in MOVES:
        return _share_moved(key_result)
    return Decimal(_is_held(key_result))


def clamped(fraction: Decimal) -> Decimal:
    """The fraction within 0–1, as roll-ups and bars need it."""
    return min(max(fraction, Decimal(0)), Decimal(1))


def check_metric(
    metric: Metric,
    *,
    baseline: Decimal | None = None,
    target: Decimal | None = None,
    lower: Decimal | None = None,
    upper: Decimal | None = None,
) -> None:
    """Refuse numbers that make no measurable metric; numbers that it does not use are ignored.

    Raises:
        InvalidInput: `field` is `baseline`, `target`, `lower` or `upper`.
    """
    if metric in MOVES:
        _check_move(metric, baseline, target)
    elif metric in (Metric.AT_LEAST, Metric.AT_MOST):
        _needed("target", target)
    elif metric == Metric.BETWEEN and _needed("lower", lower) > _needed("upper", upper):
        raise InvalidInput("lower", _("The lower bound must not be above the upper one."))


def _share_moved(key_result: KeyResult) -> Decimal:
    baseline, target, current = key_result.baseline, key_result.target, key_result.current
    if baseline is None or target is None or current is None or baseline == target:
        return Decimal(0)
    return (current - baseline) / (target - baseline)


def _share_done(milestones: Sequence[Milestone]) -> Decimal:
    total = sum((step.weight for step in milestones), Decimal(0))
    done = sum((step.weight for step in milestones if step.done_on), Decimal(0))
    return done / total if total else Decimal(0)


def _is_held(key_result: KeyResult) -> bool:
    current = key_result.current
    if current is None:
        return False
    match key_result.metric:
        case Metric.AT_LEAST:
            return key_result.target is not None and current >= key_result.target
        case Metric.AT_MOST:
            return key_result.target is not None and current <= key_result.target
        case Metric.BETWEEN:
            lower, upper = key_result.lower, key_result.upper
            return lower is not None and upper is not None and lower <= current <= upper
        case _:
            return current == 1


def _check_move(metric: Metric, baseline: Decimal | None, target: Decimal | None) -> None:
    start, end = _needed("baseline", baseline), _needed("target", target)
    if start == end:
        raise InvalidInput("target", _("The target must differ from the baseline."))
    if metric == Metric.INCREASE and end < start:
        raise InvalidInput("target", _("To increase, the target must be above the baseline."))
    if metric == Metric.DECREASE and end > start:
        raise InvalidInput("target", _("To decrease, the target must be below the baseline."))


def _needed(field: str, number: Decimal | None) -> Decimal:
    if number is None:
        raise InvalidInput(field, _("This metric needs a number here."))
    return number
