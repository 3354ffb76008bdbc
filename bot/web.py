"""The HTTP surface. Before Slack's requests reach Bolt they pass a guard.

Bolt parses before it checks the signature, has no size limit, answers junk with 500 and logs
bodies. So: size → signature over the raw bytes → replay → Bolt, in a thread. What is refused is
neither parsed nor logged. Bolt's own check may be switched off behind this.
"""

import asyncio
import hmac
import logging
import re
from collections.abc import AsyncIterator, Callable, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from slack_bolt import BoltRequest, BoltResponse
from slack_bolt.adapter.starlette.handler import to_bolt_request, to_starlette_response
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.clock import Clock

THREADS = 50
# A view may have 250 KB, which a form triples, and its state comes on top.
MOST_BYTES = 2_000_000
MOST_SECONDS = 300
# Slack itself waits no longer than three for the answer; who trickles in gets no place to stay.
READ_SECONDS = 5.0
CHECK_SECONDS = 3.0

_PAYLOAD_FIELD = re.compile(rb"(?:^|&)payload=")

log = logging.getLogger("okrbot.web")

Dispatch = Callable[[BoltRequest], BoltResponse]
Checks = Mapping[str, Callable[[], bool]]


def create_web(
    *, bolt_dispatch: Dispatch, signing_secret: str, readiness: Checks, clock: Clock
) -> Starlette:
    """The application for an ASGI server.

    Without a `signing_secret` (Socket Mode) nothing of Slack's is served. `readiness` names the
    parts without which we are of no use, each with a question: whether it works. A question that
    raises, or takes longer than 3 seconds, is answered with no. `clock` is the real one: Slack
    signs with its own.
    """
    # Bolt's default of 5 threads, or the 40 that Starlette shares with everything, are too few.
    pool = ThreadPoolExecutor(THREADS, "web")
    checking = ThreadPoolExecutor(len(readiness) or 1, "web-ready")

    @asynccontextmanager
    async def lifespan(_web: Starlette) -> AsyncIterator[None]:
        yield
        pool.shutdown()
        checking.shutdown(wait=False, cancel_futures=True)

    routes = [
        Route("/healthz", _healthz),
        Route("/readyz", _Readiness(readiness, checking).answer),
    ]
    # Anybody could sign with an empty secret, so without one the door does not exist.
    if signing_secret:
        slack = _SlackRequests(bolt_dispatch, _Guard(signing_secret.encode(), clock), pool)
        routes.append(Route("/slack/events", slack.answer, methods=["POST"]))
    return Starlette(routes=routes, lifespan=lifespan)


class _Refused(Exception):
    """A request that goes no further; `status` is the answer."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


@dataclass(slots=True)
class _Guard:
    """Lets through what Slack signed within the last five minutes, once.

    https://docs.slack.dev/authentication/verifying-requests-from-slack
    """

    secret: bytes = field(repr=False)
    clock: Clock
    _seen: dict[tuple[str, str], float] = field(default_factory=dict)

    def check(self, request: Request, body: bytes) -> None:
        """Raises _Refused unless the request is Slack's and new."""
        timestamp = request.headers.get("x-slack-request-timestamp", "")
        signature = request.headers.get("x-slack-signature", "")
        now = self.clock.now().timestamp()
        if not _is_fresh(timestamp, now) or not self._is_signed(timestamp, signature, body):
            raise _Refused(401, "not signed by Slack, or too old")
        is_known = self._is_known((timestamp, signature), now)
        if is_known and not _is_retry(request, body):
            raise _Refused(401, "seen before")

    def _is_signed(self, timestamp: str, signature: str, body: bytes) -> bool:
        signed = b"v0:" + timestamp.encode() + b":" + body
        expected = "v0=" + hmac.new(self.secret, signed, "sha256").hexdigest()
        # As bytes: compare_digest refuses strings that are not ASCII.
        return hmac.compare_digest(expected.encode(), signature.encode("utf-8", "replace"))

    def _is_known(self, request: tuple[str, str], now: float) -> bool:
        self._forget(now)
        is_known = request in self._seen
        self._seen.setdefault(request, now)
        return is_known

    def _forget(self, now: float) -> None:
        """Oldest first, as they came. A timestamp may lie ahead, so it counts for twice as long."""
        while self._seen and now - next(iter(self._seen.values())) > 2 * MOST_SECONDS:
            del self._seen[next(iter(self._seen))]


@dataclass(frozen=True, slots=True)
class _SlackRequests:
    dispatch: Dispatch
    guard: _Guard
    pool: Executor

    async def answer(self, request: Request) -> Response:
        """What Bolt answers, or why the request does not get there."""
        try:
            body = await _read(request)
            self.guard.check(request, body)
            asked = _parse(request, body)
        except _Refused as refused:
            log.warning("refused a request with %s: %s", refused.status, refused)
            return PlainTextResponse(f"{refused}\n", refused.status)
        answer = await asyncio.get_running_loop().run_in_executor(self.pool, self.dispatch, asked)
        return to_starlette_response(answer)


async def _read(request: Request) -> bytes:
    """The raw body; stops reading where it is too long."""
    body = bytearray()
    try:
        async with asyncio.timeout(READ_SECONDS):
            async for chunk in request.stream():
                body += chunk
                if len(body) > MOST_BYTES:
                    raise _Refused(413, "too long")
    except TimeoutError:
        raise _Refused(408, "too slow") from None
    except ClientDisconnect:
        raise _Refused(400, "ended early") from None
    return bytes(body)


def _is_fresh(timestamp: str, now: float) -> bool:
    # isdigit alone takes digits of any script; twelve of them last for 30,000 years.
    is_number = timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12
    return is_number and abs(now - int(timestamp)) <= MOST_SECONDS


def _is_retry(request: Request, body: bytes) -> bool:
    """Slack repeats events only, and these have an id of their own to know them by.

    No header is signed, so none may open the door for commands and submissions: they come as
    forms, and only an event's signed body begins like JSON.
    """
    return body.startswith(b"{") and "x-slack-retry-num" in request.headers


def _parse(request: Request, body: bytes) -> BoltRequest:
    """Slack's own requests can be read; a wrong secret holder's must not give 500 either."""
    # Bolt takes every form in which this word stands, "/okr payload" too, for one that has a field
    # of this name. Written otherwise, the word is the same to everybody who reads the form.
    if not body.startswith(b"{") and not _PAYLOAD_FIELD.search(body):
        body = body.replace(b"payload", b"%70ayload")
    try:
        return to_bolt_request(request, body)
    except (ValueError, RecursionError, AttributeError, TypeError, KeyError):
        raise _Refused(400, "cannot be read") from None


@dataclass(frozen=True, slots=True)
class _Readiness:
    checks: Checks
    pool: Executor

    async def answer(self, _request: Request) -> Response:
        """Each part with ok or not ready; 503 unless all are ok. Says nothing else."""
        found = await asyncio.gather(*map(self._works, self.checks))
        parts = {
            name: "ok" if works else "not ready"
            for name, works in zip(self.checks, found, strict=True)
        }
        return JSONResponse(parts, 200 if all(found) else 503)

    async def _works(self, name: str) -> bool:
        asking = asyncio.get_running_loop().run_in_executor(self.pool, self.checks[name])
        try:
            return bool(await asyncio.wait_for(asking, CHECK_SECONDS))
        except Exception as problem:  # noqa: BLE001 - whatever it is, the part does not work
            log.warning("%s is not ready: %s", name, type(problem).__name__)
            return False


async def _healthz(_request: Request) -> Response:
    """The process lives; that is all this says."""
    return PlainTextResponse("ok\n")
