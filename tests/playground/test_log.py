import json
from collections import deque
from datetime import UTC, datetime
from itertools import repeat
from typing import Any

import httpx
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from playground import Playground
from playground.log import MAX_ENTRIES
from tests.playground.asking import refusal
from tests.playground.make import Json, Recorder, actions, button, modal, section
from tests.playground.test_control import read

MONDAY = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


def entries(slack: Playground, **query: str) -> list[Json]:
    return list(read(slack, "log", **query)["entries"])


def last(slack: Playground) -> Any:
    return read(slack, "log_entry", id=str(entries(slack)[-1]["id"]))


def test_calls_and_deliveries_are_listed_in_order(
    slack: Playground, client: WebClient, app: Recorder
) -> None:
    slack.set_time(MONDAY)
    client.chat_postMessage(channel="U0ANNA", text="Hello\nAnna", blocks=[actions(button())])
    slack.click("U0ANNA", "go")
    slack.command("U0BOB", "/try this", "C0PLAT")

    log = entries(slack)

    told = [(one["kind"], one["name"], one["user"], one["channel"], one["summary"]) for one in log]
    assert told == [
        ("call", "chat.postMessage", "U0ANNA", "U0ANNA", "Hello Anna"),
        ("delivery", "block_actions", "U0ANNA", "D0ANNA", "go"),
        ("delivery", "/try", "U0BOB", "C0PLAT", "this"),
    ]
    assert {key: log[0][key] for key in ("at", "ok", "error", "status", "fault", "retry")} == {
        "at": "2026-01-05T09:00:00+00:00", "ok": True, "error": None, "status": 200, "fault": None,
        "retry": 0,
    }  # fmt: skip
    assert 0 <= log[0]["latency"] < 1


def test_the_log_goes_on_where_one_stopped_reading(slack: Playground, client: WebClient) -> None:
    client.auth_test()
    client.team_info()
    first = read(slack, "log")
    client.users_list()

    assert [one["name"] for one in entries(slack, since=str(first["last"]))] == ["users.list"]
    assert [one["name"] for one in entries(slack, limit="2")] == ["team.info", "users.list"]


def test_an_entry_shows_what_was_sent_and_answered(
    slack: Playground, client: WebClient, app: Recorder
) -> None:
    app.answers = [(200, {"text": "Done"})]
    slack.command("U0ANNA", "/try")

    entry = last(slack)

    assert (entry["request"]["command"], entry["response"]) == ("/try", {"text": "Done"})
    assert (entry["why"], entry["envelope_id"]) == (None, None)


def test_a_limit_says_how_long_to_wait(slack: Playground, client: WebClient) -> None:
    slack.limit(channel_per_second=1)
    client.chat_postMessage(channel="C0PLAT", text="x")
    refusal(client, "chat.postMessage", channel="C0PLAT", text="x")

    entry = last(slack)

    assert (entry["status"], entry["error"], entry["fault"]) == (429, "ratelimited", None)
    assert entry["why"] == {
        "kind": "limit", "needed": None, "provided": None, "problems": [], "retry_after": 1,
    }  # fmt: skip


def test_a_missing_scope_is_named(client: WebClient) -> None:
    with Playground(scopes=["commands"]).start() as slack:
        refusal(WebClient("xoxb-playground", base_url=slack.api_url), "team.info")

        why = last(slack)["why"]

    assert (why["kind"], why["needed"], why["provided"]) == ("scope", "team:read", "commands")


def test_a_bad_block_is_shown_with_its_place(slack: Playground, client: WebClient) -> None:
    blocks = [section(), actions(button(text={"type": "plain_text", "text": "x" * 76}))]
    refusal(client, "chat.postMessage", channel="C0PLAT", text="x", blocks=blocks)

    why = last(slack)["why"]

    problem = {
        "text": "must be less than 76 characters",
        "pointer": "/blocks/1/elements/0/text/text",
    }
    assert (why["kind"], why["problems"]) == ("blocks", [problem])


@pytest.mark.parametrize(
    ("kind", "status", "error"),
    [
        ("429", 429, "ratelimited"),
        ("500", 500, "internal_error"),
        ("drop_before", 0, "connection_broken"),
        ("error", 200, "internal_error"),
    ],
)
def test_a_fault_is_told_from_a_refusal(
    slack: Playground, client: WebClient, kind: str, status: int, error: str
) -> None:
    slack.fault("auth.test", kind)
    with pytest.raises((SlackApiError, OSError)):
        client.auth_test()

    entry = last(slack)

    assert (entry["status"], entry["error"], entry["fault"]) == (status, error, kind)
    assert entry["why"]["kind"] == "fault"


