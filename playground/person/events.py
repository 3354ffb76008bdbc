"""Events: who hears of what, and the second, third and fourth attempt when nobody answers.

Retries come at once, after one minute and after five, on the workspace's own time scale.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from playground.api.users import described as described_person
from playground.model import Json, Reply
from playground.person.payloads import event_callback
from playground.rooms import Room
from playground.transport.delivery import Parcel
from playground.world import BOT_USER, World

RETRY_AFTER = (60.0, 300.0)
NOT_HEARD = Reply(0, None, "not_subscribed")


@dataclass
class Events:
    """Sends events and keeps those that have to be sent again."""

    world: World
    deliver: Callable[[Parcel], Reply]
    sent: list[Parcel] = field(default_factory=list)
    waiting: list[tuple[float, Parcel]] = field(default_factory=list)
    timers: list[threading.Timer] = field(default_factory=list)

    def send(self, event: Json, subscription: str | None = None) -> Reply:
        """Sends an event the app subscribed to; error "not_subscribed" if it did not."""
        with self.world.lock:
            if not self.world.manifest.hears(subscription or event["type"]):
                return NOT_HEARD
            event.setdefault("event_ts", self.world.clock.ts())
            parcel = Parcel("event", event_callback(self.world, event))
            self.sent.append(parcel)
        reply = self.deliver(parcel)
        if reply.error:
            self._again(parcel, reply)
        return reply

    def redeliver(self, last: int) -> Reply:
        """Sends the `last` newest events again, as Slack does when it lost an answer."""
        reply = NOT_HEARD
        for parcel in self.sent[-last:]:
            reply = self.deliver(Parcel("event", parcel.body, parcel.retry + 1, "http_timeout"))
        return reply

    def run_due(self) -> None:
        """Makes the retries whose time has come."""
        with self.world.lock:
            now = self.world.clock.passed()
            due = [parcel for at, parcel in self.waiting if at <= now]
            self.waiting = [(at, parcel) for at, parcel in self.waiting if at > now]
        for parcel in due:
            reply = self.deliver(parcel)
            if reply.error:
                self._later(parcel, reply)

    def _again(self, parcel: Parcel, reply: Reply) -> None:
        second = Parcel("event", parcel.body, 1, _reason(reply))
        reply = self.deliver(second)
        if reply.error:
            self._later(second, reply)

    def _later(self, parcel: Parcel, reply: Reply) -> None:
        if parcel.retry > len(RETRY_AFTER):
            return
        seconds = RETRY_AFTER[parcel.retry - 1]
        following = Parcel("event", parcel.body, parcel.retry + 1, _reason(reply))
        with self.world.lock:
            self.waiting.append((self.world.clock.passed() + seconds, following))
        timer = threading.Timer(seconds, self.run_due)
        timer.daemon = True
        timer.start()
        self.timers = [other for other in self.timers if other.is_alive()] + [timer]

    def forget(self) -> None:
        """Forgets what was sent, and the retries that are still to come."""
        self.sent.clear()
        self.waiting.clear()
        for timer in self.timers:
            timer.cancel()


def _reason(reply: Reply) -> str:
    return "http_timeout" if reply.error == "timeout" else "http_error"


def apply_event(world: World, event: Json) -> None:
    """What some events mean for the workspace itself."""
    kind, room = event["type"], world.rooms.get(str(event.get("channel", "")))
    if kind in ("app_uninstalled", "tokens_revoked"):
        world.refusal = "account_inactive" if kind == "app_uninstalled" else "token_revoked"
    elif kind == "channel_archive" and room:
        room.is_archived = True
    elif kind == "member_joined_channel" and room and event["user"] not in room.members:
        room.members.append(event["user"])
    elif kind == "member_left_channel" and room and event["user"] in room.members:
        room.members.remove(event["user"])
    world.touch()


def message_event(room: Room, message: Json) -> Json:
    """The `message` event for something a person said."""
    return {**message, "channel": room.id, "channel_type": room.kind, "event_ts": message["ts"]}


def mention_event(room: Room, message: Json) -> Json:
    """The `app_mention` event for the same."""
    names = ("user", "text", "ts", "team", "client_msg_id", "thread_ts")
    said = {name: message[name] for name in names if name in message}
    return {"type": "app_mention", **said, "channel": room.id, "event_ts": message["ts"]}


def reaction_event(kind: str, room: Room, message: Json, user: str, name: str) -> Json:
    """The `reaction_added` or `reaction_removed` event."""
    return {
        "type": kind,
        "user": user,
        "reaction": name,
        "item": {"type": "message", "channel": room.id, "ts": message["ts"]},
        "item_user": message["user"],
    }


def user_change(world: World, user: str) -> Json:
    """The `user_change` event with the person as they are now."""
    person = described_person(world, world.people[user], with_locale=True)
    person["profile"]["fields"] = {}
    return {"type": "user_change", "user": person, "cache_ts": int(world.clock.now().timestamp())}


def may_read(world: World, room: Room) -> bool:
    """Whether the app was granted the scope for what is said there; whoever installs it decides."""
    return f"{room.scope_family}:history" in world.scopes


def is_heard(room: Room) -> bool:
    """Whether the app may read what is said in the room."""
    return BOT_USER in room.members
