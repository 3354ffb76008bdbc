"""What every handler needs, put into Bolt's context by one middleware as `call`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from slack_bolt import Ack, Respond

from bot.domain.okrs import Caller
from bot.slack.gateway import SlackGateway
from storage.database import Database


@dataclass(frozen=True, slots=True)
class Call:
    """Who called, when, and what a handler may use to answer.

    `wake` tells the sender that there is something to deliver.
    """

    database: Database
    gateway: SlackGateway
    caller: Caller
    now: datetime
    wake: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Asked:
    """A slash command: `rest` is what stands behind its first word."""

    ack: Ack
    respond: Respond
    trigger_id: str
    rest: str
    call: Call
