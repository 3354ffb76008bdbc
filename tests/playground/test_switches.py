from collections.abc import Iterator
from http.client import RemoteDisconnected
from typing import Any

import httpx
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from playground import Playground
from tests.playground.asking import refusal
from tests.playground.make import Recorder
from tests.playground.test_control import do, read


@pytest.fixture
def impatient(slack: Playground) -> Iterator[httpx.Client]:
    headers = {"authorization": "Bearer xoxb-playground"}
    with httpx.Client(base_url=slack.api_url, timeout=0.5, headers=headers) as client:
        yield client


def switches(slack: Playground) -> Any:
    return read(slack, "state")["switches"]


def test_a_switch_holds_until_it_is_off(slack: Playground, client: WebClient) -> None:
    on = do(slack, "switch", name="500", is_on=True)
    with pytest.raises(SlackApiError) as first:
        client.auth_test()
    with pytest.raises(SlackApiError) as second:
        client.team_info()
    off = do(slack, "switch", name="500", is_on=False)

    assert (on, off) == (["500"], [])
    assert [caught.value.response.status_code for caught in (first, second)] == [500, 500]
    assert client.auth_test()["ok"]


def test_429_says_when_to_come_back(slack: Playground, client: WebClient) -> None:
    slack.switch("429", is_on=True)

    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(channel="C0PLAT", text="x")

    response = caught.value.response
    assert (response.status_code, response.headers["retry-after"]) == (429, "5")
    assert slack.messages("C0PLAT") == []


def test_drop_breaks_before_the_effect(slack: Playground, client: WebClient) -> None:
    slack.switch("drop", is_on=True)

    with pytest.raises(RemoteDisconnected):
        client.chat_postMessage(channel="C0PLAT", text="x")

    assert slack.messages("C0PLAT") == []


def test_slow_answers_late_and_after_the_effect(slack: Playground, impatient: httpx.Client) -> None:
    slack.switch("slow", is_on=True)

    with pytest.raises(httpx.ReadTimeout):
        impatient.post("chat.postMessage", json={"channel": "C0PLAT", "text": "x"})

    assert len(slack.messages("C0PLAT")) == 1


def test_uninstalling_tells_the_app_and_refuses_its_token(
    slack: Playground, client: WebClient, app: Recorder
) -> None:
    slack.switch("uninstalled", is_on=True)
    slack.switch("uninstalled", is_on=True)
    refused, on = refusal(client, "auth.test"), switches(slack)
    slack.switch("uninstalled", is_on=False)

    assert [body["event"]["type"] for body in app.bodies] == ["app_uninstalled"]
    assert (refused, on, switches(slack)) == ("account_inactive", ["uninstalled"], [])
    assert client.auth_test()["ok"]


def test_installing_again_switches_it_off(
    slack: Playground, client: WebClient, app: Recorder
) -> None:
    slack.switch("uninstalled", is_on=True)

    client.oauth_v2_access(client_id="1", client_secret="2", code="3")

    assert switches(slack) == []


def test_the_state_shows_what_is_on_and_changes_with_it(slack: Playground) -> None:
    before = read(slack, "state")
    slack.switch("slow", is_on=True)
    slack.switch("429", is_on=True)

    after = read(slack, "state")

    assert (before["switches"], after["switches"]) == ([], ["429", "slow"])
    assert after["version"] > before["version"]


def test_a_planned_fault_strikes_before_a_switch(slack: Playground, client: WebClient) -> None:
    slack.switch("429", is_on=True)
    slack.fault("auth.test", "error", error="fatal_error")

    assert refusal(client, "auth.test") == "fatal_error"
    assert refusal(client, "auth.test") == "ratelimited"


def test_an_unknown_switch_is_a_mistake(slack: Playground) -> None:
    answer = do(slack, "switch", name="fire", is_on=True)

    assert "no switch 'fire'; there are drop, 500, 429, slow" in answer["error"]
