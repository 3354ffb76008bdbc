"""Values that cross the playground's edge."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

Json = dict[str, Any]
written = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, allow_nan=False, separators=(",", ":")
).encode
"""JSON as Slack sends it, without spaces. One encoder for all: making one takes a while."""
LOCALE = re.compile("[a-z]{2,3}(-[A-Za-z]{4})?(-[A-Z]{2}|-[0-9]{3})?")
Value = Any  # whatever JSON holds: the playground checks it, types cannot


@dataclass(frozen=True)
class Person:
    """A member of the workspace, as users.info describes one."""

    id: str
    name: str
    tz: str = "Europe/Vienna"
    locale: str = "en-US"
    is_bot: bool = False
    deleted: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_stranger: bool = False
    status_text: str = ""
    status_emoji: str = ""
    status_expiration: int = 0
    is_admin: bool = False
    title: str = ""
    is_owner: bool = False
    is_primary_owner: bool = False

    def __post_init__(self) -> None:
        """Nobody lives by a clock or a language that no browser knows; Slack may not know either.

        Raises:
            ValueError: for a tz or a locale that does not exist.
        """
        try:
            ZoneInfo(self.tz or "UTC")
        except (KeyError, ValueError, OSError):  # "Europe" is a folder
            raise ValueError(f"there is no time zone {self.tz!r}") from None
        if self.locale and not LOCALE.fullmatch(self.locale):
            raise ValueError(f"there is no locale {self.locale!r}: one is en-US")

    @property
    def handle(self) -> str:
        """The short name Slack sends as `user_name`: lowercase, dots for spaces."""
        return ".".join(self.name.lower().split())


@dataclass(frozen=True)
class Channel:
    """A channel as it is when the workspace starts."""

    id: str
    name: str
    members: tuple[str, ...] = ()
    is_private: bool = False
    is_archived: bool = False
    bot_is_member: bool = True
    topic: str = ""


@dataclass(frozen=True)
class UserGroup:
    """People who are mentioned together; `handle` is what stands after the @."""

    id: str
    name: str
    handle: str
    users: tuple[str, ...] = ()
    is_disabled: bool = False


@dataclass(frozen=True)
class Reply:
    """What came of one delivery; `error` is what the person would see, None when all is well.

    `status` is the HTTP status (200 for an acknowledged envelope, 0 when nothing came back),
    `latency` is in seconds.
    """

    status: int
    body: Value = None
    error: str | None = None
    latency: float = 0.0


@dataclass(frozen=True)
class Call:
    """One Web API call; `status` is 0 when the connection was broken on purpose, `at` a ts."""

    method: str
    args: Json
    response: Json
    status: int
    at: float
    latency: float


class PortTaken(OSError):
    """Something else listens on the port; the message says which port and what to do."""


class SlackError(Exception):
    """A refusal, answered as `{"ok": false, "error": …}` together with `details`."""

    def __init__(self, error: str, **details: Value) -> None:
        super().__init__(error)
        self.error = error
        self.details = details


class RateLimited(SlackError):
    """A refusal with HTTP 429 and a Retry-After header, in whole seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__("ratelimited")
        self.retry_after = retry_after


def bad_arguments(*messages: str, error: str = "invalid_arguments") -> SlackError:
    """The refusal whose `response_metadata.messages` say what is wrong and where."""
    marked = [f"[ERROR] {message}" for message in messages]
    return SlackError(error, response_metadata={"messages": marked})
