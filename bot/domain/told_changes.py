"""Changes as people read them: ids become names, digits become numbers."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from bot.domain.changes import Change
from bot.domain.shortening import shorten

VALUE, REASON, NAME = 200, 300, 60
"""Characters, as sent, of an old or new value, of a reason and of a name."""

_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_PEOPLE = frozenset({"owner_id", "delegate_id"})
_NUMBERS = frozenset({"baseline", "target", "lower", "upper", "weight"})
_TEAM, _PARENT = "team_id", "parent_id"


@dataclass(frozen=True, slots=True)
class Names:
    """Whom and what ids in changes stand for; a title is None where it is private to others."""

    people: Mapping[int, str]
    teams: Mapping[int, str]
    objectives: Mapping[int, str | None]


@dataclass(frozen=True, slots=True)
class ToldChange:
    """A change for a reader; `key_result` is the title of the one it is about, "" for none.

    Values are text, numbers where the field has some, or None for what is private or unknown.
    """

    field: str
    before: str | Decimal | None
    after: str | Decimal | None
    key_result: str
    author: str
    at: datetime
    reason: str


def told_change(
    change: Change, author_id: int, at: datetime, reason: str, names: Names
) -> ToldChange:
    """One change, made by somebody at some time."""
    return ToldChange(
        field=change.field,
        before=_told(change.field, change.before, names),
        after=_told(change.field, change.after, names),
        key_result=shorten(change.title, VALUE) if change.key_result_id else "",
        author=shorten(names.people.get(author_id, ""), NAME),
        at=at,
        reason=shorten(reason, REASON),
    )


def named_in(changes: Iterable[Change]) -> tuple[set[int], set[int]]:
    """The ids of people and of objectives that these changes speak of."""
    changes = list(changes)
    return _ids(changes, _PEOPLE), _ids(changes, frozenset({_PARENT}))


def _ids(changes: Iterable[Change], fields: frozenset[str]) -> set[int]:
    told = [text for each in changes if each.field in fields for text in (each.before, each.after)]
    return {int(text) for text in told if text.isdecimal()}


def _told(field: str, text: str, names: Names) -> str | Decimal | None:
    known: Mapping[int, str | None] | None = _names_of(field, names)
    if known is not None and text.isdecimal():
        name = known.get(int(text))
        return None if name is None else shorten(name, VALUE)
    if field in _NUMBERS and _NUMBER.fullmatch(text):
        return Decimal(text)
    return shorten(text, VALUE)


def _names_of(field: str, names: Names) -> Mapping[int, str | None] | None:
    if field in _PEOPLE:
        return names.people
    if field == _TEAM:
        return names.teams
    return names.objectives if field == _PARENT else None
