"""From the nodes of an import file to a CompanyPlan: which field is read how.

A reader takes a node and the list of faults; it returns the value, or notes a fault and returns
None. Words are read as what the field expects and not as YAML would guess: `country: NO` is
Norway, `baseline: 0.10` is exact.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache
from typing import Any, TypeVar

from bot.domain.company import (
    CompanyPlan,
    CyclePlan,
    Fault,
    KeyResultPlan,
    MilestonePlan,
    ObjectivePlan,
    OrganisationPlan,
    PersonPlan,
    Planned,
    TeamPlan,
)
from bot.domain.okrs import Commitment, Entry, Metric, ObjectiveState, Role
from bot.errors import _

# Slack shows team and cycle names as options of a select: 75 characters.
# Titles stand several to a section of 3,000, each with its value, bar and escaped signs.
NAME_LENGTH, TITLE_LENGTH, TEXT_LENGTH, UNIT_LENGTH = 75, 200, 1000, 30


@dataclass(frozen=True, slots=True)
class Node:
    """A piece of a file: a word, a list, or fields by name; None where nothing is written."""

    line: int
    value: "str | list[Node] | dict[str, Node] | None"


Reader = Callable[[Node, list[Fault]], object]
AnyPlan = TypeVar("AnyPlan", bound=Planned)


def read_fields(kind: type[AnyPlan], node: Node, faults: list[Fault]) -> AnyPlan:
    """A plan from a mapping; fields that are missing or unreadable keep the plan's defaults."""
    readers = _READERS[kind]
    if not isinstance(node.value, dict):
        message = _("here should be fields, like %(example)s")
        faults.append(Fault(node.line, message, {"example": f"{next(iter(readers))}: …"}))
        return kind(line=node.line, unread=frozenset(readers))
    written = {name: child for name, child in node.value.items() if child.value is not None}
    faults.extend(_unknown_fields(node.value, readers))
    faults.extend(_missing_fields(kind, node.line, written))
    read = {
        name: readers[name](child, faults) for name, child in written.items() if name in readers
    }
    values: dict[str, Any] = {name: value for name, value in read.items() if value is not None}
    unread = frozenset((read.keys() | _REQUIRED.get(kind, frozenset())) - values.keys())
    return kind(line=node.line, lines=_lines(node.value), unread=unread, **values)


def suggestion(word: str, known: Iterable[str]) -> str | None:
    """The known word that was most probably meant, if any comes close."""
    return _closest(word.casefold(), frozenset(known))


@lru_cache(maxsize=256)  # one misspelt name may stand in thousands of places
def _closest(folded: str, known: frozenset[str]) -> str | None:
    names = {name.casefold(): name for name in known}
    close = get_close_matches(folded, names, n=1)
    return names[close[0]] if close else None


def _unknown_fields(fields: dict[str, Node], known: Iterable[str]) -> Iterable[Fault]:
    for name, child in fields.items():
        if name in known:
            continue
        meant = suggestion(name, known)
        if meant:
            message = _("there is no field %(name)s; did you mean %(suggestion)s?")
            yield Fault(child.line, message, {"name": name, "suggestion": meant})
        else:
            message = _("there is no field %(name)s; known here are %(known)s")
            yield Fault(child.line, message, {"name": name, "known": ", ".join(known)})


def _missing_fields(kind: type[Planned], line: int, written: Iterable[str]) -> Iterable[Fault]:
    missing = _REQUIRED.get(kind, frozenset()).difference(written)
    return [Fault(line, _("%(name)s is missing"), {"name": name}) for name in sorted(missing)]


def _lines(fields: dict[str, Node]) -> dict[str, int]:
    """The line of each field, and of each word of a list as `members.0`."""
    lines = {name: child.line for name, child in fields.items()}
    for name, child in fields.items():
        items = child.value if isinstance(child.value, list) else []
        lines |= {f"{name}.{index}": item.line for index, item in enumerate(items)}
    return lines


def _word(node: Node, faults: list[Fault]) -> str | None:
    if isinstance(node.value, str):
        return node.value
    faults.append(Fault(node.line, _("here should be one word or text")))
    return None


def _text(at_most: int) -> Reader:
    """Text in one line: line breaks and runs of blanks become one blank."""

    def read(node: Node, faults: list[Fault]) -> str | None:
        text = " ".join((_word(node, faults) or "").split())
        if len(text) <= at_most:
            return text or None
        message = _("this text has %(length)s characters; at most %(most)s fit")
        faults.append(Fault(node.line, message, {"length": len(text), "most": at_most}))
        return None

    return read


def _shaped(pattern: str, message: str) -> Callable[[Node, list[Fault]], str | None]:
    """A word of a certain shape; `message` has a hole for the word."""
    shape = re.compile(pattern)

    def read(node: Node, faults: list[Fault]) -> str | None:
        word = _word(node, faults)
        if word is None or shape.fullmatch(word):
            return word
        faults.append(Fault(node.line, message, {"word": word[:NAME_LENGTH]}))
        return None

    return read


def _one_of(words: type[StrEnum]) -> Reader:
    def read(node: Node, faults: list[Fault]) -> StrEnum | None:
        word = _word(node, faults)
        if word is None or word in list(words):
            return None if word is None else words(word)
        values = {"word": word[:NAME_LENGTH], "known": ", ".join(words)}
        faults.append(Fault(node.line, _("%(word)s is not one of %(known)s"), values))
        return None

    return read


