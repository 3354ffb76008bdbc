"""A sender, and a listener, as processes of their own, to be killed."""

import time
from multiprocessing.connection import Connection
from typing import Any

from slack_bolt import BoltRequest

from bot.app import build_bolt, open_line
from bot.clock import SettableClock, SystemClock
from bot.settings import load_settings, read_environment
from bot.slack.courier import Courier
from bot.slack.gateway import SlackGateway
from bot.slack.outbox import deliver_due
from bot.slack.pacing import Pacer, Rates
from bot.slack.socket import SocketConnection
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


def listen(environment: dict[str, str], begun: Connection) -> None:
    """Handles all that Slack delivers and answers nothing of what is pressed or typed.

    It says when something is stored, in the moment between that and the answer.
    """
    settings = load_settings(read_environment(environment))
    line = open_line(settings, SystemClock())
    bolt = build_bolt(line, settings.slack_bot_token, wake=lambda: None)

    def dispatch(payload: dict[str, Any], _kind: str, _headers: object) -> tuple[int, Any]:
        bolt.dispatch(BoltRequest(mode="socket_mode", body=payload))
        if payload.get("type") == "block_actions":
            begun.send("stored")
            time.sleep(60)
        return 200, ""

    SocketConnection(settings.slack_app_token, dispatch, settings.slack_api_url).start()
    time.sleep(60)
