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

NUMBERS = ("value", "done", "confidence", "milestones")
"""What a key result is asked for; `value`, `done` and `milestones` by its metric."""

WORDS = ("note", "blocker", "blocker_kind", "helper", "next_step")
"""The fields that stay folded until they are wanted."""

BLOCKER = ("blocker", "blocker_kind", "helper")
"""Those that hold the blocker that stands, in the order in which `Shown` keeps it."""

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

    `current` is None where a value is added to: that field is empty. `blocker` are its words, its
    kind and who can help, empty without one. `target` and `lower` are what it is to reach.
    """

    current: Decimal | None
    confidence: int
    done: tuple[int, ...] = ()
    blocker: tuple[str, str, str] = ("", "", "")
    target: Decimal | None = None
    lower: Decimal | None = None


def field(word: str, key_result_id: int) -> str:
    """The name of a field: `value:17`."""
    return f"{word}:{key_result_id}"


def key_result_of(name: str) -> int | None:
    """The key result a field belongs to; None for a field of the whole form."""
    _word, _colon, number = name.partition(":")
    return int(number) if number.isdecimal() else None


def shown(key_result: KeyResult) -> Shown:
    """What a form opened now shows of a key result."""
    stands = key_result.blocker
    return Shown(
        None if key_result.entry is Entry.ADDS else key_result.current,
        key_result.confidence,
        done_steps(key_result),
        (stands.text, stands.kind.value, stands.helper) if stands else ("", "", ""),
        key_result.target,
        key_result.lower,
    )


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
    if base is None or (typed is None and word != "blocker"):
        return False
    match word, typed:
        case "confidence", _:
            return typed != str(base.confidence)
        case "milestones", list():
            return {*typed} != {str(each) for each in base.done}
        case "done", _:
            return (typed == "yes") != (base.current == 1)
        case _:
            text = typed.strip() if isinstance(typed, str) else ""
            return _is_written(word, text, base, marks)


def _is_written(word: str, text: str, base: Shown, marks: NumberMarks) -> bool:
    """The same for what is written; a blocker can also be deleted."""
    if word in BLOCKER:
        return text != base.blocker[BLOCKER.index(word)].strip()
    if word == "value" and text:
        return not _is_number(text, base.current, marks)
    return bool(text)


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
