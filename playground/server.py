"""The HTTP side: one uvicorn in a thread, with the routes of Slack and of the playground."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import socket
import threading
import time

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from playground.model import PortTaken, Value

START_SECONDS = 10.0


class WithConnection:
    """Puts uvicorn's transport into the scope, so that a fault can break the connection."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on."""
        owner: Value = getattr(send, "__self__", None)
        scope["connection"] = getattr(owner, "transport", None)
        await self.app(scope, receive, send)


class Uvicorn(uvicorn.Server):
    """uvicorn that stops when it is told to instead of looking ten times a second."""

    async def main_loop(self) -> None:
        """Keeps the date header fresh until it is time to leave."""
        self.loop, self.leaving = asyncio.get_running_loop(), asyncio.Event()
        while not await self.on_tick(0):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.leaving.wait(), 1.0)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Closes everything; what still runs is cancelled when the loop ends."""
        for server in self.servers:
            server.close()
        for listener in sockets or []:
            listener.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        await asyncio.sleep(0.01)  # time for the last bytes, such as a close frame

    def leave(self) -> None:
        """Stops without waiting for anybody; from any thread."""
        self.should_exit = self.force_exit = True
        self.loop.call_soon_threadsafe(self.leaving.set)


class Server:
    """Serves an app until it is stopped."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = WithConnection(app)
        self._server: Uvicorn | None = None
        self._thread: threading.Thread | None = None

    def start(self, host: str, port: int) -> int:
        """Listens, and returns the port (a free one for 0).

        Raises:
            PortTaken: if something else listens there.
        """
        listener = _listener(host, port)
        config = uvicorn.Config(
            self._app,
            log_level="error",
            access_log=False,
            lifespan="off",
            proxy_headers=False,
            server_header=False,
            ws_max_size=16 * 1024 * 1024,
        )
        server = self._server = Uvicorn(config)
        run = lambda: asyncio.run(server.serve(sockets=[listener]))  # noqa: E731
        self._thread = threading.Thread(target=run, name="playground", daemon=True)
        self._thread.start()
        self._wait_until_started()
        return int(listener.getsockname()[1])

    def stop(self) -> None:
        """Stops listening and ends all connections; safe to call twice."""
        if self._server is None or self._thread is None:
            return
        self._server.leave()
        self._thread.join(START_SECONDS)
        self._server = self._thread = None

    def _wait_until_started(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while self._server is not None and not self._server.started:
            if time.monotonic() > deadline:
                raise TimeoutError("the playground's server did not start")
            time.sleep(0.005)


def _listener(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio switches Nagle's delay off only for sockets that say they are TCP: 40 ms a call.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(2048)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise PortTaken(
                error.errno, f"port {port} on {host} is in use; choose another"
            ) from error
        raise
    return listener
