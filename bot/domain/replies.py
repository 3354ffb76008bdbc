"""What a person answered in plain words, read against the key results that they update.

The grammar, in which blanks, line breaks and emoji between items do not matter:

    reply      = everything | part { separator part }
    everything = "all the same" | "nichts geändert" | "unchanged" | …
    separator  = line break | ";" | " / " | "," or "and" or the end of a sentence before a name
    part       = [ bullet ] [ name [ ":" | "is" | … ] ] item { [ "," ] item } | "rest same"
    item       = "same" | "done" | "not done" | value | confidence | label ":" words | words
    value      = [ "+" | "-" ] number [ unit ] | [ "from" ] number "to" number | number "of" number
    confidence = "confidence" number | number "/10" | a number alone behind the value
    label      = "note" | "blocked" | "next"

Each word has its German ones (bot.domain.reply_words), understood by everybody; numbers are
written as the person's language writes them. A name is some words of the title of a key result or
of a milestone (bot.domain.reply_names). A part that begins with a label belongs to the one before.

Who updates one key result needs no name, and a line break is as a comma to them. Who updates
several needs none if there are as many parts as key results, none of them names one, and each is
clear for the key result in its place.

Nothing is guessed. Words without a label are a note only behind a comma, after something else. A
part that can be read in two ways, or holds anything that is not in the grammar, is not taken at
all: it comes back as it was typed, with the reason.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.domain.fields import UNTOUCHED_IS_CONFIRMED, NumberMarks, Typed, done_steps, key_result_of
from bot.domain.fields import field as field_of
from bot.domain.okrs import BlockerKind, KeyResult
from bot.domain.reply_names import Names, Target, has_words
from bot.domain.reply_reasons import Reason, Unclear
from bot.domain.reply_says import Says, read_says
from bot.domain.reply_words import CONFIDENCE, EVERYTHING, GREETINGS, LABEL, LABELLED, REST

MOST_CHARACTERS, MOST_KEY_RESULTS = 3_000, 60
"""What is longer, or is about more, is for the form."""

_BREAK = re.compile(rf"(?:\n++|;|\s/\s)(?!\s*(?:[•*·–—-]\s*)?(?:{LABELLED}))", re.IGNORECASE)
_SOFT = re.compile(r"(?:[.!?,]|\s(?:and|und|&))\s+")
_BULLET = re.compile(r"\s*(?:[•*·‣◦]|[–—-](?=\s))?\s*")
_STARTS_LIKE_AN_ITEM = re.compile(r"[\d+\-−€$£]|(?:from|von)\s")
_ABOUT_NOTHING = frozenset((Reason.TEXT_ONLY, Reason.WHICH, Reason.UNKNOWN))


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood: `fields` as the check-in form has them, and what was not.

    `same` are the key results that were confirmed by name; that all others are still right stands
    in the fields, as in the form.
    """

    fields: Mapping[str, Typed] = field(default_factory=dict)
    same: frozenset[int] = frozenset()
    unclear: tuple[Unclear, ...] = ()

    @property
    def is_clear(self) -> bool:
        """Whether there is something to record."""
        return bool(self.fields or self.same)

    @property
    def is_answer(self) -> bool:
        """Whether it looks like an answer at all, understood or not."""
        return self.is_clear or any(_is_about_something(each) for each in self.unclear)


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the reply: what it is about, and what it says of it."""

    text: str
    target: Target | None
    says: Says
    others: tuple[int, ...] = ()

    @property
    def key_result_id(self) -> int | None:
        return self.target.key_result.id if self.target else None


def read_reply(text: str, key_results: Sequence[KeyResult], marks: NumberMarks) -> Reading:
    """What the text says of these key results; never raises, whatever the text is."""
    text = re.sub(r"\r\n?|[\v\f\x85\u2028\u2029]", "\n", text).strip()
    if len(text) > MOST_CHARACTERS or len(key_results) > MOST_KEY_RESULTS:
        reason = Reason.TOO_MANY if len(text) <= MOST_CHARACTERS else Reason.TOO_LONG
        return Reading(unclear=(Unclear(text, reason),))
    if EVERYTHING.fullmatch(text):
        return Reading({UNTOUCHED_IS_CONFIRMED: [UNTOUCHED_IS_CONFIRMED]})
    names = Names(key_results)
    pieces = [_trimmed(text)] if names.is_alone else list(_pieces(text, names))
    rests = [each for each in pieces if REST.fullmatch(each)]
    said = [each for each in pieces if not REST.fullmatch(each)]
    parts = _in_order(said, names, marks) or [_read(each, names, marks) for each in said if each]
    return _with_rest(_merged(parts), rests)


def is_greeting(text: str) -> bool:
    """Whether it says hello, or asks for help, and nothing else."""
    words = re.findall(r"[^\W_]+", re.sub(r":[a-z][\w+-]*:", "", text.casefold()))
    return all(each in GREETINGS for each in words)


def _is_about_something(unclear: Unclear) -> bool:
    """A number is an answer, and so is a name; words alone may be anything."""
    is_about = unclear.reason not in _ABOUT_NOTHING or bool(re.search(r"\d", unclear.text))
    return is_about or bool(unclear.others)


def _pieces(text: str, names: Names) -> Iterator[str]:
    """The parts as they were typed; soft separators part only where a name and an item follow."""
    for hard in _BREAK.split(text):
        start = 0
        for soft in _SOFT.finditer(hard):
            if _begins_part(hard[soft.end() :], names):
                yield _trimmed(hard[start : soft.start()])
                start = soft.end()
        yield _trimmed(hard[start:])


def _trimmed(piece: str) -> str:
    bullet = _BULLET.match(piece)
    return piece[bullet.end() if bullet else 0 :].strip()


def _begins_part(text: str, names: Names) -> bool:
    """Whether a name stands here with something said right behind it, or the rest is said."""
    if REST.fullmatch(text.strip()):
        return True
    for naming in names.at_start(text):
        if _STARTS_LIKE_AN_ITEM.match(naming.rest):
            return True
        if len(naming.targets) == 1:
            said = read_says(naming.rest, naming.targets[0], NumberMarks())
            if not said.is_empty and said.fault is not Reason.TEXT_ONLY:
                return True
    return False


def _in_order(pieces: Sequence[str], names: Names, marks: NumberMarks) -> list[_Part]:
    """A part for each key result in its place, if that is what it is; else nothing."""
    several = len(pieces) == len(names.key_results) > 1
    if not several or any(next(names.at_start(each), None) for each in pieces):
        return []
    pairs = zip(pieces, names.key_results, strict=True)
    parts = [_said(text, Target(key_result), text, marks) for text, key_result in pairs]
    return [] if any(each.says.fault for each in parts) else parts


def _read(text: str, names: Names, marks: NumberMarks) -> _Part:
    """The one clear way to read a part; else what is wrong with the likeliest of them."""
    namings = list(names.at_start(text))
    ways = [
        _said(text, each.targets[0], each.rest, marks) for each in namings if len(each.targets) == 1
    ]
    if len(names.key_results) == 1:
        ways.append(_said(text, Target(names.key_results[0]), text, marks))
    clear = [each for each in ways if not each.says.fault]
    if any(_meaning(each) != _meaning(clear[0]) for each in clear[1:]):
        return _Part(text, clear[0].target, Says(fault=Reason.TWO_WAYS))
    if clear or ways:
        return (clear or ways)[0]
    if namings:
        return _Part(text, None, Says(fault=Reason.AMBIGUOUS), namings[0].key_results)
    return _Part(text, None, Says(fault=_why_nameless(text)))


def _why_nameless(text: str) -> Reason:
    """It names nothing, or something that is not among the key results."""
    is_item = LABEL.match(text) or CONFIDENCE.match(text)
    return Reason.UNKNOWN if has_words(text[:1]) and not is_item else Reason.WHICH


def _said(text: str, target: Target, rest: str, marks: NumberMarks) -> _Part:
    return _Part(text, target, read_says(rest, target, marks))


def _meaning(part: _Part) -> tuple[object, ...]:
    step = part.target.step.id if part.target and part.target.step else None
    said = part.says
    return part.key_result_id, step, dict(said.fields), said.is_done, said.is_same


def _merged(parts: Sequence[_Part]) -> Reading:
    """All parts in one: what two of them say of the same thing, neither of them says."""
    fields: dict[str, Typed] = {}
    same: set[int] = set()
    unclear: list[Unclear] = []
    twice = _said_twice(parts)
    for part in parts:
        if part.target is None or part.says.fault or part.key_result_id in twice:
            unclear.append(_unclear(part))
            continue
        fields |= _fields(part, part.target, fields)
        if part.says.is_same:
            same.add(part.target.key_result.id)
    # Whatever else was said of a key result confirms the rest of it.
    same -= {number for name in fields if (number := key_result_of(name))}
    return Reading(fields, frozenset(same), tuple(unclear))


def _said_twice(parts: Sequence[_Part]) -> set[int | None]:
    """The key results of which two parts say the same kind of thing."""
    seen: set[tuple[int | None, str]] = set()
    twice: set[int | None] = set()
    for part in parts:
        for word in set() if part.says.fault else _kinds(part):
            if (part.key_result_id, word) in seen:
                twice.add(part.key_result_id)
            seen.add((part.key_result_id, word))
    return twice


def _kinds(part: _Part) -> set[str]:
    kinds = {each for each in part.says.fields if each != "value"}
    if part.target and part.target.step and part.says.is_done is not None:
        return kinds | {f"step {part.target.step.id}"}
    return kinds | ({"value"} if part.says.has_value else set())


def _unclear(part: _Part) -> Unclear:
    reason = part.says.fault or Reason.TWICE
    clear = {} if reason is Reason.TWICE or part.target is None else _fields(part, part.target, {})
    return Unclear(part.text, reason, part.key_result_id, part.others, clear)


def _fields(part: _Part, target: Target, before: Mapping[str, Typed]) -> dict[str, Typed]:
    """What a part says, as fields of the form; ticks come on top of those `before`."""
    key_result, step = target.key_result, target.step
    number, is_done = key_result.id, part.says.is_done
    fields: dict[str, Typed] = {
        field_of(word, number): typed for word, typed in part.says.fields.items()
    }
    if "blocker" in part.says.fields:
        fields |= _blocker(key_result)
    if is_done is not None and step is not None:
        name = field_of("milestones", number)
        done = [str(each) for each in done_steps(key_result)]
        others = {*(before.get(name, done) or ())} - {str(step.id)}
        fields[name] = sorted(others | ({str(step.id)} if is_done else set()), key=int)
    elif is_done is not None:
        fields[field_of("done", number)] = "yes" if is_done else "no"
    return fields


def _blocker(key_result: KeyResult) -> dict[str, Typed]:
    """New words are a new blocker: kind and helper of the one before do not belong to it."""
    fields: dict[str, Typed] = {field_of("blocker_kind", key_result.id): BlockerKind.OTHER.value}
    if key_result.blocker and key_result.blocker.helper:
        fields[field_of("helper", key_result.id)] = None
    return fields


def _with_rest(reading: Reading, rests: Sequence[str]) -> Reading:
    """All else is only confirmed where nothing was left that is not clear."""
    if not rests:
        return reading
    if reading.unclear:
        untaken = tuple(Unclear(each, Reason.REST) for each in rests)
        return replace(reading, unclear=reading.unclear + untaken)
    confirmed: Typed = [UNTOUCHED_IS_CONFIRMED]
    return replace(reading, fields={**reading.fields, UNTOUCHED_IS_CONFIRMED: confirmed})
