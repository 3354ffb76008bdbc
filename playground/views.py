"""Modals and Home tabs: the stack each person has open, and what they have typed so far."""

from __future__ import annotations

import secrets
import time
from collections import defaultdict
from dataclasses import dataclass, field

from playground.blocks.state import initial_state, kept_state
from playground.model import Json, SlackError

MAX_STACK = 3


@dataclass
class View:
    """One modal or Home tab; `content` is what the app sent, `state` what the person typed.

    `channel` is the conversation in which the person was when a modal opened.
    """

    id: str
    user: str
    content: Json
    state: Json
    hash: str
    previous_id: str | None = None
    root_id: str = ""
    channel: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    def change(self, content: Json) -> None:
        """New content under the same id: what was typed stays where the input is the same."""
        self.state = kept_state(self.state, content["blocks"], self.channel)
        self.content, self.hash, self.errors = content, new_hash(), {}


@dataclass
class Views:
    """All views; a modal stays findable by id after it is closed only until then."""

    by_id: dict[str, View] = field(default_factory=dict)
    stacks: dict[str, list[View]] = field(default_factory=lambda: defaultdict(list))
    homes: dict[str, View] = field(default_factory=dict)

    def open(self, view: View) -> None:
        """Opens a modal as the only one of its person."""
        self.close_all(view.user)
        self._put(view)

    def push(self, view: View) -> None:
        """Puts a modal over the one that is open.

        Raises:
            SlackError: push_limit_reached over three, not_found over none.
        """
        stack = self.stacks[view.user]
        if not stack:
            raise SlackError("not_found")
        if len(stack) >= MAX_STACK:
            raise SlackError("push_limit_reached")
        view.previous_id, view.root_id = stack[-1].id, stack[0].id
        self._put(view)

    def top(self, user: str) -> View | None:
        """The modal a person sees."""
        stack = self.stacks[user]
        return stack[-1] if stack else None

    def pop(self, user: str) -> View:
        """Takes the top modal away."""
        view = self.stacks[user].pop()
        del self.by_id[view.id]
        return view

    def close_all(self, user: str) -> list[View]:
        """Takes all of a person's modals away; the top one first."""
        return [self.pop(user) for _ in list(self.stacks[user])]

    def find(self, view_id: str | None, external_id: str | None) -> View:
        """An open modal by one of its ids.

        Raises:
            SlackError: not_found.
        """
        if view_id and view_id in self.by_id:
            return self.by_id[view_id]
        for view in self.by_id.values():
            if external_id and view.content.get("external_id") == external_id:
                return view
        raise SlackError("not_found")

    def publish(self, view: View) -> View:
        """Replaces a person's Home tab, under the id it had."""
        old = self.homes.get(view.user)
        if old is not None:
            old.change(view.content)
            return old
        self.homes[view.user] = self.by_id[view.id] = view
        return view

    def _put(self, view: View) -> None:
        view.root_id = view.root_id or view.id
        self.stacks[view.user].append(view)
        self.by_id[view.id] = view


def new_view(view_id: str, user: str, content: Json, channel: str = "") -> View:
    """A view that nobody has typed into yet, opened by somebody who was in `channel`."""
    state = initial_state(content["blocks"], channel)
    return View(view_id, user, content, state, new_hash(), channel=channel)


def new_hash() -> str:
    """A hash that differs each time, like Slack's "1767225600.AbCdEf12"."""
    return f"{int(time.time())}.{secrets.token_hex(4)}"
