"""Everything the workspace knows, in memory and behind one lock.

Hold `lock` while reading or changing; never while talking to the app. Every change ends with
`touch`, which wakes the page and whoever waits for something.
"""

from __future__ import annotations

import threading
from collections import defaultdict, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import count

from playground.clock import Clock
from playground.faults import Faults
from playground.links import ResponseUrls, Triggers
from playground.log import Log
from playground.manifest import Manifest
from playground.model import Call, Channel, Json, Person, SlackError, UserGroup
from playground.rooms import Room, channel_room, direct_room
from playground.views import Views

BOT_USER, BOT_ID, APP_ID = "U0BOT", "B0BOT", "A0LOCAL"
SLACKBOT = Person("USLACKBOT", "Slackbot", tz="America/Los_Angeles")
MAX_CALLS = 10_000


@dataclass(frozen=True)
class Identity:
    """Who the workspace and the app are, and what they prove it with."""

    team_id: str
    team_name: str
    bot_token: str
    app_token: str
    signing_secret: str

    @property
    def domain(self) -> str:
        """The team_domain of payloads."""
        return "".join(c for c in self.team_name.lower() if c.isalnum() or c == "-") or "local"


@dataclass
class World:
    """The state; the Web API, the people and the page all work on this one object.

    `refusal` is what every call with the bot's token is answered with, once it was revoked.
    """

    identity: Identity
    manifest: Manifest
    scopes: tuple[str, ...]
    url: str = ""
    refusal: str | None = None
    people: dict[str, Person] = field(default_factory=dict)
    rooms: dict[str, Room] = field(default_factory=dict)
    groups: dict[str, UserGroup] = field(default_factory=dict)
    ephemerals: dict[str, list[Json]] = field(default_factory=lambda: defaultdict(list))
    toasts: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    tickets: set[str] = field(default_factory=set)
    message_state: dict[tuple[str, str], Json] = field(default_factory=dict)
    files: dict[str, Json] = field(default_factory=dict)
    calls: deque[Call] = field(default_factory=lambda: deque(maxlen=MAX_CALLS))
    log: Log = field(default_factory=Log)
    clock: Clock = field(default_factory=Clock)
    views: Views = field(default_factory=Views)
    triggers: Triggers = field(default_factory=Triggers)
    version: int = 0
    is_closing: bool = False
    listeners: list[Callable[[], None]] = field(default_factory=list)
    settlers: tuple[tuple[Person, ...], tuple[Channel, ...]] = ((), ())

    def __post_init__(self) -> None:
        """Makes what cannot be a default: locks, and parts that share the clock."""
        self.lock = threading.RLock()
        self.changed = threading.Condition(self.lock)
        self.numbers = count(1)
        self.faults = Faults(self.clock)
        self.response_urls = ResponseUrls(self.clock)

    def settle(self, people: Iterable[Person], channels: Iterable[Channel]) -> None:
        """Moves the first people and channels in, and the bots."""
        self.settlers = tuple(people), tuple(channels)
        bot = Person(BOT_USER, self.manifest.name, tz="America/Los_Angeles", is_bot=True)
        self.people = {person.id: person for person in (SLACKBOT, bot, *self.settlers[0])}
        created = int(self.clock.now().timestamp())
        for channel in self.settlers[1]:
            self.rooms[channel.id] = channel_room(channel, BOT_USER, created)

    def clear(self) -> None:
        """Forgets all that happened since the first people and channels moved in."""
        before, self.rooms = self.rooms, {}
        self.settle(*self.settlers)
        for room in before.values():
            if room.is_im and room.user in self.people:
                self.dm(room.user)
            if room.id in self.rooms:
                self.rooms[room.id].succeed(room)
        for forgotten in (
            self.ephemerals, self.toasts, self.message_state, self.files, self.calls,
            self.log.entries, self.triggers.known, self.response_urls.known, self.groups,
        ):  # fmt: skip
            forgotten.clear()
        self.views, self.refusal = Views(), None
        self.faults.clear()
        self.clock.forget()
        self.touch()

    def touch(self) -> None:
        """Says that something changed."""
        self.version += 1
        self.changed.notify_all()
        for listener in self.listeners:
            listener()

    def new_id(self, prefix: str) -> str:
        """An id nobody has yet: the prefix and a number, upper case as Slack's."""
        return f"{prefix}0{next(self.numbers):08d}"

    def person(self, user: str) -> Person:
        """The person with this id.

        Raises:
            SlackError: user_not_found.
        """
        if user not in self.people:
            raise SlackError("user_not_found")
        return self.people[user]

    def dm(self, user: str) -> Room:
        """The DM between the app and a person, opened if need be."""
        self.person(user)
        room_id = "D" + user[1:]
        if room_id not in self.rooms:
            created = int(self.clock.now().timestamp())
            self.rooms[room_id] = direct_room(user, BOT_USER, created)
        return self.rooms[room_id]

    def room(self, channel: str) -> Room:
        """The channel or DM with this id, if the app can see it.

        Raises:
            SlackError: channel_not_found, also for private channels without the app.
        """
        room = self.rooms.get(channel)
        if room is None or (room.is_private and BOT_USER not in room.members):
            raise SlackError("channel_not_found")
        return room

    def seen_by(self, user: str) -> list[Room]:
        """The rooms in which a person can read: their channels, and their DM once it exists."""
        return [room for room in self.rooms.values() if user in room.members]

    def permalink(self, room: Room, ts: str) -> str:
        """The address of a message, which the page resolves."""
        return f"{self.url}/archives/{room.id}/p{ts.replace('.', '')}"

    def toast(self, user: str, text: str) -> None:
        """What Slack itself tells a person."""
        self.toasts[user].append(text)
        self.touch()
