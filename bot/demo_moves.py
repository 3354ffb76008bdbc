"""What happened to a key result of the demo's company in a week: values walk to their targets.

Mostly forward, now and then back, and the same for the same chance. Nothing here knows Slack.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from bot.domain.okrs import Cycle, KeyResult, Metric

_PACES = tuple(map(Decimal, ("-0.3", "0.3", "0.8", "1", "1", "1.2", "1.5", "1.8")))
"""How much of the way that a week should bring it brings."""

_AFTER_A_GOOD_WEEK = (0, 0, 0, 0, 0, 1, 1, -1)
_AFTER_A_BAD_WEEK = (0, 0, -1, -1, -2)
_MOST_PERCENT = 100
_A_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Week:
    """What its person says of a key result this week.

    `value` is the new value, 0 or 1 for yes_no, and None for milestones; `done` are the ids of
    the milestones that are done by now. In a setback the value or the confidence went back.
    """

    value: Decimal | None
    done: tuple[int, ...]
    confidence: int
    is_setback: bool


def week_of(key_result: KeyResult, cycle: Cycle, today: date, chance: Random) -> Week:
    """What a week brought to the key result, as of `today` in its cycle."""
    is_steps = key_result.metric is Metric.MILESTONES
    done = _steps(key_result, today, chance) if is_steps else ()
    value = None if is_steps else _value(key_result, cycle, today, chance)
    is_bad = _went_back(key_result, value)
    feeling = chance.choice(_AFTER_A_BAD_WEEK if is_bad else _AFTER_A_GOOD_WEEK)
    confidence = min(9, max(2, key_result.confidence + feeling))
    return Week(value, done, confidence, is_bad or confidence < key_result.confidence)


def _steps(key_result: KeyResult, today: date, chance: Random) -> tuple[int, ...]:
    """Those done before, and now and then the next one when it is due soon."""
    done = [step.id for step in key_result.milestones if step.done_on]
    coming = [step for step in key_result.milestones if not step.done_on][:1]
    is_due = any(step.due_on is None or step.due_on <= today + _A_WEEK for step in coming)
    is_reached = is_due and chance.random() < 0.6
    return (*done, *(step.id for step in coming if is_reached))


def _value(key_result: KeyResult, cycle: Cycle, today: date, chance: Random) -> Decimal:
    before = key_result.current or Decimal(0)
    weeks_left = -(-(cycle.ends_on - today).days // 7)
    if key_result.metric is Metric.YES_NO:
        return before or Decimal(weeks_left <= 4 and chance.random() < 0.3)
    # What was missed is not made up for in the last week.
    pace = _way_left(key_result, before, chance) / max(4, weeks_left)
    value = _rounded(before + pace * chance.choice(_PACES), key_result)
    most = _MOST_PERCENT if key_result.unit == "%" else None
    return max(Decimal(0), value if most is None else min(value, Decimal(most)))


def _way_left(key_result: KeyResult, before: Decimal, chance: Random) -> Decimal:
    """How far it is to where the value belongs; around a bound there is always a little to go."""
    if key_result.metric in {Metric.INCREASE, Metric.DECREASE}:
        return (key_result.target or before) - before
    lower, upper = key_result.lower, key_result.upper
    middle = key_result.target if lower is None or upper is None else (lower + upper) / 2
    return (middle or before) - before + _grain(key_result) * chance.randint(-12, 12)


def _rounded(value: Decimal, key_result: KeyResult) -> Decimal:
    return (value / _grain(key_result)).quantize(Decimal(1)) * _grain(key_result)


def _grain(key_result: KeyResult) -> Decimal:
    """The smallest step in which people tell the value: as fine as its numbers are written."""
    written = [key_result.baseline, key_result.target, key_result.lower, key_result.current]
    numbers = [each.normalize() for each in written if each is not None]
    exponents = [int(each.as_tuple().exponent) for each in numbers if each]
    finest = min(exponents, default=0)
    if key_result.metric in {Metric.AT_LEAST, Metric.AT_MOST} and (key_result.target or 0) < 20:
        finest = min(finest, -1)
    # 1,550,000 is told in ten thousands, but 40 is no sign that somebody counts in tens.
    return Decimal(10) ** (finest if finest < 0 or finest > 2 else 0)


def _went_back(key_result: KeyResult, value: Decimal | None) -> bool:
    if value is None or key_result.current is None:
        return False
    way = value - key_result.current
    return way > 0 if key_result.metric in {Metric.DECREASE, Metric.AT_MOST} else way < 0
