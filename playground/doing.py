"""What a person does, as methods of `Playground`; each returns a Reply."""

from __future__ import annotations

from dataclasses import replace

from playground.arriving import check_types
from playground.model import Json, Person, Reply, UserGroup, Value
from playground.person.acting import Acting
from playground.person.actions import Target
from playground.person.events import Events, apply_event, user_change
from playground.person.modals import Modals
from playground.world import World


class Doing:
    """The acting half of `Playground`. What a person cannot see raises LookupError."""

    world: World
    acting: Acting
    modals: Modals
    events: Events

    def command(self, user: str, line: str, channel: str | None = None) -> Reply:
        """Types a slash command, in the person's DM with the app unless a channel is named."""
        return self.acting.command(user, line, channel)

    def click(  # noqa: PLR0913, PLR0917 -- the many ways to say which element is meant
        self,
        user: str,
        action_id: str,
        ts: str | None = None,
        channel: str | None = None,
        block_id: str | None = None,
        value: Value = None,
    ) -> Reply:
        """Uses a button or select of a message: the newest one in the DM that has it.

        Where several elements share the action_id, `block_id` or a button's own `value` picks
        one; for selects and pickers `value` is what is chosen.
        """
        return self.acting.click(user, Target(action_id, block_id, value), channel, ts)

    def fill(self, user: str, values: dict[str, Value]) -> Reply:
        """Enters values into the top modal, by block_id.

        Text, number, date, time and people as str; options by their value; checkboxes and multi
        selects as a list of values; several elements in one block as {action_id: value}.

        Raises:
            KeyError: for a block the modal does not have.
            ValueError: for an option that is not offered.
        """
        return self.modals.fill(user, values)

    def press(
        self, user: str, action_id: str, block_id: str | None = None, value: Value = None
    ) -> Reply:
        """Uses an element of the top modal, or of the Home tab when no modal has it."""
        return self.modals.press(user, Target(action_id, block_id, value))

    def enter(  # noqa: PLR0913, PLR0917 -- the many ways to say which element is meant
        self,
        user: str,
        action_id: str,
        block_id: str | None = None,
        value: Value = None,
        ts: str | None = None,
        channel: str | None = None,
    ) -> Reply:
        """Enters a value of which the app does not hear yet, as in an input block.

        It is for the top modal or the Home tab, or for a message where one of `ts` and `channel`
        is given.
        """
        target = Target(action_id, block_id, value)
        if ts is None and channel is None:
            return self.modals.enter(user, target)
        return self.acting.enter(user, target, channel, ts)

    def suggest(  # noqa: PLR0913, PLR0917 -- the many ways to say which element is meant
        self,
        user: str,
        action_id: str,
        query: str,
        ts: str | None = None,
        channel: str | None = None,
        block_id: str | None = None,
    ) -> Reply:
        """Types into an external select; the options are in the reply's body.

        It is one of the top modal or the Home tab, or of a message where one of `ts` and
        `channel` is given.
        """
        target = Target(action_id, block_id)
        if ts is None and channel is None:
            return self.modals.suggest(user, target, query)
        return self.acting.suggest(user, target, query, channel, ts)

    def submit(self, user: str) -> Reply:
        """Submits the top modal. Error "invalid_input": Slack itself refused, nothing was sent."""
        return self.modals.submit(user)

    def close(self, user: str) -> Reply:
        """Closes the top modal; the app hears of it only with notify_on_close."""
        return self.modals.close(user)

    def close_all(self, user: str) -> Reply:
        """Closes the top modal and all below it, as the ✕ does."""
        return self.modals.close_all(user)

    def shortcut(self, user: str, callback_id: str) -> Reply:
        """Uses a global shortcut."""
        return self.acting.shortcut(user, callback_id)

    def message_action(self, user: str, callback_id: str, ts: str, channel: str) -> Reply:
        """Uses a message shortcut."""
        return self.acting.message_action(user, callback_id, ts, channel)

    def open_home(self, user: str, tab: str = "home") -> Reply:
        """Opens the app's Home tab."""
        return self.modals.open_home(user, tab)

    def say(
        self, user: str, text: str, channel: str | None = None, thread_ts: str | None = None
    ) -> Reply:
        """Says something, in the DM with the app unless a channel is named."""
        return self.acting.say(user, text, channel, thread_ts)

    def react(self, user: str, channel: str, ts: str, name: str) -> Reply:
        """Reacts to a message with an emoji ("eyes"); a second time takes it back."""
        return self.acting.react(user, channel, ts, name)

    def event(self, kind: str, **fields: Value) -> Reply:
        """Sends any event; some (app_uninstalled, member_joined_channel …) change the workspace."""
        event: Json = {"type": kind, **fields}
        with self.world.lock:
            apply_event(self.world, event)
        return self.events.send(event)

    def update_person(self, user: str, **changes: Value) -> Reply:
        """Changes a person (tz, locale, deleted, status …) and tells the app."""
        check_types(Person, changes)
        with self.world.lock:
            self.world.people[user] = replace(self.world.person(user), **changes)
            event = user_change(self.world, user)
            self.world.touch()
        return self.events.send(event)

    def add_person(self, person: Person) -> Reply:
        """Somebody new joins the workspace."""
        with self.world.lock:
            self.world.people[person.id] = person
            event = user_change(self.world, person.id)
        return self.events.send({**event, "type": "team_join"})

    def put_group(self, group: UserGroup) -> None:
        """Makes a user group, or changes the one with this id."""
        with self.world.lock:
            self.world.groups[group.id] = group
            self.world.touch()

    def redeliver(self, last: int = 1) -> Reply:
        """Sends the last events again with the same event_id and with retry headers."""
        return self.events.redeliver(last)
