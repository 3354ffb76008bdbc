"""The check-in form: which key results stand on which page, and what their fields hold.

What was typed so far is in its draft: see `bot.domain.checkin_drafts`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bot.domain.checkin_drafts import Draft
from bot.domain.checkins import Update
from bot.domain.confidence import asks_for_narrative
from bot.domain.conflicts import THEIRS, Conflict, keep_field
from bot.domain.fields import WORDS, Fields, Shown, Typed, is_confirmed, key_result_of
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

MOST_TYPED = 3000
"""Characters Slack lets anybody type into one field, and takes back into it."""


class Notice(StrEnum):
    """What the form says on top of itself."""

    RESTORED = "restored"
    EXPLAIN = "explain"
    SENTENCE = "sentence"
    CONFLICT = "conflict"
    FAULTS = "faults"


@dataclass(frozen=True, slots=True)
class FormItem:
    """One key result in the form.

    `sight` runs from its objective upward, None for what is private. `value` is what the field
    holds: text as it was typed, a number to be written, or None for an empty field. `words` are
    the unfolded fields by their word, None while they are folded. `blocker` is the one that
    stands, in short. `conflicts` are by the word of their field, `given_up` the words of those in
    which theirs is to be kept. `was` has the target that was there when somebody typed.
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
    conflicts: Mapping[str, Conflict] = field(default_factory=dict)
    given_up: frozenset[str] = frozenset()
    was: KeyResultLine | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """One page of the form; pages count from 0. `titles` are those of all pages, by id.

    `home` and `window` are as in FormState.
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
    window: int = 0

    @property
    def told_faults(self) -> tuple[tuple[str, InvalidInput], ...]:
        """The first faults, each with the title of its key result; "" for that of the form."""
        numbered = [(key_result_of(each.field), each) for each in self.faults[:FIRST_FAULTS]]
        return tuple((self.titles.get(number or 0, ""), each) for number, each in numbered)


@dataclass(frozen=True, slots=True)
class FormFacts:
    """What a form is made from: what the person updates, all above it, and the day.

    `base` is what the form showed before, `conflicts` are told at their fields.
    """

    objectives: Sequence[Objective]
    above: Mapping[int, Objective]
    today: date
    slot: str
    base: Mapping[int, Shown] = field(default_factory=dict)
    conflicts: Sequence[Conflict] = ()

    @property
    def key_results(self) -> list[KeyResult]:
        """All key results of the form, in order."""
        return [each for objective in self.objectives for each in objective.key_results]


@dataclass(frozen=True, slots=True)
class Opening:
    """What a form is opened for; without any of it, it goes on where it was left.

    `at` are key results whose words are wanted, `fields` answers to be put in, `notice` says why
    it opened. `home` is as in FormState.
    """

    at: frozenset[int] = frozenset()
    fields: Fields = field(default_factory=dict)
    notice: Notice | None = None
    home: int | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """What of an opening there is in a form: its answers, what to unfold, the page, if any."""

    fields: Fields
    unfolded: frozenset[int]
    page: int | None


def wanted(facts: FormFacts, opening: Opening) -> Opened:
    """What the form has of what it is opened for; somebody else's key results are left out."""
    mine = {each.id for each in facts.key_results}
    numbers = {name: key_result_of(name) for name in opening.fields}
    given = {name: opening.fields[name] for name, one in numbers.items() if one in {*mine, None}}
    wordy = {one for name, one in numbers.items() if one and name.partition(":")[0] in WORDS}
    about = mine & {*opening.at, *numbers.values()}
    return Opened(
        given,
        frozenset(mine & {*opening.at, *wordy}),
        min((page_of(facts, each) for each in about), default=None),
    )


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


def on_page(facts: FormFacts, page: int) -> list[KeyResult]:
    """The key results of one page; a page out of range is the nearest one."""
    page = _nearest(facts, page)
    return facts.key_results[page * PER_PAGE : (page + 1) * PER_PAGE]


def compose_form(facts: FormFacts, draft: Draft, page: int) -> Form:
    """One page of the form; a page out of range is the nearest one."""
    pairs = [(each, one) for one in facts.objectives for each in one.key_results]
    pages, page = _pages(facts), _nearest(facts, page)
    on_page = pairs[page * PER_PAGE : (page + 1) * PER_PAGE]
    return Form(
        slot=facts.slot,
        page=page,
        pages=pages,
        items=tuple(_item(each, one, facts, draft) for each, one in on_page),
        is_confirmed=is_confirmed(draft.fields),
        titles={each.id: shorten(each.title, TITLE) for each, _one in pairs},
        window=draft.window,
    )


def _pages(facts: FormFacts) -> int:
    return max(1, -(-len(facts.key_results) // PER_PAGE))


def _nearest(facts: FormFacts, page: int) -> int:
    return min(max(page, 0), _pages(facts) - 1)


def _item(key_result: KeyResult, objective: Objective, facts: FormFacts, draft: Draft) -> FormItem:
    fields, number = draft.fields, key_result.id
    is_adding = key_result.entry is Entry.ADDS
    chosen = fields.get(f"milestones:{number}")
    line = key_result_line(key_result, objective, facts.today, facts.slot)
    conflicts = {each.word: each for each in facts.conflicts if key_result_of(each.field) == number}
    return FormItem(
        line=line,
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
        conflicts=conflicts,
        given_up=frozenset(
            word for word, each in conflicts.items() if fields.get(keep_field(each.field)) == THEIRS
        ),
        was=_was(line, facts.base.get(number)),
    )


def _was(line: KeyResultLine, base: Shown | None) -> KeyResultLine | None:
    """The line with the target that the form showed; None where it is still the same."""
    if base is None or (base.target, base.lower) in {(line.target, line.lower), (None, None)}:
        return None
    return replace(line, target=base.target, lower=base.lower)


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
    return typed[:MOST_TYPED] if isinstance(typed, str) else ""


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() else otherwise
