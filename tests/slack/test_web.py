"""The HTTP surface as a real server: who gets past the guard, and what the others hear."""

import hashlib
import hmac
import http.client
import json
import random
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
import uvicorn
from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.authorization import AuthorizeResult

from bot.clock import SettableClock
from bot.web import MOST_BYTES, READ_SECONDS, create_web
from playground import Person, Playground
from tests.make import MONDAY

SECRET = "playground-secret"
FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
COMMAND = urlencode({"command": "/okr", "text": "help", "user_id": "U1"}).encode()
EVENT = json.dumps({"type": "event_callback", "event": {"type": "message"}}).encode()
NOW = int(MONDAY.timestamp())


@dataclass
class Front:
    """The server, what reached Bolt, and what Bolt does with it."""

    port: int = 0
    bolt: Callable[[BoltRequest], BoltResponse] = lambda _request: BoltResponse(
        status=200, body="done"
    )
    clock: SettableClock = field(default_factory=lambda: SettableClock(MONDAY))
    seen: list[BoltRequest] = field(default_factory=list)
    parts: dict[str, Any] = field(default_factory=dict)

    def dispatch(self, request: BoltRequest) -> BoltResponse:
        self.seen.append(request)
        return self.bolt(request)

    def post(self, body: bytes, headers: Mapping[str, str | bytes]) -> int:
        return self.ask("POST", "/slack/events", body, headers)[0]

    def ask(
        self, method: str, path: str, body: bytes = b"", headers: Mapping[str, Any] | None = None
    ) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request(method, path, body, dict(headers or {}))
        response = connection.getresponse()
        answer = response.status, response.read().decode()
        connection.close()
        return answer


@pytest.fixture
def front() -> Iterator[Front]:
    front = Front()
    web = create_web(
        bolt_dispatch=front.dispatch,
        signing_secret=SECRET,
        readiness={name: lambda name=name: front.parts[name]() for name in ("database", "slack")},  # type: ignore[misc]
        clock=front.clock,
    )
    listener = socket.create_server(("127.0.0.1", 0))
    front.port = listener.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(web, log_level="critical"))
    thread = threading.Thread(target=server.run, args=([listener],))
    thread.start()
    yield front
    server.should_exit = True
    thread.join()
    listener.close()


def signed(
    body: bytes, kind: str = FORM, at: int | str = NOW, secret: str = SECRET, **more: str
) -> dict[str, str]:
    digest = hmac.new(secret.encode(), f"v0:{at}:".encode() + body, hashlib.sha256).hexdigest()
    return {
        "content-type": kind,
        "x-slack-request-timestamp": str(at),
        "x-slack-signature": f"v0={digest}",
        **{name.replace("_", "-"): value for name, value in more.items()},
    }


def test_what_slack_signed_reaches_bolt(front: Front) -> None:
    answer = front.ask("POST", "/slack/events", COMMAND, signed(COMMAND))

    assert answer == (200, "done")
    [request] = front.seen
    assert (request.body["command"], request.body["text"]) == ("/okr", "help")


@pytest.mark.parametrize("seconds", [-300, 300])
def test_five_minutes_are_still_fresh(front: Front, seconds: int) -> None:
    assert front.post(COMMAND, signed(COMMAND, at=NOW + seconds)) == 200


@pytest.mark.parametrize(
    "at",
    [
        NOW - 301, NOW + 301, "", "soon", "-1", "1e9", "nan", f"{NOW}.5", f" {NOW}0", "9" * 400,
        "0x10", "+5",
    ],
)  # fmt: skip
def test_a_time_that_is_not_now_is_refused(front: Front, at: int | str) -> None:
    assert front.post(COMMAND, signed(COMMAND, at=at)) == 401
    assert front.seen == []


@pytest.mark.parametrize(
    "wrong",
    [
        signed(COMMAND, secret="another"),
        signed(COMMAND + b"&admin=1"),
        signed(COMMAND) | {"x-slack-signature": ""},
        signed(COMMAND) | {"x-slack-signature": "v0="},
        signed(COMMAND) | {"x-slack-signature": "v0=\xe4\xf6\xfc"},
        signed(COMMAND) | {"x-slack-signature": signed(COMMAND)["x-slack-signature"].upper()},
        signed(COMMAND) | {"x-slack-request-timestamp": str(NOW + 1)},
        {"content-type": FORM},
    ],
)
def test_what_slack_did_not_sign_is_refused(front: Front, wrong: dict[str, str]) -> None:
    assert front.post(COMMAND, wrong) == 401
    assert front.seen == []


def test_the_same_request_again_is_refused(front: Front) -> None:
    headers = signed(COMMAND)

    assert [front.post(COMMAND, headers) for _ in range(2)] == [200, 401]


def test_an_event_that_slack_repeats_is_let_through(front: Front) -> None:
    headers = signed(EVENT, JSON)

    assert front.post(EVENT, headers) == 200
    assert front.post(EVENT, headers) == 401
    assert front.post(EVENT, headers | {"x-slack-retry-num": "1"}) == 200


@pytest.mark.parametrize("kind", [FORM, JSON, "application/jsonx", "application/json, x", ""])
def test_a_command_cannot_be_repeated_by_calling_it_a_retry(front: Front, kind: str) -> None:
    headers = signed(COMMAND)
    again = headers | {"content-type": kind, "x-slack-retry-num": "1"}

    assert [front.post(COMMAND, each) for each in (headers, again)] == [200, 401]


def test_a_request_stays_known_for_as_long_as_it_could_be_fresh(front: Front) -> None:
    headers = signed(COMMAND, at=NOW + 299)
    front.post(COMMAND, headers)
    front.clock.set(MONDAY + timedelta(seconds=598))
    front.post(EVENT, signed(EVENT, JSON, at=NOW + 598))

    assert front.post(COMMAND, headers) == 401


