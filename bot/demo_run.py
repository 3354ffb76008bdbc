"""Runs the demo: a seeded company, the bot, and a local Slack whose clock both follow.

The Slack itself is given: nothing of the bot knows the playground but the command that starts it.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Event, Lock
from typing import Any, Protocol

from bot.app import Okrbot, build
from bot.clock import SettableClock
from bot.demo import (
    BEGINS_AT,
    STARTS_AT,
    WORKSPACE,
    demo_company,
    demo_tours,
    demo_words,
    seed_history,
)
from bot.demo_people import Colleagues, Hands, helpers_of
from bot.demo_quarter import LENGTHS, IsStopped, Report, live_with
from bot.demo_time import live_until
from bot.settings import DEFAULTS, Settings, load_settings
from bot.slack.pacing import Rates
from bot.usecases.agenda import last_sign, next_due
from bot.usecases.imports import import_company
from storage.database import Database
from storage.migrate import migrate

CONNECT_WITHIN = 10.0
"""Seconds that the demo waits for its local Slack before it says where to look."""

AT_FULL_SPEED = Rates(workspace_per_minute=6_000, channel_per_second=100)
"""A simulated Monday should not take as long as a real one. Messages still keep their order."""


class LocalSlack(Hands, Protocol):
    """What the demo asks of a local Slack that runs, and what it offers to it."""

    next_due: Callable[[], datetime | None]
    start_over: Callable[[], None] | None
    runs: dict[str, Callable[[Report, IsStopped], None]]
    tours: list[dict[str, Any]]

    @property
    def url(self) -> str:
        """Where its page is."""

    @property
    def api_url(self) -> str:
        """Where its Web API is."""

    def set_time(self, moment: datetime) -> None:
        """Show people this time."""

    def on_time(self, hook: Callable[[datetime], object]) -> None:
        """Call the hook when somebody moves the time on the page."""

    def clear(self) -> None:
        """Forget all that was said and done."""


def run_demo(slack: LocalSlack, folder: Path, stop: Event | None = None) -> None:
    """Run until Ctrl-C, or until `stop` is set; the database lives in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    demo = Demo(slack, folder / "demo.sqlite3")
    try:
        print(f"Open {slack.url} and be anybody of {WORKSPACE.name}. Ctrl-C ends it.", flush=True)
        (stop or Event()).wait()
    except KeyboardInterrupt:
        print("\nGood-bye.")
    finally:
        demo.stop()


class Demo:
    """The bot at work in the seeded company; it follows the local Slack's clock."""

    def __init__(self, slack: LocalSlack, file: Path) -> None:
        """The database is in `file`, and goes on where it was if there is one."""
        self._slack, self._file, self._clock = slack, file, SettableClock(BEGINS_AT)
        self._moving = Lock()  # one at a time moves the clock
        self._changing = Lock()  # held while there is no bot to ask
        self.okrbot = self._begin()
        slack.on_time(self.follow)
        slack.next_due = self.next_due
        slack.start_over = self.start_over
        slack.runs = {name: partial(self.run, name) for name in LENGTHS}
        slack.tours = demo_tours(self.okrbot.line.database)

    def follow(self, moment: datetime) -> datetime | None:
        """Live through all that is due until `moment`; when the next is due."""
        with self._moving:
            live_until(self.okrbot.line, self._clock, moment, self._slack.set_time)
            return next_due(self.okrbot.line.database)

    def next_due(self) -> datetime | None:
        """When something is due next."""
        with self._changing:
            return next_due(self.okrbot.line.database)

    def run(self, name: str, report: Report, is_stopped: IsStopped) -> None:
        """Live through a time of `LENGTHS` with everybody checking in."""
        database, helpers = self.okrbot.line.database, helpers_of(demo_company())
        colleagues = Colleagues(self._slack, database, WORKSPACE.slack_id, helpers, demo_words())
        now = self._clock.now()
        live_with(colleagues, self.follow, (now, now + LENGTHS[name]), report, is_stopped)

    def start_over(self) -> None:
        """Back to the first moment: a new company, and a Slack in which nothing was said."""
        with self._moving, self._changing:
            self.okrbot.stop()
            for file in self._file.parent.glob(f"{self._file.name}*"):
                file.unlink()
            self._slack.clear()
            self.okrbot = self._begin()

    def stop(self) -> None:
        """Let the bot finish what it is at."""
        self.okrbot.stop()

    def _begin(self) -> Okrbot:
        """The bot, started, in the company as it was left, or newly seeded.

        A new company has lived through some days before anybody looks, so that its channels have
        last week's digests.
        """
        url = f"sqlite:///{self._file}"
        self._clock.set(_seed(url))
        self._slack.set_time(self._clock.now())
        okrbot = build(_settings(url, self._slack.api_url), self._clock, AT_FULL_SPEED)
        first = max(self._clock.now(), STARTS_AT)
        live_until(okrbot.line, self._clock, first, self._slack.set_time)
        okrbot.start()
        if okrbot.socket is not None:
            okrbot.socket.wait_until_connected(CONNECT_WITHIN)
        return okrbot


def _seed(url: str) -> datetime:
    """Import the company and its history unless that was done; when the demo goes on."""
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
