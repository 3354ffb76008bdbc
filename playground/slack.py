"""`Playground`: the workspace with its server, its clock and its troubles."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from starlette.applications import Starlette

from playground.control import control_routes
from playground.doing import Doing
from playground.manifest import load
from playground.model import Channel, Json, Person, Reply, Value
from playground.person.acting import Acting
from playground.person.events import Events
from playground.person.modals import Modals
from playground.person.payloads import VERIFICATION_TOKEN
from playground.reading import Reading
from playground.routes import slack_routes
from playground.server import Server
from playground.transport.delivery import Answerer, Parcel, ToFunction, ToUrl, Transport
from playground.transport.sockets import Sockets
from playground.world import APP_ID, BOT_ID, BOT_USER, Identity, World

CHALLENGE = "3eZbrw1aBm"
NEVER_DUE: Callable[[], datetime | None] = lambda: None  # noqa: E731


class Playground(Doing, Reading):
    """A Slack workspace with one app in it. Delivers over Socket Mode until told otherwise."""

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
        self.events.stop()
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

    def _deliver(self, parcel: Parcel) -> Reply:
        return self._transport.deliver(parcel)

    def now(self) -> datetime:
        """The workspace's time, aware, UTC."""
        with self.world.lock:
            return self.world.clock.now()

    def set_time(self, moment: datetime) -> None:
        """Stops the clock at `moment`; a naive one raises ValueError."""
        with self.world.lock:
            self.world.clock.set(moment)
            self.world.touch()
        self.events.run_due()

    def advance(self, step: timedelta) -> None:
        """Moves the clock on."""
        self.set_time(self.now() + step)

    def live_clock(self) -> None:
        """Back to the real time."""
        with self.world.lock:
            self.world.clock.live()
            self.world.touch()

    def on_time(self, hook: Callable[[datetime], Value]) -> None:
        """Calls `hook(now)` after each change of time made on the page or over HTTP."""
        self._hooks.append(hook)

    @property
    def is_followed(self) -> bool:
        """Whether somebody lives by this clock, so that the real time would be a leap for them."""
        return bool(self._hooks)

    def time_changed(self) -> None:
        """Calls the hooks of `on_time`."""
        for hook in self._hooks:
            hook(self.now())

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
