"""How a key result reads in one line: in a nudge, a list, a form.

Titles are shortened here and values stay numbers; the templates write them by locale.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.domain.alignment import line_of_sight
from bot.domain.okrs import KeyResult, Metric, Objective
from bot.domain.pace import Status, status
from bot.domain.progress import clamped, progress
from bot.domain.shortening import chunked, sent_length, shorten

TITLE, UNIT = 120, 40
"""Characters a line spends, as sent, on a title and on a unit."""

AROUND_A_LINE = 220
"""Characters that numbers, bar and words around the titles may take."""

SIGHT_BUDGET = 600
"""Characters as sent of a line of sight; what is further up is left out."""

AROUND_A_SECRET = 40
"""Characters of the words that stand for a private objective."""

BLOCK_BUDGET, MESSAGE_BUDGET = 2_700, 11_000
"""Characters as sent of one section and of one message; Slack takes 3,000 of the first."""


@dataclass(frozen=True, slots=True)
class KeyResultLine:
    """A key result as a reader needs it; `progress` is a fraction of 0–1.

    `done` of `steps` counts milestones. `confidence` is None before the first check-in.
    """

    id: int
    title: str
    objective: str
    metric: Metric
    unit: str
    current: Decimal | None
    target: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    done: int
    steps: int
    progress: Decimal
    confidence: int | None
    status: Status
    is_checked_in: bool


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines grouped by what fits into a block; `left_out` counts those that fit nowhere."""

    chunks: tuple[tuple[KeyResultLine, ...], ...]
    left_out: int = 0

    @property
    def count(self) -> int:
        """All of them, shown or not."""
        return sum(len(chunk) for chunk in self.chunks) + self.left_out

    @property
    def minutes(self) -> int:
        """How long a check-in on them takes."""
        return minutes_for(self.count)


def minutes_for(key_results: int) -> int:
    """How long a check-in on so many takes: about a minute for every six."""
    return max(1, -(-key_results // 6))


def key_result_line(
    key_result: KeyResult, objective: Objective, today: date, slot: str
) -> KeyResultLine:
    """The line of one key result on the organisation's day `today` in `slot`."""
    was_ever_checked_in = key_result.checked_in_slot is not None
    return KeyResultLine(
        id=key_result.id,
        title=shorten(key_result.title, TITLE),
        objective=shorten(objective.title, TITLE),
        metric=key_result.metric,
        unit=shorten(key_result.unit, UNIT),
        current=key_result.current,
        target=key_result.target,
        lower=key_result.lower,
        upper=key_result.upper,
        done=sum(1 for step in key_result.milestones if step.done_on),
        steps=len(key_result.milestones),
        progress=clamped(progress(key_result)),
        confidence=key_result.confidence if was_ever_checked_in else None,
        status=status(key_result, objective, today),
        is_checked_in=(key_result.checked_in_slot or "") >= slot,
    )


def lines_of(objectives: Iterable[Objective], today: date, slot: str) -> list[KeyResultLine]:
    """The lines of all key results, in the order of their objectives."""
    return [
        key_result_line(each, objective, today, slot)
        for objective in objectives
        for each in objective.key_results
    ]


def grouped(lines: Iterable[KeyResultLine]) -> Lines:
    """The lines as blocks of one message; what would make it unreadably long is counted."""
    lines = list(lines)
    kept = next(chunked(lines, _length, MESSAGE_BUDGET), ())
    return Lines(tuple(chunked(kept, _length, BLOCK_BUDGET)), len(lines) - len(kept))


def sight(objective: Objective, above: Mapping[int, Objective]) -> tuple[str | None, ...]:
    """The titles from an objective upward; None for a private one that is not the reader's own.

    The objective itself is the reader's, since they update a key result of it. Where there are
    too many to read, the last one is "…".
    """
    first, *others = line_of_sight(objective.id, above)
    told = (None if each.is_private else shorten(each.title, TITLE) for each in others)
    kept, *left_out = chunked((shorten(first.title, TITLE), *told), _sight_length, SIGHT_BUDGET)
    return (*kept, "…") if left_out else kept


def _sight_length(title: str | None) -> int:
    """With the arrow before it, and the words that stand for a private one."""
    return 3 + (AROUND_A_SECRET if title is None else sent_length(title))


def _length(line: KeyResultLine) -> int:
    """Its unit may stand at two of its numbers."""
    texts = (line.title, line.objective, line.unit, line.unit)
    return AROUND_A_LINE + sum(sent_length(each) for each in texts)
