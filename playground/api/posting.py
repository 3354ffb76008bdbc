"""Making messages: what chat.postMessage, response URLs and acknowledgements have in common."""

from __future__ import annotations

from playground.api.methods import Args
from playground.blocks.check import check_blocks
from playground.blocks.store import escaped_mrkdwn, stored
from playground.model import Json, SlackError, Value
from playground.rooms import Room
from playground.world import APP_ID, BOT_ID, BOT_USER, World

MAX_TEXT = 40_000
NO_PREVIEW = "This content can't be displayed."


def content(args: Args, maximum: int = MAX_TEXT) -> Json:
    """The text and blocks of a message, as Slack keeps them.

    Raises:
        SlackError: no_text, msg_too_long, invalid_blocks, invalid_blocks_format.
    """
    blocks = args.structure("blocks", "invalid_blocks_format")
    text, attachments = args.text("text"), args.structure("attachments", "invalid_attachments")
    if blocks is not None:
        blocks = check_blocks(blocks)
    if not text and not blocks and not attachments:
        raise SlackError("no_text")
    if len(text) > maximum:
        raise SlackError("msg_too_long")
    made: Json = {"text": escaped_mrkdwn(text) if text else NO_PREVIEW}
    if blocks:
        made["blocks"] = stored(blocks)
    return made | ({"attachments": attachments} if attachments else {})


def bot_message(world: World, made: Json, extra: Json | None = None) -> Json:
    """A message by the app, with a ts of its own."""
    return {
        "type": "message",
        "user": BOT_USER,
        "bot_id": BOT_ID,
        "app_id": APP_ID,
        "ts": world.clock.ts(),
        "team": world.identity.team_id,
        **made,
        **(extra or {}),
    }


def post(world: World, room: Room, message: Json) -> Json:
    """Puts a message where everybody in the room sees it."""
    room.add(message)
    world.touch()
    return message


def post_ephemeral(
    world: World, room: Room, user: str, made: Json, extra: Json | None = None
) -> Json:
    """Puts a message where only `user` sees it; it is not in any history."""
    message = bot_message(world, made, {"channel": room.id, "is_ephemeral": True, **(extra or {})})
    world.ephemerals[user].append(message)
    room.note(message["ts"])
    world.touch()
    return message


def thread_of(room: Room, args: Args) -> Json:
    """`thread_ts` of an existing message, or nothing.

    Raises:
        SlackError: thread_not_found; of a reply its own thread is taken.
    """
    if "thread_ts" not in args:
        return {}
    ts = args.text("thread_ts")
    parent = room.messages.get(ts)
    if parent is None:
        raise SlackError("thread_not_found")
    return {"thread_ts": parent.get("thread_ts", ts)}


def metadata_of(args: Args) -> Json:
    """The message's metadata, or nothing.

    Raises:
        SlackError: invalid_metadata_format, metadata_too_large.
    """
    metadata = args.structure("metadata", "invalid_metadata_format")
    if metadata is None:
        return {}
    if not _is_metadata(metadata):
        raise SlackError("invalid_metadata_format")
    return {"metadata": metadata}


def _is_metadata(metadata: Value) -> bool:
    return (
        isinstance(metadata, dict)
        and isinstance(metadata.get("event_type"), str)
        and isinstance(metadata.get("event_payload"), dict)
    )
