"""Methods that write messages."""

from __future__ import annotations

from playground.api.methods import Args, method
from playground.api.posting import (
    bot_message,
    content,
    metadata_of,
    post,
    post_ephemeral,
    thread_of,
)
from playground.model import Json, RateLimited, SlackError, bad_arguments
from playground.rooms import Room
from playground.world import BOT_ID, BOT_USER, World

MAX_UPDATE = 4000


@method("chat.postMessage", "chat:write")
def post_message(world: World, args: Args) -> Json:
    """A message to a channel, or to a person's DM, which is opened on the way."""
    room = _target(world, args.text("channel"))
    _may_post(world, room)
    made = content(args)
    extra = thread_of(room, args) | metadata_of(args)
    wait = world.faults.wait_for(room.id)
    if wait:
        raise RateLimited(wait)
    message = post(world, room, bot_message(world, made, extra))
    return {"channel": room.id, "ts": message["ts"], "message": message}


def _target(world: World, channel: str) -> Room:
    if not channel.startswith(("U", "W")):
        return world.room(channel)
    person = world.people.get(channel)
    if person is None or person.deleted:
        raise SlackError("channel_not_found")
    if person.is_bot:
        raise SlackError("cannot_dm_bot")
    return world.dm(channel)


def _may_post(world: World, room: Room) -> None:
    if room.is_archived:
        raise SlackError("is_archived")
    if BOT_USER not in room.members and "chat:write.public" not in world.scopes:
        raise SlackError("not_in_channel")


@method("chat.update", "chat:write")
def update(world: World, args: Args) -> Json:
    """New content for a message of the app; blocks stay unless new ones or [] are sent."""
    room, old = _own_message(world, args, "cant_update_message")
    made = content(args, MAX_UPDATE)
    emptied = {name for name in ("blocks", "attachments") if args.values.get(name) == []}
    kept = {key: value for key, value in old.items() if key not in emptied}
    edited = {"user": BOT_USER, "ts": world.clock.ts()}
    message = kept | made | metadata_of(args) | {"edited": edited}
    room.replace(message)
    world.touch()
    shown = {key: value for key, value in message.items() if key != "ts"}
    return {"channel": room.id, "ts": old["ts"], "text": message["text"], "message": shown}


@method("chat.delete", "chat:write")
def delete(world: World, args: Args) -> Json:
    """Takes a message of the app away."""
    room, old = _own_message(world, args, "cant_delete_message")
    room.remove(old["ts"])
    world.touch()
    return {"channel": room.id, "ts": old["ts"]}


def _own_message(world: World, args: Args, refusal: str) -> tuple[Room, Json]:
    room, message = _message(world, args.need("channel"), args.need("ts"))
    if message.get("bot_id") != BOT_ID:
        raise SlackError(refusal)
    return room, message


def _message(world: World, channel: str, ts: str) -> tuple[Room, Json]:
    room = world.room(channel)
    if ts not in room.messages:
        raise SlackError("message_not_found")
    return room, room.messages[ts]


@method("chat.postEphemeral", "chat:write")
def post_ephemeral_message(world: World, args: Args) -> Json:
    """A message that only one member of the channel sees."""
    room, user = world.room(args.need("channel")), args.need("user")
    _may_post(world, room)
    if user not in room.members:
        raise SlackError("user_not_in_channel")
    message = post_ephemeral(world, room, user, content(args), thread_of(room, args))
    return {"message_ts": message["ts"]}


@method("chat.getPermalink")
def permalink(world: World, args: Args) -> Json:
    """The address of a message."""
    if "channel" not in args or "message_ts" not in args:
        raise bad_arguments("missing required field: channel, message_ts")
    room, message = _message(world, args.text("channel"), args.text("message_ts"))
    return {"channel": room.id, "permalink": world.permalink(room, message["ts"])}
