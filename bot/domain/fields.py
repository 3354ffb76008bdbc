"""The fields of a check-in form: what they are called, what they showed, which were touched.

A form is a flat mapping of fields to what was typed: a field is `value:17`, a word and the id of
a key result, and is the block's id in Slack as well. What the form showed when it was opened is
kept beside it, so an untouched field never undoes what somebody else recorded meanwhile.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from bot.domain.numbers import read_number
from bot.domain.okrs import Entry, KeyResult
from bot.errors import InvalidInput

Typed = str | list[str] | None
Fields = Mapping[str, Typed]

UNTOUCHED_IS_CONFIRMED = "unchanged"
"""The field (and its one option) that says: what I did not touch is still right."""


@dataclass(frozen=True, slots=True)
class NumberMarks:
    """How a person writes numbers: the decimal mark and the mark between thousands."""

    decimal: str = "."
    group: str = ","


@dataclass(frozen=True, slots=True)
class Shown:
    """What a form showed of one key result when it was opened.

    `current` is None where a value is added to: that field is empty.
    """

    current: Decimal | None
    confidence: int
    done: tuple[int, ...] = ()


def field(word: str, key_result_id: int) -> str:
    """The name of a field: `value:17`."""
    return f"{word}:{key_result_id}"


def key_result_of(name: str) -> int | None:
    """The key result a field belongs to; None for a field of the whole form."""
    _word, _colon, number = name.partition(":")
    return int(number) if number.isdecimal() else None


def shown(key_result: KeyResult) -> Shown:
    """What a form opened now shows of a key result."""
    current = None if key_result.entry is Entry.ADDS else key_result.current
    return Shown(current, key_result.confidence, done_steps(key_result))


def merge_ticks(typed: Typed, then: Shown, now: Shown) -> tuple[int, ...]:
    """The milestones ticked in a form that showed `then`, with what others ticked until `now`.

    Only what the person changed is theirs: all else stays as it is now.
    """
    ticked = {int(word) for word in typed or () if word.isdecimal()}
    touched = ticked ^ set(then.done)
    return tuple(sorted((set(now.done) - touched) | (ticked & touched)))


def is_confirmed(fields: Fields) -> bool:
    """Whether the person said that what they did not touch is still right."""
    return UNTOUCHED_IS_CONFIRMED in (fields.get(UNTOUCHED_IS_CONFIRMED) or [])


def is_touched(
    name: str, typed: Typed, shown_before: Mapping[int, Shown], marks: NumberMarks
) -> bool:
    """Whether a field holds something else than the form had put there; False for strangers."""
    word, _colon, _number = name.partition(":")
    base = shown_before.get(key_result_of(name) or 0)
    if base is None or typed is None:
        return False
    if word == "confidence":
        return typed != str(base.confidence)
    if word == "milestones":
        return {*typed} != {str(each) for each in base.done}
    if word == "done":
        return (typed == "yes") != (base.current == 1)
    if word == "value" and isinstance(typed, str) and typed.strip():
        return not _is_number(typed, base.current, marks)
    return isinstance(typed, str) and bool(typed.strip())


def _is_number(text: str, number: Decimal | None, marks: NumberMarks) -> bool:
    try:
        typed = read_number(text, decimal_mark=marks.decimal, group_mark=marks.group, field="value")
    except InvalidInput:
        return False
    return typed == number


def done_steps(key_result: KeyResult) -> tuple[int, ...]:
    """The ids of its milestones that are done, in their order."""
    return tuple(sorted(step.id for step in key_result.milestones if step.done_on))


def text_of(fields: Fields, name: str) -> str:
    """The text in a field, without blanks around it; "" where nothing was typed."""
    typed = fields.get(name)
    return typed.strip() if isinstance(typed, str) else ""
