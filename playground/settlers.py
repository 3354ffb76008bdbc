"""Reads who lives in a workspace from a YAML file, and says plainly what is wrong with one.

The file holds `people:` and `channels:`, each a list with the fields of Person and Channel.
"""

from __future__ import annotations

from dataclasses import MISSING, fields
from pathlib import Path
from typing import TypeVar

import yaml

from playground.arriving import check_types
from playground.model import Channel, Json, Person, Value

Settler = TypeVar("Settler", Person, Channel)


class WrongFile(ValueError):
    """The file cannot be used; the message says where and why, in one line."""


def read_settlers(file: Path) -> tuple[list[Person], list[Channel]]:
    """The people and channels of the file; both may be left out.

    Raises:
        WrongFile: if it is not YAML, or not people and channels.
        OSError: if it cannot be read.
    """
    try:
        read = _mapping(_parsed(file.read_text(encoding="utf-8")), "it", "people: and channels:")
        people = [_settler(Person, *each) for each in _entries(read, "people")]
        channels = [_settler(Channel, *each) for each in _entries(read, "channels")]
    except WrongFile as problem:
        raise WrongFile(f"{file}: {problem}") from None
    return people, channels


def _parsed(text: str) -> Value:
    try:
        return yaml.safe_load(text) or {}
    except yaml.MarkedYAMLError as problem:
        line = problem.problem_mark.line + 1 if problem.problem_mark else 1
        raise WrongFile(f"line {line}: {problem.problem}") from None
    except yaml.YAMLError as problem:
        raise WrongFile(" ".join(str(problem).split())) from None


def _entries(read: Json, kind: str) -> list[tuple[Json, str]]:
    """The entries of one list, each with its place: "entry 2 of people"."""
    entries = read.get(kind) or []
    if not isinstance(entries, list):
        raise WrongFile(f"{kind} has to be a list")
    places = [f"entry {number} of {kind}" for number in range(1, len(entries) + 1)]
    return [
        (_mapping(entry, place, "id: and name:"), place)
        for entry, place in zip(entries, places, strict=True)
    ]


def _settler(kind: type[Settler], entry: Json, place: str) -> Settler:
    known = {each.name: each.default is MISSING for each in fields(kind)}
    unknown = [name for name in entry if name not in known]
    missing = [name for name, is_needed in known.items() if is_needed and name not in entry]
    if unknown:
        raise WrongFile(f"{place} has no field {unknown[0]!r}; there are {', '.join(known)}")
    if missing:
        raise WrongFile(f"{place} needs {' and '.join(missing)}")
    if "members" in entry:
        entry = {**entry, "members": _members(entry["members"], place)}
    try:
        check_types(kind, entry)
        return kind(**entry)
    except (TypeError, ValueError) as problem:
        raise WrongFile(f"{place}: {problem}") from None


def _members(members: Value, place: str) -> tuple[str, ...]:
    if not isinstance(members, list | None):
        raise WrongFile(f"members in {place} have to be a list of ids")
    return tuple(members or ())


def _mapping(value: Value, place: str, example: str) -> Json:
    if not isinstance(value, dict):
        raise WrongFile(f"{place} has to have {example}")
    return value
