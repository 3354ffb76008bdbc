"""Making what people typed fit: shortened before it is escaped, measured as it will be sent."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Line = TypeVar("Line")

_JOINER = "\u200d"


def sent_length(text: str) -> int:
    """How long mrkdwn gets when `&`, `<` and `>` are escaped."""
    return len(text) + 4 * text.count("&") + 3 * (text.count("<") + text.count(">"))


def shorten(text: str, limit: int, measured: Callable[[str], int] = sent_length) -> str:
    """The text on one line, in at most `limit` characters, with "…" where something is left out.

    Characters count as they are sent in mrkdwn; where nothing is escaped, give `len`. What
    people see as one character (accents, joined emoji, flags) is never torn apart.
    """
    line = " ".join(text.split())
    if measured(line) <= limit:
        return line
    # However it is measured, a character counts one at least.
    ends = range(min(len(line), limit))
    end = bisect_right(ends, limit - 1, key=lambda end: measured(line[:end])) - 1
    return line[: _cut(line, max(end, 0))].rstrip() + "…"


def chunked(
    lines: Iterable[Line], length: Callable[[Line], int], budget: int
) -> Iterator[tuple[Line, ...]]:
    """The lines in groups whose summed length stays within `budget`; a longer line stands alone."""
    group: list[Line] = []
    used = 0
    for line in lines:
        needed = length(line)
        if group and used + needed > budget:
            yield tuple(group)
            group, used = [], 0
        group.append(line)
        used += needed
    if group:
        yield tuple(group)


def _cut(text: str, at: int) -> int:
    """The nearest place at or before `at` that does not cut what people see as one character."""
    while at > 0 and (_joins(text[at]) or text[at - 1] == _JOINER or _splits_flag(text, at)):
        at -= 1
    return at


def _joins(character: str) -> bool:
    """Whether it belongs to the character before it: accents, variations, skin tones, tags."""
    return (
        unicodedata.category(character).startswith("M")
        or character == _JOINER
        or "\U0001f3fb" <= character <= "\U0001f3ff"
        or "\U000e0020" <= character <= "\U000e007f"
    )


def _splits_flag(text: str, at: int) -> bool:
    """Whether `at` lies between the two letters of a flag."""
    before = re.search("[\U0001f1e6-\U0001f1ff]*$", text[:at])
    is_inside = "\U0001f1e6" <= text[at] <= "\U0001f1ff"
    return is_inside and before is not None and len(before[0]) % 2 == 1