def test_a_body_that_is_too_long_is_refused_before_anything_else(front: Front) -> None:
    at_the_limit, too_long = b"x" * MOST_BYTES, b"x" * (MOST_BYTES + 1)

    assert front.post(at_the_limit, {"content-type": FORM}) == 401
    assert front.post(too_long, {"content-type": FORM}) == 413


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"payload={not json", FORM),
        (b"payload=" + b"[" * 100_000, FORM),
        (b"[" * 100_000, JSON),
        (b"{", JSON),
        (b"\xff\xfe", FORM),
        (b"payload=%ff%fe", FORM),
    ],
)
def test_signed_junk_is_no_error_of_ours(front: Front, body: bytes, kind: str) -> None:
    assert front.post(body, signed(body, kind)) == 400


def test_unsigned_junk_is_never_an_error_of_ours_and_never_logged(
    front: Front, caplog: pytest.LogCaptureFixture
) -> None:
    dice = random.Random(7)  # noqa: S311 - the same junk each time

    answers = [front.post(*junk(dice)) for _ in range(3000)]

    assert set(answers) <= {400, 401}
    assert front.seen == []
    assert "secret words" not in caplog.text


def junk(dice: random.Random) -> tuple[bytes, dict[str, str | bytes]]:
    bodies = [
        b"", b"payload={not json secret words", b"payload=" + b"[" * 5000, b"\xff\x00secret words",
        dice.randbytes(dice.randrange(300)), json.dumps({"type": "url_verification"}).encode(),
        b"{" * 5000, COMMAND, EVENT, b"ssl_check=1&secret words",
    ]  # fmt: skip
    values: list[str | bytes] = [
        "", "v0=", "v0=" + "0" * 64, str(NOW), "-1", "9" * 300, "NaN", b"\xff\xfe",
        "application/json", "multipart/form-data; boundary=",
        "text/plain; charset=klingon", "١٢٣".encode(), "gzip",
    ]  # fmt: skip
    names = [
        "x-slack-signature", "x-slack-request-timestamp", "content-type", "x-slack-retry-num",
        "cookie", "accept-language",
    ]  # fmt: skip
    return dice.choice(bodies), {name: dice.choice(values) for name in dice.sample(names, 4)}


def test_a_client_that_hangs_up_in_the_middle_does_no_harm(front: Front) -> None:
    with socket.create_connection(("127.0.0.1", front.port)) as client:
        client.sendall(b"POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nhalf")

    assert front.post(COMMAND, signed(COMMAND)) == 200


def test_who_sends_nothing_for_seconds_is_told_so(front: Front) -> None:
    with socket.create_connection(("127.0.0.1", front.port), timeout=2 * READ_SECONDS) as client:
        client.sendall(b"POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nhalf")
        assert client.recv(100).startswith(b"HTTP/1.1 408 ")


def test_fifty_requests_are_handled_at_the_same_time(front: Front) -> None:
    together = threading.Barrier(50, timeout=5)
    front.bolt = lambda _request: BoltResponse(status=200, body=str(together.wait() >= 0))

    with ThreadPoolExecutor(50) as people:
        answers = list(people.map(lambda number: ask_as(front, number), range(50)))

    assert answers == [200] * 50


def ask_as(front: Front, number: int) -> int:
    body = COMMAND + f"&number={number}".encode()
    return front.post(body, signed(body))


def test_other_methods_and_paths_are_not_there(front: Front) -> None:
    answers = [front.ask(*asked)[0] for asked in (("GET", "/slack/events"), ("POST", "/other"))]

    assert answers == [405, 404]


def test_the_process_lives_whatever_else_does_not(front: Front) -> None:
    front.parts = {"database": fail, "slack": fail}

    assert front.ask("GET", "/healthz") == (200, "ok\n")


def test_ready_when_every_part_is(front: Front) -> None:
    front.parts = {"database": lambda: True, "slack": lambda: True}

    status, body = front.ask("GET", "/readyz")

    assert (status, json.loads(body)) == (200, {"database": "ok", "slack": "ok"})


def fail() -> bool:
    raise ConnectionError("postgresql://okrbot:secret@db")


@pytest.mark.parametrize("slack", [lambda: False, lambda: time.sleep(4), fail])
def test_not_ready_says_which_part_and_nothing_else(front: Front, slack: Any) -> None:
    front.parts = {"database": lambda: True, "slack": slack}

    status, body = front.ask("GET", "/readyz")

    assert (status, json.loads(body)) == (503, {"database": "ok", "slack": "not ready"})


def known() -> AuthorizeResult:
    return AuthorizeResult(enterprise_id=None, team_id="T0LOCAL", bot_token="xoxb-playground")


def test_slack_itself_gets_through_to_a_real_app(front: Front) -> None:
    app = App(signing_secret=SECRET, authorize=known, process_before_response=True)
    app.command("/okr")(lambda ack: ack({"text": "Hello"}))
    front.bolt = app.dispatch
    with Playground([Person("U0MARIA", "Maria")]) as slack:
        front.clock.set(slack.now())
        slack.use_http(f"http://127.0.0.1:{front.port}/slack/events")

        challenge, command = slack.verify_url(), slack.command("U0MARIA", "/okr help")

    assert (challenge.status, challenge.error) == (200, None)
    assert (command.status, command.error, command.body) == (200, None, {"text": "Hello"})


def test_a_command_may_speak_of_a_payload(front: Front) -> None:
    text = "team payload=x&payload"
    body = urlencode({"command": "/okr", "text": text, "user_id": "U1"}).encode()

    status = front.post(body, signed(body))

    assert status == 200
    assert front.seen[-1].body["text"] == text