_digits = _shaped(
    r"[-+]?[0-9]{1,15}(\.[0-9]{1,9})?",
    _("%(word)s is not a number; write it like 1234.5, with at most 15 digits before the point"),
)
_iso_date = _shaped(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}", _("%(word)s is not a date; write it like 2026-10-01")
)
_answer = _shaped(r"(?i:yes|no|true|false)", _("%(word)s should be yes or no"))
_whole = _shaped(r"10|[0-9]", _("%(word)s should be a whole number from 0 to 10"))


def _number(node: Node, faults: list[Fault]) -> Decimal | None:
    digits = _digits(node, faults)
    return None if digits is None else Decimal(digits)


def _date(node: Node, faults: list[Fault]) -> date | None:
    word = _iso_date(node, faults)
    try:
        return date.fromisoformat(word) if word else None
    except ValueError:
        faults.append(Fault(node.line, _("there is no day %(word)s"), {"word": word}))
        return None


def _yes_no(node: Node, faults: list[Fault]) -> bool | None:
    word = _answer(node, faults)
    return None if word is None else word.lower() in {"yes", "true"}


def _confidence(node: Node, faults: list[Fault]) -> int | None:
    word = _whole(node, faults)
    return None if word is None else int(word)


def _value(node: Node, faults: list[Fault]) -> Decimal | bool | None:
    is_answer = isinstance(node.value, str) and node.value.lower() in {"yes", "no", "true", "false"}
    return _yes_no(node, faults) if is_answer else _number(node, faults)


def _list(reader: Reader) -> Reader:
    def read(node: Node, faults: list[Fault]) -> tuple[object, ...] | None:
        if isinstance(node.value, list):
            values = (reader(item, faults) for item in node.value)
            return tuple("" if value is None else value for value in values)
        faults.append(Fault(node.line, _("here should be a list")))
        return None

    return read


def _items(kind: type[Planned]) -> Reader:
    return _list(lambda node, faults: read_fields(kind, node, faults))


_name, _title, _long = _text(NAME_LENGTH), _text(TITLE_LENGTH), _text(TEXT_LENGTH)
_person = _shaped(
    r"[UW][A-Z0-9]{1,30}", _("%(word)s is not the Slack id of a person, like U012AB3CD")
)
_channel = _shaped(r"[CG][A-Z0-9]{1,30}", _("%(word)s is not the id of a channel, like C012AB3CD"))
_country = _shaped(
    r"[A-Z]{2}(-[^\s-][^-]*)?",
    _("%(word)s is not a country of two capital letters, like AT, or a part of one, like DE-BY"),
)
_locale = _shaped(
    r"[a-z]{2,3}([-_][A-Za-z]{2,4})?", _("%(word)s is not a language, like de or en-GB")
)

_REQUIRED: dict[type[Planned], frozenset[str]] = {
    PersonPlan: frozenset({"slack_id"}),
    TeamPlan: frozenset({"name"}),
    CyclePlan: frozenset({"name", "starts_on", "ends_on"}),
    MilestonePlan: frozenset({"title"}),
    KeyResultPlan: frozenset({"title"}),
    ObjectivePlan: frozenset({"key", "title", "team", "owner", "cycle"}),
}

_READERS: dict[type[Planned], dict[str, Reader]] = {
    CompanyPlan: {
        "organisation": lambda node, faults: read_fields(OrganisationPlan, node, faults),
        "people": _items(PersonPlan),
        "teams": _items(TeamPlan),
        "cycles": _items(CyclePlan),
        "objectives": _items(ObjectivePlan),
    },
    OrganisationPlan: {"name": _name, "time_zone": _name, "locale": _locale, "country": _country},
    PersonPlan: {
        "slack_id": _person,
        "name": _name,
        "role": _one_of(Role),
        "time_zone": _name,
        "locale": _locale,
        "country": _country,
        "paused_until": _date,
    },
    TeamPlan: {
        "name": _name,
        "parent": _name,
        "manager": _person,
        "members": _list(_person),
        "channel": _channel,
        "manager_channel": _channel,
        "nudge": _name,
        "digest": _name,
        "every": _name,
        "locked": _yes_no,
        "locale": _locale,
    },
    CyclePlan: {"name": _name, "starts_on": _date, "ends_on": _date},
    ObjectivePlan: {
        "key": _name,
        "title": _title,
        "why": _long,
        "team": _name,
        "owner": _person,
        "cycle": _name,
        "kind": _one_of(Commitment),
        "private": _yes_no,
        "state": _one_of(ObjectiveState),
        "contributes_to": _name,
        "supports": _name,
        "justification": _long,
        "key_results": _items(KeyResultPlan),
    },
    KeyResultPlan: {
        "key": _name,
        "title": _title,
        "owner": _person,
        "delegate": _person,
        "metric": _one_of(Metric),
        "unit": _text(UNIT_LENGTH),
        "baseline": _number,
        "target": _number,
        "lower": _number,
        "upper": _number,
        "current": _value,
        "weight": _number,
        "entry": _one_of(Entry),
        "confidence": _confidence,
        "milestones": _items(MilestonePlan),
    },
    MilestonePlan: {"title": _title, "weight": _number, "due": _date, "done": _date},
}
