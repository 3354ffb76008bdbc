"""What every handler needs, put into Bolt's context by one middleware as `call`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from slack_bolt import Ack, Respond

from bot.domain.okrs import Caller
from bot.slack.gateway import SlackGateway
from bot.usecases.homes import Place
from storage.database import Database


@dataclass(frozen=True, slots=True)
class Call:
    """Who called, when, and what a handler may use to answer.

    `wake` tells the sender that there is something to deliver. `homes` says at which page and team
    people looked at their Home, and when: it lives as long as the process, and does no harm when
    it is forgotten, for Home is drawn at each visit.
    """

    database: Database
    gateway: SlackGateway
    caller: Caller
    now: datetime
    wake: Callable[[], None]
    homes: dict[Caller, tuple[Place, datetime]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A slash command: `rest` is what stands behind its first word, as it was typed.

    `sent` is the same as Slack sends it: `read_mention` finds in it whom it names.
    """

    ack: Ack
    respond: Respond
    trigger_id: str
    rest: str
    call: Call
    sent: str = ""
