"""Wiring: Settings → Database, SlackGateway, Bolt App, sender, scheduler, connection."""

import json
import logging
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from apscheduler.schedulers.base import BaseScheduler
from slack_bolt import App, BoltContext, BoltRequest, BoltResponse
from slack_bolt.authorization import AuthorizeResult
from starlette.applications import Starlette

import handlers
from bot.clock import Clock, SystemClock
from bot.domain.okrs import Caller, Workspace
from bot.groups import follow_user_groups
from bot.people import follow_everybody
from bot.scheduler import Duty, build_scheduler
from bot.settings import Settings
from bot.slack.gateway import SlackGateway, check_app_token
from bot.slack.outbox import Delivered, Sender, deliver_due
from bot.slack.pacing import Pacer, Rates
from bot.slack.records import Identity
from bot.slack.socket import SocketConnection
from bot.usecases.founding import found_workspace
from bot.usecases.homes import Place
from bot.usecases.people import follow_again, resume_workspace
from bot.web import create_web
from handlers.call import Call
from storage.database import Database
from storage.migrate import is_current, migrate

log = logging.getLogger("okrbot.app")

THREADS = 50
"""Handlers at once; Bolt's own default of 5 makes people wait on a Monday morning."""

# At DEBUG Bolt logs its answers, and so what people wrote; its loggers take their level from this.
_bolt_log = logging.getLogger("okrbot.bolt")
_bolt_log.setLevel(logging.ERROR)


@dataclass(frozen=True, slots=True)
class Line:
    """One workspace's line to Slack, without anybody listening: what `okrbot tick` needs."""

    database: Database
    gateway: SlackGateway
    identity: Identity
    workspace: Workspace
    clock: Clock
    pacer: Pacer

    def deliver(self, stopping: Callable[[], bool] = lambda: False) -> Delivered:
        """Send all that is due now."""
        return deliver_due(self.database, self._gateway, self.clock, self.pacer, stopping)

    @property
    def errands(self) -> dict[str, Duty]:
        """What is asked of Slack every hour."""

        def follow_groups(database: Database, now: datetime) -> Counter[str]:
            return follow_user_groups(database, self.gateway, self.workspace, now)

        def follow_people(database: Database, now: datetime) -> Counter[str]:
            return follow_everybody(database, self.gateway, self.workspace, now)

        return {"groups": follow_groups, "people": follow_people}

    def _gateway(self, _workspace_id: int) -> SlackGateway:
        return self.gateway


@dataclass(frozen=True, slots=True)
class Okrbot:
    """One process of okrbot in one workspace; `start` it, `stop` it."""

    line: Line
    bolt: App
    sender: Sender
    scheduler: BaseScheduler
    socket: SocketConnection | None
    web: Starlette

    def start(self) -> None:
        """Connect, send, and let the heart beat."""
        if self.socket is not None:
            self.socket.start()
        self.sender.start()
        self.scheduler.start()

    def stop(self) -> None:
        """Take nothing new, finish what is on its way, let go of the database."""
        self.scheduler.shutdown(wait=True)
        if self.socket is not None:
            self.socket.stop()
        self.sender.stop()
        self.line.database.close()


def open_line(settings: Settings, clock: Clock, rates: Rates | None = None) -> Line:
    """The migrated database and the gateway of the workspace that the token belongs to.

    Raises:
        OkrError: the database cannot be used, or the token is not a workspace's.
        SlackApiError: the token is refused.
    """
    gateway = SlackGateway(settings.slack_bot_token, settings.slack_api_url)
    identity = gateway.auth_test()
    database = Database(settings.database_url)
    migrate(database)
    # The token works: what waited for a working one need not wait any longer.
    workspace = resume_workspace(
        database, identity.team_id, identity.team, hears_replies=identity.hears_replies
    )
    return Line(database, gateway, identity, workspace, clock, Pacer(rates or Rates()))


