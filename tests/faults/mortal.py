"""A sender as a process of its own, to be killed: `python -m tests.faults.mortal DATABASE API`.

Says "ready" when it begins, and holds what it claimed when it is told to only claim.
"""

import sys
import time

from bot.clock import SettableClock
from bot.slack.courier import Courier
from bot.slack.gateway import SlackGateway
from bot.slack.outbox import deliver_due
from bot.slack.pacing import Pacer
from storage.database import Database
from storage.sending import Busy
from tests.faults.conftest import UNHURRIED
from tests.make import MONDAY


def main(database_url: str, api_url: str, what: str) -> None:
    database, clock = Database(database_url), SettableClock(MONDAY)
    gateway = SlackGateway("xoxb-playground", api_url)
    if what == "claim":
        Courier(database, lambda _workspace: gateway, clock).claim(100, Busy())
    print("ready", flush=True)  # noqa: T201
    if what == "deliver":
        deliver_due(database, lambda _workspace: gateway, clock, Pacer(UNHURRIED))
    time.sleep(60)


if __name__ == "__main__":
    main(*sys.argv[1:])
