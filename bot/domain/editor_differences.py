"""What differs between two drafts of an objective: what somebody changes, or has changed."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from bot.domain.changes import COUNTED
from bot.domain.editor import LINK, METRIC, EditorDraft, is_same, typed_text
from bot.domain.fields import Fields
from bot.domain.objective_fields import EditorFacts, draft_of
from bot.domain.okrs import ObjectiveState
from bot.domain.shortening import shorten

TITLE, VALUE = 60, 80


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that holds something else; `title` is that of its key result, or "".

    People are Slack ids, teams, cycles and objectives their names, numbers as they are typed.
    """

    field: str
    before: str
    after: str
    title: str = ""


AGREED = frozenset({ObjectiveState.ACTIVE, ObjectiveState.PAUSED})


def is_counted(found: Collection[Difference]) -> bool:
    """Whether others are told of what changed, and so why."""
    return any(each.field.removeprefix("keyresult.") in COUNTED for each in found)


def changes_of(draft: EditorDraft, facts: EditorFacts) -> list[Difference]:
    """What a draft makes different of the objective it began with; nothing for a new one."""
    if draft.base is None:
        return []
    return differences(draft_of(draft.base, facts), draft, facts)


def differences(one: EditorDraft, other: EditorDraft, facts: EditorFacts) -> list[Difference]:
    """All fields in which two drafts differ, the objective first.

    What belongs to check-ins is left out for key results that both have.
    """
    found = [
        Difference(name, _named(name, one.fields, facts), _named(name, other.fields, facts))
        for name in FIELDS
        if name != "reason" and not _is_equal(name, one.fields, other.fields)
    ]
    before = {each.key: each.fields for each in one.key_results}
    after = {each.key: each.fields for each in other.key_results}
    for key in dict.fromkeys([*before, *after]):
        found += _key_result_differences(before.get(key), after.get(key))
    return found


FIELDS = (
    *("title", "why", "team", "cycle", "owner", "commitment", "private"),
    *(LINK, "parent", "justification", "reason"),
)
KEY_RESULT_FIELDS = (
    *("title", METRIC, "baseline", "target", "lower", "upper", "milestones", "unit"),
    *("entry", "owner", "delegate", "weight"),
)


def _key_result_differences(before: Fields | None, after: Fields | None) -> Iterator[Difference]:
    title = shorten(typed_text(after or before or {}, "title"), TITLE)
    if before is None or after is None:
        yield Difference("added" if before is None else "removed", "", "", title)
        return
    for name in KEY_RESULT_FIELDS:
        if not _is_equal(name, before, after):
            was, is_now = (shorten(typed_text(each, name), VALUE) for each in (before, after))
            yield Difference(name, was, is_now, title)


def _is_equal(name: str, one: Fields, other: Fields) -> bool:
    """Spaces around what was typed make no difference."""
    texts = [typed_text(each, name).strip() for each in (one, other)]
    return texts[0] == texts[1] and (name != "private" or is_same(one.get(name), other.get(name)))


def _named(name: str, fields: Fields, facts: EditorFacts) -> str:
    text = typed_text(fields, name)
    if name == "private":
        return "yes" if fields.get(name) else "no"
    number = int(text) if text.isdecimal() else 0
    named: Mapping[str, Mapping[int, str]] = {
        "team": {each.id: each.name for each in facts.teams.values()},
        "cycle": {each.id: each.name for each in facts.cycles.values()},
        "parent": {each.id: each.title for each in facts.above.values()},
    }
    return shorten(named[name].get(number, "") if name in named else text, VALUE)
