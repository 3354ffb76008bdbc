from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from slack_sdk import WebClient

from playground import Playground
from tests.playground.make import Recorder, actions, button, input_block, modal

MONDAY = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


def do(slack: Playground, name: str, /, **body: Any) -> Any:
    return httpx.post(f"{slack.url}/control/{name}", json=body).json()


def read(slack: Playground, name: str, /, **query: str) -> Any:
    return httpx.get(f"{slack.url}/control/{name}", params=query).json()


def test_a_form_is_done_over_http(slack: Playground, client: WebClient, app: Recorder) -> None:
    reply = do(slack, "command", user="U0ANNA", line="/try")
    client.views_open(trigger_id=app.last["trigger_id"], view=modal(input_block("name")))
    refused = do(slack, "submit", user="U0ANNA")
    errors = read(slack, "errors", user="U0ANNA")
    do(slack, "fill", user="U0ANNA", values={"name": "Ada"})
    do(slack, "submit", user="U0ANNA")

    assert (reply["status"], refused["error"]) == (200, "invalid_input")
    assert errors == {"name": "Bitte fülle dieses Pflichtfeld aus."}
    assert app.last["view"]["state"]["values"]["name"]["name"]["value"] == "Ada"


def test_messages_and_calls_are_read_over_http(
    slack: Playground, client: WebClient, app: Recorder
) -> None:
    client.chat_postMessage(channel="U0ANNA", text="Hi", blocks=[actions(button())])
    do(slack, "click", user="U0ANNA", action_id="go")

    assert [one["text"] for one in read(slack, "dm", user="U0ANNA")] == ["Hi"]
    assert read(slack, "calls", method="chat.postMessage")[0]["args"]["text"] == "Hi"
    assert app.last["type"] == "block_actions"


def test_the_state_shows_what_one_person_sees(slack: Playground, client: WebClient) -> None:
    client.chat_postMessage(channel="U0BOB", text="Hi")
    client.chat_postMessage(channel="C0PLAT", text="Hi")

    state = read(slack, "state", user="U0BOB")

    shown = {room["id"]: room["unread"] for room in state["rooms"]}
    assert shown == {"C0PLAT": 1, "D0BOB": 1}
    do(slack, "read", user="U0BOB", channel="D0BOB")
    again = read(slack, "state", user="U0BOB")
    assert {room["id"]: room["unread"] for room in again["rooms"]} == {"C0PLAT": 1, "D0BOB": 0}


def test_moving_the_clock_calls_the_hooks(slack: Playground) -> None:
    moments: list[datetime] = []
    slack.on_time(moments.append)
    slack.next_due = lambda: MONDAY + timedelta(days=7)

    do(slack, "time", to=MONDAY.isoformat())
    do(slack, "time", seconds=3600)
    do(slack, "time", next_due=True)

    assert moments == [MONDAY, MONDAY + timedelta(hours=1), MONDAY + timedelta(days=7)]
    assert read(slack, "state")["next_due"] == "2026-01-12T09:00:00+00:00"


def test_nothing_due_is_told(slack: Playground) -> None:
    assert do(slack, "time", next_due=True) == {"error": "nothing is due"}


def test_a_change_wakes_who_waits(slack: Playground, client: WebClient) -> None:
    version = read(slack, "state")["version"]
    client.chat_postMessage(channel="C0PLAT", text="x")

    assert read(slack, "changes", since=str(version))["version"] > version


def test_mistakes_are_told(slack: Playground) -> None:
    assert do(slack, "explode") == {"error": "nothing to do called explode"}
    assert read(slack, "secrets") == {"error": "nothing to read called secrets"}
    assert "U0NONE" in do(slack, "command", user="U0NONE", line="/x")["error"]
    assert "error" in do(slack, "command", nonsense=1)


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("say", b"[" * 100_000, "nested too deep"),
        ("say", b'{"user":' + b"[" * 200 + b"]" * 200 + b"}", "nested too deep"),
        ("say", b"[]", "the body has to be a JSON object"),
        ("say", b'{"user": "U0ANNA", "text": 5}', "text has to be str, not int"),
        ("command", b'{"user": "U0ANNA", "line": null}', "line has to be str, not NoneType"),
        (
            "press",
            b'{"user": "U0ANNA", "action_id": "x", "block_id": 5}',
            "block_id has to be str | None, not int",
        ),
        ("limit", b'{"channel_per_second": NaN}', "NaN is no number of JSON"),
        ("time", b'{"seconds": 1e300}', "that number is too large"),
        ("time", b"{}", "'seconds' is missing, or nothing is called so"),
        ("update_person", b'{"user": "U0ANNA", "tz": 5}', "tz has to be str, not int"),
        ("update_person", b'{"user": "U0ANNA", "tz": "Mars"}', "there is no time zone 'Mars'"),
        ("update_person", b'{"user": "U0ANNA", "tz": "Europe"}', "there is no time zone 'Europe'"),
        (
            "update_person",
            b'{"user": "U0ANNA", "locale": "x_y"}',
            "there is no locale 'x_y': one is en-US",
        ),
    ],
)
def test_what_makes_no_sense_is_told_in_a_sentence(
    slack: Playground, name: str, content: bytes, error: str
) -> None:
    kind = {"content-type": "application/json"}

    answer = httpx.post(f"{slack.url}/control/{name}", content=content, headers=kind)

    assert (answer.status_code, answer.json()) == (400, {"error": error})


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("say", {"user": "U0ANNA", "text": "Hi", "channel": "D0ANNA"}),
        ("say", {"user": "U0ANNA", "text": "Hi", "channel": None}),
        ("limit", {"channel_per_second": 2}),
        ("limit", {"channel_per_second": 0.5}),
    ],
)
def test_arguments_of_their_types_get_in(
    slack: Playground, name: str, arguments: dict[str, Any]
) -> None:
    slack.dm("U0ANNA")

    assert "has to be" not in str(do(slack, name, **arguments))


def test_half_a_character_does_not_get_in(slack: Playground) -> None:
    content, kind = b'{"user": "U0ANNA", "text": "\\ud800"}', {"content-type": "application/json"}

    answer = httpx.post(f"{slack.url}/control/say", content=content, headers=kind)

    assert (answer.status_code, slack.dm("U0ANNA")) == (400, [])


def test_a_version_that_is_no_number_is_told(slack: Playground) -> None:
    answer = httpx.get(f"{slack.url}/control/changes", params={"since": "x"})

    assert answer.status_code == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example"},
        {"host": "evil.example:8484"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"content-type": "text/plain"},
    ],
)
def test_strangers_are_refused(slack: Playground, headers: dict[str, str]) -> None:
    kind = {"content-type": "application/json"}

    answer = httpx.post(f"{slack.url}/control/submit", content=b"{}", headers=kind | headers)

    assert answer.status_code == 403


def test_the_page_comes_with_a_strict_policy(slack: Playground) -> None:
    answer = httpx.get(slack.url)

    assert answer.status_code == 200
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert httpx.get(f"{slack.url}/page/index.html").status_code == 404
