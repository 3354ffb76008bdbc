"""The table of Web API methods, and the arguments a method is called with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from playground.arriving import read_json
from playground.model import Json, SlackError, Value, bad_arguments
from playground.world import World

JSON_ARGUMENTS = {"blocks", "view", "metadata", "attachments", "unfurls", "files"}
Item = TypeVar("Item")


class Args:
    """Arguments as they came: JSON types, or strings that mean the same."""

    def __init__(self, values: Json) -> None:
        self.values = values

    def __contains__(self, name: str) -> bool:
        """Whether the argument was given and is not empty."""
        return self.values.get(name) not in (None, "")

    def text(self, name: str, default: str = "") -> str:
        """The argument as text."""
        value = self.values.get(name)
        return default if value is None else str(value)

    def need(self, name: str) -> str:
        """The argument as text.

        Raises:
            SlackError: invalid_arguments when it is missing or empty.
        """
        if name not in self:
            raise bad_arguments(f"missing required field: {name}")
        return self.text(name)

    def flag(self, name: str, default: bool = False) -> bool:
        """True for true, "true" and "1"."""
        value = self.values.get(name, default)
        return value in (True, "1") or str(value).lower() == "true"

    def count(self, name: str, default: int, maximum: int) -> int:
        """A whole number from 1 to `maximum`.

        Raises:
            SlackError: invalid_limit.
        """
        try:
            value = int(self.values.get(name) or default)
        except (TypeError, ValueError):
            raise SlackError("invalid_limit") from None
        if not 1 <= value <= maximum:
            raise SlackError("invalid_limit")
        return value

    def structure(self, name: str, error: str) -> Value:
        """An argument that is JSON; None when missing.

        Raises:
            SlackError: `error` when it is a string that is not JSON.
        """
        value = self.values.get(name)
        if isinstance(value, str) and value:
            raise SlackError(error)
        return value or None


def parse_json_arguments(values: Json) -> Json:
    """The arguments with their JSON strings read; what cannot be read stays a string."""
    return {
        name: _parsed(value) if name in JSON_ARGUMENTS else value for name, value in values.items()
    }


def _parsed(value: Value) -> Value:
    if not isinstance(value, str):
        return value
    try:
        return read_json(value)
    except ValueError:
        return value


@dataclass(frozen=True)
class Method:
    """One method: what runs, the scopes it always needs, and whose token it takes."""

    run: Callable[[World, Args], Json]
    scopes: tuple[str, ...]
    caller: str


METHODS: dict[str, Method] = {}
Run = Callable[[World, Args], Json]


def method(name: str, *scopes: str, caller: str = "bot") -> Callable[[Run], Run]:
    """Puts a function into the table; `caller` is bot, app or anyone."""

    def register(run: Run) -> Run:
        METHODS[name] = Method(run, scopes, caller)
        return run

    return register


def need_scopes(world: World, *scopes: str) -> None:
    """Checks that the app was granted the scopes.

    Raises:
        SlackError: missing_scope, with `needed` and `provided`.
    """
    if any(scope not in world.scopes for scope in scopes):
        provided = ",".join(world.scopes)
        raise SlackError("missing_scope", needed=",".join(scopes), provided=provided)


def page(args: Args, found: Sequence[Item], default: int = 100) -> tuple[list[Item], Json]:
    """One page of what was found, and the `response_metadata` with the cursor to the next.

    Raises:
        SlackError: invalid_cursor, invalid_limit.
    """
    start, limit = _start(args.text("cursor")), args.count("limit", default, 1000)
    end = start + limit
    cursor = f"next:{end}" if end < len(found) else ""
    return list(found[start:end]), {"next_cursor": cursor}


def _start(cursor: str) -> int:
    if not cursor:
        return 0
    if not cursor.startswith("next:") or not cursor[5:].isdigit():
        raise SlackError("invalid_cursor")
    return int(cursor[5:])
