"""Slack's limits for messages, modals and Home as one table, checked before every send.

Going over a limit is a mistake in a template, never something a person can answer for.
Lengths count characters. Source: https://docs.slack.dev/reference/block-kit
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from bot.slack.rules import (
    Rule,
    Thing,
    apply_rules,
    count,
    each,
    join,
    length,
    needs,
    needs_one,
    plain,
    strings,
    unique,
    within,
)

VIEW_BYTES = 250_000

CONFIRM = (
    needs("title", "text", "confirm", "deny"),
    length("title", 100), length("text", 300), length("confirm", 30), length("deny", 30),
)  # fmt: skip
OPTION = (
    needs("text", "value"), strings("value"),
    length("text", 75), length("value", 75), length("description", 75),
)  # fmt: skip
GROUP = (
    needs("label", "options"),
    length("label", 75),
    count("options", 100),
    each("options", *OPTION),
)
ACTION = (
    needs("action_id"),
    strings("action_id"),
    length("action_id", 255),
    within("confirm", *CONFIRM),
)
PLACEHOLDER = (length("placeholder", 150), plain("placeholder"))
INITIAL = (within("initial_option", *OPTION), each("initial_options", *OPTION))
SELECT = (*ACTION, *PLACEHOLDER, *INITIAL)
STATIC = (
    *SELECT, needs_one("options", "option_groups"),
    count("options", 100), each("options", *OPTION), unique("value", "options"),
    count("option_groups", 100), each("option_groups", *GROUP),
)  # fmt: skip
FEW_OPTIONS = (
    *ACTION, *INITIAL, needs("options"), count("options", 10), each("options", *OPTION),
    unique("value", "options"),
)  # fmt: skip
NUMBER = (
    *ACTION, *PLACEHOLDER, needs("is_decimal_allowed"),
    strings("min_value", "max_value", "initial_value"),
)  # fmt: skip
TYPED = (*ACTION, *PLACEHOLDER, strings("initial_value"))

ELEMENTS: dict[str, tuple[Rule, ...]] = {
    "plain_text": (needs("text"), length("text", 3000)),
    "mrkdwn": (needs("text"), length("text", 3000)),
    "button": (
        *ACTION, needs("text"), plain("text"), strings("value"),
        length("text", 75), length("value", 2000), length("url", 3000),
        length("accessibility_label", 75),
    ),
    "overflow": (*ACTION, needs("options"), count("options", 5), each("options", *OPTION)),
    "static_select": STATIC,
    "multi_static_select": STATIC,
    "external_select": SELECT,
    "multi_external_select": SELECT,
    "users_select": SELECT,
    "multi_users_select": SELECT,
    "conversations_select": SELECT,
    "multi_conversations_select": SELECT,
    "channels_select": SELECT,
    "multi_channels_select": SELECT,
    "radio_buttons": FEW_OPTIONS,
    "checkboxes": FEW_OPTIONS,
    "datepicker": (*ACTION, *PLACEHOLDER),
    "timepicker": (*ACTION, *PLACEHOLDER),
    "datetimepicker": ACTION,
    "plain_text_input": (*TYPED, length("initial_value", 3000, least=0)),
    "email_text_input": TYPED,
    "url_text_input": TYPED,
    "number_input": NUMBER,
}  # fmt: skip

BLOCKS: dict[str, tuple[Rule, ...]] = {
    "section": (
        needs_one("text", "fields"), length("text", 3000),
        count("fields", 10), each("fields", length("text", 2000)),
    ),
    "header": (needs("text"), plain("text"), length("text", 150)),
    "divider": (),
    "context": (needs("elements"), count("elements", 10)),
    "actions": (needs("elements"), count("elements", 25), unique("action_id", "elements")),
    "input": (
        needs("label", "element"), plain("label", "hint"),
        length("label", 2000), length("hint", 2000),
    ),
    "image": (
        needs("alt_text"), needs_one("image_url", "slack_file"), plain("title"),
        length("alt_text", 2000), length("title", 2000), length("image_url", 3000),
    ),
    "rich_text": (needs("elements"),),
    "markdown": (needs("text"), length("text", 12_000)),
    "data_visualization": (needs("title", "chart"), length("title", 50)),
    "data_table": (needs("rows", "caption"), count("rows", 201, least=2)),
    "table": (needs("rows"), count("rows", 100)),
    "alert": (needs("text"), length("text", 200)),
    "card": (),
    "carousel": (),
    "container": (),
}  # fmt: skip

MESSAGE = (needs("text"), length("text", 4000), count("blocks", 50))
IDS = (length("callback_id", 255), length("external_id", 255), length("private_metadata", 3000))
VIEWS: dict[str, tuple[Rule, ...]] = {
    "modal": (
        needs("title", "blocks"), plain("title", "submit", "close"), *IDS, count("blocks", 100),
        length("title", 24), length("submit", 24), length("close", 24),
    ),
    "home": (needs("blocks"), *IDS, count("blocks", 100)),
}  # fmt: skip

_EVERYWHERE = frozenset({
    "section", "header", "divider", "context", "actions", "input", "image", "rich_text",
})  # fmt: skip
SURFACES = {
    "message": _EVERYWHERE | {
        "markdown", "data_visualization", "data_table", "table", "card", "carousel", "container",
    },
    "modal": _EVERYWHERE | {"alert"},
    "home": _EVERYWHERE | {"data_table", "table"},
}  # fmt: skip
MOST_OF_A_KIND = {"data_visualization": 2}


class OverLimit(Exception):
    """Slack would refuse this; the message names each place and what is wrong there."""


def check_message(payload: Thing) -> None:
    """Check `text` and `blocks` of a message.

    Raises:
        OverLimit: naming every fault: `blocks[3].text.text: 3012 characters, at most 3000`.
    """
    _refuse([*apply_rules(MESSAGE, payload, ""), *_block_faults(payload, "message")])


def check_view(view: Thing) -> None:
    """Check a modal or Home.

    Raises:
        OverLimit: naming every fault.
    """
    surface = str(view.get("type"))
    if surface not in VIEWS:
        raise OverLimit(f"type: {surface!r} is no view")
    faults = [*apply_rules(VIEWS[surface], view, ""), *_block_faults(view, surface)]
    _refuse([*faults, *_view_faults(view, surface)])


def _refuse(faults: list[str]) -> None:
    if faults:
        # A place can be reached by two rules; once is enough.
        raise OverLimit("; ".join(dict.fromkeys(faults)))


def _view_faults(view: Thing, surface: str) -> Iterator[str]:
    has_input = any(block.get("type") == "input" for block in view.get("blocks") or ())
    if surface == "modal" and has_input and not view.get("submit"):
        yield "submit: missing, there are inputs"
    size = len(json.dumps(view).encode())
    if size > VIEW_BYTES:
        yield f"view: {size} bytes, at most {VIEW_BYTES}"


def _block_faults(thing: Thing, surface: str) -> Iterator[str]:
    blocks: list[Thing] = thing.get("blocks") or []
    yield from unique("block_id", "blocks")(thing, "")
    for number, block in enumerate(blocks):
        yield from _block(block, surface, f"blocks[{number}]")
    kinds = Counter(block.get("type") for block in blocks)
    for kind, most in MOST_OF_A_KIND.items():
        if kinds[kind] > most:
            yield f"blocks: {kinds[kind]} of {kind}, at most {most}"


def _block(block: Thing, surface: str, path: str) -> Iterator[str]:
    kind = str(block.get("type"))
    if kind not in SURFACES[surface]:
        yield f"{path}.type: {kind!r} cannot stand in a {surface}"
        return
    yield from length("block_id", 255)(block, path)
    yield from apply_rules(BLOCKS[kind], block, path)
    yield from _inside(block, path)


def _inside(thing: Thing, path: str) -> Iterator[str]:
    """The faults of everything with a type, however deep it stands."""
    for place, inner in _things(thing, path):
        yield from apply_rules(ELEMENTS.get(str(inner.get("type")), ()), inner, place)
        yield from _inside(inner, place)


def _things(thing: Thing, path: str) -> Iterable[tuple[str, Thing]]:
    for field, value in thing.items():
        place = join(path, field)
        if isinstance(value, dict):
            yield place, value
        if isinstance(value, list):
            yield from _entries(value, place)


def _entries(values: list[Any], path: str) -> Iterator[tuple[str, Thing]]:
    for number, value in enumerate(values):
        if isinstance(value, dict):
            yield f"{path}[{number}]", value
        if isinstance(value, list):
            yield from _entries(value, f"{path}[{number}]")
