"""How the value of a key result went over the last weeks."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from bot.domain.moves import is_weighted, told_value
from bot.domain.okrs import KeyResult, Metric
from bot.domain.week import Revision

TREND_SLOTS = 8
"""So many weeks a trend goes back."""

TREND_DIGITS = 48
"""With more digits than these, a trend says its first and last value only."""


@dataclass(frozen=True, slots=True)
class Trend:
    """The values of a key result in the last slots, oldest first; at least two of them.

    `is_fraction` where they are shares of weighted milestones.
    """

    values: tuple[Decimal, ...]
    is_fraction: bool = False

    @property
    def direction(self) -> int:
        """1 upward, -1 downward, 0 where it ends where it began."""
        first, last = self.values[0], self.values[-1]
        return (last > first) - (last < first)


def trend(key_result: KeyResult, revisions: Iterable[Revision]) -> Trend | None:
    """How the values of the last slots went, each slot's last one, and what stood before them.

    None where nothing was said, and for yes or no. `revisions` are its own, oldest first.
    """
    of_slot: dict[str, Decimal] = {}
    first: Decimal | None = None
    for each in revisions:
        if each.value is not None:
            first = each.value_before if not of_slot else first
            of_slot[each.slot] = each.value
    values = [each for each in (first, *of_slot.values()) if each is not None]
    if key_result.metric is Metric.YES_NO or len(values) < 2:
        return None
    told = [told_value(key_result, each) or Decimal(0) for each in values[-TREND_SLOTS:]]
    is_long = sum(len(format(each, "f")) for each in told) > TREND_DIGITS
    kept = (told[0], told[-1]) if is_long else tuple(told)
    return Trend(kept, is_fraction=is_weighted(key_result))
