"""The bot in this process, really connected to a Slack, with a clock that is set by hand."""

import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

import uvicorn
from starlette.applications import Starlette

from bot.app import Okrbot, build
from bot.clock import SettableClock
from bot.demo_run import AT_FULL_SPEED
from bot.settings import DEFAULTS, load_settings
from bot.slack.socket import SocketConnection
from playground import Playground
from tests.e2e.running import free_port


@contextmanager
def at_work(
    slack: Playground, mode: str, database_url: str, clock: SettableClock
) -> Iterator[Okrbot]:
    """The bot, connected to Slack; its time is `clock`'s, so nothing in it beats by itself."""
    port = free_port()
    settings = load_settings(
        {
            **DEFAULTS,
            "SLACK_BOT_TOKEN": "xoxb-playground",
            "SLACK_APP_TOKEN": "xapp-playground",
            "SLACK_SIGNING_SECRET": "playground-secret",
            "SLACK_MODE": mode,
            "SLACK_API_URL": slack.api_url,
            "DATABASE_URL": database_url,
            "PORT": str(port),
        }
    )
    bot = build(settings, clock, AT_FULL_SPEED)
    try:
        with _listening(bot, port, slack):
            yield bot
    finally:
        bot.line.database.close()


def _listening(bot: Okrbot, port: int, slack: Playground) -> AbstractContextManager[None]:
    return _by_http(bot.web, port, slack) if bot.socket is None else _by_socket(bot.socket, slack)


@contextmanager
def _by_socket(connection: SocketConnection, slack: Playground) -> Iterator[None]:
    connection.start()
    try:
        slack.wait_for(lambda: slack.connections() == 1, timeout=20)
        yield
    finally:
        connection.stop()
    slack.wait_for(lambda: slack.connections() == 0, timeout=20)


@contextmanager
def _by_http(web: Starlette, port: int, slack: Playground) -> Iterator[None]:
    server = uvicorn.Server(uvicorn.Config(web, port=port, log_config=None, access_log=False))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            time.sleep(0.01)
        slack.use_http(f"http://127.0.0.1:{port}/slack/events")
        yield
    finally:
        server.should_exit = True
        thread.join()
