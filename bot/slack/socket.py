"""Socket Mode: one connection to Slack on an event loop in a thread of its own.

Envelopes are handled in a pool of threads and acknowledged with what came of them. The line is
watched: it can end with a disconnect message, without a word, or go silent, and slack_sdk alone
is slow to notice (or tries a ticket again that Slack takes only once).
"""

import asyncio
import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import Any

from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.failures import sort_failure

# (payload, type of the envelope, headers) -> (status, body); a body is what goes into the ack:
# a dict, text for a slash command, or nothing.
Dispatch = Callable[[dict[str, Any], str, dict[str, str]], tuple[int, Any]]

THREADS = 32
# Seconds between pings; a line on which nothing comes back for half of that is closed.
PING = 3.0
WATCH = 0.5
# After so many seconds away the ticket in hand is spent, or too old: ask for a new one.
OLD_TICKET = 5.0
LONGEST_PAUSE = 30.0
FINISH = 5.0

log = logging.getLogger("okrbot.socket")
# slack_sdk logs what people wrote (DEBUG) and the addresses with tickets (ERROR): we say it here.
_sdk_log = logging.getLogger("okrbot.socket.sdk")
_sdk_log.setLevel(logging.CRITICAL)


class SocketConnection:
    """Receives from Slack while it is started; reconnects for as long as it takes."""

    def __init__(
        self, app_token: str, dispatch: Dispatch, api_url: str = "https://slack.com/api/"
    ) -> None:
        self._app_token = app_token
        self._api_url = api_url
        self._pool = ThreadPoolExecutor(THREADS, "slack-socket")
        self._desk = _Desk(dispatch, self._pool)
        self._thread = Thread(target=self._run, name="slack-socket", daemon=True)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping = asyncio.Event()
        self._connected = Event()

    def start(self) -> None:
        """Begin to connect; see `wait_until_connected`."""
        self._thread.start()

    def wait_until_connected(self, timeout: float) -> bool:
        """Whether there is a connection within so many seconds."""
        return self._connected.wait(timeout)

    def is_connected(self) -> bool:
        """Whether Slack reaches us just now."""
        return self._thread.is_alive() and self._connected.is_set()

    def stop(self) -> None:
        """Let those who are being answered have their answer, then hang up."""
        if self._thread.is_alive() and self._loop is not None:
            self._loop.call_soon_threadsafe(self._stopping.set)
            self._thread.join()
        self._pool.shutdown()

    def _run(self) -> None:
        self._loop = asyncio.new_event_loop()
        try:
            self._loop.run_until_complete(self._live())
        finally:
            self._connected.clear()
            self._loop.close()

    async def _live(self) -> None:
        web = AsyncWebClient(base_url=self._api_url, timeout=10, logger=_sdk_log)
        client = SocketModeClient(
            self._app_token, logger=_sdk_log, web_client=web, ping_interval=PING
        )
        client.socket_mode_request_listeners.append(self._desk.answer)
        watcher = _Watch(client, self._connected)
        client.message_listeners.append(watcher.hear)
        watch = asyncio.ensure_future(watcher.keep())
        await self._stopping.wait()
        watch.cancel()
        await self._desk.finish()
        await client.close()  # type: ignore[no-untyped-call]
        await asyncio.gather(watch, return_exceptions=True)


@dataclass(slots=True)
class _Desk:
    """Has envelopes handled in threads, many at a time, and acknowledges them."""

    dispatch: Dispatch
    pool: ThreadPoolExecutor
    at_work: set[asyncio.Task[Any]] = field(default_factory=set)

    async def answer(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        """Handle one envelope; slack_sdk gives each its own task."""
        task = asyncio.current_task()
        if task is not None:
            self.at_work.add(task)
            task.add_done_callback(self.at_work.discard)
        try:
            await self._answer(client, request)
        except Exception:
            # Without an ack Slack tells the person, and sends an event again.
            log.exception("no ack for envelope %s", request.envelope_id)

    async def finish(self) -> None:
        """Wait for those that are being answered, for some seconds."""
        if self.at_work:
            await asyncio.wait(set(self.at_work), timeout=FINISH)

    async def _answer(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        asked = (request.payload, request.type, _headers(request))
        loop = asyncio.get_running_loop()
        status, body = await loop.run_in_executor(self.pool, self.dispatch, *asked)
        if status != 200:
            log.warning("no ack for envelope %s, status %s", request.envelope_id, status)
            return
        # Text becomes {"text": …} in here.
        answer = SocketModeResponse(request.envelope_id, payload=body or None)
        await client.send_socket_mode_response(answer)


@dataclass(slots=True)
class _Watch:
    """Sees to it that there is a connection, and says so in `connected`."""

    client: SocketModeClient
    connected: Event
    seen_at: float = 0
    pause: float = 1
    rescue: asyncio.Task[None] | None = None

    async def keep(self) -> None:
        """Look at the line twice a second, for ever."""
        try:
            while True:
                await self._look()
                await asyncio.sleep(WATCH)
        finally:
            if self.rescue is not None:
                self.rescue.cancel()

    async def hear(
        self, _client: AsyncBaseSocketModeClient, message: dict[str, Any], _raw: str | None = None
    ) -> None:
        """Slack sends nothing through a line before its hello."""
        if message.get("type") == "hello":
            self._say(is_connected=True)

    async def _look(self) -> None:
        now = time.monotonic()
        if await self.client.is_connected():
            self.seen_at, self.pause = now, 1
            return
        self._say(is_connected=False)
        if now - self.seen_at > OLD_TICKET:
            self.client.wss_uri = None
        if self.rescue is None or self.rescue.done():
            self.rescue = asyncio.ensure_future(self._connect())

    async def _connect(self) -> None:
        try:
            await self.client.connect_to_new_endpoint()
        except Exception as problem:  # noqa: BLE001 - the watch outlives all that can happen
            log.warning("cannot connect to Slack: %s", sort_failure(problem).error)
            await asyncio.sleep(self.pause)
            self.pause = min(2 * self.pause, LONGEST_PAUSE)

    def _say(self, *, is_connected: bool) -> None:
        if is_connected == self.connected.is_set():
            return
        if is_connected:
            self.connected.set()
            log.info("connected to Slack")
        else:
            self.connected.clear()
            log.warning("lost the connection to Slack")


def _headers(request: SocketModeRequest) -> dict[str, str]:
    """The retry headers that the same event has over HTTP."""
    headers = {
        "x-slack-retry-num": request.retry_attempt,
        "x-slack-retry-reason": request.retry_reason,
    }
    return {name: str(value) for name, value in headers.items() if value}
