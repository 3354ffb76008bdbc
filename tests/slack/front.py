"""For tests of HTTP: a client of the server in front of the bot, and what Slack signs."""

import hashlib
import hmac
import http.client
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from slack_bolt import BoltRequest, BoltResponse

from bot.clock import SettableClock
from tests.make import MONDAY

SECRET = "playground-secret"
FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
COMMAND = urlencode({"command": "/okr", "text": "help", "user_id": "U1"}).encode()
EVENT = json.dumps({"type": "event_callback", "event": {"type": "message"}}).encode()
NOW = int(MONDAY.timestamp())


@dataclass
class Front:
    """The server, what reached Bolt, and what Bolt does with it."""

    port: int = 0
    bolt: Callable[[BoltRequest], BoltResponse] = lambda _request: BoltResponse(
        status=200, body="done"
    )
    clock: SettableClock = field(default_factory=lambda: SettableClock(MONDAY))
    seen: list[BoltRequest] = field(default_factory=list)
    parts: dict[str, Any] = field(default_factory=dict)

    def dispatch(self, request: BoltRequest) -> BoltResponse:
        self.seen.append(request)
        return self.bolt(request)

    def post(self, body: bytes, headers: Mapping[str, str | bytes]) -> int:
        return self.ask("POST", "/slack/events", body, headers)[0]

    def ask(
        self, method: str, path: str, body: bytes = b"", headers: Mapping[str, Any] | None = None
    ) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request(method, path, body, dict(headers or {}))
        response = connection.getresponse()
        answer = response.status, response.read().decode()
        connection.close()
        return answer


def signed(
    body: bytes, kind: str = FORM, at: int | str = NOW, secret: str = SECRET, **more: str
) -> dict[str, str]:
    digest = hmac.new(secret.encode(), f"v0:{at}:".encode() + body, hashlib.sha256).hexdigest()
    return {
        "content-type": kind,
        "x-slack-request-timestamp": str(at),
        "x-slack-signature": f"v0={digest}",
        **{name.replace("_", "-"): value for name, value in more.items()},
    }
