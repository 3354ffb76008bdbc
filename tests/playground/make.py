"""Blocks and views for tests, and an app that remembers what it was sent."""

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def section(text: str = "Hello", **more: Any) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def button(action_id: str = "go", **more: Any) -> Json:
    return {"type": "button", "action_id": action_id, "text": plain("Go"), **more}


def actions(*elements: Json, **more: Any) -> Json:
    return {"type": "actions", "elements": list(elements), **more}


def option(value: str, text: str = "") -> Json:
    return {"text": plain(text or value.title()), "value": value}


def input_block(block_id: str, element: Json | None = None, **more: Any) -> Json:
    element = element or {"type": "plain_text_input"}
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(block_id),
        "element": {"action_id": block_id, **element},
        **more,
    }


def modal(*blocks: Json, **more: Any) -> Json:
    return {
        "type": "modal",
        "callback_id": "form",
        "title": plain("Form"),
        "submit": plain("Save"),
        "blocks": list(blocks or (input_block("name"),)),
        **more,
    }


def home(*blocks: Json) -> Json:
    return {"type": "home", "blocks": list(blocks or (section(),))}


@dataclass
class Recorder:
    """An app that keeps every delivery and answers with the next of `answers`, else with 200.

    `kinds` grows last: whoever waits for one finds the whole delivery.
    """

    kinds: list[str] = field(default_factory=list)
    bodies: list[Json] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    answers: list[tuple[int, Any]] = field(default_factory=list)

    def __call__(self, kind: str, body: Json, headers: dict[str, str]) -> tuple[int, Any]:
        self.bodies.append(body)
        self.headers.append(headers)
        self.kinds.append(kind)
        return self.answers.pop(0) if self.answers else (200, None)

    @property
    def last(self) -> Json:
        return self.bodies[-1]
