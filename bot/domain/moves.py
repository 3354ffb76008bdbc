"""What the revisions of one slot did to key results, from the first to the last of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from bot.domain.okrs import KeyResult, Metric
from bot.domain.shortening import shorten
from bot.domain.week import Revision

TITLE, NOTE = 120, 240
"""Characters spent on a title and on what somebody wrote."""


@dataclass(frozen=True, slots=True)
class Move:
    """What one key result did in the slot; `steps` counts its milestones' weight in all."""

    key_result_id: int
    title: str
    metric: Metric
    unit: str
    value_before: Decimal | None
    value: Decimal | None
    steps: Decimal
    confidence_before: int
    confidence: int
    author_id: int
    note: str = ""
    blocker: str = ""

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
        number: _move(key_result, of_slot[number][0], of_slot[number][-1])
        for number, key_result in key_results.items()
        if number in of_slot
    }


def _move(key_result: KeyResult, first: Revision, last: Revision) -> Move:
    return Move(
        key_result_id=key_result.id,
        title=shorten(key_result.title, TITLE),
        metric=key_result.metric,
        unit=key_result.unit,
        value_before=first.value_before,
        value=last.value,
        steps=sum((step.weight for step in key_result.milestones), Decimal(0)),
        confidence_before=first.confidence_before,
        confidence=last.confidence,
        author_id=last.author_id,
        note=shorten(last.note, NOTE),
        blocker=shorten(last.blocker, NOTE),
    )
