"""What a person does in conversations: commands, clicks, shortcuts, messages.

Payloads are built under the lock, sent without it, and answers are applied under it again.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from playground.answers import answer_command
from playground.blocks.store import typed
from playground.model import Json, Reply, SlackError, Value
from playground.paging import entered_state, newest_first
from playground.person import payloads
from playground.person.actions import Target, performed, remember
from playground.person.events import (
    Events,
    is_heard,
    may_read,
    mention_event,
    message_event,
    reaction_event,
)
from playground.person.mentions import command_text
from playground.person.words import say
from playground.reactions import add_reaction, canonical, has_reacted, remove_reaction
from playground.rooms import Room
from playground.transport.delivery import Parcel
from playground.world import BOT_USER, World

QUIET = Reply(0)
SLACK_CODES = {"timeout": "operation_timeout"}


@dataclass
class Acting:
    """Does what people do outside of modals."""

    world: World
    deliver: Callable[[Parcel], Reply]
    events: Events

    def command(self, user: str, line: str, channel: str | None) -> Reply:
        """Types a slash command."""
        name, _, text = line.strip().partition(" ")
        with self.world.lock:
            declared = self.world.manifest.command(name)
            room = self._room(user, channel)
            if declared is None:
                self._tell(user, "unknown_command", command=name)
                return Reply(0, None, "unknown_command")
            sent = command_text(self.world, text.strip(), bool(declared.get("should_escape")))
            body = payloads.command(self.world, user, name, sent, room)
        reply = self.deliver(Parcel("command", body))
        with self.world.lock:
            return self._shown(user, name, room, reply)

    def _shown(self, user: str, name: str, room: Room, reply: Reply) -> Reply:
        if reply.error:
            error = SLACK_CODES.get(reply.error, reply.error)
            self._tell(user, "command_failed", command=name, error=error)
            return reply
        try:
            answer_command(self.world, user, room.id, reply.body)
        except SlackError as refusal:
            self._tell(user, "command_failed", command=name, error=refusal.error)
            return Reply(reply.status, reply.body, refusal.error, reply.latency)
        return reply

    def click(self, user: str, target: Target, channel: str | None, ts: str | None) -> Reply:
        """Uses an element of a message.

        Raises:
            LookupError: when the person sees no such element.
        """
        with self.world.lock:
            room = self._room(user, channel)
            message, found = self._message_with(user, room, target, ts)
            action = performed(*found, target.value)
            self._remember(user, room, message, found, target.value)
            body = payloads.message_actions(self.world, user, room, message, action)
        return self._interact(user, body)

    def enter(self, user: str, target: Target, channel: str | None, ts: str | None) -> Reply:
        """Enters a value into a message, of which the app does not hear yet.

        Raises:
            LookupError: when the person sees no such element.
        """
        with self.world.lock:
            room = self._room(user, channel)
            message, found = self._message_with(user, room, target, ts)
            self._remember(user, room, message, found, target.value)
        return QUIET

    def _remember(
        self, user: str, room: Room, message: Json, found: tuple[Json, Json], value: Value
    ) -> None:
        state = entered_state(self.world, user, message)
        remember(state, *found, value)
        self.world.message_state[user, message["ts"]] = state
        room.note(message["ts"])
        self.world.touch()

    def suggest(
        self, user: str, target: Target, query: str, channel: str | None, ts: str | None
    ) -> Reply:
        """Types into an external select of a message; the body of the reply holds the options.

        Raises:
            LookupError: when the person sees no such element.
        """
        with self.world.lock:
            room = self._room(user, channel)
            message, (block, element) = self._message_with(user, room, target, ts)
            place = payloads.message_place(room, message)
            body = payloads.suggestion(self.world, user, place, (block, element), query)
        return self._interact(user, body)

    def _message_with(
        self, user: str, room: Room, target: Target, ts: str | None
    ) -> tuple[Json, tuple[Json, Json]]:
        for message in newest_first(self.world, room, user):
            found = target.find(message.get("blocks", []))
            if found and ts in (None, message["ts"]):
                return message, found
        raise LookupError(f"{user} sees no {target.action_id!r} in {room.id}")

    def shortcut(self, user: str, callback_id: str) -> Reply:
        """Uses a global shortcut.

        Raises:
            LookupError: when the app has none with this id.
        """
        with self.world.lock:
            self._check_shortcut(callback_id)
            body = payloads.shortcut(self.world, user, callback_id)
        return self._interact(user, body)

    def message_action(self, user: str, callback_id: str, ts: str, channel: str) -> Reply:
        """Uses a message shortcut.

        Raises:
            LookupError: when the app has none with this id, or the message is gone.
        """
        with self.world.lock:
            self._check_shortcut(callback_id)
            room = self._room(user, channel)
            message = room.messages[ts]
            body = payloads.message_action(self.world, user, callback_id, room, message)
        return self._interact(user, body)

    def _check_shortcut(self, callback_id: str) -> None:
        if self.world.manifest.shortcut(callback_id) is None:
            raise LookupError(f"the manifest has no shortcut {callback_id!r}")

    def _interact(self, user: str, body: Json) -> Reply:
        if not self.world.manifest.is_interactive:
            return Reply(0, None, "not_interactive")
        reply = self.deliver(Parcel("interactive", body))
        if reply.error:
            with self.world.lock:
                self._tell(user, "no_answer")
        return reply

    def say(self, user: str, text: str, channel: str | None, thread_ts: str | None) -> Reply:
        """Says something; the app hears of it where it may."""
        with self.world.lock:
            room = self._room(user, channel)
            message = self._said(user, text, thread_ts)
            room.add(message)
            self.world.touch()
        if not is_heard(room):
            return QUIET
        reply = QUIET
        if may_read(self.world, room):
            reply = self.events.send(message_event(room, message), f"message.{_plural(room)}")
        if f"<@{BOT_USER}>" in text and not room.is_im:
            reply = self.events.send(mention_event(room, message))
        return reply if reply.error != "not_subscribed" else QUIET

    def react(self, user: str, channel: str, ts: str, name: str) -> Reply:
        """Reacts to a message, or takes the same reaction back.

        Raises:
            LookupError: when the person sees no such message there.
            SlackError: invalid_name.
        """
        with self.world.lock:
            room, emoji = self._room(user, channel), canonical(name)
            message = room.messages.get(ts)
            if message is None:
                raise LookupError(f"there is no message {ts} in {channel}")
            is_added = not has_reacted(message, user, emoji)
            change = add_reaction if is_added else remove_reaction
            change(room, ts, user, emoji)
            self.world.touch()
        if not is_heard(room):
            return QUIET
        kind = "reaction_added" if is_added else "reaction_removed"
        reply = self.events.send(reaction_event(kind, room, message, user, emoji))
        return reply if reply.error != "not_subscribed" else QUIET

    def _said(self, user: str, text: str, thread_ts: str | None) -> Json:
        message = {
            "type": "message",
            "user": user,
            "text": typed(text),
            "ts": self.world.clock.ts(),
            "team": self.world.identity.team_id,
            "client_msg_id": secrets.token_hex(16),
        }
        return message | ({"thread_ts": thread_ts} if thread_ts else {})

    def _room(self, user: str, channel: str | None) -> Room:
        if user not in self.world.people:
            raise LookupError(f"there is no {user}")
        room = self.world.rooms.get(channel) if channel else self.world.dm(user)
        if room is None or user not in room.members:
            raise LookupError(f"{user} is not in {channel}")
        return room

    def _tell(self, user: str, key: str, **values: Value) -> None:
        self.world.toast(user, say(self.world.people[user].locale, key, **values))


def _plural(room: Room) -> str:
    return {"im": "im", "group": "groups"}.get(room.kind, "channels")
