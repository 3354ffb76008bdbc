"""The drafts of the editor that wait to be continued."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.editor import (
    NEW,
    EditorDraft,
    draft_from_json,
    is_editor,
    objective_of,
    typed_text,
)
from bot.domain.shortening import shorten

TITLE = 150


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft that waits to be continued; `objective_id` is 0 for a new objective."""

    form: str
    title: str
    objective_id: int


def draft_lines(stored: Mapping[str, Mapping[str, object]]) -> list[DraftLine]:
    """The drafts of the editor among all stored ones, by form; those without a word left out."""
    lines = []
    for form, answers in stored.items():
        if not is_editor(form):
            continue
        try:
            draft = draft_from_json(answers)
        except (ArithmeticError, AttributeError, KeyError, TypeError, ValueError):
            continue  # an older version wrote it otherwise: that locks nobody out
        if not is_untouched(draft):
            lines.append(DraftLine(form, shorten(draft.title, TITLE), objective_of(form)))
    return lines


def new_drafts(lines: Sequence[DraftLine]) -> list[DraftLine]:
    """Those that write a new objective."""
    return [each for each in lines if each.form.startswith(NEW)]


def is_untouched(draft: EditorDraft) -> bool:
    """Whether a new objective has not got a word yet."""
    words = ("title", "why", "justification", "parent")
    typed = any(typed_text(draft.fields, name).strip() for name in words)
    return draft.base is None and not (typed or draft.key_results or draft.begun)
