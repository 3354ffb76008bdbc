"""What one part of a reply says about one key result: the items of the grammar, one by one.

An item begins where the one before ended, behind a comma or without; see bot.domain.replies.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from bot.domain.fields import NumberMarks
from bot.domain.okrs import Metric
from bot.domain.reply_names import Target, has_words
from bot.domain.reply_reasons import Reason
from bot.domain.reply_values import Found, find_value
from bot.domain.reply_words import (
    BEFORE_CONFIDENCE,
    CONFIDENCE,
    DONE,
    END,
    LABEL,
    LABELS,
    NOISE,
    NOT_DONE,
    OF_TEN,
    SAME,
)

MOST = {"note": 1000, "blocker": 300, "next_step": 300}
"""Characters that the form takes of each."""

_BETWEEN = re.compile(
    rf"(?:{NOISE})*(?P<mark>[,;\n]|[.!?](?=\s|$)|[–—-](?=\s)(?!\s*\d)|/(?=\s))?(?:{NOISE}|\n)*",
    re.IGNORECASE,
)
_END = re.compile(END)
_NUMERIC = frozenset(Metric) - {Metric.YES_NO, Metric.MILESTONES}


@dataclass(frozen=True, slots=True)
class Says:
    """What was said, by the words of the form's fields; `is_done` of a yes/no or a milestone.

    With a `fault`, what was clear before it.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    is_done: bool | None = None
    is_same: bool = False
    fault: Reason | None = None

    @property
    def has_value(self) -> bool:
        """Whether it says how it stands."""
        return "value" in self.fields or self.is_done is not None or self.is_same

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said."""
        return not self.fields and self.is_done is None and not self.is_same


@dataclass(frozen=True, slots=True)
class _Item:
    """Where reading stands: what is left, and whether a comma or the like stood before it."""

    rest: str
    literal: str
    is_new: bool
    target: Target
    marks: NumberMarks
    said: Says


_Taken = tuple[Says, str]


def read_says(text: str, target: Target, marks: NumberMarks) -> Says:
    """All that the text says about the target; the first thing that is not clear is its fault."""
    said, rest, is_first = Says(), text, True
    while item := _next(rest, target, marks, said, is_first=is_first):
        said, rest = next(taken for take in _TAKES if (taken := take(item)))
        is_first = False
        if said.fault:
            return said
    return replace(said, fault=Reason.NOTHING_SAID) if said.is_empty else said


def _next(
    text: str, target: Target, marks: NumberMarks, said: Says, *, is_first: bool
) -> _Item | None:
    between = _BETWEEN.match(text)
    end = between.end() if between else 0
    if end == len(text):
        return None
    marked = between.end("mark") if between and between["mark"] else 0
    return _Item(text[end:], text[marked:].strip(), is_first or marked > 0, target, marks, said)


def _take_label(item: _Item) -> _Taken | None:
    """note: …, blocked: …, next: …, up to the next of them."""
    label = LABEL.match(item.rest)
    if label is None:
        return None
    name = next(word for word in LABELS if label[word])
    following = LABEL.search(item.rest, label.end())
    end = following.start() if following else len(item.rest)
    return _with_words(item, name, item.rest[label.end() : end]), item.rest[end:]


def _take_same(item: _Item) -> _Taken | None:
    same = SAME.match(item.rest)
    if same is None or item.said.has_value:
        return None
    return replace(item.said, is_same=True), item.rest[same.end() :]


def _take_done(item: _Item) -> _Taken | None:
    """Whether it is done; a step of several has to be named."""
    no, yes = NOT_DONE.match(item.rest), DONE.match(item.rest)
    found = no or yes
    if found is None or item.said.has_value:
        return None
    metric, step = item.target.key_result.metric, item.target.step
    fault = None
    if metric is Metric.MILESTONES and step is None:
        fault = Reason.MILESTONE
    elif metric in _NUMERIC:
        fault = Reason.NOT_YES_NO
    said = replace(item.said, is_done=None if fault else no is None, fault=fault)
    return said, item.rest[found.end() :]


def _take_confidence(item: _Item) -> _Taken | None:
    """confidence 8, 8/10, and a whole number that stands alone behind the value."""
    found = CONFIDENCE.match(item.rest)
    if found is None and (found := OF_TEN.match(item.rest)) and item.target.key_result.target == 10:
        return replace(item.said, fault=Reason.TEN), ""
    if found is None:
        return None
    return _with_confidence(item, found["number"]), item.rest[found.end() :]


def _take_value(item: _Item) -> _Taken | None:
    found = find_value(item.rest, item.target.key_result, item.marks)
    if found is None:
        return None
    rest = item.rest[found.length :]
    if item.said.has_value:
        return _take_second_number(item, found, rest)
    fault = found.fault
    if item.target.key_result.metric is Metric.YES_NO:
        fault = Reason.YES_NO
    elif item.target.key_result.metric is Metric.MILESTONES:
        fault = Reason.MILESTONE if item.target.step is None else Reason.YES_NO
    return _with(item.said, "value", found.typed, fault), rest


def _take_second_number(item: _Item, found: Found, rest: str) -> _Taken | None:
    """Behind the value a number that stands alone is the confidence; with words it is a note."""
    if not item.is_new or not _END.match(rest):
        return None
    number = item.rest[: found.length].strip()
    if found.has_unit or "confidence" in item.said.fields:
        return replace(item.said, fault=Reason.TWICE), rest
    return _with_confidence(item, number), rest


def _take_note(item: _Item) -> _Taken:
    """Words behind a comma, when something else was said before them; the rest is not clear."""
    is_said = not item.said.is_empty
    if not is_said or not item.is_new:
        fault = Reason.BEHIND if is_said else Reason.TEXT_ONLY
        fields = item.said.fields if is_said or not has_words(item.literal) else _note(item.literal)
        return replace(item.said, fault=fault, fields=fields), ""
    ends = [
        found.start()
        for pattern in (LABEL, BEFORE_CONFIDENCE)
        if (found := pattern.search(item.literal))
    ]
    end = min(ends, default=len(item.literal))
    words = item.literal[:end]
    if not has_words(words):
        return replace(item.said, fault=Reason.TWICE), ""
    return _with_words(item, "note", words), item.literal[end:]


_TAKES: tuple[Callable[[_Item], _Taken | None], ...] = (
    _take_label,
    _take_same,
    _take_done,
    _take_confidence,
    _take_value,
    _take_note,
)


def _with_words(item: _Item, name: str, words: str) -> Says:
    text = words.strip().rstrip(",;").rstrip()
    fault = Reason.EMPTY if not text else None
    if len(text) > MOST[name]:
        fault = Reason.TOO_LONG
    return _with(item.said, name, text, fault)


def _with_confidence(item: _Item, number: str) -> Says:
    is_one = number.isascii() and number.isdecimal() and int(number) <= 10
    fault = None if is_one else Reason.CONFIDENCE
    return _with(item.said, "confidence", str(int(number)) if is_one else number, fault)


def _with(said: Says, name: str, typed: str, fault: Reason | None) -> Says:
    if name in said.fields:
        return replace(said, fault=Reason.TWICE)
    if fault:
        return replace(said, fault=fault)
    return replace(said, fields={**said.fields, name: typed})


def _note(text: str) -> dict[str, str]:
    return {"note": text[: MOST["note"]]}
