"""Where a digest breaks: into blocks below Slack's text limit, and into messages.

The first page is posted, the others follow in its thread.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from typing import Any

from bot.domain.digest import Digest
from bot.domain.shortening import chunked, sent_length

BLOCK_BUDGET = 2_700
"""Characters of one section as sent; Slack takes 3,000."""

PAGE_BUDGET = 12_000
"""Characters of one message as sent: long before any limit, so that it stays readable."""

AROUND_A_LINE = 200
"""Characters that the words, numbers and marks around what people typed may take."""

AROUND_A_CHANGE = 120
"""As much again for each change of one thing: the name of the field and two numbers."""


class Part(StrEnum):
    """The parts of a digest, in reading order."""

    OBJECTIVES = "objectives"
    MOVES = "moves"
    ATTENTION = "attention"
    BLOCKERS = "blockers"
    CHANGES = "changes"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Chunk:
    """Lines that fit into one section block; the first chunk of a part carries its heading."""

    part: Part
    is_first: bool
    lines: tuple[Any, ...]


def pages(digest: Digest) -> tuple[tuple[Chunk, ...], ...]:
    """The digest's chunks by message; always at least one page, which may be empty."""
    return tuple(chunked(_chunks(digest), _chunk_length, PAGE_BUDGET)) or ((),)


def _chunks(digest: Digest) -> Iterator[Chunk]:
    for part in Part:
        lines: Sequence[Any] = getattr(digest, part.value)
        for number, group in enumerate(chunked(lines, _length, BLOCK_BUDGET)):
            yield Chunk(part, is_first=number == 0, lines=group)


def _chunk_length(chunk: Chunk) -> int:
    return sum(_length(line) for line in chunk.lines)


def _length(line: object) -> int:
    """A line's length as sent; a name stands alone, everything else is a record."""
    if isinstance(line, str):
        return sent_length(line) + 2
    around = AROUND_A_LINE + AROUND_A_CHANGE * len(getattr(line, "lines", ()))
    return around + sum(sent_length(text) for text in _texts(line))


def _texts(record: object) -> Iterator[str]:
    for each in fields(record):  # type: ignore[arg-type]
        value = getattr(record, each.name)
        if isinstance(value, str):
            yield value
        elif is_dataclass(value):
            yield from _texts(value)
        elif isinstance(value, tuple):
            for part in value:
                yield from _texts(part)
