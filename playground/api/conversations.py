"""Methods that read channels and DMs. Which scope is needed depends on the kind of room."""

from __future__ import annotations

from itertools import islice

from playground.api.methods import Args, method, need_scopes, page
from playground.model import Json, SlackError
from playground.rooms import Room
from playground.world import BOT_USER, World

TYPES = {"public_channel": "channels", "private_channel": "groups", "im": "im", "mpim": "mpim"}


@method("conversations.info")
def info(world: World, args: Args) -> Json:
    """One channel or DM."""
    room = _readable(world, args, "read")
    return {"channel": described(world, room, args.flag("include_num_members"))}


@method("conversations.list")
def list_rooms(world: World, args: Args) -> Json:
    """Channels and DMs of the asked types; private ones only with the app in them."""
    types = [name.strip() for name in args.text("types", "public_channel").split(",")]
    if any(name not in TYPES for name in types):
        raise SlackError("invalid_types")
    need_scopes(world, *(f"{TYPES[name]}:read" for name in types))
    families = {TYPES[name] for name in types}
    rooms = [room for room in world.rooms.values() if _is_listed(room, families, args)]
    shown, metadata = page(args, rooms)
    return {"channels": [described(world, room) for room in shown], "response_metadata": metadata}


def _is_listed(room: Room, families: set[str], args: Args) -> bool:
    hidden = room.is_private and BOT_USER not in room.members
    left_out = room.is_archived and args.flag("exclude_archived")
    return room.scope_family in families and not hidden and not left_out


@method("conversations.members")
def members(world: World, args: Args) -> Json:
    """The ids of those in a room."""
    room = _readable(world, args, "read")
    found, metadata = page(args, room.members)
    return {"members": found, "response_metadata": metadata}


@method("conversations.open", "im:write")
def open_dm(world: World, args: Args) -> Json:
    """The DM with a person; opening it twice is the same DM."""
    if "channel" in args:
        return {"channel": {"id": world.room(args.text("channel")).id}}
    users = [user for user in args.text("users").split(",") if user]
    if not users:
        raise SlackError("users_list_not_supplied")
    if len(users) > 1:
        raise SlackError("method_not_supported_for_channel_type")
    return _opened(world, users[0], args)


def _opened(world: World, user: str, args: Args) -> Json:
    person = world.person(user)
    if person.deleted:
        raise SlackError("user_disabled")
    if person.is_bot:
        raise SlackError("cannot_dm_bot")
    known = "D" + user[1:] in world.rooms
    room = world.dm(user)
    channel = described(world, room) if args.flag("return_im") else {"id": room.id}
    return {"channel": channel, "no_op": known, "already_open": known}


@method("conversations.join", "channels:join")
def join(world: World, args: Args) -> Json:
    """Makes the app a member of a public channel."""
    room = world.room(args.need("channel"))
    if room.kind != "channel":
        raise SlackError("method_not_supported_for_channel_type")
    if room.is_archived:
        raise SlackError("is_archived")
    if BOT_USER not in room.members:
        room.members.append(BOT_USER)
        world.touch()
    return {"channel": described(world, room)}


@method("conversations.history")
def history(world: World, args: Args) -> Json:
    """Messages, the newest first; replies only where they were also sent to the channel."""
    room = _readable(world, args, "history")
    _need_membership(room)
    oldest, latest = args.text("oldest") or "0", float(args.text("latest") or "inf")
    inclusive, limit = args.flag("inclusive"), args.count("limit", 100, 999)
    before = float(args.text("cursor").removeprefix("before:") or "inf")
    found = (
        message
        for message in room.newest_first(oldest)
        if _is_between(float(message["ts"]), float(oldest), latest, inclusive)
        and float(message["ts"]) < before
        and message.get("thread_ts", message["ts"]) == message["ts"]
    )
    messages = list(islice(found, limit + 1))
    has_more = len(messages) > limit
    cursor = f"before:{messages[limit - 1]['ts']}" if has_more else ""
    shown = [_shown(message, args) for message in messages[:limit]]
    return {"messages": shown, "has_more": has_more, "response_metadata": {"next_cursor": cursor}}


@method("conversations.replies")
def replies(world: World, args: Args) -> Json:
    """A message and its replies, oldest first."""
    room = _readable(world, args, "history")
    _need_membership(room)
    thread = room.thread(args.need("ts"))
    if not thread:
        raise SlackError("thread_not_found")
    shown, metadata = page(args, thread)
    messages = [_shown(message, args) for message in shown]
    has_more = bool(metadata["next_cursor"])
    return {"messages": messages, "has_more": has_more, "response_metadata": metadata}


def _is_between(ts: float, oldest: float, latest: float, inclusive: bool) -> bool:
    return oldest <= ts <= latest if inclusive else oldest < ts < latest


def _shown(message: Json, args: Args) -> Json:
    if args.flag("include_all_metadata"):
        return message
    return {key: value for key, value in message.items() if key != "metadata"}


def _readable(world: World, args: Args, verb: str) -> Room:
    room = world.room(args.need("channel"))
    need_scopes(world, f"{room.scope_family}:{verb}")
    return room


def _need_membership(room: Room) -> None:
    if BOT_USER not in room.members:
        raise SlackError("not_in_channel")


def described(world: World, room: Room, with_count: bool = False) -> Json:
    """A room as conversations.info shows it."""
    shared: Json = {"id": room.id, "created": room.created, "is_archived": room.is_archived}
    if room.is_im:
        deleted = world.people[room.user].deleted
        return shared | {"is_im": True, "user": room.user, "is_user_deleted": deleted}
    kind: Json = {
        "name": room.name,
        "name_normalized": room.name,
        "is_channel": not room.is_private,
        "is_group": False,
        "is_im": False,
        "is_mpim": False,
        "is_private": room.is_private,
        "is_general": room.name == "general",
        "is_member": BOT_USER in room.members,
        "is_shared": False,
        "creator": next(iter(room.members), BOT_USER),
        "topic": {"value": room.topic, "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
    }
    return shared | kind | ({"num_members": len(room.members)} if with_count else {})
