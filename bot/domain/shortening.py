"""Making what people typed fit: shortened before it is escaped, measured as it will be sent."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Line = TypeVar("Line")

_JOINER = "\u200d"


def shorten(text: str, limit: int) -> str:
    """The text on one line, in at most `limit` characters, with "…" where something is left out.

    What belongs to one visible character (accents, joined emoji) is never torn apart.
    """
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    end = limit - 1
    while end > 0 and _is_joined(line, end):
        end -= 1
    return line[:end].rstrip() + "…"


def sent_length(text: str) -> int:
    """How long mrkdwn gets when `&`, `<` and `>` are escaped."""
    return len(text) + 4 * text.count("&") + 3 * (text.count("<") + text.count(">"))


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


def _is_joined(line: str, at: int) -> bool:
    """Whether the character at `at` belongs to the one before it."""
    character = line[at]
    return (
        unicodedata.combining(character) > 0
        or unicodedata.category(character) in {"Mn", "Me", "Sk"}
        or _JOINER in (character, line[at - 1])
        or "\ufe00" <= character <= "\ufe0f"
    )
