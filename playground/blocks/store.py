"""What becomes of blocks once Slack has taken them: ids for all, escaped texts, defaults."""

from __future__ import annotations

import copy
import re
import secrets
from typing import Any

from playground.blocks.state import elements
from playground.model import Json

BARE_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt);)")
BARE_LESS_THAN = re.compile(r"<(?!(?:[@#!]|https?:|mailto:|tel:|slack:)[^<>\s][^<>]*>)")
TYPED_MENTION = re.compile(r"<(?=[@#][UWCG][A-Z0-9]+(?:\|[^<>]*)?>)")


def stored(blocks: list[Json]) -> list[Json]:
    """A copy with a block_id for each block and an action_id for each element."""
    copied = copy.deepcopy(blocks)
    for block in copied:
        block.setdefault("block_id", secrets.token_urlsafe(4)[:5])
    for _, element in elements_with_missing_ids(copied):
        element.setdefault("action_id", secrets.token_urlsafe(4)[:5])
    for block in copied:
        _escape_texts(block)
    return copied


def elements_with_missing_ids(blocks: list[Json]) -> list[tuple[Json, Json]]:
    """All interactive elements, also accessories that came without an action_id."""
    for block in blocks:
        accessory = block.get("accessory")
        if accessory and accessory["type"] != "image":
            accessory.setdefault("action_id", secrets.token_urlsafe(4)[:5])
    return list(elements(blocks))


def escaped_mrkdwn(text: str) -> str:
    """mrkdwn as Slack keeps it: links and mentions stay, other & and < are escaped."""
    return BARE_LESS_THAN.sub("&lt;", BARE_AMPERSAND.sub("&amp;", text))


def escaped(text: str) -> str:
    """Plain text as Slack echoes it."""
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


def _escape_texts(value: Any) -> None:
    if isinstance(value, list):
        for entry in value:
            _escape_texts(entry)
    elif isinstance(value, dict):
        _escape_text_object(value)
        for entry in value.values():
            _escape_texts(entry)


def _escape_text_object(value: Json) -> None:
    if value.get("type") == "plain_text" and isinstance(value.get("text"), str):
        value["text"] = escaped(value["text"])
        value.setdefault("emoji", True)
    elif value.get("type") == "mrkdwn" and isinstance(value.get("text"), str):
        value["text"] = escaped_mrkdwn(value["text"])
        value.setdefault("verbatim", False)
