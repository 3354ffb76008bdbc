"""The editor of an objective: its pages, and the draft that the server keeps of it.

A draft holds everything as it was typed, so that a number that is none comes back as it was. The
fields are called as in Slack; those with a dot are told to us as soon as something is chosen.
A key result goes by its id in the database, a new one by "n1", "n2" …
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from bot.domain.contents import objective_from_json, objective_to_json
from bot.domain.fields import Fields
from bot.domain.okrs import Objective

NEW, EXISTING = "objective.new.", "objective:"
"""What the name of a form begins with; behind it stands a short word, or the objective's id."""

LINK, METRIC = "objective.link", "keyresult.metric"
PEOPLE = ("owner", "delegate")
"""The fields that hold a Slack id."""

MOST_KEY_RESULTS = 10


class Page(StrEnum):
    """A page of the editor."""

    OBJECTIVE = "objective"
    ALIGNMENT = "alignment"
    KEY_RESULTS = "key_results"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class EditorState:
    """A page as Slack sends it back: of which form, which page, what stands in its fields.

    `key` is the key result that the form of one is about, or "".
    """

    form: str
    page: Page
    fields: Fields = field(default_factory=dict)
    key: str = ""

    @property
    def named(self) -> list[str]:
        """The Slack ids of those whom the page names."""
        return [each for name in PEOPLE if (each := typed_text(self.fields, name))]


@dataclass(frozen=True, slots=True)
class KeyResultDraft:
    """A key result that is being written."""

    key: str
    fields: Fields = field(default_factory=dict)

    @property
    def id(self) -> int:
        """Its id in the database; 0 for a new one."""
        return int(self.key) if self.key.isdecimal() else 0


@dataclass(frozen=True, slots=True)
class EditorDraft:
    """What the server keeps of the editor.

    `base` is the objective as it stood when it was opened, None for a new one. `begun` are the
    fields of key results whose form was left without saving, by their key.
    """

    fields: Fields = field(default_factory=dict)
    key_results: tuple[KeyResultDraft, ...] = ()
    begun: Mapping[str, Fields] = field(default_factory=dict)
    base: Objective | None = None
    page: Page = Page.OBJECTIVE

    @property
    def title(self) -> str:
        """What was typed as the title, so far."""
        return typed_text(self.fields, "title").strip()

    def of(self, key: str) -> Fields:
        """What stands in the form of a key result: what was begun, else what was saved."""
        if key in self.begun:
            return self.begun[key]
        return next((each.fields for each in self.key_results if each.key == key), {})


def objective_of(form: str) -> int:
    """The objective that a form changes; 0 where it writes a new one."""
    number = form.removeprefix(EXISTING)
    return int(number) if form.startswith(EXISTING) and number.isdecimal() else 0


def is_editor(form: str) -> bool:
    """Whether a form is one of this editor."""
    return form.startswith(NEW) or bool(objective_of(form))


def pages_of(*, is_top: bool) -> tuple[Page, ...]:
    """The pages in their order: there is nothing above the top team to align with."""
    return tuple(each for each in Page if not (is_top and each is Page.ALIGNMENT))


def turned(page: Page, by: int, *, is_top: bool) -> Page:
    """The page so many further; at an end, the page itself."""
    pages = pages_of(is_top=is_top)
    here = pages.index(page) if page in pages else 0
    return pages[min(max(here + by, 0), len(pages) - 1)]


def typed_text(fields: Fields, name: str) -> str:
    """What stands in a field of text or of one choice."""
    typed = fields.get(name)
    return typed if isinstance(typed, str) else ""


def typed_into(draft: EditorDraft, fields: Fields) -> EditorDraft:
    """The draft with what stands in the page that was sent."""
    return replace(draft, fields={**draft.fields, **fields})


def begin(draft: EditorDraft, key: str, fields: Fields) -> EditorDraft:
    """The draft with what was typed into the form of a key result and not saved yet."""
    return replace(draft, begun={**draft.begun, key: {**draft.of(key), **fields}})


def put_key_result(draft: EditorDraft, key: str, fields: Fields) -> EditorDraft:
    """The draft with this key result, in its place or behind the others; its form is done."""
    item = KeyResultDraft(key, {**draft.of(key), **fields})
    known = [each.key for each in draft.key_results]
    items = [item if each.key == key else each for each in draft.key_results]
    return replace(
        _without(draft, key), key_results=tuple(items if key in known else [*items, item])
    )


