"""Things that are handed out once and grow old: trigger ids and response URLs."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, field

from playground.clock import Clock
from playground.model import Json, SlackError

TRIGGER_SECONDS = 3.0
RESPONSE_SECONDS = 30 * 60
RESPONSE_USES = 5


@dataclass
class Trigger:
    """What a person did, and where: in the modal `view_id`, or in `channel` or over it."""

    user: str
    born: float
    view_id: str = ""
    channel: str = ""
    is_used: bool = False


@dataclass
class Triggers:
    """Trigger ids: 3 real seconds, one use, whatever the workspace's clock says."""

    seconds: float = TRIGGER_SECONDS
    known: dict[str, Trigger] = field(default_factory=dict)

    def new(self, user: str, view_id: str = "", *, channel: str = "") -> str:
        """A fresh trigger id for something a person just did."""
        self._forget_old()
        trigger_id = (
            f"{secrets.randbelow(10**10)}.{secrets.randbelow(10**10)}.{secrets.token_hex(16)}"
        )
        self.known[trigger_id] = Trigger(user, time.monotonic(), view_id, channel)
        return trigger_id

    def use(self, trigger_id: str) -> Trigger:
        """The trigger, used up.

        Raises:
            SlackError: invalid_trigger_id, expired_trigger_id, exchanged_trigger_id.
        """
        trigger = self.known.get(trigger_id)
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger.is_used:
            raise SlackError("exchanged_trigger_id")
        if time.monotonic() - trigger.born > self.seconds:
            raise SlackError("expired_trigger_id")
        trigger.is_used = True
        return trigger

    def _forget_old(self) -> None:
        if len(self.known) > 10_000:
            recent = list(self.known.items())[-5_000:]
            self.known = dict(recent)


@dataclass
class ResponseUrl:
    """Where an answer goes; `source` is the message it came from, None for a slash command."""

    user: str
    channel: str
    born: float
    source: Json | None
    uses: int = 0


@dataclass
class ResponseUrls:
    """Response URLs: 30 minutes, 5 uses."""

    clock: Clock
    known: dict[str, ResponseUrl] = field(default_factory=dict)

    def new(self, user: str, channel: str, source: Json | None = None) -> str:
        """The secret part of a new response URL."""
        key = secrets.token_urlsafe(18)
        self.known[key] = ResponseUrl(user, channel, self.clock.passed(), source)
        return key

    def use(self, key: str) -> ResponseUrl:
        """The response URL, one use less.

        Raises:
            SlackError: expired_url, used_url.
        """
        link = self.known.get(key)
        if link is None or self.clock.passed() - link.born > RESPONSE_SECONDS:
            raise SlackError("expired_url")
        if link.uses >= RESPONSE_USES:
            raise SlackError("used_url")
        link.uses += 1
        return link
