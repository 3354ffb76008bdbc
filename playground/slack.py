"""`Playground`: the workspace with its server, its clock and its troubles."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from starlette.applications import Starlette

from playground.control import control_routes
from playground.doing import Doing
from playground.faults import SWITCHES
from playground.log import Entry
from playground.manifest import load
from playground.model import Channel, Json, Person, Reply, Value
from playground.person.acting import Acting
from playground.person.events import Events
from playground.person.modals import Modals
from playground.person.payloads import VERIFICATION_TOKEN
from playground.reading import Reading
from playground.routes import slack_routes
from playground.server import Server
from playground.timing import Run, Running, Timing
from playground.transport.delivery import (
    ACK_SECONDS,
    Answerer,
    Parcel,
    ToFunction,
    ToUrl,
    Transport,
)
from playground.transport.sockets import Sockets
from playground.world import APP_ID, BOT_ID, BOT_USER, Identity, World

CHALLENGE = "3eZbrw1aBm"
NEVER_DUE: Callable[[], datetime | None] = lambda: None  # noqa: E731


class Playground(Doing, Reading, Timing):
    """A Slack workspace with one app in it. Delivers over Socket Mode until told otherwise.

    Its host may offer more on the page: long `runs`, guided `tours`, and `start_over`, a hook
    that brings everything back to where it began (see `clear`).
    """

    bot_user_id, bot_id, app_id = BOT_USER, BOT_ID, APP_ID

    def __init__(  # noqa: PLR0913, PLR0917 -- a workspace has this many parts, all optional
        self,
        people: Iterable[Person] = (),
        channels: Iterable[Channel] = (),
        manifest: Path | str | Json | None = None,
        team_id: str = "T0LOCAL",
        team_name: str = "Acme",
        bot_token: str = "xoxb-playground",  # noqa: S107 -- opens nothing but this
        app_token: str = "xapp-playground",  # noqa: S107
        signing_secret: str = "playground-secret",  # noqa: S107
        scopes: Iterable[str] | None = None,
    ) -> None:
        declared = load(manifest)
        granted = declared.scopes if scopes is None else tuple(scopes)
        identity = Identity(team_id, team_name, bot_token, app_token, signing_secret)
        self.world = World(identity, declared, granted)
        self.world.settle(people, channels)
        self.next_due = NEVER_DUE
        self.runs: dict[str, Run] = {}
        self.running: Running | None = None
        self.tours: list[Json] = []
        self.start_over: Callable[[], None] | None = None
        self.patience = ACK_SECONDS
        self._sockets = Sockets(self.world)
        self._transport: Transport = self._sockets
        self._hooks: list[Callable[[datetime], Value]] = []
        self.events = Events(self.world, self._deliver)
        self.acting = Acting(self.world, self._deliver, self.events)
        self.modals = Modals(self.world, self._deliver, self.events)
        routes = [*slack_routes(self.world, self._sockets), *control_routes(self)]
        self._server = Server(Starlette(routes=routes))

    def start(self, port: int = 0, host: str = "127.0.0.1") -> Self:
        """Listens; port 0 takes a free one.

        Raises:
            PortTaken: if the port is in use.
        """
        self.world.is_closing = False
        bound = self._server.start(host, port)
        shown = f"[{host}]" if ":" in host else host
        self.world.url = f"http://{shown}:{bound}"
        return self

    def stop(self) -> None:
        """Ends the server and all connections."""
        self.stop_run()
        self.events.forget()
        with self.world.lock:
            self.world.is_closing = True
            self.world.touch()
        self._server.stop()

    def __enter__(self) -> Self:
        """Starts on a free port unless it runs already."""
        return self if self.world.url else self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """Stops."""
        self.stop()

    @property
    def url(self) -> str:
        """Where the page is."""
        return self.world.url

    @property
    def api_url(self) -> str:
        """The `base_url` for a WebClient."""
        return f"{self.world.url}/api/"

    def use_socket(self) -> None:
        """Delivers over Socket Mode, to whoever is connected."""
        self._transport = self._sockets

    def use_http(self, request_url: str) -> None:
        """Delivers as signed HTTP to this URL."""
        self._transport = ToUrl(request_url, self.world.identity.signing_secret)

    def use_callable(self, answer: Answerer) -> None:
        """Delivers by calling `answer(kind, body, headers) -> (status, body)`."""
        self._transport = ToFunction(answer)

    def be_patient(self, seconds: float) -> None:
        """Waits that long for answers and trigger ids instead of 3 seconds.

        For tests of what an app says and not of how fast: on a busy machine 3 seconds pass.
        """
        self.patience = self.world.triggers.seconds = seconds

    def _deliver(self, parcel: Parcel) -> Reply:
        at, is_envelope = self.now(), self._transport is self._sockets
        reply = self._transport.deliver(parcel, self.patience)
        with self.world.lock:
            self.world.log.add(
                Entry(
                    "delivery",
                    parcel.name,
                    at,
                    parcel.body,
                    reply.body,
                    reply.status,
                    reply.latency,
                    reply.error,
                    retry=parcel.retry,
                    envelope_id=parcel.envelope_id if is_envelope else None,
                )
            )
            self.world.touch()
        return reply

    def clear(self) -> None:
        """Forgets all that happened: people, channels and their silence are those of the start.

        The clock stays where it is, and so do connections.
        """
        with self.world.lock:
            self.events.forget()
            self.world.clear()

    def limit(
        self, channel_per_second: float | None = None, workspace_per_minute: int | None = None
    ) -> None:
        """Limits chat.postMessage from now on; None lifts a limit."""
        with self.world.lock:
            self.world.faults.channel_per_second = channel_per_second
            self.world.faults.workspace_per_minute = workspace_per_minute

    def fault(self, method: str, kind: str, times: int = 1, **options: Value) -> None:
        """Lets the next calls of `method` ("*" for any) go wrong; kinds in `faults.KINDS`."""
        with self.world.lock:
            self.world.faults.plan(method, kind, times, options)

    def switch(self, name: str, is_on: bool) -> list[str]:
        """Lets every call go wrong until it is switched off; returns what is on then.

        429, 500, drop and slow strike every Web API call; "uninstalled" tells the app and refuses
        its token until it is off again.

        Raises:
            LookupError: for a switch that does not exist.
        """
        if name == "uninstalled" and is_on:
            if not self.world.refusal:
                self.event("app_uninstalled")
            return self.switches()
        with self.world.lock:
            if name == "uninstalled":
                self.world.refusal = None
            else:
                self.world.faults.switch(name, is_on)
            self.world.touch()
        return self.switches()

    def switches(self) -> list[str]:
        """The fault switches that are on."""
        with self.world.lock:
            uninstalled = ["uninstalled"] if self.world.refusal == "account_inactive" else []
            return [name for name in SWITCHES if name in self.world.faults.on] + uninstalled

    def connections(self) -> int:
        """How many sockets are connected."""
        return len(self._sockets.live)

    def disconnect(self, reason: str = "refresh_requested", warn: float = 0.0) -> None:
        """Asks all sockets to leave; `warn` seconds ahead a warning is sent."""
        self._sockets.disconnect(reason, warn)

    def drop_socket(self) -> None:
        """Breaks all sockets without a close frame."""
        self._sockets.drop()

    def verify_url(self) -> Reply:
        """Sends url_verification; the challenge must come back. Only with `use_http`."""
        body: Json = {
            "type": "url_verification",
            "token": VERIFICATION_TOKEN,
            "challenge": CHALLENGE,
        }
        return self._deliver(Parcel("event", body))

    def ssl_check(self) -> Reply:
        """Sends what Slack sends now and then to see whether the app's certificate is good."""
        return self._deliver(Parcel("command", {"ssl_check": "1", "token": VERIFICATION_TOKEN}))
