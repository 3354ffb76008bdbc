"""The messages of a room in pages, as one person sees them, and what changed since then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import merge
from itertools import islice

from playground.blocks.markdown import with_drawn
from playground.blocks.state import kept_state
from playground.model import Json
from playground.rooms import Room
from playground.world import World


@dataclass(frozen=True)
class Wanted:
    """Which messages: those before a ts, those of a thread, or what changed since a version.

    `oldest` belongs to `since`: changes of messages before it are left out.
    """

    channel: str
    viewer: str
    limit: int = 50
    before: str = ""
    since: int | None = None
    oldest: str = "0"
    thread: str = ""


def page(world: World, wanted: Wanted) -> Json:
    """The messages, oldest first, with the room's version and whether there are older ones.

    Raises:
        LookupError: the viewer is not in such a room.
    """
    with world.lock:
        room = world.rooms.get(wanted.channel)
        if room is None or wanted.viewer not in room.members:
            raise LookupError(f"{wanted.viewer} is not in {wanted.channel}")
        found, has_older = _found(world, room, wanted)
        return {
            "version": room.version,
            "messages": [_shown(world, wanted.viewer, one) for one in found],
            "gone": _gone(room, wanted),
            "has_older": has_older,
        }


def _found(world: World, room: Room, wanted: Wanted) -> tuple[list[Json], bool]:
    if wanted.since is not None:
        return _changed(world, room, wanted), _first(room) < float(wanted.oldest)
    if wanted.thread:
        shown = private(world, room, wanted.viewer)
        own = [one for one in shown if _belongs(one, wanted.thread)]
        return sorted([*room.thread(wanted.thread), *own], key=_age), False
    before = float(wanted.before or "inf")
    older = (one for one in newest_first(world, room, wanted.viewer) if _age(one) < before)
    newest = list(islice((one for one in older if _belongs(one, "")), wanted.limit + 1))
    return newest[wanted.limit - 1 :: -1], len(newest) > wanted.limit


def _changed(world: World, room: Room, wanted: Wanted) -> list[Json]:
    own = {one["ts"]: one for one in private(world, room, wanted.viewer)}
    touched = room.changed_since(wanted.since or 0)
    found = (room.messages.get(ts) or own.get(ts) for ts in touched)
    oldest = float(wanted.oldest)
    kept = [one for one in found if one and _belongs(one, wanted.thread) and _age(one) >= oldest]
    return sorted(kept, key=_age)


def _first(room: Room) -> float:
    return float(next(iter(room.messages), "inf"))


def _gone(room: Room, wanted: Wanted) -> list[str]:
    if wanted.since is None:
        return []
    return [ts for ts in room.changed_since(wanted.since) if ts in room.gone]


def newest_first(world: World, room: Room, viewer: str) -> Iterator[Json]:
    """What the person sees in the room, the newest first."""
    own = reversed(private(world, room, viewer))
    return iter(merge(room.newest_first(), own, key=_age, reverse=True))


def private(world: World, room: Room, viewer: str) -> list[Json]:
    """The room's ephemeral messages to the person, oldest first."""
    return [one for one in world.ephemerals[viewer] if one["channel"] == room.id]


def _belongs(message: Json, thread: str) -> bool:
    """Whether a message is shown in the thread, or among the messages of the room for ""."""
    parent = message.get("thread_ts", message["ts"])
    return parent == thread if thread else parent == message["ts"]


def _age(message: Json) -> float:
    return float(message["ts"])


def _shown(world: World, viewer: str, message: Json) -> Json:
    state = entered_state(world, viewer, message)
    return with_drawn({**message, "state": state} if state else message)


def entered_state(world: World, user: str, message: Json) -> Json:
    """The person's values of the message's elements; {} where it has none that keep a value."""
    before = world.message_state.get((user, message["ts"]), {})
    return kept_state(before, message.get("blocks", []))
