import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import aiohttp
import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode.builtin import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from playground import Playground
from tests.playground.asking import refusal
from tests.playground.make import Json, input_block, modal


class Loop:
    """An event loop in a thread, for clients that need one."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()

    def run(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(10)

    def stop(self) -> None:
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()


@pytest.fixture
def loop() -> Iterator[Loop]:
    running = Loop()
    yield running
    running.stop()


class Connected:
    """slack_sdk's aiohttp client, acknowledging what it gets unless told not to."""

    def __init__(self, slack: Playground, loop: Loop) -> None:
        self.slack, self.loop = slack, loop
        self.requests: list[SocketModeRequest] = []
        self.payload: Json | None = None
        self.is_silent = False
        self.client: SocketModeClient = loop.run(self._make())

    async def _make(self) -> SocketModeClient:
        web = AsyncWebClient(base_url=self.slack.api_url)
        client = SocketModeClient("xapp-playground", web_client=web, ping_interval=0.5)
        client.socket_mode_request_listeners.append(self._heard)
        await client.connect()  # type: ignore[no-untyped-call]
        return client

    async def _heard(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        self.requests.append(request)
        if not self.is_silent:
            answer = SocketModeResponse(request.envelope_id, self.payload)
            await client.send_socket_mode_response(answer)

    def close(self) -> None:
        self.loop.run(self.client.close())  # type: ignore[no-untyped-call]


Connect = Callable[[], Connected]


@pytest.fixture
def connect(slack: Playground, loop: Loop) -> Iterator[Connect]:
    made: list[Connected] = []

    def one_more() -> Connected:
        made.append(Connected(slack, loop))
        slack.wait_for(lambda: slack.connections() == len(made))
        return made[-1]

    yield one_more
    for connected in made:
        connected.close()


def test_envelopes_reach_the_official_client(slack: Playground, connect: Connect) -> None:
    connected = connect()

    slack.command("U0ANNA", "/try now")
    slack.shortcut("U0ANNA", "new")
    slack.say("U0ANNA", "Hi")

    kinds = [request.type for request in connected.requests]
    assert kinds == ["slash_commands", "interactive", "events_api"]
    assert [one.accepts_response_payload for one in connected.requests] == [True, True, False]
    assert connected.requests[0].payload["text"] == "now"
    assert connected.requests[2].retry_attempt == 0


def test_the_acknowledgement_carries_an_answer(slack: Playground, connect: Connect) -> None:
    connect().payload = {"text": "Done"}

    reply = slack.command("U0ANNA", "/try")

    assert (reply.status, reply.body) == (200, {"text": "Done"})
    assert slack.ephemerals("U0ANNA")[-1]["text"] == "Done"


def test_nobody_connected_is_told_at_once(slack: Playground) -> None:
    began = time.monotonic()

    assert slack.command("U0ANNA", "/try").error == "dispatch_failed"
    assert time.monotonic() - began < 1


def test_no_acknowledgement_is_a_timeout_after_three_seconds(
    slack: Playground, connect: Connect
) -> None:
    connect().is_silent = True

    reply = slack.command("U0BOB", "/try")

    assert reply.error == "timeout"
    assert 2.9 < reply.latency < 4
    assert slack.toasts("U0BOB") == ['/try failed with the error "operation_timeout"']


def test_an_event_nobody_acknowledges_comes_again(slack: Playground, connect: Connect) -> None:
    connected = connect()
    connected.is_silent = True

    slack.say("U0ANNA", "Hi")

    attempts = [(one.retry_attempt, one.retry_reason) for one in connected.requests]
    assert attempts == [(0, ""), (1, "http_timeout")]
    ids = {one.payload["event_id"] for one in connected.requests}
    assert len(ids) == 1


def test_each_envelope_goes_to_exactly_one_connection(slack: Playground, connect: Connect) -> None:
    first, second = connect(), connect()

    for _ in range(10):
        slack.command("U0ANNA", "/try")

    assert (len(first.requests), len(second.requests)) == (5, 5)


def test_a_goodbye_makes_the_client_come_back(slack: Playground, connect: Connect) -> None:
    connected = connect()
    before = len(slack.calls("apps.connections.open"))

    slack.disconnect("refresh_requested")

    slack.wait_for(lambda: len(slack.calls("apps.connections.open")) > before)
    slack.wait_for(lambda: slack.connections() == 1)
    slack.wait_for(lambda: slack.command("U0ANNA", "/try").error is None)
    assert len(connected.requests) == 1


def test_a_broken_line_makes_the_client_come_back(slack: Playground, connect: Connect) -> None:
    connect()

    slack.drop_socket()

    assert slack.wait_for(lambda: slack.connections() == 0)
    assert slack.wait_for(lambda: slack.connections() == 1, timeout=10)


def test_pings_are_answered(slack: Playground, connect: Connect) -> None:
    connected = connect()
    since = connected.client.last_ping_pong_time or 0.0

    slack.wait_for(lambda: (connected.client.last_ping_pong_time or 0.0) > since + 0.3)

    assert slack.connections() == 1


def test_a_socket_needs_a_ticket_and_a_ticket_works_once(slack: Playground, loop: Loop) -> None:
    client = WebClient(token="xapp-playground", base_url=slack.api_url)
    url = client.apps_connections_open(app_token="xapp-playground")["url"]

    async def hello() -> Any:
        async with aiohttp.ClientSession() as session, session.ws_connect(url) as socket:
            return await socket.receive_json()

    assert loop.run(hello())["type"] == "hello"
    with pytest.raises(aiohttp.WSServerHandshakeError):
        loop.run(hello())


def test_the_eleventh_connection_is_sent_away(slack: Playground, loop: Loop) -> None:
    client = WebClient(token="xapp-playground", base_url=slack.api_url)
    urls = [client.apps_connections_open(app_token="xapp-playground")["url"] for _ in range(11)]

    async def first_words() -> list[Any]:
        async with aiohttp.ClientSession() as session:
            sockets = [await session.ws_connect(url) for url in urls]
            words = [await socket.receive_json() for socket in sockets]
            for socket in sockets:
                await socket.close()
            return words

    said = loop.run(first_words())

    assert [word["type"] for word in said] == ["hello"] * 10 + ["disconnect"]
    assert said[10]["reason"] == "too_many_websockets"


def test_connections_need_the_app_token(client: WebClient) -> None:
    assert refusal(client, "apps.connections.open") == "not_allowed_token_type"


def test_a_bolt_app_runs_a_form_over_a_socket(slack: Playground, client: WebClient) -> None:
    app = App(client=client, signing_secret="x")

    @app.command("/try")
    def opened(ack: Any, body: Json, client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=modal(input_block("name")))

    @app.view("form")
    def submitted(ack: Any, view: Json, say: Any, body: Json) -> None:
        ack()
        name = view["state"]["values"]["name"]["name"]["value"]
        say(channel=body["user"]["id"], text=f"Hello {name}")

    handler = SocketModeHandler(app, "xapp-playground")
    handler.connect()  # type: ignore[no-untyped-call]
    slack.wait_for(slack.connections)

    slack.command("U0ANNA", "/try")
    slack.wait_for(lambda: slack.view("U0ANNA"))
    slack.fill("U0ANNA", {"name": "Ada"})
    slack.submit("U0ANNA")

    slack.wait_for(lambda: slack.dm("U0ANNA"))
    assert slack.dm("U0ANNA")[-1]["text"] == "Hello Ada"
    handler.close()  # type: ignore[no-untyped-call]
