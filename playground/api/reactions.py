"""Methods with which the app reacts to messages."""

from __future__ import annotations

from playground.api.methods import Args, method
from playground.model import Json, SlackError
from playground.reactions import add_reaction, canonical, remove_reaction
from playground.rooms import Room
from playground.world import BOT_USER, World


@method("reactions.add", "reactions:write")
def add(world: World, args: Args) -> Json:
    """The app reacts to a message."""
    name = _name(args)
    room, ts = _reactable(world, args)
    add_reaction(room, ts, BOT_USER, name)
    world.touch()
    return {}


@method("reactions.remove", "reactions:write")
def remove(world: World, args: Args) -> Json:
    """The app takes its reaction back."""
    name = _name(args)
    room, ts = _reactable(world, args)
    remove_reaction(room, ts, BOT_USER, name)
    world.touch()
    return {}


@method("reactions.get", "reactions:read")
def get(world: World, args: Args) -> Json:
    """A message with its reactions; all of their people are always named."""
    room, ts = _item(world, args)
    message = room.messages[ts] | {"permalink": world.permalink(room, ts)}
    return {"type": "message", "channel": room.id, "message": message}


def _name(args: Args) -> str:
    if "name" not in args:
        raise SlackError("invalid_name")
    return canonical(args.text("name"))


def _item(world: World, args: Args) -> tuple[Room, str]:
    if "channel" not in args or "timestamp" not in args:
        raise SlackError("no_item_specified")
    room, ts = world.room(args.text("channel")), args.text("timestamp")
    if ts not in room.messages:
        raise SlackError("message_not_found")
    return room, ts


def _reactable(world: World, args: Args) -> tuple[Room, str]:
    room, ts = _item(world, args)
    if room.is_archived:
        raise SlackError("is_archived")
    if BOT_USER not in room.members:
        raise SlackError("not_in_channel")
    return room, ts
