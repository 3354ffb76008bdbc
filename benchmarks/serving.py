"""Servers to send requests to, each in a process of its own: `python -m benchmarks.serving`.

All run on the same uvicorn. The bare line is Bolt that only acknowledges, checks Slack's
signature itself and answers when the listener returns (`process_before_response`); okrbot is
what `okrbot serve` runs, without a Slack to deliver to.
"""

import hmac
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from slack_bolt import Ack, App
from slack_bolt.adapter.starlette.handler import to_bolt_request, to_starlette_response
from slack_bolt.authorization import AuthorizeResult
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from benchmarks.company import NOW, TEAM_ID
from benchmarks.slack_requests import SECRET
from bot.app import Line, build_bolt
from bot.clock import SettableClock, SystemClock
from bot.logs import configure_logging
from bot.slack.gateway import SlackGateway
from bot.slack.pacing import Pacer
from bot.slack.records import Identity
from bot.usecases.people import resume_workspace
from bot.web import create_web
from storage.database import Database

TOKEN = "xoxb-benchmark"  # noqa: S105 - opens nothing
NO_SLACK = "http://127.0.0.1:9/api/"
PATIENCE = 30.0


@contextmanager
def served(what: str, database_url: str = "") -> Iterator[tuple[int, int]]:
    """A server ("bolt", "okrbot" or "signature") until the block ends: (port, process id)."""
    port = free_port()
    line = [sys.executable, "-m", "benchmarks.serving", what, str(port), database_url]
    process = subprocess.Popen(line, stderr=subprocess.DEVNULL)  # noqa: S603 - our own line
    try:
        wait_until_it_listens(port, process)
        yield port, process.pid
    finally:
        process.kill()
        process.wait()


def bare_bolt(secret: str = "") -> App:
    """Bolt that acknowledges /okr, one button and one form; with a secret it checks signatures."""
    app = App(
        signing_secret=secret or "none",
        request_verification_enabled=bool(secret),
        authorize=lambda: AuthorizeResult(
            enterprise_id=None,
            team_id=TEAM_ID,
            bot_token=TOKEN,
            bot_id="B0BENCH",
            bot_user_id="U0BENCH",
        ),
        process_before_response=True,
    )
    for kind, name in ((app.command, "/okr"), (app.action, "one"), (app.view, "checkin.submit")):
        kind(name)(_only_ack)
    return app


def okrbot_bolt(database: Database) -> App:
    """The bot's own Bolt with all handlers."""
    identity = Identity(TEAM_ID, "Acme", NO_SLACK, "U0BENCH", "B0BENCH", frozenset())
    gateway, workspace = SlackGateway(TOKEN, NO_SLACK), resume_workspace(database, TEAM_ID, "Acme")
    line = Line(database, gateway, identity, workspace, SettableClock(NOW), Pacer())
    return build_bolt(line, TOKEN, wake=lambda: None)


def _only_ack(ack: Ack) -> None:
    ack()


def _bolt(_url: str) -> Starlette:
    app = bare_bolt(SECRET)

    async def answer(request: Request) -> Response:
        asked = to_bolt_request(request, await request.body())
        return to_starlette_response(await run_in_threadpool(app.dispatch, asked))

    return Starlette(routes=[Route("/slack/events", answer, methods=["POST"])])


def _okrbot(url: str) -> Starlette:
    configure_logging("INFO", "text")
    bolt = okrbot_bolt(Database(url))
    return create_web(
        bolt_dispatch=bolt.dispatch, signing_secret=SECRET, readiness={}, clock=SystemClock()
    )


def _signature(_url: str) -> Starlette:
    """The least that a server can do about a request that is not Slack's."""

    async def answer(request: Request) -> Response:
        body, headers = await request.body(), request.headers
        signed = f"v0:{headers.get('x-slack-request-timestamp', '')}:".encode() + body
        expected = "v0=" + hmac.new(SECRET.encode(), signed, "sha256").hexdigest()
        given = headers.get("x-slack-signature", "").encode()
        is_slack = hmac.compare_digest(expected.encode(), given)
        return PlainTextResponse("", 200 if is_slack else 401)

    return Starlette(routes=[Route("/slack/events", answer, methods=["POST"])])


def free_port() -> int:
    """A port nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_it_listens(port: int, process: subprocess.Popen[bytes]) -> None:
    """Raises RuntimeError where the process ends, or takes too long."""
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"the server did not start: {process.args!r}")


SERVERS = {"bolt": _bolt, "okrbot": _okrbot, "signature": _signature}


def main(what: str, port: str, database_url: str) -> None:
    """Serve until killed."""
    web = SERVERS[what](database_url)
    uvicorn.run(web, host="127.0.0.1", port=int(port), log_config=None, access_log=False)


if __name__ == "__main__":
    main(*sys.argv[1:4])
