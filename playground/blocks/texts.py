"""Text objects, options, confirmation dialogs: the small parts that blocks are made of."""

from __future__ import annotations

from playground.blocks.shape import (
    Check,
    Problems,
    anything,
    boolean,
    by_type,
    fields,
    items,
    one_of,
    string,
)
from playground.model import Value

EXTRA: dict[str, dict[str, Check]] = {
    "plain_text": {"emoji": boolean},
    "mrkdwn": {"verbatim": boolean},
}


def mrkdwn(maximum: int) -> Check:
    """A text object of type mrkdwn."""
    return _text_of(maximum, "mrkdwn")


def plain_only(maximum: int) -> Check:
    """A text object that must be plain_text."""
    return _text_of(maximum, "plain_text")


def text(maximum: int) -> Check:
    """A text object of either type."""
    return _text_of(maximum, "plain_text", "mrkdwn")


def _text_of(maximum: int, *kinds: str) -> Check:
    whole = by_type({kind: fields({"text": string(maximum)}, EXTRA[kind]) for kind in kinds})

    def check(value: Value, path: str, problems: Problems) -> None:
        # Most of a message are text objects, and most of these are just a type and a text.
        if isinstance(value, dict) and len(value) == 2 and value.get("type") in kinds:
            said = value.get("text")
            if isinstance(said, str) and 0 < len(said) <= maximum:
                return
        whole(value, path, problems)

    return check


ID = string(255)
URL = string(3000)
PLACEHOLDER = plain_only(150)
CONFIRM = fields(
    {
        "title": plain_only(100),
        "text": text(300),
        "confirm": plain_only(30),
        "deny": plain_only(30),
    },
    {"style": one_of("primary", "danger")},
)
OPTION = fields({"text": plain_only(75), "value": string(75)}, {"description": plain_only(75)})
RICH_OPTION = fields({"text": text(75), "value": string(75)}, {"description": text(75)})
OVERFLOW_OPTION = fields(
    {"text": plain_only(75), "value": string(75)}, {"description": plain_only(75), "url": URL}
)
OPTION_GROUP = fields({"label": plain_only(75), "options": items(OPTION, 100)}, {})
IMAGE = fields({"alt_text": string(2000)}, {"image_url": URL, "slack_file": anything})
CONVERSATION_FILTER = fields(
    {},
    {
        "include": items(one_of("im", "mpim", "private", "public"), 4),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    },
)


def one_source(element: dict[str, Value]) -> tuple[str, str] | None:
    """Options or option groups, never both and never neither."""
    if ("options" in element) == ("option_groups" in element):
        return "", "must provide exactly one of options or option_groups"
    return None


def offers_initial(element: dict[str, Value]) -> tuple[str, str] | None:
    """What is chosen at first must be among the options, word for word."""
    offered = list(element.get("options") or [])
    for group in element.get("option_groups") or ():
        offered += group["options"]
    if element.get("initial_option") is not None and element["initial_option"] not in offered:
        return "/initial_option", "initial_option must match one of the options"
    if any(option not in offered for option in element.get("initial_options") or ()):
        return "/initial_options", "initial_options must match the options"
    return None


def unique_values(element: dict[str, Value]) -> tuple[str, str] | None:
    """Two options must not carry the same value."""
    values = [option.get("value") for option in element.get("options") or ()]
    if len(values) != len(set(values)):
        return "/options", "option values must be unique"
    return None
