"""What a person reads after a check-in: what moved, what was confirmed, what is still open."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.lines import KeyResultLine
from bot.domain.moves import Move
from bot.domain.shortening import chunked, sent_length

BLOCK_BUDGET, MESSAGE_BUDGET = 2_700, 11_000
"""Characters as sent of one section and of one message; Slack takes 3,000 of the first."""

AROUND_A_MOVE = 200
"""Characters that numbers and words around what people typed may take."""

IN_A_NOTIFICATION = 10
"""Moves that the message's top-level text tells."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """The check-ins of one slot; `confirmed` and `open` are titles, "…" where some are left out.

    `left_out` counts the moves that would have made the message too long.
    """

    slot: str
    chunks: tuple[tuple[Move, ...], ...]
    confirmed: tuple[str, ...]
    open: tuple[str, ...]
    left_out: int = 0

    @property
    def first_moves(self) -> tuple[Move, ...]:
        """Those that a notification tells."""
        return next(iter(self.chunks), ())[:IN_A_NOTIFICATION]

    @property
    def titles(self) -> tuple[str, ...]:
        """What is recorded, by name; "…" where some are left out."""
        moved = (each.title for chunk in self.chunks for each in chunk)
        return _titles((*moved, *self.confirmed, *(["…"] if self.left_out else [])))

    @property
    def length(self) -> int:
        """Characters it takes of a message, as sent."""
        told = sum(_length(each) for chunk in self.chunks for each in chunk)
        return told + sum(sent_length(each) + 2 for each in (*self.confirmed, *self.open))


def compose_receipt(
    slot: str,
    moved: Mapping[int, Move],
    lines: Sequence[KeyResultLine],
    budget: int = MESSAGE_BUDGET,
) -> Receipt:
    """The receipt of a slot; `lines` are all key results the person updates."""
    told = [each for each in moved.values() if _says_something(each)]
    kept = next(chunked(told, _length, budget), ())
    return Receipt(
        slot=slot,
        chunks=tuple(chunked(kept, _length, BLOCK_BUDGET)),
        confirmed=_titles(each.title for each in moved.values() if not _says_something(each)),
        open=_titles(line.title for line in lines if line.id not in moved),
        left_out=len(told) - len(kept),
    )


def _says_something(move: Move) -> bool:
    return move.has_moved or bool(move.note or move.blocker or move.next_step)


def _length(move: Move) -> int:
    """Its unit may stand at two of its numbers."""
    texts = (move.title, move.unit, move.unit, move.note, move.blocker, move.next_step)
    return AROUND_A_MOVE + sum(sent_length(each) for each in texts)


def _titles(titles: Iterable[str]) -> tuple[str, ...]:
    groups = tuple(chunked(titles, lambda title: sent_length(title) + 2, BLOCK_BUDGET))
    return (*groups[0], "…") if len(groups) > 1 else next(iter(groups), ())
