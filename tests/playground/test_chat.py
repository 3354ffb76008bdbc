import httpx
import pytest
from slack_sdk import WebClient

from playground import Playground
from tests.playground.asking import refusal
from tests.playground.make import actions, button, section


def test_a_message_comes_back_with_all_its_keys(slack: Playground, client: WebClient) -> None:
    answer = client.chat_postMessage(channel="C0PLAT", text="Hi", blocks=[section("A & <b>")])

    message = answer["message"]
    assert message == {
        "type": "message",
        "user": "U0BOT",
        "bot_id": "B0BOT",
        "app_id": "A0LOCAL",
        "ts": answer["ts"],
        "team": "T0LOCAL",
        "text": "Hi",
        "blocks": [
            {
                "type": "section",
                "block_id": message["blocks"][0]["block_id"],
                "text": {"type": "mrkdwn", "text": "A &amp; &lt;b>", "verbatim": False},
            }
        ],
    }
    assert slack.messages("C0PLAT") == [message]


def test_a_persons_id_opens_their_dm(slack: Playground, client: WebClient) -> None:
    answer = client.chat_postMessage(channel="U0ANNA", text="Hi")

    assert answer["channel"] == "D0ANNA"
    assert [message["text"] for message in slack.dm("U0ANNA")] == ["Hi"]


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"channel": "C0NONE", "text": "x"}, "channel_not_found"),
        ({"channel": "G0HIDE", "text": "x"}, "channel_not_found"),
        ({"channel": "U0NONE", "text": "x"}, "channel_not_found"),
        ({"channel": "U0GONE", "text": "x"}, "channel_not_found"),
        ({"channel": "U0BOT", "text": "x"}, "cannot_dm_bot"),
        ({"channel": "C0AWAY", "text": "x"}, "not_in_channel"),
        ({"channel": "C0OLD", "text": "x"}, "is_archived"),
        ({"channel": "C0PLAT"}, "no_text"),
        ({"channel": "C0PLAT", "text": "x" * 40_001}, "msg_too_long"),
        ({"channel": "C0PLAT", "text": "x", "blocks": "[not json"}, "invalid_blocks_format"),
        ({"channel": "C0PLAT", "text": "x", "blocks": [{"type": "no"}]}, "invalid_blocks"),
        ({"channel": "C0PLAT", "text": "x", "thread_ts": "1.0"}, "thread_not_found"),
        ({"channel": "C0PLAT", "text": "x", "metadata": {"a": 1}}, "invalid_metadata_format"),
    ],
)
def test_post_message_refuses(client: WebClient, arguments: dict[str, str], error: str) -> None:
    assert refusal(client, "chat.postMessage", **arguments) == error


def test_replies_are_counted_at_their_parent(slack: Playground, client: WebClient) -> None:
    parent = client.chat_postMessage(channel="C0PLAT", text="Parent")["ts"]
    reply = client.chat_postMessage(channel="C0PLAT", text="Reply", thread_ts=parent)["ts"]
    nested = client.chat_postMessage(channel="C0PLAT", text="Nested", thread_ts=reply)

    thread = client.conversations_replies(channel="C0PLAT", ts=parent)["messages"]

    assert nested["message"]["thread_ts"] == parent
    assert [message["text"] for message in thread] == ["Parent", "Reply", "Nested"]
    assert (thread[0]["reply_count"], thread[0]["latest_reply"]) == (2, nested["ts"])


