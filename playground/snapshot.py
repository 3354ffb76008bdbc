"""What the page shows of the workspace to one person, and when to ask again."""

from __future__ import annotations

import asyncio
import json
from itertools import islice

from playground.api.users import described as described_person
from playground.api.view_methods import described as described_view
from playground.model import Json
from playground.paging import private
from playground.rooms import Room
from playground.world import BOT_USER, World

MAX_UNREAD = 99
PATIENCE = 20.0
TO_ALL = ("<!channel", "<!here", "<!everyone", '"type": "broadcast"')


class Changes:
    """Lets requests wait for the next change without a thread each."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._waiting: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = set()
        world.listeners.append(self._wake)

    async def after(self, since: int) -> int:
        """The version once it is above `since`, or the same after 20 seconds."""
        entry = (asyncio.get_running_loop(), asyncio.Event())
        with self.world.lock:
            if self.world.version > since or self.world.is_closing:
                return self.world.version
            self._waiting.add(entry)
        try:
            await asyncio.wait_for(entry[1].wait(), PATIENCE)
        except TimeoutError:
            pass
        finally:
            with self.world.lock:
                self._waiting.discard(entry)
        return self.world.version

    def _wake(self) -> None:
        for loop, event in self._waiting:
            loop.call_soon_threadsafe(event.set)
        self._waiting.clear()


def snapshot(world: World, user: str) -> Json:
    """The workspace as `user` sees it; without a known user, only who there is."""
    with world.lock:
        common: Json = {
            "version": world.version,
            "now": world.clock.now().isoformat(),
            "is_live": world.clock.is_live,
            "team": world.identity.team_name,
            "app": {
                "user": BOT_USER,
                "name": world.manifest.name,
                "has_home": world.manifest.has_home,
            },
            "people": [_person(world, person_id) for person_id in world.people],
            "channels": {room.id: room.name for room in world.rooms.values() if not room.is_im},
            "commands": _commands(world),
            "shortcuts": _shortcuts(world),
        }
        return common | (_own(world, user) if user in world.people else {})


def _own(world: World, user: str) -> Json:
    world.dm(user)
    home, top = world.views.homes.get(user), world.views.top(user)
    return {
        "rooms": [_room(world, room, user) for room in world.seen_by(user)],
        "views": [described_view(world, view) for view in world.views.stacks[user]],
        "errors": dict(top.errors) if top else {},
        "home": described_view(world, home) if home else None,
        "toasts": list(world.toasts[user]),
    }


def _person(world: World, user: str) -> Json:
    person = described_person(world, world.people[user], with_locale=True)
    wanted = ("id", "real_name", "tz", "locale", "deleted", "is_bot", "color", "is_admin")
    shown = {key: person.get(key) for key in wanted}
    profile = person["profile"]
    room = world.rooms.get("D" + user[1:])
    unread = len(_unread(world, room, user)) if room else 0
    return shown | {"title": profile["title"], "status": profile["status_emoji"], "unread": unread}


def _room(world: World, room: Room, user: str) -> Json:
    return {
        "id": room.id,
        "name": room.name,
        "kind": room.kind,
        "is_archived": room.is_archived,
        "members": len(room.members),
        "topic": room.topic,
        "unread": len(unread := _unread(world, room, user)),
        "mentions": sum(_mentions(one, user) for one in unread),
        "last_read": room.last_read.get(user, "0"),
    }


def _unread(world: World, room: Room, user: str) -> list[Json]:
    """What others said since the person last looked, at most so much as a badge counts."""
    last = float(room.last_read.get(user, "0"))
    newer = islice(room.newest_first(str(last)), MAX_UNREAD)
    both = [*newer, *private(world, room, user)]
    return [one for one in both if float(one["ts"]) > last and one["user"] != user]


def _mentions(message: Json, user: str) -> bool:
    said = message["text"] + json.dumps(message.get("blocks", ()))
    return any(mention in said for mention in (f"<@{user}", f'"user_id": "{user}"', *TO_ALL))


def mark_read(world: World, user: str, channel: str) -> Json:
    """Marks everything in a channel as read by a person."""
    with world.lock:
        room = world.rooms[channel]
        newest = next(reversed(room.messages), "0")
        own = [one["ts"] for one in private(world, room, user)]
        last = max([newest, *own], key=float)
        if room.last_read.get(user) != last:
            room.last_read[user] = last
            world.touch()
        return {"last_read": last}


def _commands(world: World) -> list[Json]:
    wanted = ("description", "usage_hint")
    declared = world.manifest.commands or {}
    return [
        {"command": name, **{key: item.get(key, "") for key in wanted}}
        for name, item in declared.items()
    ]


def _shortcuts(world: World) -> list[Json]:
    wanted = ("name", "description", "callback_id", "type")
    declared = (world.manifest.shortcuts or {}).values()
    return [{key: item.get(key, "") for key in wanted} for item in declared]
