"""The check-in form: which key results stand on which page, and what their fields hold.

A draft is what the server keeps of a form that is open or was left: what it showed, what was
typed so far, which key results have their words (note, blocker …) unfolded.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from bot.domain.checkins import Update
from bot.domain.confidence import asks_for_narrative
from bot.domain.fields import (
    Fields,
    NumberMarks,
    Shown,
    Typed,
    is_confirmed,
    is_touched,
    key_result_of,
    merge_ticks,
    shown,
)
from bot.domain.lines import TITLE, KeyResultLine, key_result_line, sight
from bot.domain.okrs import Entry, KeyResult, Milestone, Objective
from bot.domain.shortening import shorten
from bot.errors import InvalidInput

PER_PAGE = 8
"""Key results on one page: four blocks each, nine when unfolded, of the hundred Slack takes."""

MOST_CHECKBOXES = 10
"""Slack's limit; more milestones are chosen from a list."""

FIRST_FAULTS = 5
"""Faults told at once on top of a form."""

BLOCKER = 240
"""Characters shown of a blocker that stands."""

WORDS = ("note", "blocker", "blocker_kind", "helper", "next_step")
"""The fields that stay folded until they are wanted."""


class Notice(StrEnum):
    """What the form says on top of itself."""

    RESTORED = "restored"
    EXPLAIN = "explain"
    SENTENCE = "sentence"
    FAULTS = "faults"


