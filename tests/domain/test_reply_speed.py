"""Reading a reply takes no time that its writer could stretch."""

import re
from time import perf_counter

import pytest

from bot.domain.replies import MOST_CHARACTERS, read_reply
from tests.domain.replying import ENGLISH, REORDER, SEVERAL

ENOUGH = 2.0
"""Seconds: many times what the slowest of them takes, a fraction of what a bad pattern does."""

REPEATED = (
    "\n",
    " ",
    "; ",
    " / ",
    ". ",
    ", ",
    "\n• ",
    ":a:",
    ":a",
    "is ",
    "note:",
    "1 ",
    "1.",
    '"',
)
STARTS, ENDS = ("52", "reorder", "52, x, confidence "), ("x", "note: x", "confidence")


@pytest.mark.parametrize("repeated", REPEATED, ids=re.escape)
def test_no_row_of_the_same_is_slow_to_read(repeated: str) -> None:
    texts = [
        start + repeated * ((MOST_CHARACTERS - 30) // len(repeated)) + end
        for start in STARTS
        for end in ENDS
    ]

    began = perf_counter()
    for text in texts:
        read_reply(text, [REORDER], ENGLISH)
        read_reply(text, SEVERAL, ENGLISH)

    assert perf_counter() - began < ENOUGH
