import time
from datetime import timedelta
from http.client import RemoteDisconnected
from urllib.error import URLError

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from playground import Playground
from tests.playground.asking import refusal


def post(client: WebClient, channel: str = "C0PLAT") -> int:
    """The HTTP status of one message."""
    try:
        return int(client.chat_postMessage(channel=channel, text="x").status_code)
    except SlackApiError as error:
        return int(error.response.status_code)


def test_one_message_a_second_and_channel(slack: Playground, client: WebClient) -> None:
    slack.limit(channel_per_second=1)

    first, second, elsewhere = post(client), post(client), post(client, "U0ANNA")
    slack.advance(timedelta(seconds=1))

    assert (first, second, elsewhere, post(client)) == (200, 429, 200, 200)
    assert len(slack.messages("C0PLAT")) == 2


def test_so_many_messages_a_minute_and_workspace(slack: Playground, client: WebClient) -> None:
    slack.limit(workspace_per_minute=2)
    slack.set_time(slack.now())

    statuses = [post(client, channel) for channel in ("C0PLAT", "U0ANNA", "U0BOB")]
    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(channel="U0BOB", text="x")
    slack.advance(timedelta(minutes=1))

    assert statuses == [200, 200, 429]
    assert 55 < int(caught.value.response.headers["retry-after"]) <= 60
    assert post(client) == 200


def test_limits_are_lifted(slack: Playground, client: WebClient) -> None:
    slack.limit(channel_per_second=1)
    slack.limit()

    assert [post(client), post(client)] == [200, 200]


def test_429_says_how_long_to_wait(slack: Playground, client: WebClient) -> None:
    slack.fault("chat.postMessage", "429", retry_after=7)

    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(channel="C0PLAT", text="x")

    response = caught.value.response
    assert (response.status_code, response["error"]) == (429, "ratelimited")
    assert response.headers["retry-after"] == "7"
    assert slack.messages("C0PLAT") == []
    assert post(client) == 200


def test_ratelimited_also_comes_with_200(slack: Playground, client: WebClient) -> None:
    slack.fault("chat.postMessage", "ratelimited_200")

    assert refusal(client, "chat.postMessage", channel="C0PLAT", text="x") == "ratelimited"


@pytest.mark.parametrize("status", [500, 503])
def test_server_errors_have_no_effect(slack: Playground, client: WebClient, status: int) -> None:
    slack.fault("chat.postMessage", str(status))

    assert post(client) == status
    assert slack.messages("C0PLAT") == []


@pytest.mark.parametrize(("kind", "count"), [("drop_before", 0), ("drop_after", 1)])
def test_a_broken_connection_hides_whether_it_worked(
    slack: Playground, client: WebClient, kind: str, count: int
) -> None:
    slack.fault("chat.postMessage", kind)

    with pytest.raises((RemoteDisconnected, ConnectionError, URLError)):
        client.chat_postMessage(channel="C0PLAT", text="x")

    assert len(slack.messages("C0PLAT")) == count
    assert slack.calls("chat.postMessage")[0].status == 0


def test_a_slow_answer_comes_after_the_effect(slack: Playground) -> None:
    client = WebClient("xoxb-playground", base_url=slack.api_url, timeout=1, retry_handlers=[])
    slack.fault("chat.postMessage", "slow", seconds=1.5)

    with pytest.raises(TimeoutError):
        client.chat_postMessage(channel="C0PLAT", text="x")

    assert len(slack.messages("C0PLAT")) == 1


def test_a_slow_call_holds_nobody_up(slack: Playground, client: WebClient) -> None:
    impatient = WebClient("xoxb-playground", base_url=slack.api_url, timeout=1, retry_handlers=[])
    slack.fault("team.info", "slow", seconds=20)
    with pytest.raises(TimeoutError):
        impatient.team_info()

    began = time.monotonic()
    client.auth_test()

    assert time.monotonic() - began < 10


def test_any_error_can_be_asked_for(slack: Playground, client: WebClient) -> None:
    slack.fault("*", "error", times=2, error="fatal_error")

    assert refusal(client, "auth.test") == "fatal_error"
    assert refusal(client, "chat.postMessage", channel="C0PLAT", text="x") == "fatal_error"
    assert client.auth_test()["ok"]


def test_an_unknown_fault_is_a_mistake(slack: Playground) -> None:
    with pytest.raises(ValueError, match="no fault 'fire'; there are 429"):
        slack.fault("auth.test", "fire")
