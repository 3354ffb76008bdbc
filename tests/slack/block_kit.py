"""Slack's blocks as small as they may be, and just as long as asked for."""

from typing import Any

Json = dict[str, Any]


def plain(length: int) -> Json:
    return {"type": "plain_text", "text": "x" * length}


def mrkdwn(length: int) -> Json:
    return {"type": "mrkdwn", "text": "x" * length}


def option(text: int = 1, value: Any = "v", **more: Any) -> Json:
    return {"text": plain(text), "value": value, **more}


def options(many: int) -> list[Json]:
    return [option(value=f"v{number}") for number in range(many)]


def button(text: int = 1, **more: Any) -> Json:
    return {"type": "button", "action_id": "press", "text": plain(text), **more}


def element(kind: str, **more: Any) -> Json:
    return {"type": kind, "action_id": "choose", **more}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def buttons(many: int) -> Json:
    return actions(*(button(action_id=f"press{number}") for number in range(many)))


def inputs(inner: Json, label: int = 1, **more: Any) -> Json:
    return {"type": "input", "label": plain(label), "element": inner, **more}


def section(length: int, **more: Any) -> Json:
    return {"type": "section", "text": mrkdwn(length), **more}


def modal(*blocks: Json, **more: Any) -> Json:
    return {"type": "modal", "title": plain(5), "submit": plain(5), "blocks": list(blocks), **more}


def confirm(title: int = 1, text: int = 1, button_text: int = 1) -> Json:
    answer = plain(button_text)
    return {"title": plain(title), "text": plain(text), "confirm": answer, "deny": answer}


TYPED = element("plain_text_input")
NUMBER = element("number_input", is_decimal_allowed=True)
DIVIDER: Json = {"type": "divider"}
IMAGE: Json = {"type": "image", "image_url": "https://example.com/1.png", "alt_text": "a"}
CHART: Json = {"type": "data_visualization", "title": "Trend", "chart": {"type": "line"}}
