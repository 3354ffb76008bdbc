"""What all transports have in common, and the two that need no server: function and HTTP.

A body is always the dict of the payload; how it is written on the wire is the transport's affair.
`error` of an answer: "timeout" once Slack's patience has ended (3 seconds, unless a test sets it
otherwise), "dispatch_failed" for everything else.
"""

from __future__ import annotations

import hashlib
import hmac
import http.client
import json
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, Protocol
from urllib.parse import urlencode, urlsplit

from playground.arriving import read_json
from playground.model import Json, Reply, Value

Kind = Literal["command", "interactive", "event"]
Answerer = Callable[[str, Json, dict[str, str]], "tuple[int, Value]"]
ACK_SECONDS = 3.0


@dataclass(frozen=True)
class Parcel:
    """One delivery; `retry` counts the earlier attempts, `reason` says why they failed.

    `envelope_id` is for Socket Mode, which gives each attempt one of its own.
    """

    kind: Kind
    body: Json
    retry: int = 0
    reason: str = ""
    envelope_id: str = field(default_factory=lambda: secrets.token_hex(16))

    @property
    def name(self) -> str:
        """What is delivered: "/command", or the type of the interaction or event."""
        event = self.body.get("event")
        named = event if isinstance(event, dict) else self.body
        return str(self.body.get("command") or named.get("type") or "ssl_check")

    @property
    def retry_headers(self) -> dict[str, str]:
        """The headers of a second or later attempt."""
        if not self.retry:
            return {}
        return {"x-slack-retry-num": str(self.retry), "x-slack-retry-reason": self.reason}


class Transport(Protocol):
    """A way to the app."""

    def deliver(self, parcel: Parcel, patience: float = ACK_SECONDS) -> Reply:
        """Brings it to the app and waits for the answer, `patience` seconds at most."""


def judged(status: int, body: Value, began: float, patience: float) -> Reply:
    """The reply of a person's Slack to an answer with this status after this time."""
    latency = time.monotonic() - began
    if latency > patience:
        return Reply(status, body, "timeout", latency)
    error = None if 200 <= status < 300 else "dispatch_failed"
    return Reply(status, body, error, latency)


@dataclass(frozen=True)
class ToFunction:
    """Calls a function in the caller's own thread; a slow one counts as timed out afterwards."""

    answer: Answerer

    def deliver(self, parcel: Parcel, patience: float = ACK_SECONDS) -> Reply:
        """Calls the function; what it raises is a 500."""
        began = time.monotonic()
        try:
            status, body = self.answer(parcel.kind, parcel.body, parcel.retry_headers)
        except Exception as error:  # noqa: BLE001 -- whatever the app raises is a 500
            return judged(500, repr(error), began, patience)
        return judged(status, parsed(body), began, patience)


def parsed(body: Value) -> Value:
    """The body as JSON if it is JSON; None when empty."""
    if not isinstance(body, str | bytes) or not body:
        return body or None
    text = body if isinstance(body, str) else body.decode(errors="replace")
    try:
        return read_json(text)
    except ValueError:
        return text


@dataclass(frozen=True)
class ToUrl:
    """Signed HTTP, as Slack sends it."""

    url: str
    secret: str

    def deliver(self, parcel: Parcel, patience: float = ACK_SECONDS) -> Reply:
        """One signed POST."""
        content_type, text = _written(parcel)
        return self.post(content_type, text, parcel.retry_headers, patience)

    def post(
        self, content_type: str, text: str, headers: dict[str, str], patience: float = ACK_SECONDS
    ) -> Reply:
        """Signs and sends a body as it is."""
        raw, began = text.encode(), time.monotonic()
        signed = self.signature(raw) | {"content-type": content_type} | headers
        try:
            status, answer = self._exchange(raw, signed, patience)
        except TimeoutError:
            return Reply(0, None, "timeout", time.monotonic() - began)
        except (OSError, http.client.HTTPException):
            return Reply(0, None, "dispatch_failed", time.monotonic() - began)
        return judged(status, parsed(answer), began, patience)

    def signature(self, raw: bytes) -> dict[str, str]:
        """The headers that prove that a body comes from Slack, now."""
        stamp = str(int(time.time()))
        mac = hmac.new(self.secret.encode(), f"v0:{stamp}:".encode() + raw, hashlib.sha256)
        return {
            "x-slack-request-timestamp": stamp,
            "x-slack-signature": f"v0={mac.hexdigest()}",
            "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "accept": "application/json,*/*",
        }

    def _exchange(self, raw: bytes, headers: dict[str, str], patience: float) -> tuple[int, bytes]:
        parts = urlsplit(self.url)
        is_https = parts.scheme == "https"
        kind = http.client.HTTPSConnection if is_https else http.client.HTTPConnection
        connection = kind(parts.hostname or "", parts.port, timeout=patience)
        try:
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request("POST", target, body=raw, headers=headers)
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()


def _written(parcel: Parcel) -> tuple[str, str]:
    if parcel.kind == "event":
        return "application/json", json.dumps(parcel.body)
    form = parcel.body if parcel.kind == "command" else {"payload": json.dumps(parcel.body)}
    return "application/x-www-form-urlencoded", urlencode(form)
