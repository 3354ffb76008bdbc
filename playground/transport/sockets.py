"""Socket Mode: live WebSockets, envelopes to exactly one of them, and acknowledgements."""

from __future__ import annotations

import asyncio
import concurrent.futures
import json
import time
from dataclasses import dataclass, field
from itertools import count

from starlette.websockets import WebSocket, WebSocketDisconnect

from playground.arriving import read_json
from playground.model import Json, Reply, Value
from playground.transport.delivery import ACK_SECONDS, Parcel
from playground.world import APP_ID, World

MAX_CONNECTIONS = 10
TYPES = {"command": "slash_commands", "interactive": "interactive", "event": "events_api"}


@dataclass(eq=False)
class Link:
    """One live WebSocket and the loop it lives on."""

    socket: WebSocket
    loop: asyncio.AbstractEventLoop

    def send(self, message: Json) -> concurrent.futures.Future[None]:
        """Sends from any thread."""
        return asyncio.run_coroutine_threadsafe(
            self.socket.send_text(json.dumps(message)), self.loop
        )


@dataclass
class Sockets:
    """All live sockets; envelopes go round, so that every connection gets its share."""

    world: World
    live: list[Link] = field(default_factory=list)
    pending: dict[str, concurrent.futures.Future[Value]] = field(default_factory=dict)
    turns: count[int] = field(default_factory=count)

    async def endpoint(self, socket: WebSocket) -> None:
        """One connection, from hello to the end."""
        with self.world.lock:
            is_known = socket.query_params.get("ticket", "") in self.world.tickets
            self.world.tickets.discard(socket.query_params.get("ticket", ""))
        if not is_known:
            await socket.close(4001)
            return
        await socket.accept()
        if len(self.live) >= MAX_CONNECTIONS:
            await socket.send_text(json.dumps(_goodbye("too_many_websockets")))
            await socket.close()
            return
        await self._serve(Link(socket, asyncio.get_running_loop()))

    async def _serve(self, link: Link) -> None:
        self._set_live([*self.live, link])  # whoever was greeted gets envelopes
        try:
            await link.socket.send_text(json.dumps(self._hello()))
            while True:
                self._acknowledge(await link.socket.receive_text())
        except (WebSocketDisconnect, RuntimeError):
            pass  # the end of a connection, whoever ended it
        finally:
            self._forget(link)

    def _forget(self, link: Link) -> None:
        self._set_live([other for other in self.live if other is not link])

    def _set_live(self, live: list[Link]) -> None:
        with self.world.lock:
            self.live = live
            self.world.touch()

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self.live),
            "debug_info": {
                "host": "playground",
                "build_number": 1,
                "approximate_connection_time": 18060,
            },
            "connection_info": {"app_id": APP_ID},
        }

    def _acknowledge(self, text: str) -> None:
        try:
            message = dict(read_json(text))
        except (ValueError, TypeError):
            return
        waiting = self.pending.pop(str(message.get("envelope_id")), None)
        if waiting is not None and not waiting.done():
            waiting.set_result(message.get("payload"))

    def deliver(self, parcel: Parcel, patience: float = ACK_SECONDS) -> Reply:
        """Sends one envelope to one connection and waits for its acknowledgement."""
        began, links = time.monotonic(), self.live
        if not links:
            return Reply(0, None, "dispatch_failed", 0.0)
        envelope = _envelope(parcel)
        waiting: concurrent.futures.Future[Value] = concurrent.futures.Future()
        self.pending[envelope["envelope_id"]] = waiting
        try:
            links[next(self.turns) % len(links)].send(envelope).result(patience)
            body = waiting.result(patience - (time.monotonic() - began))
        except TimeoutError:
            return Reply(0, None, "timeout", time.monotonic() - began)
        except Exception:  # noqa: BLE001 -- the socket broke while sending: nobody got it
            return Reply(0, None, "dispatch_failed", time.monotonic() - began)
        finally:
            self.pending.pop(envelope["envelope_id"], None)
        return Reply(200, body or None, None, time.monotonic() - began)

    def disconnect(self, reason: str, warn: float) -> None:
        """Says goodbye to all connections; with `warn`, a warning goes so many seconds ahead."""
        for link in self.live:
            asyncio.run_coroutine_threadsafe(self._leave(link, reason, warn), link.loop)

    async def _leave(self, link: Link, reason: str, warn: float) -> None:
        if warn:
            await link.socket.send_text(json.dumps(_goodbye("warning")))
            await asyncio.sleep(warn)
        self._forget(link)  # nothing new goes to a connection that was sent away
        await link.socket.send_text(json.dumps(_goodbye(reason)))
        await link.socket.close()

    def drop(self) -> None:
        """Ends all connections as a broken line does: no close frame."""
        for link in self.live:
            link.loop.call_soon_threadsafe(link.socket.scope["connection"].abort)


def _goodbye(reason: str) -> Json:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": "playground"}}


def _envelope(parcel: Parcel) -> Json:
    envelope: Json = {
        "envelope_id": parcel.envelope_id,
        "type": TYPES[parcel.kind],
        "payload": parcel.body,
        "accepts_response_payload": parcel.kind != "event",
    }
    if parcel.kind == "event":
        envelope |= {"retry_attempt": parcel.retry, "retry_reason": parcel.reason}
    return envelope
