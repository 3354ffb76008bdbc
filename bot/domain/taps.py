"""What one tap on a key result says, and whether it may say so.

A button carries "<key result> <slot> <version>": what was tapped, the week it was shown in and
how it stood then. A tap on what stands otherwise by now records nothing.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum

from bot.domain.cadence import Every, monday_of, slot_on
from bot.domain.checkins import Update
from bot.domain.fields import done_steps
from bot.domain.okrs import Entry, KeyResult, Metric, Milestone, Objective

WIDEST_SPAN = 100
"""Where more than so many steps lie between baseline and target, one of them says little."""

WORDLESS_SLOTS = 3
"""So many times somebody is asked before "nothing changed" wants a sentence."""

_SIGNS = frozenset("€$£¥₣₹")
_WEEKS = {Every.WEEK: 1, Every.EVEN_WEEKS: 2, Every.ODD_WEEKS: 2, Every.MONTH: 5}


class Tap(StrEnum):
    """What a button under a key result says."""

    SAME = "same"
    PLUS = "plus"
    MINUS = "minus"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Seen:
    """A key result as somebody saw it in their message of the week."""

    key_result_id: int
    slot: str
    version: str

    def __str__(self) -> str:
        """What a button carries."""
        return f"{self.key_result_id} {self.slot} {self.version}"


def seen(key_result: KeyResult, slot: str) -> Seen:
    """The key result as it stands."""
    return Seen(key_result.id, slot, version_of(key_result))


def read_seen(value: str) -> Seen:
    """What the button carried.

    Raises:
        ValueError: no button of ours does.
    """
    number, slot, version = value.split(" ")
    return Seen(int(number), slot, version)


def version_of(key_result: KeyResult) -> str:
    """Another one after each check-in, and whenever what a tap would say is another thing."""
    said = (
        key_result.metric,
        key_result.current,
        key_result.confidence,
        key_result.checked_in_at and key_result.checked_in_at.timestamp(),
        [step.id for step in key_result.milestones],
        done_steps(key_result),
    )
    return hashlib.sha256(repr(said).encode()).hexdigest()[:10]


def tap_submission(person_id: int, tap: str, value: str) -> str:
    """Names one tap: pressed twice or delivered again, it is the same."""
    return f"tap.{tap}.{person_id}.{hashlib.sha256(value.encode()).hexdigest()[:16]}"


def taps_of(key_result: KeyResult) -> tuple[Tap, ...]:
    """What can be said of it in one tap, in the order of the buttons."""
    taps = [Tap.SAME] if _has_value(key_result) else []
    taps += _counting(key_result)
    if next_step(key_result) or (key_result.metric is Metric.YES_NO and key_result.current != 1):
        taps.append(Tap.DONE)
    return tuple(taps)


def next_step(key_result: KeyResult) -> Milestone | None:
    """Its first milestone that is still open."""
    if key_result.metric is not Metric.MILESTONES:
        return None
    return next((each for each in key_result.milestones if each.done_on is None), None)


def update_of(tap: Tap, key_result: KeyResult) -> Update:
    """The revision a tap makes, one of `taps_of`; confidence and blocker stay as they are."""
    done = done_steps(key_result)
    entered = _entered(tap, key_result)
    if tap is Tap.DONE and (step := next_step(key_result)):
        done = tuple(sorted((*done, step.id)))
    return Update(
        key_result.id,
        is_milestones=key_result.metric is Metric.MILESTONES,
        value=_value(key_result, entered, done),
        confidence=key_result.confidence,
        value_before=_value(key_result, None, done_steps(key_result)),
        confidence_before=key_result.confidence,
        entered=entered,
        milestones_done=done,
        blocker=key_result.blocker,
        blocker_before=key_result.blocker,
        spoken_before=key_result.spoken_slot,
    )


def wants_sentence(key_result: KeyResult, objective: Objective, slot: str) -> bool:
    """Whether "nothing changed" is not enough any more: too long nobody said a word about it.

    That is three times of being asked; one that never was checked in may be confirmed once. Where
    nothing was ever said, the plan itself was, at the beginning of the cycle.
    """
    if key_result.checked_in_slot is None:
        return False
    last = key_result.spoken_slot or slot_on(objective.cycle.starts_on)
    patience = timedelta(weeks=WORDLESS_SLOTS * _WEEKS[objective.every])
    return monday_of(slot) - monday_of(last) > patience


def same_value(slot: str, key_results: Sequence[KeyResult]) -> str:
    """What the button carries that confirms all of these."""
    return " ".join([slot, *(f"{each.id}:{version_of(each)}" for each in key_results)])


def read_same(value: str) -> tuple[str, tuple[Seen, ...]]:
    """The slot, and each key result as it was seen.

    Raises:
        ValueError: no button of ours carries this.
    """
    slot, *words = value.split(" ")
    pairs = (word.split(":") for word in words)
    return slot, tuple(Seen(int(number), slot, version) for number, version in pairs)


def _has_value(key_result: KeyResult) -> bool:
    """Whether there is something to confirm."""
    is_valued = key_result.metric in {Metric.MILESTONES, Metric.YES_NO}
    return is_valued or key_result.current is not None


def _counting(key_result: KeyResult) -> list[Tap]:
    """One more or one less, the way it shall go first; nothing for what is not counted."""
    if not _is_counted(key_result):
        return []
    if key_result.entry is Entry.ADDS:
        return [Tap.PLUS]
    is_down = key_result.metric is Metric.DECREASE
    lowest = min(Decimal(0), key_result.baseline or Decimal(0), key_result.target or Decimal(0))
    is_lowest = (key_result.current or Decimal(0)) - 1 < lowest
    both = [Tap.MINUS, Tap.PLUS] if is_down else [Tap.PLUS, Tap.MINUS]
    return [each for each in both if each is Tap.PLUS or not is_lowest]


def _is_counted(key_result: KeyResult) -> bool:
    adds = key_result.entry is Entry.ADDS
    numbers = (key_result.baseline, key_result.target, key_result.current)
    known = [each for each in numbers if each is not None]
    is_whole = all(each == each.to_integral_value() for each in known)
    if key_result.metric not in {Metric.INCREASE, Metric.DECREASE} or not is_whole:
        return False
    if _is_money_or_share(key_result.unit):
        return False
    baseline, target, current = numbers
    if adds:
        return True
    if baseline is None or target is None or current is None:
        return False
    return abs(target - baseline) <= WIDEST_SPAN


def _is_money_or_share(unit: str) -> bool:
    is_code = len(unit) == 3 and unit.isascii() and unit.isupper()
    return unit.startswith("%") or is_code or bool(_SIGNS & set(unit))


def _entered(tap: Tap, key_result: KeyResult) -> Decimal | None:
    """What the tap stands for in the form's field; None where that stays as it is."""
    if tap is Tap.DONE and key_result.metric is Metric.YES_NO:
        return Decimal(1)
    step = {Tap.PLUS: Decimal(1), Tap.MINUS: Decimal(-1)}.get(tap)
    if step is None or key_result.entry is Entry.ADDS:
        return step
    return (key_result.current or Decimal(0)) + step


def _value(key_result: KeyResult, entered: Decimal | None, done: tuple[int, ...]) -> Decimal | None:
    if key_result.metric is Metric.MILESTONES:
        weights = (step.weight for step in key_result.milestones if step.id in done)
        return sum(weights, Decimal(0))
    if entered is None:
        return key_result.current
    if key_result.entry is Entry.ADDS:
        return (key_result.current or Decimal(0)) + entered
    return entered
