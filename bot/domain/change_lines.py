"""Changes as people read them: numbers with their unit, names for ids.

Which words stand for a field or a stored value is the templates' business.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from bot.domain.changes import Change
from bot.domain.shortening import shorten

TITLE, VALUE, UNIT = 120, 160, 40
"""Characters, as sent, of a title, of an old or new value and of a unit."""

PEOPLE = frozenset({"owner_id", "delegate_id"})
NUMBERS = frozenset({"baseline", "target", "lower", "upper", "weight"})


@dataclass(frozen=True, slots=True)
class Names:
    """What ids in changes stand for; a title is None where it is private to others."""

    people: Mapping[int, str]
    teams: Mapping[int, str]
    objectives: Mapping[int, str | None]


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One thing that changed, of the key result or objective called `title`.

    Values are numbers where the field has some, else text; "" for nothing, None for what is
    private or unknown.
    """

    field: str
    title: str
    before: str | Decimal | None
    after: str | Decimal | None
    unit: str = ""
    is_of_key_result: bool = False


def change_lines(
    changes: Iterable[Change], names: Names, units: Mapping[int, str]
) -> tuple[ChangeLine, ...]:
    """A line for each change; `units` are those of the key results, by id."""
    return tuple(
        ChangeLine(
            field=each.field,
            title=shorten(each.title, TITLE),
            before=_told(each.field, each.before, names),
            after=_told(each.field, each.after, names),
            unit=_unit(each, units),
            is_of_key_result=each.key_result_id is not None or each.field == "added",
        )
        for each in changes
    )


def ids_in(changes: Iterable[Change], fields: frozenset[str]) -> set[int]:
    """The ids that changes of these fields speak of."""
    told = [text for each in changes if each.field in fields for text in (each.before, each.after)]
    return {int(text) for text in told if text.isdecimal()}


def _unit(change: Change, units: Mapping[int, str]) -> str:
    has_unit = change.field in NUMBERS and change.field != "weight"
    return shorten(units.get(change.key_result_id or 0, ""), UNIT) if has_unit else ""


def _told(field: str, text: str, names: Names) -> str | Decimal | None:
    if known := _names_of(field, names):
        name = known.get(int(text)) if text.isdecimal() else text
        return None if name is None else shorten(name, VALUE)
    if field in NUMBERS and text:
        try:
            return Decimal(text)
        except InvalidOperation:
            return shorten(text, VALUE)
    return shorten(text, VALUE)


def _names_of(field: str, names: Names) -> Mapping[int, str | None] | None:
    if field in PEOPLE:
        return {0: None, **names.people}
    if field == "team_id":
        return {0: None, **names.teams}
    return {0: None, **names.objectives} if field == "parent_id" else None