def build(settings: Settings, clock: Clock, rates: Rates | None = None) -> Okrbot:
    """Everything wired together, nothing started; raises as `open_line` does."""
    if settings.slack_mode == "socket":
        check_app_token(settings.slack_app_token, settings.slack_api_url)
    line = open_line(settings, clock, rates)
    greet_installer(line, settings.installed_by)
    follow_again(line.database, line.workspace, clock.now())
    sender = Sender(line.deliver)
    bolt = build_bolt(line, settings.slack_bot_token, sender.wake)
    socket = _socket(settings, bolt) if settings.slack_mode == "socket" else None
    checks: dict[str, Callable[[], bool]] = {"database": lambda: is_current(line.database)}
    if socket is not None:
        checks["slack"] = socket.is_connected
    return Okrbot(
        line=line,
        bolt=bolt,
        sender=sender,
        scheduler=build_scheduler(line.database, clock, sender.wake, line.errands),
        socket=socket,
        web=create_web(
            bolt_dispatch=bolt.dispatch,
            signing_secret="" if socket else settings.slack_signing_secret,
            readiness=checks,
            clock=SystemClock(),
        ),
    )


def greet_installer(line: Line, slack_id: str) -> None:
    """Let whom the settings name be the first admin, once; nobody where they name nobody."""
    user = line.gateway.find_user(slack_id) if slack_id else None
    if user is not None:
        founder = Caller(line.identity.team_id, slack_id)
        found_workspace(line.database, founder, user.profile, line.clock.now())
    elif slack_id:
        log.warning("INSTALLED_BY names %s, whom Slack does not know here", slack_id)


def build_bolt(line: Line, token: str, wake: Callable[[], None]) -> App:
    """Bolt with all handlers.

    It is built from explicit values only: left to itself it would read tokens from the
    environment. Signatures are checked before it (bot.web), or need no check (Socket Mode).
    """
    identity = line.identity
    app = App(
        # Bolt gives the logger of this name its own level: "okrbot" would silence all of ours.
        name=_bolt_log.name,
        logger=_bolt_log,
        authorize=lambda: AuthorizeResult(
            enterprise_id=None,
            team_id=identity.team_id,
            bot_token=token,
            bot_id=identity.bot_id,
            bot_user_id=identity.user_id,
        ),
        request_verification_enabled=False,
        # The answer goes out when the handler returns, not at the next look every 10 ms.
        process_before_response=True,
        listener_executor=ThreadPoolExecutor(THREADS, "bolt"),
    )
    app.use(_putting_call(line, wake))
    handlers.register(app)
    return app


def _putting_call(line: Line, wake: Callable[[], None]) -> Callable[..., None]:
    """The middleware that gives handlers their `call`."""
    homes: dict[Caller, tuple[Place, datetime]] = {}

    def put_call(context: BoltContext, next: Callable[[], None]) -> None:  # noqa: A002 - Bolt's name
        if context.response_url and not line.gateway.owns(context.response_url):
            context["response_url"] = None
        context["call"] = Call(
            database=line.database,
            gateway=line.gateway,
            caller=Caller(context.team_id or line.identity.team_id, context.user_id or ""),
            now=line.clock.now(),
            wake=wake,
            homes=homes,
        )
        next()

    return put_call


def _socket(settings: Settings, bolt: App) -> SocketConnection:
    def dispatch(payload: dict[str, Any], _kind: str, headers: dict[str, str]) -> tuple[int, Any]:
        response = bolt.dispatch(BoltRequest(mode="socket_mode", body=payload, headers={**headers}))
        return response.status, _body(response)

    return SocketConnection(settings.slack_app_token, dispatch, settings.slack_api_url)


def _body(response: BoltResponse) -> dict[str, Any] | str:
    """What goes into the ack of an envelope: a dict where Bolt made JSON, else text."""
    is_json = "application/json" in response.first_headers().get("content-type", "")
    body: dict[str, Any] | str = json.loads(response.body) if is_json else response.body
    return body
