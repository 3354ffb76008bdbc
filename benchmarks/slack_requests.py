"""What Slack sends: bodies as they come over HTTP, signed."""

import hashlib
import hmac
import json
import time
from itertools import count
from typing import Any
from urllib.parse import urlencode

from benchmarks.company import TEAM_ID
from bot.domain.okrs import Caller

SECRET = "benchmark"  # noqa: S105 - opens nothing
FORM = "application/x-www-form-urlencoded"

_numbers = count(1)


def command(text: str, caller: Caller) -> bytes:
    """`/okr text`."""
    return urlencode(
        {
            "token": "none",
            "team_id": TEAM_ID,
            "team_domain": "acme",
            "channel_id": "D0BENCH",
            "channel_name": "directmessage",
            "user_id": caller.user,
            "user_name": "person",
            "command": "/okr",
            "text": text,
            "api_app_id": "A0BENCH",
            "is_enterprise_install": "false",
            "response_url": "https://hooks.slack.com/commands/T0BENCH/1/x",
            "trigger_id": _trigger_id(),
        }
    ).encode()


def button(action_id: str, caller: Caller) -> bytes:
    """A button pressed in a message of three blocks."""
    element = {"type": "button", "action_id": action_id, "text": _text("Press"), "value": "1"}
    section = {"type": "section", "text": {"type": "mrkdwn", "text": "A line of words. " * 10}}
    actions = {"type": "actions", "block_id": "one", "elements": [element]}
    message = {"type": "message", "text": "Words", "ts": "1.2", "blocks": [section] * 2 + [actions]}
    action = {**element, "block_id": "one", "action_ts": "1.3"}
    return _interaction(
        "block_actions",
        caller,
        channel={"id": "D0BENCH", "name": "directmessage"},
        container={"type": "message", "message_ts": "1.2", "channel_id": "D0BENCH"},
        response_url="https://hooks.slack.com/actions/T0BENCH/1/x",
        message=message,
        state={"values": {}},
        actions=[action],
    )


def submission(view: dict[str, Any], values: dict[str, Any], caller: Caller) -> bytes:
    """A modal submitted, `values` by block id as they stand in its state."""
    number = next(_numbers)
    shown = {**view, "id": f"V{number:08}", "hash": "1.h", "state": {"values": values}}
    return _interaction("view_submission", caller, view=shown, response_urls=[])


def signed(body: bytes) -> dict[str, str]:
    """The headers with which Slack sends this body now."""
    stamp = str(int(time.time()))
    mac = hmac.new(SECRET.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256)
    return {
        "content-type": FORM,
        "x-slack-request-timestamp": stamp,
        "x-slack-signature": f"v0={mac.hexdigest()}",
    }


def _interaction(kind: str, caller: Caller, **more: Any) -> bytes:  # noqa: ANN401 - JSON
    payload = {
        "type": kind,
        "team": {"id": TEAM_ID, "domain": "acme"},
        "user": {"id": caller.user, "username": "person", "name": "person", "team_id": TEAM_ID},
        "enterprise": None,
        "is_enterprise_install": False,
        "api_app_id": "A0BENCH",
        "token": "none",
        "trigger_id": _trigger_id(),
        **more,
    }
    return urlencode({"payload": json.dumps(payload)}).encode()


def _trigger_id() -> str:
    return f"{next(_numbers)}.1.bench"


def _text(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}
