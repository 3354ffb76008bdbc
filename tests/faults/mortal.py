"""A sender as a process of its own, to be killed."""

import time
from multiprocessing.connection import Connection

from bot.clock import SettableClock
from bot.slack.courier import Courier
from bot.slack.gateway import SlackGateway
from bot.slack.outbox import deliver_due
from bot.slack.pacing import Pacer, Rates
from storage.database import Database
from storage.sending import Busy
from tests.make import MONDAY

# Fast enough that only the tests of pacing wait.
UNHURRIED = Rates(workspace_per_minute=60_000, channel_per_second=1000)


def send(database_url: str, api_url: str, what: str, begun: Connection) -> None:
    """Says that it begins, and sends; told to only "claim", it holds what it claimed."""
    database, clock = Database(database_url), SettableClock(MONDAY)
    gateway = SlackGateway("xoxb-playground", api_url)
    if what == "claim":
        Courier(database, lambda _workspace: gateway, clock).claim(100, Busy())
    begun.send("ready")
    if what == "deliver":
        deliver_due(database, lambda _workspace: gateway, clock, Pacer(UNHURRIED))
    time.sleep(60)
