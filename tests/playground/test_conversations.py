import pytest
from slack_sdk import WebClient

from playground import Channel, Person, Playground
from tests.playground.asking import refusal


def test_info_describes_a_channel_and_a_dm(client: WebClient) -> None:
    dm = client.conversations_open(users="U0ANNA")["channel"]["id"]

    channel = client.conversations_info(channel="C0PLAT", include_num_members=True)["channel"]
    direct = client.conversations_info(channel=dm)["channel"]

    assert (channel["name"], channel["is_member"], channel["num_members"]) == ("platform", True, 3)
    assert (direct["is_im"], direct["user"]) == (True, "U0ANNA")


@pytest.mark.parametrize(
    ("method", "arguments", "error"),
    [
        ("conversations.info", {"channel": "G0HIDE"}, "channel_not_found"),
        ("conversations.info", {}, "invalid_arguments"),
        ("conversations.open", {"users": "U0NONE"}, "user_not_found"),
        ("conversations.open", {"users": "U0GONE"}, "user_disabled"),
        ("conversations.open", {"users": ""}, "users_list_not_supplied"),
        ("conversations.history", {"channel": "C0AWAY"}, "not_in_channel"),
        ("conversations.history", {"channel": "C0PLAT", "limit": 0.5}, "invalid_limit"),
        ("conversations.replies", {"channel": "C0PLAT", "ts": "1.0"}, "thread_not_found"),
        ("conversations.list", {"types": "public"}, "invalid_types"),
        ("conversations.members", {"channel": "C0PLAT", "cursor": "x"}, "invalid_cursor"),
        ("conversations.join", {"channel": "C0OLD"}, "is_archived"),
        ("users.info", {"user": "U0NONE"}, "user_not_found"),
    ],
)
def test_refusals(client: WebClient, method: str, arguments: dict[str, str], error: str) -> None:
    assert refusal(client, method, **arguments) == error


def test_list_shows_what_the_app_may_see(client: WebClient) -> None:
    everything = client.conversations_list(types="public_channel,private_channel")["channels"]
    live = client.conversations_list(exclude_archived=True)["channels"]

    assert [one["name"] for one in everything] == ["platform", "away", "old", "private"]
    assert [one["name"] for one in live] == ["platform", "away"]


def test_reading_needs_the_scope_of_the_kind_of_room() -> None:
    people, channels = [Person("U0ANNA", "Anna")], [Channel("C0PLAT", "platform", ("U0ANNA",))]
    with Playground(people, channels, scopes=["chat:write"]).start() as slack:
        client = WebClient(token="xoxb-playground", base_url=slack.api_url)

        assert refusal(client, "conversations.history", channel="C0PLAT") == "missing_scope"
        assert refusal(client, "conversations.info", channel="C0PLAT") == "missing_scope"
        assert refusal(client, "conversations.open", users="U0ANNA") == "missing_scope"


def test_history_comes_in_pages_the_newest_first(client: WebClient) -> None:
    stamps = [client.chat_postMessage(channel="C0PLAT", text=str(n))["ts"] for n in range(5)]

    pages = client.conversations_history(channel="C0PLAT", limit=2)

    texts = [[message["text"] for message in page["messages"]] for page in pages]
    assert texts == [["4", "3"], ["2", "1"], ["0"]]
    between = client.conversations_history(channel="C0PLAT", oldest=stamps[1], latest=stamps[4])
    assert [message["text"] for message in between["messages"]] == ["3", "2"]


def test_history_leaves_replies_to_their_thread(client: WebClient) -> None:
    parent = client.chat_postMessage(channel="C0PLAT", text="Parent")["ts"]
    client.chat_postMessage(channel="C0PLAT", text="Reply", thread_ts=parent)

    messages = client.conversations_history(channel="C0PLAT")["messages"]

    assert [(message["text"], message["reply_count"]) for message in messages] == [("Parent", 1)]


def test_members_and_people_come_in_pages(client: WebClient) -> None:
    members = [page["members"] for page in client.conversations_members(channel="C0PLAT", limit=2)]
    people = [one["id"] for page in client.users_list(limit=2) for one in page["members"]]

    assert members == [["U0ANNA", "U0BOB"], ["U0BOT"]]
    assert people == ["USLACKBOT", "U0BOT", "U0ANNA", "U0BOB", "U0GONE"]


def test_a_person_has_zone_locale_and_profile(slack: Playground, client: WebClient) -> None:
    slack.update_person("U0ANNA", status_text="Away", status_emoji=":palm_tree:")

    user = client.users_info(user="U0ANNA", include_locale=True)["user"]
    plain = client.users_info(user="U0ANNA")["user"]

    assert (user["tz"], user["locale"], user["is_admin"]) == ("Europe/Vienna", "de-DE", True)
    assert user["profile"]["status_text"] == "Away"
    assert "locale" not in plain


def test_slackbot_says_it_is_no_bot_and_who_left_has_no_zone(client: WebClient) -> None:
    slackbot = client.users_info(user="USLACKBOT")["user"]
    gone = client.users_info(user="U0GONE")["user"]

    assert (slackbot["is_bot"], gone["deleted"], "tz" in gone) == (False, True, False)


def test_the_offset_follows_daylight_saving(slack: Playground, client: WebClient) -> None:
    slack.set_time(slack.now().replace(month=1, day=10))
    winter = client.users_info(user="U0ANNA")["user"]["tz_offset"]
    slack.set_time(slack.now().replace(month=7, day=10))
    summer = client.users_info(user="U0ANNA")["user"]["tz_offset"]

    assert (winter, summer) == (3600, 7200)


def test_joining_makes_a_member(client: WebClient) -> None:
    client.conversations_join(channel="C0AWAY")

    assert client.chat_postMessage(channel="C0AWAY", text="Hi")["ok"]
