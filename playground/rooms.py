"""Channels and DMs with their messages, kept by timestamp so that nothing has to search.

Each change in a room has a number, so that a page can ask for what it has not seen: `changed`
holds for each ts when it was last touched, the latest last, and `gone` which of them are no more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from playground.model import Channel, Json


@dataclass
class Room:
    """A channel or a DM; `messages` and `threads` keep the order in which things were said."""

    id: str
    name: str
    members: list[str]
    is_private: bool = False
    is_archived: bool = False
    user: str = ""
    created: int = 0
    topic: str = ""
    messages: dict[str, Json] = field(default_factory=dict)
    threads: dict[str, dict[str, None]] = field(default_factory=dict)
    last_read: dict[str, str] = field(default_factory=dict)
    version: int = 0
    changed: dict[str, int] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)

    @property
    def is_im(self) -> bool:
        """Whether this is a DM between the app and `user`."""
        return bool(self.user)

    @property
    def kind(self) -> str:
        """The channel_type of events: im, group or channel."""
        return "im" if self.is_im else "group" if self.is_private else "channel"

    @property
    def scope_family(self) -> str:
        """The first half of the scopes that read this kind: channels, groups or im."""
        return {"im": "im", "group": "groups"}.get(self.kind, "channels")

    @property
    def command_name(self) -> str:
        """The channel_name of slash commands, which hides private names."""
        return {"im": "directmessage", "group": "privategroup"}.get(self.kind, self.name)

    def add(self, message: Json) -> None:
        """Adds a message, and counts it at its parent if it is a reply."""
        self.replace(message)
        parent_ts = str(message.get("thread_ts", message["ts"]))
        if parent_ts != message["ts"]:
            self.threads.setdefault(parent_ts, {})[message["ts"]] = None
            self._count_replies(parent_ts)

    def replace(self, message: Json) -> None:
        """Puts a new version in the place of the message with the same ts."""
        self.messages[message["ts"]] = message
        self.gone.discard(message["ts"])
        self.note(message["ts"])

    def remove(self, ts: str) -> None:
        """Takes a message away; its replies stay, as in Slack."""
        gone = self.messages.pop(ts)
        self.note_gone(ts)
        parent_ts = str(gone.get("thread_ts", ts))
        if parent_ts != ts:
            self.threads.get(parent_ts, {}).pop(ts, None)
            self._count_replies(parent_ts)

    def note(self, ts: str) -> None:
        """Says that a message, or what somebody sees of it, is not as it was."""
        self.version += 1
        self.changed.pop(ts, None)  # what was touched last stands last
        self.changed[ts] = self.version

    def note_gone(self, ts: str) -> None:
        """Says that a message is no more."""
        self.note(ts)
        self.gone.add(ts)

    def changed_since(self, version: int) -> list[str]:
        """The timestamps touched after this version, the latest first."""
        return list(takewhile(lambda ts: self.changed[ts] > version, reversed(self.changed)))

    def succeed(self, old: Room) -> None:
        """Takes the place of a room whose messages are gone: who looks on is told so."""
        self.version, self.changed, self.gone = old.version, old.changed, old.gone
        for ts in list(self.changed):
            self.note_gone(ts)

    def newest_first(self, oldest: str = "0") -> Iterator[Json]:
        """Messages later than `oldest`, the newest first."""
        floor = float(oldest)
        later = takewhile(lambda ts: float(ts) >= floor, reversed(self.messages))
        return (self.messages[ts] for ts in later)

    def thread(self, ts: str) -> list[Json]:
        """The message and its replies, oldest first."""
        replies = [self.messages[reply] for reply in self.threads.get(ts, {})]
        return [self.messages[ts], *replies] if ts in self.messages else replies

    def _count_replies(self, ts: str) -> None:
        parent, replies = self.messages.get(ts), self.threads.get(ts, {})
        if parent is None:
            return
        latest = next(reversed(replies), ts)
        users = list(dict.fromkeys(self.messages[reply]["user"] for reply in replies))
        counts = {"reply_count": len(replies), "reply_users": users, "latest_reply": latest}
        self.replace(parent | {"thread_ts": ts, "reply_users_count": len(users)} | counts)


def channel_room(channel: Channel, bot: str, created: int) -> Room:
    """The room of a channel; the app is a member if the channel says so."""
    members = [*channel.members, *([bot] if channel.bot_is_member else [])]
    return Room(
        channel.id,
        channel.name,
        members,
        channel.is_private,
        channel.is_archived,
        created=created,
        topic=channel.topic,
    )


def direct_room(user: str, bot: str, created: int) -> Room:
    """The DM between the app and a person: D + the rest of the person's id."""
    return Room("D" + user[1:], "", [user, bot], is_private=True, user=user, created=created)
