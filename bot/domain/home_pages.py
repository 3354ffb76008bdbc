"""Where a Home breaks into pages: Slack takes 100 blocks and 250 KB.

The order of all that there is stays; what does not fit goes on to the next page under the same
heading.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Any

from bot.domain.asks import Ask
from bot.domain.home import Home
from bot.domain.shortening import chunked
from bot.domain.view_pages import PAGE_BUDGET, line_cost

BLOCK_COST = 2_500
"""Bytes that a block counts at least, so that no page has more than 80 of them."""


class Part(StrEnum):
    """The parts of a Home, in reading order."""

    ASKS = "asks"
    KEY_RESULTS = "key_results"
    TEAMS = "teams"
    OBJECTIVES = "objectives"
    ABOVE = "above"


ALWAYS = frozenset({Part.ASKS, Part.KEY_RESULTS, Part.OBJECTIVES})
"""Parts that say so when there is nothing in them."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """What of a part stands on a page; `is_first` where the part begins there."""

    part: Part
    is_first: bool
    lines: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class HomePage:
    """One page, counted from 0, of all."""

    number: int
    count: int
    chunks: tuple[Chunk, ...]


def page_of(home: Home, number: int) -> HomePage:
    """One page of a Home; a number out of range is the nearest one."""
    pages = tuple(chunked(_pairs(home), _cost, PAGE_BUDGET))
    number = min(max(number, 0), len(pages) - 1)
    chunks = tuple(
        _chunk(Part(part), list(pairs))
        for part, pairs in groupby(pages[number], key=lambda pair: pair[0])
    )
    return HomePage(number, len(pages), chunks)


_Pair = tuple[Part, bool, Any]
"""A line of a part, and whether it is the first; None stands for a part without lines."""


def _pairs(home: Home) -> Iterator[_Pair]:
    for part in Part:
        lines = getattr(home, part.value) or ((None,) if part in ALWAYS else ())
        for number, line in enumerate(lines):
            yield part, number == 0, line


def _chunk(part: Part, pairs: list[_Pair]) -> Chunk:
    is_first = pairs[0][1]
    return Chunk(part, is_first, tuple(line for _part, _first, line in pairs if line is not None))


def _cost(pair: _Pair) -> int:
    """The first line of a part carries its heading, which is four blocks at most."""
    _part, is_first, line = pair
    blocks = 2 if isinstance(line, Ask) else 1  # below an ask stand its buttons
    return line_cost(line, blocks * BLOCK_COST) + (4 * BLOCK_COST if is_first else 0)
