"""What becomes of blocks once Slack has taken them: ids for all, escaped texts, defaults."""

from __future__ import annotations

import re
from itertools import count

from playground.blocks.state import elements
from playground.model import Json, Value

BARE_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt);)")
BARE_LESS_THAN = re.compile(r"<(?!(?:[@#!]|https?:|mailto:|tel:|slack:)[^<>\s][^<>]*>)")
NUMBERS = count(1)
NESTED = (dict, list)
TYPED_MENTION = re.compile(r"<(?=[@#][UWCG][A-Z0-9]+(?:\|[^<>]*)?>)")


def stored(blocks: list[Json]) -> list[Json]:
    """A copy with a block_id for each block and an action_id for each element."""
    copied: list[Json] = [_copied(block) for block in blocks]
    for block in copied:
        block.setdefault("block_id", new_id())
    for _, element in _elements(copied):
        element.setdefault("action_id", new_id())
    return copied


def new_id() -> str:
    """An id nobody has yet, short as those that Slack makes up."""
    return f"b{next(NUMBERS):04x}"


def _elements(blocks: list[Json]) -> list[tuple[Json, Json]]:
    """All interactive elements, also accessories that came without an action_id."""
    for block in blocks:
        accessory = block.get("accessory")
        if accessory and accessory["type"] != "image":
            accessory.setdefault("action_id", new_id())
    return list(elements(blocks))


def escaped_mrkdwn(text: str) -> str:
    """mrkdwn as Slack keeps it: links and mentions stay, other & and < are escaped."""
    if "&" not in text and "<" not in text:
        return text
    return BARE_LESS_THAN.sub("&lt;", BARE_AMPERSAND.sub("&amp;", text))


def escaped(text: str) -> str:
    """Plain text as Slack echoes it."""
    if "&" in text:
        text = BARE_AMPERSAND.sub("&amp;", text)
    return text.replace("<", "&lt;").replace(">", "&gt;")


def typed(text: str) -> str:
    """What a person typed, as payloads carry it: all escaped but mentions that were picked."""
    text = text.replace("&", "&amp;")
    parts = TYPED_MENTION.split(text)
    return parts[0].translate(ANGLES) + "".join(_with_mention(part) for part in parts[1:])


ANGLES = str.maketrans({"<": "&lt;", ">": "&gt;"})


def _with_mention(part: str) -> str:
    mention, rest = part.split(">", 1)
    return f"<{mention}>{rest.translate(ANGLES)}"


def _copied(value: Value) -> Value:
    """A deep copy of an object or array in which text objects are escaped and complete."""
    if isinstance(value, list):
        return [_copied(entry) if isinstance(entry, NESTED) else entry for entry in value]
    copy: Json = value.copy()
    if isinstance(copy.get("text"), str):
        _complete_text(copy)  # what is inside of a text object stays as it is
        return copy
    for key, entry in value.items():
        if isinstance(entry, NESTED):
            copy[key] = _copied(entry)
    return copy


def _complete_text(text: Json) -> None:
    if text.get("type") == "plain_text":
        text["text"] = escaped(text["text"])
        text.setdefault("emoji", True)
    elif text.get("type") == "mrkdwn":
        text["text"] = escaped_mrkdwn(text["text"])
        text.setdefault("verbatim", False)
