"""What a limit of Slack's can say about a thing made of blocks: one small rule each.

A rule takes a thing and its path and yields what is wrong, each with its place.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

Thing = dict[str, Any]
Rule = Callable[[Thing, str], Iterator[str]]


def apply_rules(rules: tuple[Rule, ...], thing: Thing, path: str) -> Iterator[str]:
    """What the rules say about the thing."""
    for rule in rules:
        yield from rule(thing, path)


def needs(*fields: str) -> Rule:
    """All of the fields are there."""

    def rule(thing: Thing, path: str) -> Iterator[str]:
        return (f"{join(path, field)}: missing" for field in fields if thing.get(field) is None)

    return rule


def needs_one(*fields: str) -> Rule:
    """At least one of the fields is there."""

    def rule(thing: Thing, path: str) -> Iterator[str]:
        if not any(thing.get(field) for field in fields):
            yield f"{path}: needs {' or '.join(fields)}"

    return rule


def length(field: str, most: int, least: int = 1) -> Rule:
    """The field, a string or a text object, has so many characters, if it is there."""

    def rule(thing: Thing, path: str) -> Iterator[str]:
        value, place = thing.get(field), join(path, field)
        if isinstance(value, dict):
            value, place = value.get("text"), join(place, "text")
        if isinstance(value, str) and not least <= len(value) <= most:
            yield _amount(place, len(value), "characters", least, most)

    return rule


def count(field: str, most: int, least: int = 1) -> Rule:
    """The field, a list, has so many entries, if it is there."""

    def rule(thing: Thing, path: str) -> Iterator[str]:
        value = thing.get(field)
        if isinstance(value, list) and not least <= len(value) <= most:
            yield _amount(join(path, field), len(value), "entries", least, most)

    return rule


def each(field: str, *rules: Rule) -> Rule:
    """The rules hold for every entry of the list."""

    def rule(thing: Thing, path: str) -> Iterator[str]:
        for number, entry in enumerate(thing.get(field) or ()):
            yield from apply_rules(rules, entry, f"{join(path, field)}[{number}]")

    return rule


def within(field: str, *rules: Rule) -> Rule:
    """The rules hold inside the field, if it is there."""

    def rule(thing: Thing, path: str) -> Iterator[str]:
        if isinstance(thing.get(field), dict):
            yield from apply_rules(rules, thing[field], join(path, field))

    return rule


def plain(*fields: str) -> Rule:
    """The fields are plain_text objects, if they are there."""

    def rule(thing: Thing, path: str) -> Iterator[str]:
        for field in fields:
            value = thing.get(field)
            if value is not None and (
                not isinstance(value, dict) or value.get("type") != "plain_text"
            ):
                yield f"{join(path, field)}: must be plain_text"

    return rule


def strings(*fields: str) -> Rule:
    """The fields are strings, if they are there: Slack refuses bare numbers."""

    def rule(thing: Thing, path: str) -> Iterator[str]:
        for field in fields:
            if not isinstance(thing.get(field, ""), str):
                yield f"{join(path, field)}: must be a string"

    return rule


def unique(field: str, inside: str) -> Rule:
    """No two entries of the list `inside` have the same `field`."""

    def rule(thing: Thing, path: str) -> Iterator[str]:
        values = Counter(entry.get(field) for entry in thing.get(inside) or () if entry.get(field))
        return (
            f"{join(path, inside)}: {field} {value!r} stands there {times} times"
            for value, times in values.items()
            if times > 1
        )

    return rule


def join(path: str, field: str) -> str:
    """The place of a field."""
    return f"{path}.{field}" if path else field


def _amount(place: str, found: int, unit: str, least: int, most: int) -> str:
    if not found:
        return f"{place}: empty"
    limit = f"at most {most}" if found > most else f"at least {least}"
    return f"{place}: {found} {unit}, {limit}"
