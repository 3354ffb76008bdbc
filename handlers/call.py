"""What every handler needs, put into Bolt's context by one middleware as `call`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

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
