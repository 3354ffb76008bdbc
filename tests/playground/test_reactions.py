from collections.abc import Iterator

import httpx
import pytest
from slack_sdk import WebClient

from playground import Playground
from tests.playground.asking import refusal
from tests.playground.conftest import CHANNELS, PEOPLE
from tests.playground.make import Json, Recorder, actions, home, option, section

FOUND = {"type": "external_select", "action_id": "find", "min_query_length": 1}
NO_MESSAGE = "1767225600.000100"


@pytest.fixture
def slack() -> Iterator[Playground]:
    with Playground(PEOPLE, CHANNELS).start() as running:
        yield running


@pytest.fixture
def ts(client: WebClient) -> str:
    return str(client.chat_postMessage(channel="C0PLAT", text="Shipped")["ts"])


def reactions(slack: Playground) -> list[Json]:
    return list(slack.messages("C0PLAT")[0].get("reactions", []))


def test_a_person_reacts_and_takes_it_back(slack: Playground, ts: str, app: Recorder) -> None:
    slack.react("U0ANNA", "C0PLAT", ts, "tada")
    slack.react("U0BOB", "C0PLAT", ts, "tada")
    slack.react("U0BOB", "C0PLAT", ts, "eyes")
    after_three = reactions(slack)
    slack.react("U0BOB", "C0PLAT", ts, "eyes")

    tada = {"name": "tada", "users": ["U0ANNA", "U0BOB"], "count": 2}
    assert after_three == [tada, {"name": "eyes", "users": ["U0BOB"], "count": 1}]
    assert reactions(slack) == [tada]


def test_the_last_reaction_leaves_nothing_behind(slack: Playground, ts: str, app: Recorder) -> None:
    before = slack.messages("C0PLAT")

    slack.react("U0ANNA", "C0PLAT", ts, "tada")
    slack.react("U0ANNA", "C0PLAT", ts, "tada")

    assert slack.messages("C0PLAT") == before


def test_the_app_hears_of_reactions(slack: Playground, ts: str, app: Recorder) -> None:
    slack.react("U0ANNA", "C0PLAT", ts, "thumbsup")
    slack.react("U0ANNA", "C0PLAT", ts, "+1")

    added, removed = (body["event"] for body in app.bodies)
    assert added == {
        "type": "reaction_added",
        "user": "U0ANNA",
        "reaction": "+1",
        "item": {"type": "message", "channel": "C0PLAT", "ts": ts},
        "item_user": "U0BOT",
        "event_ts": added["event_ts"],
    }
    assert (removed["type"], removed["reaction"]) == ("reaction_removed", "+1")


def test_an_app_that_did_not_subscribe_hears_nothing(app: Recorder) -> None:
    with Playground(PEOPLE, CHANNELS, manifest={"settings": {}}).start() as slack:
        slack.use_callable(app)
        slack.say("U0ANNA", "Hello", "C0PLAT")

        reply = slack.react("U0ANNA", "C0PLAT", slack.messages("C0PLAT")[0]["ts"], "eyes")

    assert (reply.error, app.bodies) == (None, [])


@pytest.mark.parametrize(
    ("user", "channel", "name", "error"),
    [
        ("U0ANNA", "C0PLAT", "no_such_emoji", "invalid_name"),
        ("U0BOB", "C0AWAY", "eyes", "U0BOB is not in C0AWAY"),
        ("U0ANNA", "C0AWAY", "eyes", "there is no message 1767225600.000100 in C0AWAY"),
    ],
)
def test_a_reaction_that_cannot_be_is_told(
    slack: Playground, user: str, channel: str, name: str, error: str
) -> None:
    body = {"user": user, "channel": channel, "ts": NO_MESSAGE, "name": name}

    assert httpx.post(f"{slack.url}/control/react", json=body).json() == {"error": error}


def test_the_app_reacts(slack: Playground, client: WebClient, ts: str) -> None:
    client.reactions_add(channel="C0PLAT", timestamp=ts, name="thumbsup::skin-tone-3")
    client.reactions_add(channel="C0PLAT", timestamp=ts, name="eyes")
    client.reactions_remove(channel="C0PLAT", timestamp=ts, name="eyes")

    got = client.reactions_get(channel="C0PLAT", timestamp=ts)
    toned = {"name": "+1::skin-tone-3", "users": ["U0BOT"], "count": 1}
    assert (got["type"], got["channel"]) == ("message", "C0PLAT")
    assert got["message"]["reactions"] == reactions(slack) == [toned]
    assert got["message"]["permalink"].endswith(ts.replace(".", ""))


def test_reactions_outlive_an_update(slack: Playground, client: WebClient, ts: str) -> None:
    client.reactions_add(channel="C0PLAT", timestamp=ts, name="eyes")

    client.chat_update(channel="C0PLAT", ts=ts, text="Shipped again")

    assert reactions(slack) == [{"name": "eyes", "users": ["U0BOT"], "count": 1}]


@pytest.mark.parametrize(
    ("method", "changes", "error"),
    [
        ("add", {}, "already_reacted"),
        ("remove", {"name": "tada"}, "no_reaction"),
        ("add", {"name": "no_such_emoji"}, "invalid_name"),
        ("add", {"name": ""}, "invalid_name"),
        ("add", {"timestamp": NO_MESSAGE}, "message_not_found"),
        ("get", {"timestamp": ""}, "no_item_specified"),
        ("add", {"channel": "C0NONE"}, "channel_not_found"),
    ],
)
def test_what_slack_refuses(
    client: WebClient, ts: str, method: str, changes: dict[str, str], error: str
) -> None:
    client.reactions_add(channel="C0PLAT", timestamp=ts, name="eyes")
    arguments = {"channel": "C0PLAT", "timestamp": ts, "name": "eyes"} | changes

    assert refusal(client, f"reactions.{method}", **arguments) == error


def test_reacting_needs_membership_and_a_living_channel(
    slack: Playground, client: WebClient
) -> None:
    slack.say("U0ANNA", "Hello", "C0AWAY")
    slack.say("U0ANNA", "Hello", "C0OLD")
    away, old = (slack.messages(channel)[0]["ts"] for channel in ("C0AWAY", "C0OLD"))

    def react(channel: str, ts: str) -> str:
        return refusal(client, "reactions.add", channel=channel, timestamp=ts, name="eyes")

    assert (react("C0AWAY", away), react("C0OLD", old)) == ("not_in_channel", "is_archived")


def test_options_are_suggested_in_a_message(
    slack: Playground, client: WebClient, app: Recorder
) -> None:
    ts = client.chat_postMessage(channel="C0PLAT", text="x", blocks=[actions(FOUND)])["ts"]
    app.answers = [(200, {"options": [option("one")]})]

    reply = slack.suggest("U0ANNA", "find", "on", channel="C0PLAT", ts=str(ts))

    assert reply.body == {"options": [option("one")]}
    assert (app.last["type"], app.last["value"], "view" in app.last) == (
        "block_suggestion", "on", False,
    )  # fmt: skip
    assert app.last["container"] == {
        "type": "message",
        "message_ts": ts,
        "channel_id": "C0PLAT",
        "is_ephemeral": False,
    }
    assert app.last["message"]["ts"] == ts


def test_options_are_suggested_on_the_home_tab(
    slack: Playground, client: WebClient, app: Recorder
) -> None:
    client.views_publish(user_id="U0ANNA", view=home(section(), actions(FOUND)))

    slack.suggest("U0ANNA", "find", "on")

    assert (app.last["type"], app.last["view"]["type"]) == ("block_suggestion", "home")
