"""What a person does in modals and on the Home tab: fill, press, submit, close."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playground.answers import answer_submission
from playground.api.view_methods import described
from playground.blocks.state import KINDS, elements
from playground.model import Json, Reply, SlackError, Value
from playground.person import payloads
from playground.person.actions import Target, performed, remember
from playground.person.events import Events
from playground.person.forms import input_errors
from playground.person.words import say
from playground.transport.delivery import Parcel
from playground.views import View
from playground.world import World

INVALID = Reply(0, None, "invalid_input")


@dataclass
class Modals:
    """Does what people do in views."""

    world: World
    deliver: Callable[[Parcel], Reply]
    events: Events

    def fill(self, user: str, values: dict[str, Value]) -> Reply:
        """Types and chooses; inputs with dispatch_action tell the app at once.

        Raises:
            LookupError: no modal is open; KeyError: it has no such block.
        """
        reply = Reply(0)
        for block_id, value in values.items():
            with self.world.lock:
                view = self._top(user)
                body = self._entered(view, block_id, value)
            if body is not None:
                reply = self._send(user, body)
        return reply

    def _entered(self, view: View, block_id: str, value: Value) -> Json | None:
        found = [
            pair for pair in elements(view.content["blocks"]) if pair[0]["block_id"] == block_id
        ]
        filled = [pair for pair in found if pair[1]["type"] in KINDS]
        if not filled:
            raise KeyError(block_id)
        if isinstance(value, dict) and len(filled) > 1:
            for block, element in filled:
                if element["action_id"] in value:
                    remember(view.state, block, element, value[element["action_id"]])
            return None
        block, element = filled[0]
        remember(view.state, block, element, value)
        self.world.touch()
        speaks = block.get("dispatch_action") or block["type"] != "input"
        action = performed(block, element, value)
        return payloads.view_actions(self.world, view, action) if speaks else None

    def press(self, user: str, target: Target) -> Reply:
        """Uses an element of the top modal, or of the Home tab when no modal has it.

        Raises:
            LookupError: neither has it.
        """
        with self.world.lock:
            view, block, element = self._find(user, target)
            action = performed(block, element, target.value)
            remember(view.state, block, element, target.value)
            body = payloads.view_actions(self.world, view, action)
            self.world.touch()
        return self._send(user, body)

    def enter(self, user: str, target: Target) -> Reply:
        """Enters a value of which the app does not hear yet.

        Raises:
            LookupError: neither the top modal nor the Home tab has the element.
        """
        with self.world.lock:
            view, block, element = self._find(user, target)
            remember(view.state, block, element, target.value)
        return Reply(0)

    def _find(self, user: str, target: Target) -> tuple[View, Json, Json]:
        for view in (self.world.views.top(user), self.world.views.homes.get(user)):
            found = target.find(view.content["blocks"]) if view else None
            if view and found:
                return view, *found
        raise LookupError(f"{user} sees no {target.action_id!r} in a modal or on the Home tab")

    def suggest(self, user: str, target: Target, query: str) -> Reply:
        """Types into an external select; the body of the reply holds the options."""
        with self.world.lock:
            view, block, element = self._find(user, target)
            place = payloads.view_place(self.world, view)
            body = payloads.suggestion(self.world, user, place, (block, element), query)
        return self._send(user, body)

    def submit(self, user: str) -> Reply:
        """Presses submit; error "invalid_input" when Slack itself refuses and sends nothing.

        Raises:
            LookupError: no modal is open.
        """
        with self.world.lock:
            view = self._top(user)
            view.errors = input_errors(view, self.world.people[user].locale)
            self.world.touch()
            if view.errors:
                return INVALID
            body = payloads.submission(self.world, view)
        reply = self.deliver(Parcel("interactive", body))
        return self._answered(view, reply)

    def _answered(self, view: View, reply: Reply) -> Reply:
        cleared: list[View] = []
        with self.world.lock:
            try:
                if not reply.error:
                    cleared = answer_submission(self.world, view, reply.body)
            except SlackError as refusal:
                reply = Reply(reply.status, reply.body, refusal.error, reply.latency)
            if reply.error:
                self.world.toast(view.user, self._words(view.user, "trouble"))
            self.world.touch()
        for other in cleared:
            if other is not view:
                self._tell_closed(other, is_cleared=True)
        return reply

    def close(self, user: str) -> Reply:
        """Closes the top modal, or all of them where the app asked for that.

        Raises:
            LookupError: no modal is open.
        """
        with self.world.lock:
            view = self._top(user)
            if not view.content.get("clear_on_close"):
                self.world.views.pop(user)
                self.world.touch()
        if view.content.get("clear_on_close"):
            return self.close_all(user)
        return self._tell_closed(view, is_cleared=False)

    def close_all(self, user: str) -> Reply:
        """Closes the top modal and all below it; the app hears of each that asked for it.

        Raises:
            LookupError: no modal is open.
        """
        with self.world.lock:
            self._top(user)
            gone = self.world.views.close_all(user)
            self.world.touch()
        replies = [self._tell_closed(one, is_cleared=True) for one in gone]
        return replies[0]

    def _tell_closed(self, view: View, is_cleared: bool) -> Reply:
        if not view.content.get("notify_on_close"):
            return Reply(0)
        return self.deliver(Parcel("interactive", payloads.closed(self.world, view, is_cleared)))

    def open_home(self, user: str, tab: str) -> Reply:
        """Opens the app's Home (or its messages)."""
        with self.world.lock:
            room, view = self.world.dm(user), self.world.views.homes.get(user)
            event: Json = {"type": "app_home_opened", "user": user, "channel": room.id, "tab": tab}
            if view and tab == "home":
                event["view"] = described(self.world, view)
        return self.events.send(event)

    def _send(self, user: str, body: Json) -> Reply:
        reply = self.deliver(Parcel("interactive", body))
        if reply.error:
            with self.world.lock:
                self.world.toast(user, self._words(user, "no_answer"))
        return reply

    def _top(self, user: str) -> View:
        view = self.world.views.top(user)
        if view is None:
            raise LookupError(f"{user} has no modal open")
        return view

    def _words(self, user: str, key: str) -> str:
        return say(self.world.people[user].locale, key)
