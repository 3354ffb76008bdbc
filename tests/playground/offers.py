"""Options and menus of which tests choose."""

from typing import Any

from tests.playground.make import Json, plain


def offered(value: str, text: str) -> Json:
    return {"text": {**plain(text), "emoji": True}, "value": value}


LOW, MID, HIGH = offered("low", "Low"), offered("mid", "Medium"), offered("high", "High")
OPTIONS = [LOW, MID, HIGH]


def element(kind: str, **more: Any) -> Json:
    return {"type": kind, "action_id": "it", "placeholder": plain("Pick"), **more}
