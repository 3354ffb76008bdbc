"""Three messages, and what somebody who sends them does: for tests of the outbox."""

from datetime import datetime, timedelta

from bot.domain.outbox import Kind, Message
from storage.database import Database
from storage.outbox import Sent, add_message
from storage.sending import Busy, Claimed, claim_due, mark_sent
from storage.tables import OutboxRow
from tests.make import MONDAY

LEASE = timedelta(minutes=1)
LATER = MONDAY + LEASE
NUDGE = Message("nudge:7:2026-W42", "U0MARIA", {"text": "Monday"})
REPLY = Message("more:7", "", {"text": "more"}, Kind.REPLY, target_key=NUDGE.key)
UPDATE = Message("receipt:7", "", {"text": "done"}, Kind.UPDATE, target_key=NUDGE.key)


def add(database: Database, workspace: int, *messages: Message) -> list[bool]:
    with database.transaction() as session:
        return [add_message(session, workspace, message, MONDAY) for message in messages]


def claim(
    database: Database, now: datetime = MONDAY, limit: int = 100, busy: Busy | None = None
) -> list[Claimed]:
    with database.transaction() as session:
        return claim_due(session, now, LEASE, limit, busy)


def claim_keys(database: Database, now: datetime = MONDAY, busy: Busy | None = None) -> list[str]:
    return [claimed.key for claimed in claim(database, now, busy=busy)]


def send(database: Database, claimed: Claimed, ts: str = "1.2") -> None:
    with database.transaction() as session:
        mark_sent(session, claimed, Sent("D0MARIA", ts), MONDAY)


def state_of(database: Database, claimed: Claimed) -> str:
    with database.reading() as session:
        return session.get_one(OutboxRow, claimed.id).state
