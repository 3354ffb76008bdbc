from datetime import timedelta

import httpx
import pytest
from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

from playground import Playground
from tests.playground.make import Recorder, actions, button


@pytest.fixture
def link(slack: Playground, app: Recorder) -> str:
    slack.command("U0ANNA", "/try", channel="C0PLAT")
    return str(app.last["response_url"])


def test_an_answer_is_for_the_person_unless_it_is_for_all(slack: Playground, link: str) -> None:
    webhook = WebhookClient(link)

    assert webhook.send(text="You").status_code == 200
    assert webhook.send(text="All", response_type="in_channel").body == "ok"

    assert [one["text"] for one in slack.ephemerals("U0ANNA")] == ["You"]
    assert [one["text"] for one in slack.messages("C0PLAT")] == ["All"]


def test_five_uses_and_no_more(link: str) -> None:
    statuses = [WebhookClient(link).send(text="x").status_code for _ in range(6)]

    assert statuses == [200, 200, 200, 200, 200, 404]


def test_thirty_minutes_and_no_longer(slack: Playground, link: str) -> None:
    slack.advance(timedelta(minutes=31))

    answer = httpx.post(link, json={"text": "x"})

    assert (answer.status_code, answer.json()["error"]) == (404, "expired_url")


@pytest.mark.parametrize(
    ("content", "status"),
    [(b"{", 400), (b"[1]", 400), (b"{}", 400), (b'{"text":"x","blocks":[{}]}', 400)],
)
def test_bad_answers_are_refused(link: str, content: bytes, status: int) -> None:
    assert httpx.post(link, content=content).status_code == status


def test_the_message_it_came_from_is_replaced_or_deleted(
    slack: Playground, client: WebClient, app: Recorder
) -> None:
    blocks = [actions(button())]
    client.chat_postMessage(channel="U0ANNA", text="Old", blocks=blocks)
    slack.click("U0ANNA", "go")
    webhook = WebhookClient(app.last["response_url"])

    webhook.send(text="New", replace_original=True)
    replaced = slack.dm("U0ANNA")[-1]
    webhook.send(delete_original=True)

    assert (replaced["text"], "blocks" in replaced) == ("New", False)
    assert slack.dm("U0ANNA") == []


def test_an_ephemeral_message_is_replaced_or_deleted_too(
    slack: Playground, client: WebClient, app: Recorder
) -> None:
    blocks = [actions(button())]
    client.chat_postEphemeral(channel="C0PLAT", user="U0ANNA", text="Old", blocks=blocks)
    slack.click("U0ANNA", "go", channel="C0PLAT")
    webhook = WebhookClient(app.last["response_url"])

    webhook.send(text="New", replace_original=True)
    replaced = [one["text"] for one in slack.ephemerals("U0ANNA")]
    webhook.send(delete_original=True)

    assert (replaced, slack.ephemerals("U0ANNA")) == (["New"], [])