def remove_key_result(draft: EditorDraft, key: str) -> EditorDraft:
    """The draft without this key result, nor what was begun of it."""
    kept = tuple(each for each in draft.key_results if each.key != key)
    return replace(_without(draft, key), key_results=kept)


def next_key(draft: EditorDraft) -> str:
    """A key that no key result of the draft has."""
    known = {each.key for each in draft.key_results} | draft.begun.keys()
    return next(key for number in range(1, len(known) + 2) if (key := f"n{number}") not in known)


def unfinished(draft: EditorDraft) -> list[str]:
    """The keys of new key results that were begun and never saved."""
    known = {each.key for each in draft.key_results}
    return [key for key in draft.begun if key not in known]


def draft_to_json(draft: EditorDraft) -> dict[str, Any]:
    """The draft as it is stored."""
    return {
        "fields": dict(draft.fields),
        "key_results": [[each.key, dict(each.fields)] for each in draft.key_results],
        "begun": {key: dict(fields) for key, fields in draft.begun.items()},
        "base": objective_to_json(draft.base) if draft.base else None,
        "page": draft.page.value,
    }


def draft_from_json(stored: Mapping[str, Any]) -> EditorDraft:
    """The draft that `draft_to_json` stored.

    Raises:
        KeyError, TypeError, ValueError: something else was stored.
    """
    return EditorDraft(
        fields=stored["fields"],
        key_results=tuple(KeyResultDraft(key, fields) for key, fields in stored["key_results"]),
        begun=stored["begun"],
        base=objective_from_json(stored["base"]) if stored["base"] else None,
        page=Page(stored["page"]),
    )


def merged(
    base: EditorDraft, mine: EditorDraft, theirs: EditorDraft, *, is_mine: bool
) -> EditorDraft:
    """Both changes of `base` in one draft; where both changed the same, `is_mine` decides.

    A key result that one side removed stays away unless the other changed it and wins.
    """
    fields = _merged_fields(base.fields, mine.fields, theirs.fields, is_mine=is_mine)
    sides = [{each.key: each.fields for each in one.key_results} for one in (base, mine, theirs)]
    order = list(dict.fromkeys([*sides[1], *sides[2]]))
    kept = [
        KeyResultDraft(key, found)
        for key in order
        if (found := _merged_key_result(key, sides, is_mine=is_mine)) is not None
    ]
    return replace(mine, fields=fields, key_results=_revived(kept, sides[2]), base=theirs.base)


def is_same(one: object, other: object) -> bool:
    """Whether two fields hold the same; nothing typed is nothing, however Slack says it."""
    return (one or None) == (other or None)


def _without(draft: EditorDraft, key: str) -> EditorDraft:
    return replace(draft, begun={each: draft.begun[each] for each in draft.begun if each != key})


def _merged_fields(base: Fields, mine: Fields, theirs: Fields, *, is_mine: bool) -> Fields:
    names = dict.fromkeys([*mine, *theirs])
    return {
        name: mine.get(name)
        if not is_same(mine.get(name), base.get(name))
        and (is_mine or is_same(theirs.get(name), base.get(name)))
        else theirs.get(name)
        for name in names
    }


def _merged_key_result(
    key: str, sides: Sequence[Mapping[str, Fields]], *, is_mine: bool
) -> Fields | None:
    base, mine, theirs = (side.get(key) for side in sides)
    if base is None:
        return mine if mine is not None else theirs
    if mine is not None and theirs is not None:
        return _merged_fields(base, mine, theirs, is_mine=is_mine)
    # One side removed it: it is gone, unless the other side changed it and has the last word.
    left = mine if mine is not None else theirs
    is_changed = left is not None and any(
        not is_same(left.get(name), base.get(name)) for name in {*left, *base}
    )
    return left if is_changed and is_mine == (mine is not None) else None


def _revived(kept: Sequence[KeyResultDraft], theirs: Mapping[str, Fields]) -> tuple[Any, ...]:
    """Those that the other side removed from the database and are kept all the same are new."""
    return tuple(
        KeyResultDraft(f"n{each.key}", each.fields) if each.id and each.key not in theirs else each
        for each in kept
    )
