"""What becomes of what was typed into a check-in form: revisions, or faults at their fields."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.domain.fields import (
    BLOCKER,
    Fields,
    NumberMarks,
    Shown,
    done_steps,
    field,
    is_confirmed,
    is_touched,
    key_result_of,
    merge_ticks,
    shown,
    text_of,
)
from bot.domain.numbers import read_number
from bot.domain.okrs import Blocker, BlockerKind, Entry, KeyResult, Metric
from bot.errors import InvalidFields, InvalidInput, _

LOST = _(
    "You do not update this key result any more: it was closed, or somebody else does. Close this "
    "window and press Check in again: the rest of what you typed is kept."
)

TOO_LONG = _("Use at most %(most)s characters; these are %(count)s.")

MOST = {"note": 1000, "blocker": 300, "next_step": 300}
"""Characters of what is written; Slack lets people type 3,000, and all of it is kept."""

_SLACK_ID = re.compile("[UW][A-Z0-9]+")
"""What can be mentioned: a digest with anything else could not be written any more."""


@dataclass(frozen=True, slots=True)
class Update:
    """A new revision of one key result.

    `value` is what stands from now on: for milestones the weight of those done, for yes_no 0 or
    1. `helper` is the Slack id of the person who can help with the blocker. `spoken_before` is the
    newest slot in which it had moved or words were written.
    """

    key_result_id: int
    is_milestones: bool
    value: Decimal | None
    confidence: int
    value_before: Decimal | None
    confidence_before: int
    entered: Decimal | None = None
    milestones_done: tuple[int, ...] = ()
    note: str = ""
    blocker: Blocker | None = None
    blocker_before: Blocker | None = None
    next_step: str = ""
    spoken_before: str | None = None

    @property
    def is_changed(self) -> bool:
        """Whether value or confidence moved."""
        return (self.value, self.confidence) != (self.value_before, self.confidence_before)

    @property
    def says_something(self) -> bool:
        """Whether it moved or words were written; else it could only confirm what stands."""
        is_told = bool(self.note or self.next_step) or self.blocker != self.blocker_before
        return self.is_changed or is_told


def submission_id(view_id: str, fields: Fields) -> str:
    """Names one press of Submit: the same modal with the same content is the same submission.

    A modal whose answer got lost on its way can be sent again with a correction, so the content
    belongs to the name.
    """
    content = json.dumps(fields, sort_keys=True).encode()
    return f"{view_id}.{hashlib.sha256(content).hexdigest()[:16]}"


def read_updates(
    fields: Fields,
    key_results: Sequence[KeyResult],
    shown_before: Mapping[int, Shown],
    marks: NumberMarks,
) -> tuple[Update, ...]:
    """The revisions that a form's answers make; what was neither touched nor confirmed makes none.

    An answer about a key result that the form had shown and that is not among `key_results` any
    more is told, never dropped in silence.

    Raises:
        InvalidFields: with every wrong answer, each at its field.
    """
    faults = _lost(fields, key_results, shown_before, marks)
    updates: list[Update] = []
    for key_result in key_results:
        base = shown_before.get(key_result.id, shown(key_result))
        try:
            update = _read_update(fields, key_result, base, marks)
        except InvalidInput as fault:
            faults.append(fault)
        else:
            updates += [update] if update.says_something or is_confirmed(fields) else []
    if faults:
        raise InvalidFields(faults)
    return tuple(updates)


def _read_update(fields: Fields, key_result: KeyResult, base: Shown, marks: NumberMarks) -> Update:
    entered, value, done = _read_value(fields, key_result, base, marks)
    confidence = _read_confidence(fields, key_result, base)
    return Update(
        key_result.id,
        is_milestones=key_result.metric is Metric.MILESTONES,
        value=value,
        confidence=confidence,
        value_before=_value_before(key_result),
        confidence_before=key_result.confidence,
        entered=entered,
        milestones_done=done,
        note=_text(fields, "note", key_result),
        blocker=_read_blocker(fields, key_result, base),
        blocker_before=key_result.blocker,
        next_step=_text(fields, "next_step", key_result),
        spoken_before=key_result.spoken_slot,
    )


def _read_value(
    fields: Fields, key_result: KeyResult, base: Shown, marks: NumberMarks
) -> tuple[Decimal | None, Decimal | None, tuple[int, ...]]:
    """What was entered, the value that follows, and the milestones done."""
    if key_result.metric is Metric.MILESTONES:
        done = _read_milestones(fields, key_result, base)
        return None, _weight(key_result, done), done
    if key_result.metric is Metric.YES_NO:
        word = fields.get(field("done", key_result.id))
        touched = word is not None and Decimal(word == "yes") != (base.current or 0)
        value = Decimal(word == "yes") if touched else key_result.current
        return value if touched else None, value, ()
    entered = _read_typed_number(fields, key_result, marks)
    if entered is None or (key_result.entry is Entry.REPLACES and entered == base.current):
        return None, key_result.current, ()
    if key_result.entry is Entry.ADDS:
        return entered, (key_result.current or Decimal(0)) + entered, ()
    return entered, entered, ()


def _read_typed_number(fields: Fields, key_result: KeyResult, marks: NumberMarks) -> Decimal | None:
    name = field("value", key_result.id)
    text = fields.get(name)
    if not isinstance(text, str) or not text.strip():
        return None
    return read_number(
        text,
        decimal_mark=marks.decimal,
        group_mark=marks.group,
        unit=key_result.unit,
        field=name,
    )


def _read_milestones(fields: Fields, key_result: KeyResult, base: Shown) -> tuple[int, ...]:
    """The milestones done; those somebody else ticked or unticked meanwhile stay as they are."""
    ticked = fields.get(field("milestones", key_result.id))
    if ticked is None:
        return done_steps(key_result)
    known = {milestone.id for milestone in key_result.milestones}
    merged = merge_ticks(ticked, base, shown(key_result))
    return tuple(each for each in merged if each in known)


def _read_confidence(fields: Fields, key_result: KeyResult, base: Shown) -> int:
    name = field("confidence", key_result.id)
    word = fields.get(name)
    if word is None:
        return key_result.confidence
    if not isinstance(word, str) or not word.isdecimal() or int(word) > 10:
        raise InvalidInput(name, _("Confidence is a whole number from 0 to 10."))
    return key_result.confidence if int(word) == base.confidence else int(word)


def _read_blocker(fields: Fields, key_result: KeyResult, base: Shown) -> Blocker | None:
    """What is in the way: what stands there now, unless the form says otherwise.

    Slack's selects cannot be emptied, so deleting the words is enough to say that it is gone.
    """
    before = key_result.blocker
    standing = (before.text, before.kind.value, before.helper) if before else ("", "", "")
    text, kind, helper = (
        _text(fields, word, key_result)
        if _is_typed(fields, field(word, key_result.id), seen)
        else stood
        for word, seen, stood in zip(BLOCKER, base.blocker, standing, strict=True)
    )
    if not text and (kind, helper) not in {("", ""), standing[1:]}:
        raise InvalidInput(
            field("blocker", key_result.id), _("Say in a few words what is in the way.")
        )
    if not text:
        return None
    if helper and not _SLACK_ID.fullmatch(helper):
        name = field("helper", key_result.id)
        raise InvalidInput(name, _("Choose a colleague who is active in Slack."))
    since = before.since if before and before.text == text else None
    return Blocker(BlockerKind(kind or BlockerKind.OTHER), text, helper, since)


def _is_typed(fields: Fields, name: str, seen: str) -> bool:
    return name in fields and text_of(fields, name) != seen.strip()


def _lost(
    fields: Fields,
    key_results: Sequence[KeyResult],
    shown_before: Mapping[int, Shown],
    marks: NumberMarks,
) -> list[InvalidInput]:
    """A fault for each key result that was touched and is not the person's to update any more."""
    mine = {each.id for each in key_results}
    touched = {
        key_result_of(name): name
        for name, typed in fields.items()
        if key_result_of(name) not in mine and is_touched(name, typed, shown_before, marks)
    }
    return [InvalidInput(name, LOST) for name in touched.values()]


def _text(fields: Fields, word: str, key_result: KeyResult) -> str:
    name = field(word, key_result.id)
    text, most = text_of(fields, name), MOST.get(word, 0)
    if most and len(text) > most:
        raise InvalidInput(name, TOO_LONG, most=most, count=len(text))
    return text


def _value_before(key_result: KeyResult) -> Decimal | None:
    if key_result.metric is Metric.MILESTONES:
        return _weight(key_result, done_steps(key_result))
    return key_result.current


def _weight(key_result: KeyResult, done: tuple[int, ...]) -> Decimal:
    return sum((step.weight for step in key_result.milestones if step.id in done), Decimal(0))