def test_an_update_keeps_the_blocks_that_are_not_sent(client: WebClient) -> None:
    ts = client.chat_postMessage(channel="C0PLAT", text="One", blocks=[section()])["ts"]

    kept = client.chat_update(channel="C0PLAT", ts=ts, text="Two")
    emptied = client.api_call(
        "chat.update", json={"channel": "C0PLAT", "ts": ts, "text": "Three", "blocks": []}
    )

    assert (kept["text"], "blocks" in kept["message"]) == ("Two", True)
    assert (emptied["text"], "blocks" in emptied["message"]) == ("Three", False)
    assert emptied["message"]["edited"]["user"] == "U0BOT"


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"channel": "U0ANNA"}, "channel_not_found"),
        ({"ts": "1.000001"}, "message_not_found"),
        ({"text": "x" * 4001}, "msg_too_long"),
        ({"text": ""}, "no_text"),
    ],
)
def test_update_refuses(client: WebClient, change: dict[str, str], error: str) -> None:
    posted = client.chat_postMessage(channel="U0ANNA", text="One")
    arguments = {"channel": posted["channel"], "ts": posted["ts"], "text": "x"} | change

    assert refusal(client, "chat.update", **arguments) == error


def test_only_own_messages_are_changed(slack: Playground, client: WebClient) -> None:
    slack.say("U0ANNA", "mine", "C0PLAT")
    ts = slack.messages("C0PLAT")[-1]["ts"]

    assert (
        refusal(client, "chat.update", channel="C0PLAT", ts=ts, text="x") == "cant_update_message"
    )
    assert refusal(client, "chat.delete", channel="C0PLAT", ts=ts) == "cant_delete_message"


def test_a_deleted_message_is_gone(slack: Playground, client: WebClient) -> None:
    ts = client.chat_postMessage(channel="C0PLAT", text="x")["ts"]

    client.chat_delete(channel="C0PLAT", ts=ts)

    assert slack.messages("C0PLAT") == []
    assert refusal(client, "chat.delete", channel="C0PLAT", ts=ts) == "message_not_found"


def test_an_ephemeral_message_is_for_one_person_and_in_no_history(
    slack: Playground, client: WebClient
) -> None:
    answer = client.chat_postEphemeral(channel="C0PLAT", user="U0ANNA", text="Psst")

    assert [one["ts"] for one in slack.ephemerals("U0ANNA")] == [answer["message_ts"]]
    assert slack.messages("C0PLAT", viewer="U0BOB") == []
    assert len(slack.messages("C0PLAT", viewer="U0ANNA")) == 1
    assert client.conversations_history(channel="C0PLAT")["messages"] == []
    ts = answer["message_ts"]
    assert refusal(client, "chat.update", channel="C0PLAT", ts=ts, text="x") == "message_not_found"


def test_an_ephemeral_message_needs_a_member(client: WebClient) -> None:
    error = refusal(client, "chat.postEphemeral", channel="G0PRIV", user="U0BOB", text="x")

    assert error == "user_not_in_channel"


def test_a_permalink_leads_to_the_page(slack: Playground, client: WebClient) -> None:
    ts = client.chat_postMessage(channel="C0PLAT", text="x")["ts"]

    link = client.chat_getPermalink(channel="C0PLAT", message_ts=ts)["permalink"]

    assert link == f"{slack.url}/archives/C0PLAT/p{ts.replace('.', '')}"
    assert httpx.get(link).status_code == 200


def test_metadata_comes_back_only_when_asked_for(client: WebClient) -> None:
    metadata = {"event_type": "sent", "event_payload": {"key": "nudge:1"}}
    client.chat_postMessage(channel="C0PLAT", text="x", metadata=metadata)

    without = client.conversations_history(channel="C0PLAT")["messages"][0]
    having = client.conversations_history(channel="C0PLAT", include_all_metadata=True)["messages"][
        0
    ]

    assert ("metadata" in without, having["metadata"]) == (False, metadata)


def test_timestamps_rise_even_when_the_clock_stands(slack: Playground, client: WebClient) -> None:
    slack.set_time(slack.now())

    stamps = [client.chat_postMessage(channel="C0PLAT", text="x")["ts"] for _ in range(3)]

    assert stamps == sorted(set(stamps))


def test_what_is_answered_stays_as_it_was(slack: Playground, client: WebClient) -> None:
    ts = client.chat_postMessage(channel="C0PLAT", text="One", blocks=[actions(button())])["ts"]
    client.chat_update(channel="C0PLAT", ts=ts, text="Two")

    assert slack.calls("chat.postMessage")[0].response["message"]["text"] == "One"
