"""Replies written: what was understood, as one could have typed it, and examples to begin with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.domain.fields import NumberMarks, done_steps, field, is_confirmed, text_of
from bot.domain.okrs import Entry, KeyResult, Metric
from bot.domain.replies import MOST_KEY_RESULTS, Reading
from bot.domain.reply_names import Names, Target
from bot.domain.reply_values import write_number

MOST_TRIED = 4
"""Key results that are looked at: every weekly message asks, and titles may be alike."""

MOST_EXAMPLES, LONGEST_NAME = 2, 40
"""Examples that are given, and letters of a name in one; nobody types a longer one."""


@dataclass(frozen=True, slots=True)
class Example:
    """A reply to copy: `name` is "" where none is needed, `value` where it is about being done."""

    name: str
    value: str
    confidence: int


def examples(key_results: Sequence[KeyResult], marks: NumberMarks) -> tuple[Example, ...]:
    """The first replies that this person could give, for what has a short name."""
    if len(key_results) > MOST_KEY_RESULTS:
        return ()
    names = Names(key_results)
    found = (_example(each, names, marks) for each in key_results[:MOST_TRIED])
    return tuple(each for each in found if each)[:MOST_EXAMPLES]


def write_reply(reading: Reading, key_results: Sequence[KeyResult], marks: NumberMarks) -> str:
    """What was understood, in words that are understood as the same again.

    Every key result has to have a word of its own; see Names.shortest.
    """
    names = Names(key_results)
    lines = [line for each in key_results for line in _lines(reading, each, names, marks)]
    if is_confirmed(reading.fields):
        lines.append("rest same" if lines else "all the same")
    return "\n".join(lines)


def _example(key_result: KeyResult, names: Names, marks: NumberMarks) -> Example | None:
    target = Target(key_result)
    if key_result.metric is Metric.MILESTONES:
        step = next((each for each in key_result.milestones if each.done_on is None), None)
        target = Target(key_result, step)
    name = "" if names.is_alone else names.shortest(target)
    if not names.is_alone and not 0 < len(name) <= LONGEST_NAME:
        return None
    value = ""
    if key_result.metric is Metric.MILESTONES and target.step is None:
        return None
    if key_result.metric not in {Metric.MILESTONES, Metric.YES_NO}:
        is_adding = key_result.entry is Entry.ADDS
        value = "+1" if is_adding else write_number(abs(key_result.current or Decimal(0)), marks)
    # Behind a number in a title the value needs a colon before it.
    colon = ":" if any(map(str.isdecimal, name)) else ""
    return Example(name + colon, value, key_result.confidence)


def _lines(
    reading: Reading, key_result: KeyResult, names: Names, marks: NumberMarks
) -> Iterator[str]:
    """A line for each milestone, and one for all else."""
    yield from _steps(reading, key_result, names)
    items = list(_items(reading, key_result, marks))
    if items:
        needs_name = not names.is_alone or key_result.id in reading.same
        name = f"{names.shortest(Target(key_result))}: " if needs_name else ""
        yield name + ", ".join(items)


def _steps(reading: Reading, key_result: KeyResult, names: Names) -> Iterator[str]:
    ticked = reading.fields.get(field("milestones", key_result.id))
    if isinstance(ticked, list):
        done = {str(each) for each in done_steps(key_result)}
        for step in key_result.milestones:
            if (str(step.id) in ticked) != (str(step.id) in done):
                word = "done" if str(step.id) in ticked else "not done"
                yield f"{names.shortest(Target(key_result, step))}: {word}"


def _items(reading: Reading, key_result: KeyResult, marks: NumberMarks) -> Iterator[str]:
    words = {
        word: text_of(reading.fields, field(word, key_result.id))
        for word in ("value", "done", "confidence", "note", "blocker", "next_step")
    }
    if key_result.id in reading.same:
        yield "same"
    if words["value"]:
        yield _value(words["value"], key_result, marks)
    if words["done"]:
        yield "done" if words["done"] == "yes" else "not done"
    if words["confidence"]:
        yield f"confidence {words['confidence']}"
    for word, label in (("note", "note"), ("blocker", "blocked"), ("next_step", "next")):
        if words[word]:
            yield f"{label}: {words[word]}"


def _value(typed: str, key_result: KeyResult, marks: NumberMarks) -> str:
    """A value below zero is told from where it came: a minus alone may mean two things."""
    if typed.startswith("-") and key_result.entry is Entry.REPLACES:
        return f"from {write_number(key_result.current or Decimal(0), marks)} to {typed}"
    return typed
