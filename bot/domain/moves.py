"""What the revisions of one slot did to key results, from the first to the last of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.domain.okrs import KeyResult, Metric
from bot.domain.shortening import shorten
from bot.domain.week import Revision

TITLE, NOTE, UNIT = 120, 240, 40
"""Characters spent, as sent, on a title, on what somebody wrote and on a unit."""


@dataclass(frozen=True, slots=True)
class Move:
    """What one key result did in the slot.

    Of milestones that weigh the same, the values say how many are done and `steps` how many
    there are. Where they weigh differently `steps` is None and the values are fractions of 0–1.
    """

    key_result_id: int
    title: str
    metric: Metric
    unit: str
    value_before: Decimal | None
    value: Decimal | None
    steps: int | None
    confidence_before: int
    confidence: int
    author_id: int
    note: str = ""
    blocker: str = ""
    next_step: str = ""

    @property
    def has_value_moved(self) -> bool:
        """Whether the value is another one than before."""
        return self.value != self.value_before

    @property
    def has_moved(self) -> bool:
        """Whether value or confidence is another one than before."""
        return self.has_value_moved or self.confidence != self.confidence_before


def moves(key_results: Mapping[int, KeyResult], revisions: Iterable[Revision]) -> dict[int, Move]:
    """By key result what it did, in the order given; `revisions` are a slot's, oldest first."""
    of_slot: dict[int, list[Revision]] = {}
    for revision in revisions:
        of_slot.setdefault(revision.key_result_id, []).append(revision)
    return {
        number: _move(key_result, of_slot[number])
        for number, key_result in key_results.items()
        if number in of_slot
    }


def is_weighted(key_result: KeyResult) -> bool:
    """Whether its milestones do not all weigh the same: then a fraction is told, not a count."""
    return any(step.weight != 1 for step in key_result.milestones)


def told_value(key_result: KeyResult, value: Decimal | None) -> Decimal | None:
    """The value as it is told: the weight of milestones as a fraction where they are weighted."""
    if value is None or not is_weighted(key_result):
        return value
    total = sum((step.weight for step in key_result.milestones), Decimal(0))
    return value / total if total else Decimal(0)


def _move(key_result: KeyResult, revisions: Sequence[Revision]) -> Move:
    """What was said stays said: a corrected number does not take back the words before it.

    Only a blocker is what the newest revision says of it, since leaving it empty means it is gone.
    """
    first, last = revisions[0], revisions[-1]
    return Move(
        key_result_id=key_result.id,
        title=shorten(key_result.title, TITLE),
        metric=key_result.metric,
        unit=shorten(key_result.unit, UNIT),
        value_before=told_value(key_result, first.value_before),
        value=told_value(key_result, last.value),
        steps=None if is_weighted(key_result) else len(key_result.milestones),
        confidence_before=first.confidence_before,
        confidence=last.confidence,
        author_id=last.author_id,
        note=shorten(_last_said(each.note for each in revisions), NOTE),
        blocker=shorten(last.blocker, NOTE),
        next_step=shorten(_last_said(each.next_step for each in revisions), NOTE),
    )


def _last_said(texts: Iterable[str]) -> str:
    return next((each for each in reversed(list(texts)) if each), "")
