import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import pytest
from slack_bolt import App, BoltRequest
from slack_sdk import WebClient
from slack_sdk.signature import SignatureVerifier

from playground import Playground
from tests.playground.make import Json


class Listener:
    """An HTTP app that keeps the raw requests and answers with `status` and `answer`."""

    def __init__(self) -> None:
        self.requests: list[tuple[dict[str, str], str]] = []
        self.status, self.answer, self.delay = 200, "", 0.0
        listener = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"])).decode()
                headers = {name.lower(): value for name, value in self.headers.items()}
                listener.requests.append((headers, body))
                time.sleep(listener.delay)
                self.send_response(listener.status)
                self.end_headers()
                self.wfile.write(listener.answer.encode())

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()
        self.url = f"http://127.0.0.1:{self.server.server_port}/slack/events"

    def stop(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


@pytest.fixture
def listener(slack: Playground) -> Iterator[Listener]:
    listening = Listener()
    slack.use_http(listening.url)
    yield listening
    listening.stop()


def test_every_request_is_signed(slack: Playground, listener: Listener) -> None:
    slack.command("U0ANNA", "/try größe")
    slack.shortcut("U0ANNA", "new")
    slack.say("U0ANNA", "Hi")

    verifier = SignatureVerifier("playground-secret")
    valid = [verifier.is_valid_request(body, headers) for headers, body in listener.requests]
    kinds = [headers["content-type"] for headers, _ in listener.requests]
    assert valid == [True, True, True]
    assert kinds == ["application/x-www-form-urlencoded"] * 2 + ["application/json"]


def test_each_kind_has_its_own_form(slack: Playground, listener: Listener) -> None:
    slack.command("U0ANNA", "/try größe")
    slack.shortcut("U0ANNA", "new")
    slack.say("U0ANNA", "Hi")

    command, interactive, event = (body for _, body in listener.requests)
    assert parse_qs(command)["text"] == ["größe"]
    assert json.loads(parse_qs(interactive)["payload"][0])["type"] == "shortcut"
    assert json.loads(event)["type"] == "event_callback"


def test_json_answers_are_understood(slack: Playground, listener: Listener) -> None:
    listener.answer = json.dumps({"text": "Only you"})

    slack.command("U0ANNA", "/try")

    assert slack.ephemerals("U0ANNA")[-1]["text"] == "Only you"


def test_a_slow_answer_is_a_timeout(slack: Playground, listener: Listener) -> None:
    listener.delay = 5

    reply = slack.command("U0ANNA", "/try")

    assert reply.error == "timeout"
    assert reply.latency < 5


def test_how_long_it_waits_can_be_set(slack: Playground, listener: Listener) -> None:
    slack.be_patient(0.2)
    listener.delay = 0.6

    assert slack.command("U0ANNA", "/try").error == "timeout"


def test_a_closed_door_is_told(slack: Playground, listener: Listener) -> None:
    slack.use_http("http://127.0.0.1:1/slack/events")

    assert slack.command("U0ANNA", "/try").error == "dispatch_failed"


def test_an_event_refused_comes_again_with_headers(slack: Playground, listener: Listener) -> None:
    listener.status = 500

    slack.say("U0ANNA", "Hi")

    (first, body), (second, again) = listener.requests
    assert "x-slack-retry-num" not in first
    assert (second["x-slack-retry-num"], second["x-slack-retry-reason"]) == ("1", "http_error")
    assert body == again


def test_bolt_accepts_what_comes(slack: Playground, client: WebClient) -> None:
    app = App(client=client, signing_secret="playground-secret", process_before_response=True)
    seen: list[Json] = []

    @app.command("/try")
    def answered(ack: Any, body: Json) -> None:
        ack("Yes")
        seen.append(body)

    def answer(kind: str, body: Json, headers: dict[str, Any]) -> tuple[int, Any]:
        response = app.dispatch(BoltRequest(mode="socket_mode", body=body, headers=headers))
        return response.status, response.body

    slack.use_callable(answer)
    slack.command("U0ANNA", "/try")

    assert (seen[0]["command"], slack.ephemerals("U0ANNA")[-1]["text"]) == ("/try", "Yes")


def test_url_verification_brings_the_challenge_back(slack: Playground, listener: Listener) -> None:
    listener.answer = json.dumps({"challenge": "3eZbrw1aBm"})

    reply = slack.verify_url()

    assert reply.body == {"challenge": "3eZbrw1aBm"}
    assert json.loads(listener.requests[0][1])["type"] == "url_verification"


def test_an_ssl_check_is_a_signed_form(slack: Playground, listener: Listener) -> None:
    assert slack.ssl_check().status == 200
    assert parse_qs(listener.requests[0][1])["ssl_check"] == ["1"]