def test_a_switch_is_called_by_its_name(slack: Playground, client: WebClient) -> None:
    slack.switch("drop", is_on=True)
    with pytest.raises(OSError, match="closed"):
        client.auth_test()

    assert last(slack)["fault"] == "drop"


def test_a_slow_answer_counts_the_wait(slack: Playground, client: WebClient) -> None:
    slack.fault("auth.test", "slow", seconds=0.1)
    client.auth_test()

    entry = last(slack)

    assert (entry["ok"], entry["fault"], entry["why"]) == (True, "slow", None)
    assert 0.1 <= entry["latency"] < 1


@pytest.mark.parametrize("token", ["", "xoxb-stranger", "xapp-playground"])
def test_a_wrong_token_is_the_reason(slack: Playground, token: str) -> None:
    httpx.post(f"{slack.api_url}auth.test", data={"token": token})

    assert last(slack)["why"]["kind"] == "token"


def test_a_body_that_cannot_be_read_is_logged_too(slack: Playground) -> None:
    headers = {"content-type": "application/json"}
    httpx.post(f"{slack.api_url}chat.postMessage", content=b"{", headers=headers)

    assert (last(slack)["error"], last(slack)["why"]["kind"]) == ("invalid_json", "other")


def test_answers_to_response_urls_are_calls(
    slack: Playground, client: WebClient, app: Recorder
) -> None:
    slack.command("U0ANNA", "/try", "C0PLAT")
    url = app.last["response_url"]
    httpx.post(url, json={"text": "Later"})
    httpx.post(url + "x", json={"text": "Lost"})

    answered, lost = entries(slack)[-2:]

    told = {key: answered[key] for key in ("kind", "name", "user", "channel", "summary", "ok")}
    assert told == {
        "kind": "call", "name": "response_url", "user": "U0ANNA", "channel": "C0PLAT",
        "summary": "Later", "ok": True,
    }  # fmt: skip
    assert (lost["status"], lost["error"]) == (404, "expired_url")


def test_a_delivery_nobody_took_is_an_error(slack: Playground) -> None:
    slack.command("U0ANNA", "/try")

    entry = last(slack)

    assert (entry["ok"], entry["status"], entry["error"]) == (False, 0, "dispatch_failed")
    assert len(entry["envelope_id"]) == 32


def test_attempts_are_counted(slack: Playground, app: Recorder) -> None:
    app.answers = [(500, None)]
    slack.open_home("U0ANNA")

    assert [(one["name"], one["retry"]) for one in entries(slack)] == [
        ("app_home_opened", 0),
        ("app_home_opened", 1),
    ]


def test_no_secret_is_ever_shown(slack: Playground, client: WebClient, app: Recorder) -> None:
    slack.command("U0ANNA", "/try")
    client.views_open(trigger_id=app.last["trigger_id"], view=modal())
    slack.submit("U0ANNA")
    slack.say("U0ANNA", "my token is xoxb-playground")
    client.oauth_v2_access(client_id="1", client_secret="hush", code="3")
    client.apps_connections_open(app_token="xapp-playground")
    client.auth_test(token="xoxb-playground")

    log = entries(slack)

    shown = json.dumps([log, [read(slack, "log_entry", id=str(one["id"])) for one in log]])
    secrets = ("xoxb-", "xapp-", "playground-secret", "playground-verification", "hush", '"token"')
    assert [secret for secret in secrets if secret in shown] == []


def test_what_is_nested_very_deeply_can_be_looked_at(slack: Playground) -> None:
    headers = {"content-type": "application/json"}
    deep = '{"error": ' + "[" * 90 + "]" * 90 + "}"
    httpx.post(f"{slack.api_url}api.test", content=deep.encode(), headers=headers)

    assert "…" in json.dumps(last(slack)["request"], ensure_ascii=False)


def test_the_log_forgets_the_oldest(slack: Playground, client: WebClient) -> None:
    client.team_info()
    entry = slack.world.log.find(1)
    deque(map(slack.world.log.add, repeat(entry, MAX_ENTRIES)))

    log = read(slack, "log", limit="5000")

    assert (log["first"], log["last"]) == (2, 1 + MAX_ENTRIES)
    assert len(log["entries"]) == MAX_ENTRIES
    assert read(slack, "log_entry", id="1") == {"error": "the log holds no entry 1"}
