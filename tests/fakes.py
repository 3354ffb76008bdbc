"""Stand-ins for what lies outside; each is used as the real thing would be."""

import json
from collections.abc import Callable
from typing import Any

from slack_bolt import App, BoltRequest

Parcel = tuple[str, dict[str, Any], dict[str, str]]


class BoltLine:
    """Socket Mode without a socket: hands what Slack delivers to Bolt's own dispatch.

    `sent` keeps every delivery, so that one can be made again; `before_next` runs once, before
    the next delivery reaches the bot: what happens between a person's press and its arrival.
    """

    def __init__(self, bolt: App) -> None:
        self._bolt = bolt
        self.sent: list[Parcel] = []
        self.before_next: Callable[[], object] | None = None

    def __call__(self, kind: str, body: dict[str, Any], headers: dict[str, str]) -> tuple[int, Any]:
        """The bot's answer: an HTTP status and a body."""
        self.sent.append((kind, body, headers))
        happening, self.before_next = self.before_next, None
        if happening:
            happening()
        return self.deliver(body, headers)

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
