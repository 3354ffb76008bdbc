"""What tests and the page look at: messages, views, calls, toasts."""

from __future__ import annotations

import time
from collections.abc import Callable
from heapq import merge
from typing import TypeVar

from playground.api.view_methods import described
from playground.gallery import gallery, try_element
from playground.model import Call, Json, Value
from playground.rooms import Room
from playground.world import World

Found = TypeVar("Found")
POLL_SECONDS = 0.02


class Reading:
    """The reading half of `Playground`; what it returns belongs to the workspace."""

    world: World

    def messages(self, channel: str, viewer: str | None = None) -> list[Json]:
        """The messages of a channel or DM, oldest first; with the ephemeral ones of `viewer`."""
        with self.world.lock:
            room = self._room(channel)
            own = self.world.ephemerals[viewer] if viewer else []
            private = [one for one in own if one["channel"] == room.id]
            return list(merge(room.messages.values(), private, key=lambda one: float(one["ts"])))

    def dm(self, user: str) -> list[Json]:
        """The messages between the app and a person, oldest first."""
        with self.world.lock:
            return list(self.world.dm(user).messages.values())

    def ephemerals(self, user: str) -> list[Json]:
        """What only this person sees, in all channels, oldest first."""
        with self.world.lock:
            return list(self.world.ephemerals[user])

    def view(self, user: str) -> Json | None:
        """The modal the person sees, with what was typed so far; None when none is open."""
        stack = self.views(user)
        return stack[-1] if stack else None

    def views(self, user: str) -> list[Json]:
        """The person's modals, the top one last."""
        with self.world.lock:
            return [described(self.world, view) for view in self.world.views.stacks[user]]

    def home(self, user: str) -> Json | None:
        """The person's Home tab; None when nothing was published."""
        with self.world.lock:
            view = self.world.views.homes.get(user)
            return described(self.world, view) if view else None

    def errors(self, user: str) -> dict[str, str]:
        """The sentences at the fields of the top modal, by block_id."""
        with self.world.lock:
            view = self.world.views.top(user)
            return dict(view.errors) if view else {}

    def calls(self, method: str | None = None) -> list[Call]:
        """The Web API calls so far, oldest first; the last 10,000 are kept."""
        with self.world.lock:
            return [call for call in self.world.calls if method in (None, call.method)]

    def toasts(self, user: str) -> list[str]:
        """What Slack itself told the person."""
        with self.world.lock:
            return list(self.world.toasts[user])

    def gallery(self) -> list[Json]:
        """Examples of every block and element, as `gallery.gallery` tells."""
        with self.world.lock:
            return gallery(self.world)

    def try_element(
        self, block: Json, action_id: str, value: Value = None, surface: str = "modal"
    ) -> Json:
        """What Slack would send of using an element; nothing is sent, nothing changes."""
        return try_element(block, action_id, value, surface)

    def wait_for(self, predicate: Callable[[], Found], timeout: float = 5.0) -> Found:
        """The first truthy result of `predicate`, asked again whenever something changes.

        Raises:
            TimeoutError: after `timeout` real seconds.
        """
        deadline = time.monotonic() + timeout
        while True:
            found = predicate()
            if found:
                return found
            if time.monotonic() > deadline:
                raise TimeoutError(f"nothing after {timeout} seconds: {predicate!r}")
            with self.world.changed:
                self.world.changed.wait(POLL_SECONDS)

    def _room(self, channel: str) -> Room:
        """A room by its id, or a DM by the id of its person."""
        if channel in self.world.rooms:
            return self.world.rooms[channel]
        return self.world.dm(channel)
