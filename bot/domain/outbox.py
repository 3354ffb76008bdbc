"""What a message waiting to be sent is: its kind, its state, its urgency."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any


class Kind(StrEnum):
    """What to do in Slack."""

    POST = "post"
    REPLY = "reply"
    UPDATE = "update"


class Sending(StrEnum):
    """Where a message stands.

    `waiting`: not tried, or to be tried again at `not_before`. `leased`: a sender holds it.
    `sent`. `given_up`: Slack will never take it, the reason is kept. `dropped`: not wanted
    any more.
    """

    WAITING = "waiting"
    LEASED = "leased"
    SENT = "sent"
    GIVEN_UP = "given_up"
    DROPPED = "dropped"


class Priority(IntEnum):
    """Who goes first when a workspace's limit binds: smaller is sooner.

    Whoever is asked by a person hears of it as soon as who did something themselves. Of nudges,
    those go first that many wait for: a manager's, and of who missed the slot before.
    """

    RECEIPT = 1
    ASKED = 1
    TROUBLE = 2
    DIGEST = 3
    FIRST_NUDGE = 4
    NUDGE = 5


@dataclass(frozen=True, slots=True)
class Message:
    """A message to put into the outbox.

    `key` is unique in its workspace and names the slot in words: `digest:team3:2026-W02`.
    `channel` is a channel id or, for a DM, a user id. `payload` holds `text` and `blocks`.
    A reply hangs under, and an update changes, the message that `target_key` names. From
    `not_after` on it is not sent: see storage.unsent.
    """

    key: str
    channel: str
    payload: dict[str, Any] = field(default_factory=dict)
    kind: Kind = Kind.POST
    target_key: str | None = None
    priority: Priority = Priority.NUDGE
    not_after: datetime | None = None
