"""Runs the demo: a seeded company, the bot, and a local Slack whose clock both follow.

The Slack itself is given: nothing of the bot knows the playground but the command that starts it.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import Event, Lock
from typing import Protocol

from bot.app import Okrbot, build
from bot.clock import SettableClock
from bot.demo import (
    BEGINS_AT,
    STARTS_AT,
    WORKSPACE,
    demo_company,
    seed_history,
)
from bot.demo_time import live_until
from bot.settings import DEFAULTS, Settings, load_settings
from bot.slack.pacing import Rates
from bot.usecases.agenda import last_sign, next_due
from bot.usecases.imports import import_company
from storage.database import Database
from storage.migrate import migrate

CONNECT_WITHIN = 10.0
"""Seconds that the demo waits for its local Slack before it says where to look."""

AT_FULL_SPEED = Rates(workspace_per_minute=60_000, channel_per_second=100)
"""A simulated week should not take as long as a real Monday morning."""


class LocalSlack(Protocol):
    """What the demo asks of a local Slack that runs."""

    next_due: Callable[[], datetime | None]

    @property
    def url(self) -> str:
        """Where its page is."""

    @property
    def api_url(self) -> str:
        """Where its Web API is."""

    def set_time(self, moment: datetime) -> None:
        """Show people this time."""

    def on_time(self, hook: Callable[[datetime], None]) -> None:
        """Call the hook when somebody moves the time on the page."""


def run_demo(slack: LocalSlack, folder: Path, stop: Event | None = None) -> None:
    """Run until Ctrl-C, or until `stop` is set; the database lives in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    okrbot = set_up(slack, folder / "demo.sqlite3")
    okrbot.start()
    if okrbot.socket is not None:
        okrbot.socket.wait_until_connected(CONNECT_WITHIN)
    try:
        print(f"Open {slack.url} and be anybody of {WORKSPACE.name}. Ctrl-C ends it.", flush=True)
        (stop or Event()).wait()
    except KeyboardInterrupt:
        print("\nGood-bye.")
    finally:
        okrbot.stop()


def set_up(slack: LocalSlack, file: Path) -> Okrbot:
    """The bot in the local Slack, wired but not started; the company is seeded once."""
    url = f"sqlite:///{file}"
    clock = SettableClock(_seed(url))
    slack.set_time(clock.now())
    okrbot = build(_settings(url, slack.api_url), clock, AT_FULL_SPEED)
    one_at_a_time = Lock()

    def follow(moment: datetime) -> None:
        with one_at_a_time:
            live_until(okrbot.line, clock, moment, slack.set_time)

    follow(max(clock.now(), STARTS_AT))
    slack.on_time(follow)
    slack.next_due = lambda: next_due(okrbot.line.database)
    return okrbot


def _seed(url: str) -> datetime:
    """Import the company and its history unless that was done; when the demo goes on.

    A new one begins a few days early, so that its channels have last week's digests.
    """
    database = Database(url)
    try:
        if not migrate(database):
            return last_sign(database) or STARTS_AT
        import_company(database, demo_company(), {}, BEGINS_AT, WORKSPACE)
        seed_history(database)
        return BEGINS_AT
    finally:
        database.close()


def _settings(database_url: str, api_url: str) -> Settings:
    return load_settings(
        {
            **DEFAULTS,
            "SLACK_BOT_TOKEN": "xoxb-playground",
            "SLACK_APP_TOKEN": "xapp-playground",
            "SLACK_API_URL": api_url,
            "DATABASE_URL": database_url,
        }
    )
