"""A workspace in the playground, and a sender that is fast about it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from bot.clock import SettableClock
from bot.domain.outbox import Kind, Message
from bot.slack.gateway import SlackGateway
from bot.slack.outbox import Delivered, deliver_due
from bot.slack.pacing import Pacer
from playground import Channel, Person, Playground
from storage.database import Database
from storage.outbox import add_message, add_messages
from storage.tables import OutboxRow
from tests.faults.mortal import UNHURRIED
from tests.make import MONDAY, add_workspace


@dataclass
class Post:
    """The bot's outbox with the workspace that it empties into; `timeout` in seconds."""

    slack: Playground
    database: Database
    workspace: int
    clock: SettableClock = field(default_factory=lambda: SettableClock(MONDAY))
    pacer: Pacer = field(default_factory=lambda: Pacer(UNHURRIED))
    timeout: int = 1

    def add(self, key: str, channel: str = "C0LEADS", **what: Any) -> None:
        payload = {"text": f"This is {key}"}
        with self.database.transaction() as session:
            message = Message(key, channel, payload, **what)
            add_message(session, self.workspace, message, self.clock.now())

    def add_many(self, *messages: Message) -> None:
        with self.database.transaction() as session:
            add_messages(session, self.workspace, messages, self.clock.now())

    def add_thread(self) -> None:
        """A digest with one reply and one update."""
        self.add("digest")
        self.add("more", channel="", kind=Kind.REPLY, target_key="digest")
        self.add("correction", channel="", kind=Kind.UPDATE, target_key="digest")

    def deliver(self) -> Delivered:
        gateway = SlackGateway("xoxb-playground", self.slack.api_url, self.timeout)
        return deliver_due(self.database, lambda _workspace: gateway, self.clock, self.pacer)

    def deliver_later(self, wait: timedelta = timedelta(hours=1)) -> Delivered:
        self.clock.set(self.clock.now() + wait)
        return self.deliver()

    def texts(self, channel: str = "C0LEADS") -> list[str]:
        return [message["text"] for message in self.slack.messages(channel)]

    def row(self, key: str) -> OutboxRow:
        with self.database.reading() as session:
            return session.exec(select(OutboxRow).where(OutboxRow.key == key)).one()


@pytest.fixture
def slack() -> Iterator[Playground]:
    """Hanna and Maria, #leads with the bot in it, #elsewhere without it, #old is archived."""
    people = [Person("U0HANNA", "Hanna"), Person("U0MARIA", "Maria")]
    channels = [
        Channel("C0LEADS", "leads", ("U0HANNA",)),
        Channel("C0OTHER", "elsewhere", ("U0HANNA",), bot_is_member=False),
        Channel("C0OLD", "old", ("U0HANNA",), is_archived=True),
    ]
    with Playground(people, channels) as playground:
        yield playground


@pytest.fixture
def post(slack: Playground, sqlite_database: Database) -> Post:
    with sqlite_database.transaction() as session:
        workspace = add_workspace(session)
    return Post(slack, sqlite_database, workspace)
