import json
from typing import Any

import httpx
import pytest
from slack_sdk import WebClient

from playground import Playground
from tests.playground.asking import refusal
from tests.playground.make import section

AUTHORISED = {"authorization": "Bearer xoxb-playground"}


def test_auth_test_says_who_the_app_is(client: WebClient) -> None:
    answer = client.auth_test()

    assert answer.data == {
        "ok": True,
        "url": "https://acme.slack.com/",
        "team": "Acme",
        "user": "bot",
        "team_id": "T0LOCAL",
        "user_id": "U0BOT",
        "bot_id": "B0BOT",
        "is_enterprise_install": False,
    }
    assert "chat:write,commands" in answer.headers["x-oauth-scopes"]


@pytest.mark.parametrize(
    ("token", "error"),
    [
        ("", "not_authed"),
        ("xoxb-wrong", "invalid_auth"),
        ("xapp-playground", "not_allowed_token_type"),
    ],
)
def test_a_wrong_token_is_refused(slack: Playground, token: str, error: str) -> None:
    answer = httpx.post(f"{slack.api_url}auth.test", data={"token": token})

    assert (answer.status_code, answer.json()) == (200, {"ok": False, "error": error})


def test_an_unknown_method_is_refused(client: WebClient) -> None:
    assert refusal(client, "chat.explode") == "unknown_method"


def test_a_missing_scope_is_named() -> None:
    with Playground(scopes=["chat:write"]).start() as slack:
        answer = httpx.get(f"{slack.api_url}users.list", headers=AUTHORISED).json()

    assert answer == {
        "ok": False,
        "error": "missing_scope",
        "needed": "users:read",
        "provided": "chat:write",
    }


BLOCKS = [section("Hi")]


@pytest.mark.parametrize(
    "request_parts",
    [
        {"json": {"channel": "C0PLAT", "text": "Hi", "blocks": BLOCKS}},
        {"json": {"channel": "C0PLAT", "text": "Hi", "blocks": json.dumps(BLOCKS)}},
        {"data": {"channel": "C0PLAT", "text": "Hi", "blocks": json.dumps(BLOCKS)}},
        {"params": {"channel": "C0PLAT", "text": "Hi", "blocks": json.dumps(BLOCKS)}},
    ],
    ids=["json", "json-in-json", "form", "query"],
)
def test_arguments_come_in_every_form(slack: Playground, request_parts: dict[str, Any]) -> None:
    answer = httpx.post(f"{slack.api_url}chat.postMessage", headers=AUTHORISED, **request_parts)

    assert answer.json()["message"]["blocks"][0]["text"]["text"] == "Hi"
    assert slack.calls("chat.postMessage")[0].args["blocks"] == BLOCKS


@pytest.mark.parametrize(
    ("content", "kind", "error"),
    [
        (b"{not json", "application/json", "invalid_json"),
        (b"[1]", "application/json", "json_not_object"),
        (b"[" * 100_000, "application/json", "invalid_json"),
        (b'{"text": "\\ud800"}', "application/json", "invalid_json"),
        (b'{"text": NaN}', "application/json", "invalid_json"),
        (b"\xff\xfe", "application/json", "invalid_charset"),
        (b"hello", "text/plain", "invalid_post_type"),
    ],
)
def test_a_body_that_cannot_be_read_is_refused(
    slack: Playground, content: bytes, kind: str, error: str
) -> None:
    headers = AUTHORISED | {"content-type": kind}

    answer = httpx.post(f"{slack.api_url}chat.postMessage", headers=headers, content=content)

    assert answer.json() == {"ok": False, "error": error}


@pytest.mark.parametrize(
    "headers", [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}]
)
def test_a_form_on_a_web_page_cannot_call(slack: Playground, headers: dict[str, str]) -> None:
    form = {"token": "xoxb-playground", "channel": "C0PLAT", "text": "Hi"}

    answer = httpx.post(f"{slack.api_url}chat.postMessage", data=form, headers=headers)

    assert (answer.status_code, slack.messages("C0PLAT")) == (403, [])


def test_api_test_echoes(client: WebClient) -> None:
    assert client.api_test(foo="bar").data == {"ok": True, "args": {"foo": "bar"}}
    assert refusal(client, "api.test", error="my_error") == "my_error"


def test_an_uninstalled_app_has_no_account_until_it_is_installed_again(
    slack: Playground, client: WebClient
) -> None:
    slack.event("app_uninstalled")

    assert refusal(client, "auth.test") == "account_inactive"

    install = client.oauth_v2_access(client_id="1.2", client_secret="secret", code="code")

    assert install["access_token"] == "xoxb-playground"
    assert client.auth_test()["ok"]


def test_a_revoked_token_says_so(slack: Playground, client: WebClient) -> None:
    slack.event("tokens_revoked", tokens={"bot": ["U0BOT"]})

    assert refusal(client, "auth.test") == "token_revoked"


def test_calls_are_kept_with_what_was_answered(slack: Playground, client: WebClient) -> None:
    client.team_info()

    call = slack.calls("team.info")[0]

    assert (call.method, call.status, call.response["team"]["name"]) == ("team.info", 200, "Acme")


def test_a_file_goes_up_in_three_steps(slack: Playground, client: WebClient) -> None:
    answer = client.files_upload_v2(
        filename="goals.csv", content="a,b", channel="C0PLAT", initial_comment="Here"
    )

    file = answer["files"][0]
    shared = slack.messages("C0PLAT")[-1]

    assert (file["name"], file["size"], shared["text"]) == ("goals.csv", 3, "Here")
    assert httpx.get(file["url_private"]).content == b"a,b"
    assert refusal(client, "files.completeUploadExternal", files=[{"id": "F0"}]) == "file_not_found"
