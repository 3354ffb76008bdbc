"""Stand-ins for what lies outside; each is used as the real thing would be."""

import json
import re
from collections.abc import Callable, Sequence
from typing import Any

from slack_bolt import App, BoltRequest

Parcel = tuple[str, dict[str, Any], dict[str, str]]


class BoltLine:
    """Socket Mode without a socket: hands what Slack delivers to Bolt's own dispatch.

    `sent` keeps every delivery, so that one can be made again. While it `is_deaf`, nothing
    reaches the bot; as long as it `loses_answers`, the bot does its work and nobody hears of it.
    """

    def __init__(self, bolt: App) -> None:
        self._bolt = bolt
        self.sent: list[Parcel] = []
        self.is_deaf = False
        self.loses_answers = 0

    def __call__(self, kind: str, body: dict[str, Any], headers: dict[str, str]) -> tuple[int, Any]:
        """The bot's answer: an HTTP status and a body."""
        self.sent.append((kind, body, headers))
        if self.is_deaf:
            return 503, None
        answer = self.deliver(body, headers)
        if self.loses_answers:
            self.loses_answers -= 1
            return 503, None
        return answer

    def deliver(
        self, body: dict[str, Any], headers: dict[str, str] | None = None
    ) -> tuple[int, Any]:
        """Bring a payload to the bot, changed or for a second time."""
        request = BoltRequest(
            mode="socket_mode",
            body=json.loads(json.dumps(body)),
            headers={name: [value] for name, value in (headers or {}).items()},
        )
        response = self._bolt.dispatch(request)
        return response.status, response.body

    @property
    def last(self) -> dict[str, Any]:
        """The payload that was delivered last."""
        return self.sent[-1][1]


NUMBERED = re.compile(r"([a-z_]+\\\.[a-z_]+):\\d\+")
"""The pattern of an id that ends with a number."""


class Listeners:
    """Takes registrations as Bolt's App does: `ids` are plain texts, `patterns` what they match.

    What listens to everything is in neither. `matchers` are what else a pattern asks for. An id
    that ends with a number is kept without it.
    """

    def __init__(self) -> None:
        self.ids: dict[str, set[str]] = {}
        self.patterns: dict[str, list[re.Pattern[str]]] = {}
        self.matchers: dict[re.Pattern[str], Sequence[Callable[..., bool]]] = {}

    def __getattr__(self, kind: str) -> Callable[..., Callable[[object], None]]:
        """`command`, `action`, `view` … of an App."""

        def listen(
            what: object, matchers: Sequence[Callable[..., bool]] = ()
        ) -> Callable[[object], None]:
            if isinstance(what, re.Pattern) and (numbered := NUMBERED.fullmatch(what.pattern)):
                what = numbered[1].replace("\\", "")
            if isinstance(what, str):
                self.ids.setdefault(kind, set()).add(what)
            elif isinstance(what, re.Pattern) and what.pattern != ".*":
                self.patterns.setdefault(kind, []).append(what)
                self.matchers[what] = matchers
            return lambda _handler: None

        return listen
