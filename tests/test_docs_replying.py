"""Every example of docs/replying.md is read, and understood as it says."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from bot.domain.fields import NumberMarks, is_confirmed, text_of
from bot.domain.okrs import KeyResult
from bot.domain.replies import Reading, read_reply
from tests.domain.replying import CLINICS_TO_DO, ENGLISH, GERMAN, PILOT, PORTAL, REORDER

PAGE = (Path(__file__).parents[1] / "docs/replying.md").read_text(encoding="utf-8")
SEVERAL = (REORDER, PORTAL, PILOT, CLINICS_TO_DO)
WORDS = ("value", "done", "confidence", "note", "blocker", "next_step")


def table(title: str) -> list[tuple[str, str]]:
    """The rows of the table below a heading."""
    section = PAGE.split(f"## {title}\n")[1].split("\n## ")[0]
    return re.findall(r"^\| `(.*?)` \| (.*?) \|$", section, re.MULTILINE)


@pytest.mark.parametrize(("text", "told"), table("One key result"))
def test_an_example_for_one_key_result(text: str, told: str) -> None:
    assert said(read_reply(text, [REORDER], ENGLISH), [REORDER], ENGLISH) == told


@pytest.mark.parametrize(("text", "told"), table("Several key results"))
def test_an_example_for_several(text: str, told: str) -> None:
    assert said(read_reply(text, SEVERAL, ENGLISH), SEVERAL, ENGLISH) == told


@pytest.mark.parametrize(("text", "told"), table("In German"))
def test_an_example_in_german(text: str, told: str) -> None:
    assert said(read_reply(text, SEVERAL, GERMAN), SEVERAL, GERMAN) == told


@pytest.mark.parametrize(("text", "reason"), table("What is not taken"))
def test_an_example_of_what_is_not_taken(text: str, reason: str) -> None:
    reading = read_reply(text, SEVERAL, ENGLISH)

    assert not reading.is_clear
    assert {each.reason for each in reading.unclear} == {reason}


def test_the_tables_are_found() -> None:
    assert [len(table(each)) for each in ("One key result", "In German")] == [10, 6]


def said(reading: Reading, known: Sequence[KeyResult], marks: NumberMarks) -> str:
    """What was understood, in the words of the page; numbers as English has them."""
    assert reading.unclear == ()
    told = [(each.title, ", ".join(words(reading, each, marks))) for each in known]
    parts = [f"{title}: {text}" if len(known) > 1 else text for title, text in told if text]
    rest = "everything else: " if parts else "everything: " if len(known) > 1 else ""
    confirmed = [f"{rest}unchanged"] if is_confirmed(reading.fields) else []
    return "; ".join([*parts, *confirmed])


def words(reading: Reading, key_result: KeyResult, marks: NumberMarks) -> Iterator[str]:
    typed = {word: text_of(reading.fields, f"{word}:{key_result.id}") for word in WORDS}
    if key_result.id in reading.same:
        yield "unchanged"
    if typed["value"]:
        yield f"value {typed['value'].replace(marks.decimal, '.')}"
    if typed["done"]:
        yield "done" if typed["done"] == "yes" else "not done"
    ticked = reading.fields.get(f"milestones:{key_result.id}") or ()
    yield from (f"{step.title} done" for step in key_result.milestones if str(step.id) in ticked)
    if typed["confidence"]:
        yield f"confidence {typed['confidence']}"
    named = (("note", "note"), ("blocker", "blocker"), ("next_step", "next step"))
    yield from (f'{name} "{typed[word]}"' for word, name in named if typed[word])