@dataclass(frozen=True, slots=True)
class FormState:
    """A form as Slack sends it back: which page of which slot, and what stands in its fields.

    `home` is the team that Home showed when the form was opened there, None elsewhere.
    """

    view_id: str
    slot: str
    page: int
    fields: Fields
    home: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What the server keeps of a form."""

    shown: Mapping[int, Shown] = field(default_factory=dict)
    fields: Fields = field(default_factory=dict)
    unfolded: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class FormItem:
    """One key result in the form.

    `sight` runs from its objective upward, None for what is private. `value` is what the field
    holds: text as it was typed, a number to be written, or None for an empty field. `words` are
    the unfolded fields by their word, None while they are folded. `blocker` is the one that
    stands, in short.
    """

    line: KeyResultLine
    sight: tuple[str | None, ...]
    is_adding: bool
    value: str | Decimal | None
    is_done: bool
    confidence: int
    milestones: tuple[Milestone, ...]
    chosen: tuple[Milestone, ...]
    has_many_milestones: bool
    words: Mapping[str, str] | None
    blocker: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """One page of the form; pages count from 0. `titles` are those of all pages, by id.

    `home` is as in FormState.
    """

    slot: str
    page: int
    pages: int
    items: tuple[FormItem, ...]
    is_confirmed: bool
    notice: Notice | None = None
    faults: tuple[InvalidInput, ...] = ()
    titles: Mapping[int, str] = field(default_factory=dict)
    home: int | None = None

    @property
    def told_faults(self) -> tuple[tuple[str, InvalidInput], ...]:
        """The first faults, each with the title of its key result; "" for that of the form."""
        numbered = [(key_result_of(each.field), each) for each in self.faults[:FIRST_FAULTS]]
        return tuple((self.titles.get(number or 0, ""), each) for number, each in numbered)


@dataclass(frozen=True, slots=True)
class FormFacts:
    """What a form is made from: what the person updates, all above it, and the day."""

    objectives: Sequence[Objective]
    above: Mapping[int, Objective]
    today: date
    slot: str

    @property
    def key_results(self) -> list[KeyResult]:
        """All key results of the form, in order."""
        return [each for objective in self.objectives for each in objective.key_results]


def opened(draft: Draft, key_results: Sequence[KeyResult], marks: NumberMarks) -> Draft:
    """The draft of a form that opens now: what was typed before stands in it again.

    Fields that had not been touched show what is true now, not what was true then. Those of key
    results that are somebody else's by now are gone.
    """
    now = {each.id: shown(each) for each in key_results}
    kept = {
        name: _renewed(name, typed, draft.shown, now)
        for name, typed in draft.fields.items()
        if key_result_of(name) in now and is_touched(name, typed, draft.shown, marks)
    }
    return Draft(now, kept, draft.unfolded)


def is_typed_into(
    stored: Mapping[str, Any] | None, key_results: Sequence[KeyResult], marks: NumberMarks
) -> bool:
    """Whether a stored draft holds anything that the form had not put there itself."""
    try:
        draft = from_json(stored) if stored else Draft()
    except (ArithmeticError, AttributeError, KeyError, TypeError, ValueError):
        return False  # written otherwise by an older version
    return bool(opened(draft, key_results, marks).fields)


def typed_into(draft: Draft, state: FormState) -> Draft:
    """The draft with what stands in the page that was sent."""
    return replace(draft, fields={**draft.fields, **state.fields})


def unfold(draft: Draft, key_results: frozenset[int]) -> Draft:
    """The draft with the words of these key results unfolded."""
    return replace(draft, unfolded=draft.unfolded | key_results)


def unexplained(updates: Sequence[Update], draft: Draft) -> frozenset[int]:
    """The key results whose confidence is low or fell, without a word why; asked for once."""
    return frozenset(
        each.key_result_id
        for each in updates
        if asks_for_narrative(each.confidence_before, each.confidence)
        and each.is_changed
        and not (each.note or each.blocker)
        and each.key_result_id not in draft.unfolded
    )


def page_of(facts: FormFacts, key_result_id: int | None) -> int:
    """The page on which a key result stands; 0 for one that stands nowhere."""
    ids = [each.id for each in facts.key_results]
    return ids.index(key_result_id) // PER_PAGE if key_result_id in ids else 0


def compose_form(facts: FormFacts, draft: Draft, page: int) -> Form:
    """One page of the form; a page out of range is the nearest one."""
    pairs = [(each, one) for one in facts.objectives for each in one.key_results]
    pages = max(1, -(-len(pairs) // PER_PAGE))
    page = min(max(page, 0), pages - 1)
    on_page = pairs[page * PER_PAGE : (page + 1) * PER_PAGE]
    return Form(
        slot=facts.slot,
        page=page,
        pages=pages,
        items=tuple(_item(each, one, facts, draft) for each, one in on_page),
        is_confirmed=is_confirmed(draft.fields),
        titles={each.id: shorten(each.title, TITLE) for each, _one in pairs},
    )


def to_json(draft: Draft) -> dict[str, Any]:
    """The draft as it is stored."""
    return {
        "shown": {
            str(number): {
                "current": None if each.current is None else format(each.current, "f"),
                "confidence": each.confidence,
                "done": list(each.done),
            }
            for number, each in draft.shown.items()
        },
        "fields": dict(draft.fields),
        "unfolded": sorted(draft.unfolded),
    }


def from_json(stored: Mapping[str, Any]) -> Draft:
    """The draft that `to_json` stored."""
    return Draft(
        shown={
            int(number): Shown(
                None if each["current"] is None else Decimal(each["current"]),
                each["confidence"],
                tuple(each["done"]),
            )
            for number, each in stored["shown"].items()
        },
        fields=stored["fields"],
        unfolded=frozenset(stored["unfolded"]),
    )


def _renewed(name: str, typed: Typed, then: Mapping[int, Shown], now: Mapping[int, Shown]) -> Typed:
    """What was typed; among milestones, what others ticked meanwhile is ticked as well."""
    number = key_result_of(name)
    if number is None or not isinstance(typed, list):
        return typed
    return [str(each) for each in merge_ticks(typed, then[number], now[number])]


def _item(key_result: KeyResult, objective: Objective, facts: FormFacts, draft: Draft) -> FormItem:
    fields, number = draft.fields, key_result.id
    is_adding = key_result.entry is Entry.ADDS
    chosen = fields.get(f"milestones:{number}")
    return FormItem(
        line=key_result_line(key_result, objective, facts.today, facts.slot),
        sight=sight(objective, facts.above),
        is_adding=is_adding,
        value=_text(fields, f"value:{number}") or (None if is_adding else key_result.current),
        is_done=_text(fields, f"done:{number}") == "yes"
        or (f"done:{number}" not in fields and key_result.current == 1),
        confidence=_number(_text(fields, f"confidence:{number}"), key_result.confidence),
        milestones=key_result.milestones,
        chosen=tuple(step for step in key_result.milestones if _is_chosen(step, chosen)),
        has_many_milestones=len(key_result.milestones) > MOST_CHECKBOXES,
        words=_words(key_result, fields) if number in draft.unfolded else None,
        blocker=shorten(key_result.blocker.text, BLOCKER) if key_result.blocker else "",
    )


def _words(key_result: KeyResult, fields: Fields) -> dict[str, str]:
    """What the unfolded fields hold: what was typed, else the blocker that stands."""
    blocker = key_result.blocker
    standing = (
        {"blocker": blocker.text, "blocker_kind": blocker.kind, "helper": blocker.helper}
        if blocker
        else {}
    )
    names = {word: f"{word}:{key_result.id}" for word in WORDS}
    return {
        word: _text(fields, name) if name in fields else str(standing.get(word, ""))
        for word, name in names.items()
    }


def _is_chosen(step: Milestone, chosen: Typed) -> bool:
    """Whether a milestone is ticked; in a form that was never typed into, the done ones are."""
    return step.done_on is not None if chosen is None else str(step.id) in chosen


def _text(fields: Fields, name: str) -> str:
    typed = fields.get(name)
    return typed if isinstance(typed, str) else ""


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() else otherwise
