from typing import Any

import httpx
import pytest
from slack_sdk import WebClient

from playground import Playground
from tests.playground.make import Recorder, actions, button, option

MENU = {"type": "static_select", "action_id": "menu", "options": [option("one"), option("two")]}


def page(slack: Playground, channel: str = "C0PLAT", viewer: str = "U0ANNA", **query: str) -> Any:
    asked = {"channel": channel, "viewer": viewer, **query}
    return httpx.get(f"{slack.url}/control/page", params=asked).json()


def texts(answer: Any) -> list[str]:
    return [message["text"] for message in answer["messages"]]


def post(client: WebClient, text: str, **more: Any) -> str:
    return str(client.chat_postMessage(channel="C0PLAT", text=text, **more)["ts"])


def test_the_newest_messages_come_first_page_by_page(slack: Playground, client: WebClient) -> None:
    stamps = [post(client, text) for text in "abcde"]

    newest = page(slack, limit="2")
    older = page(slack, limit="2", before=stamps[3])
    oldest = page(slack, limit="2", before=stamps[1])

    assert (texts(newest), newest["has_older"]) == (["d", "e"], True)
    assert (texts(older), older["has_older"]) == (["b", "c"], True)
    assert (texts(oldest), oldest["has_older"]) == (["a"], False)


def test_replies_are_in_their_thread_and_counted_at_their_parent(
    slack: Playground, client: WebClient
) -> None:
    parent = post(client, "parent")
    slack.say("U0BOB", "reply", "C0PLAT", parent)
    last = post(client, "answer", thread_ts=parent)

    shown = page(slack)
    thread = page(slack, thread=parent)

    assert texts(shown) == ["parent"]
    counted = {key: shown["messages"][0][key] for key in ("reply_count", "reply_users")}
    assert counted == {"reply_count": 2, "reply_users": ["U0BOB", "U0BOT"]}
    assert shown["messages"][0]["latest_reply"] == last
    assert texts(thread) == ["parent", "reply", "answer"]


def test_only_what_changed_comes_again(slack: Playground, client: WebClient) -> None:
    first, second, third = (post(client, text) for text in ("one", "two", "three"))
    version = page(slack)["version"]

    client.chat_update(channel="C0PLAT", ts=second, text="zwei")
    client.chat_update(channel="C0PLAT", ts=first, text="eins")
    client.chat_delete(channel="C0PLAT", ts=third)
    post(client, "four")
    since = page(slack, since=str(version))
    later = page(slack, since=str(version), **{"from": second})

    assert (texts(since), since["gone"]) == (["eins", "zwei", "four"], [third])
    assert (texts(later), later["has_older"]) == (["zwei", "four"], True)
    assert page(slack, since=str(since["version"])) == {
        "version": since["version"], "messages": [], "gone": [], "has_older": False,
    }  # fmt: skip


def test_a_reply_changes_its_parent_in_the_room_and_itself_in_the_thread(
    slack: Playground, client: WebClient
) -> None:
    parent = post(client, "parent")
    version = str(page(slack)["version"])

    post(client, "reply", thread_ts=parent)

    assert texts(page(slack, since=version)) == ["parent"]
    assert texts(page(slack, since=version, thread=parent)) == ["parent", "reply"]


def test_ephemeral_messages_are_merged_in_for_their_person_only(
    slack: Playground, client: WebClient
) -> None:
    post(client, "before")
    client.chat_postEphemeral(channel="C0PLAT", user="U0ANNA", text="psst")
    post(client, "after")

    mine = page(slack)

    assert texts(mine) == ["before", "psst", "after"]
    assert [one.get("is_ephemeral", False) for one in mine["messages"]] == [False, True, False]
    assert texts(page(slack, viewer="U0BOB")) == ["before", "after"]


def test_a_deleted_ephemeral_message_is_gone(
    slack: Playground, client: WebClient, app: Recorder
) -> None:
    client.chat_postEphemeral(
        channel="C0PLAT", user="U0ANNA", text="psst", blocks=[actions(button())]
    )
    slack.click("U0ANNA", "go", channel="C0PLAT")
    shown = page(slack)

    httpx.post(app.last["response_url"], json={"delete_original": True})

    since = page(slack, since=str(shown["version"]))
    assert (since["messages"], since["gone"]) == ([], [shown["messages"][0]["ts"]])


def test_a_message_carries_the_viewers_values_of_its_elements(
    slack: Playground, client: WebClient, app: Recorder
) -> None:
    post(client, "pick", blocks=[actions(MENU, block_id="row")])
    version = page(slack)["version"]

    slack.click("U0ANNA", "menu", channel="C0PLAT", value="two")

    mine = page(slack, since=str(version))["messages"][0]["state"]["row"]["menu"]
    other = page(slack, viewer="U0BOB")["messages"][0]["state"]["row"]["menu"]
    assert mine["selected_option"]["value"] == "two"
    assert other == {"type": "static_select", "selected_option": None}


def test_what_was_chosen_stays_where_an_update_keeps_the_element(
    slack: Playground, client: WebClient, app: Recorder
) -> None:
    ts = post(client, "pick", blocks=[actions(MENU, block_id="row")])
    slack.click("U0ANNA", "menu", channel="C0PLAT", value="two")

    client.chat_update(channel="C0PLAT", ts=ts, text="x", blocks=[actions(MENU, block_id="new")])

    assert page(slack)["messages"][0]["state"] == {
        "new": {"menu": {"type": "static_select", "selected_option": None}}
    }


def test_messages_without_inputs_have_no_state(slack: Playground, client: WebClient) -> None:
    post(client, "plain", blocks=[actions(button())])

    assert "state" not in page(slack)["messages"][0]


@pytest.mark.parametrize(
    "query",
    [{"viewer": "U0NONE"}, {"channel": "C0NONE"}, {"limit": "many"}, {"viewer": "U0GONE"}],
)
def test_a_page_nobody_can_see_is_a_mistake(slack: Playground, query: dict[str, str]) -> None:
    assert "error" in page(slack, **query)
