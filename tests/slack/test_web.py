"""The HTTP surface as a real server: what reaches Bolt, and whether it lives and is ready."""

import json
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlencode

import pytest
from slack_bolt import App, BoltResponse
from slack_bolt.authorization import AuthorizeResult

from bot.web import READ_SECONDS
from playground import Person, Playground
from tests.slack.front import COMMAND, SECRET, Front, signed


def test_what_slack_signed_reaches_bolt(front: Front) -> None:
    answer = front.ask("POST", "/slack/events", COMMAND, signed(COMMAND))

    assert answer == (200, "done")
    [request] = front.seen
    assert (request.body["command"], request.body["text"]) == ("/okr", "help")


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
