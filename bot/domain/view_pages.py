"""How much of a view a line takes: Slack takes 100 blocks and 250 KB in a modal and on Home."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

PAGE_BUDGET = 200_000
"""Bytes of one page; the rest of Slack's 250 KB is for headings and paging."""

AROUND_A_LINE, OF_A_CHARACTER = 900, 12
"""Bytes around what people typed, and of the longest character of it in JSON."""


def line_cost(line: object, at_least: int) -> int:
    """The most bytes that a line may take as a block; `at_least` limits how many fit on a page."""
    typed = sum(len(text) for text in typed_in(line))
    return max(at_least, AROUND_A_LINE + OF_A_CHARACTER * typed)


def typed_in(value: object) -> Iterator[str]:
    """All text in a line, however deep it stands."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from typed_in(each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from typed_in(getattr(value, field.name))
