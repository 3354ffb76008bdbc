"""Checks that are put together like the tables in Slack's reference.

A check takes a value, its place ("/blocks/0/text") and the list it reports to. The sentences are
worded like Slack's own: "must be less than 76 characters [json-pointer:/blocks/0/text/text]".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from playground.model import Value

Problems = list[str]
Check = Callable[[Value, str, Problems], None]
Rule = Callable[[dict[str, Value]], "tuple[str, str] | None"]


def report(problems: Problems, path: str, what: str) -> None:
    """Adds one sentence about one place."""
    problems.append(f"{what} [json-pointer:{path}]")


def anything(value: Value, path: str, problems: Problems) -> None:
    """Accepts every value."""


def boolean(value: Value, path: str, problems: Problems) -> None:
    """true or false."""
    if not isinstance(value, bool):
        report(problems, path, "must be a boolean")


def string(maximum: int, minimum: int = 1) -> Check:
    """Text of so many characters; both bounds are allowed."""

    def check(value: Value, path: str, problems: Problems) -> None:
        if not isinstance(value, str):
            report(problems, path, "must be a string")
        elif len(value) > maximum:
            report(problems, path, f"must be less than {maximum + 1} characters")
        elif len(value) < minimum:
            report(problems, path, f"must be more than {minimum - 1} characters")

    return check


def pattern(expression: str, maximum: int = 255) -> Check:
    """Text that matches the whole expression."""
    compiled, sized = re.compile(expression), string(maximum)

    def check(value: Value, path: str, problems: Problems) -> None:
        before = len(problems)
        sized(value, path, problems)
        if len(problems) == before and not compiled.fullmatch(value):
            report(problems, path, f"must match the pattern {expression}")

    return check


def whole(minimum: int, maximum: int) -> Check:
    """A whole number between the two, both allowed."""

    def check(value: Value, path: str, problems: Problems) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            report(problems, path, "must be an integer")
        elif not minimum <= value <= maximum:
            report(problems, path, f"must be between {minimum} and {maximum}")

    return check


def number(value: Value, path: str, problems: Problems) -> None:
    """A number; not a string."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        report(problems, path, "must be a number")


def one_of(*allowed: Value) -> Check:
    """One of a few fixed values."""

    def check(value: Value, path: str, problems: Problems) -> None:
        if value not in allowed:
            report(problems, path, f"must be a valid enum value: {', '.join(map(str, allowed))}")

    return check


def items(item: Check, maximum: int, minimum: int = 1) -> Check:
    """A list of so many items, each checked."""

    def check(value: Value, path: str, problems: Problems) -> None:
        if not isinstance(value, list):
            report(problems, path, "must be an array")
            return
        if len(value) > maximum:
            report(problems, path, f"no more than {maximum} items allowed [{len(value)} given]")
        if len(value) < minimum:
            report(problems, path, f"no fewer than {minimum} items allowed")
        for index, entry in enumerate(value[:maximum] if len(value) > maximum else value):
            item(entry, f"{path}/{index}", problems)

    return check


def fields(required: Mapping[str, Check], optional: Mapping[str, Check], *rules: Rule) -> Check:
    """An object with these fields and no others; `rules` look at the whole of a sound one."""
    known = {**required, **optional}

    def check(value: Value, path: str, problems: Problems) -> None:
        if not isinstance(value, dict):
            report(problems, path, "must be an object")
            return
        before = len(problems)
        for name in required:
            if name not in value:
                report(problems, path, f"missing required field: {name}")
        for name, entry in value.items():
            if name in known:
                known[name](entry, f"{path}/{name}", problems)
            elif name != "type":
                report(problems, path, f"invalid additional property: {name}")
        if rules and len(problems) == before:
            _apply(rules, value, path, problems)

    return check


def _apply(rules: tuple[Rule, ...], value: Value, path: str, problems: Problems) -> None:
    for rule in rules:
        found = rule(value)
        if found:
            report(problems, path + found[0], found[1])


def by_type(table: Mapping[str, Check]) -> Check:
    """An object whose `type` says which check is meant."""

    def check(value: Value, path: str, problems: Problems) -> None:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(kind, str):
            report(problems, path, "missing required field: type")
        elif kind not in table:
            report(problems, path, f"unsupported type: {kind}")
        else:
            table[kind](value, path, problems)

    return check
