"""The gateway against the playground's Slack."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from bot.domain.away import Absence, Away
from bot.errors import OkrError
from bot.slack import records
from bot.slack.gateway import MissingScope, SlackGateway
from bot.slack.limits import OverLimit
from bot.slack.records import Identity, SlackChannel, SlackUser
from playground import Channel, Person, Playground, UserGroup

ON_HOLIDAY = Person(
    "U0MARIA",
    "Maria",
    tz="America/Sao_Paulo",
    locale="pt-BR",
    status_text="Holiday",
    status_emoji=":palm_tree:",
    status_expiration=1_800_000_000,
)
GUEST = Person("U0GUEST", "Guest", tz="", locale="", is_ultra_restricted=True, deleted=True)
MODAL = {
    "type": "modal",
    "title": {"type": "plain_text", "text": "Check in"},
    "blocks": [{"type": "divider"}],
}


@pytest.fixture
def slack() -> Iterator[Playground]:
    channels = [
        Channel("C0LEADS", "leads", ("U0MARIA",)),
        Channel("C0OTHER", "elsewhere", ("U0MARIA",), bot_is_member=False),
    ]
    with Playground([ON_HOLIDAY, GUEST], channels, scopes=SCOPES) as playground:
        yield playground


SCOPES = (
    "chat:write", "commands", "users:read", "channels:read", "channels:history", "im:write",
    "im:history",
)  # fmt: skip


@pytest.fixture
def gateway(slack: Playground) -> SlackGateway:
    return SlackGateway("xoxb-playground", slack.api_url, timeout=5)


def trigger_id(slack: Playground) -> str:
    """Of a command that Maria typed just now."""
    bodies: list[dict[str, Any]] = []

    def answer(_kind: str, body: Any, _headers: Any) -> tuple[int, None]:
        bodies.append(body)
        return 200, None

    slack.use_callable(answer)
    slack.command("U0MARIA", "/okr checkin")
    return str(bodies[0]["trigger_id"])


def test_identity_names_the_scopes(slack: Playground, gateway: SlackGateway) -> None:
    assert gateway.auth_test() == Identity(
        team_id="T0LOCAL",
        team="Acme",
        url="https://acme.slack.com/",
        user_id="U0BOT",
        bot_id="B0BOT",
        scopes=frozenset(SCOPES),
    )


def test_a_wrong_token_is_slacks_refusal(slack: Playground) -> None:
    with pytest.raises(SlackApiError, match="invalid_auth"):
        SlackGateway("xoxb-wrong", slack.api_url).auth_test()


def test_a_message_is_found_by_its_key(gateway: SlackGateway) -> None:
    first = gateway.post_message("C0LEADS", {"text": "one"}, "digest:1")
    second = gateway.post_message("C0LEADS", {"text": "one"}, "digest:2")

    found = [gateway.find_by_key("C0LEADS", f"digest:{number}") for number in (1, 2, 3)]

    assert found == [first, second, None]


def test_a_reply_is_found_in_its_thread_only(gateway: SlackGateway) -> None:
    parent = gateway.post_message("C0LEADS", {"text": "one"}, "digest:1")
    reply = gateway.post_message("C0LEADS", {"text": "two"}, "more:1", parent.ts)

    assert gateway.find_by_key("C0LEADS", "more:1", parent.ts) == reply
    assert gateway.find_by_key("C0LEADS", "more:1") is None


def test_a_direct_message_is_found_by_the_persons_id(gateway: SlackGateway) -> None:
    posted = gateway.post_message("U0MARIA", {"text": "one"}, "nudge:1")

    assert gateway.find_by_key("U0MARIA", "nudge:1") == posted
    assert posted.channel.startswith("D")


def test_a_message_is_found_behind_many_newer_ones(
    slack: Playground, gateway: SlackGateway
) -> None:
    posted = gateway.post_message("C0LEADS", {"text": "one"}, "digest:1")
    [slack.say("U0MARIA", "chatter", "C0LEADS") for _ in range(450)]

    assert gateway.find_by_key("C0LEADS", "digest:1") == posted


@pytest.mark.parametrize("scopes", [("chat:write",), ("chat:write", "im:write")])
def test_a_history_that_may_not_be_read_is_said_so(
    slack: Playground, gateway: SlackGateway, scopes: tuple[str, ...]
) -> None:
    slack.world.scopes = scopes

    with pytest.raises(MissingScope):
        gateway.find_by_key("U0MARIA", "nudge:1")


def test_a_message_is_changed_in_place(slack: Playground, gateway: SlackGateway) -> None:
    posted = gateway.post_message("U0MARIA", {"text": "one"}, "nudge:1")

    assert gateway.update_message(posted.channel, posted.ts, {"text": "two"}) == posted
    assert [message["text"] for message in slack.dm("U0MARIA")] == ["two"]


def test_what_is_over_the_limits_never_leaves(slack: Playground, gateway: SlackGateway) -> None:
    with pytest.raises(OverLimit):
        gateway.post_message("C0LEADS", {"text": ""}, "digest:1")
    with pytest.raises(OverLimit):
        gateway.open_view("1.2.3", {**MODAL, "blocks": [{"type": "divider"}] * 101})

    assert slack.calls() == []


def test_a_modal_opens_changes_and_knows_its_version(
    slack: Playground, gateway: SlackGateway
) -> None:
    opened = gateway.open_view(trigger_id(slack), MODAL)

    changed = gateway.update_view(opened.id, opened.hash, {**MODAL, "callback_id": "second"})

    view = slack.view("U0MARIA")
    assert view is not None
    assert (view["id"], view["callback_id"]) == (opened.id, "second")
    assert changed.id == opened.id
    with pytest.raises(OkrError, match="changed in the meantime"):
        gateway.update_view(opened.id, opened.hash, MODAL)


def test_a_trigger_that_was_used_says_press_again(slack: Playground, gateway: SlackGateway) -> None:
    trigger = trigger_id(slack)
    gateway.open_view(trigger, MODAL)

    with pytest.raises(OkrError, match="press again"):
        gateway.open_view(trigger, MODAL)


def test_a_trigger_that_is_too_old_says_press_again(
    slack: Playground, gateway: SlackGateway
) -> None:
    trigger = trigger_id(slack)
    time.sleep(3.1)

    with pytest.raises(OkrError, match="press again"):
        gateway.open_view(trigger, MODAL)


def test_an_ephemeral_message_is_seen_by_one(slack: Playground, gateway: SlackGateway) -> None:
    gateway.post_ephemeral("C0LEADS", "U0MARIA", {"text": "only you"})

    assert [message["text"] for message in slack.ephemerals("U0MARIA")] == ["only you"]
    assert slack.messages("C0LEADS") == []


def test_a_channel_without_us_says_how_to_invite(gateway: SlackGateway) -> None:
    with pytest.raises(OkrError, match="/invite"):
        gateway.post_ephemeral("C0OTHER", "U0MARIA", {"text": "only you"})


def test_a_person_is_known_with_zone_language_and_status(gateway: SlackGateway) -> None:
    assert gateway.user("U0MARIA") == SlackUser(
        slack_id="U0MARIA",
        name="Maria",
        time_zone="America/Sao_Paulo",
        locale="pt-BR",
        is_deleted=False,
        is_bot=False,
        is_restricted=False,
        is_stranger=False,
        absence=Absence(Away.VACATION, datetime(2027, 1, 15, 8, tzinfo=UTC)),
    )


def test_guests_leavers_and_bots_are_told_apart(gateway: SlackGateway) -> None:
    people = {user.slack_id: user for user in gateway.users()}

    assert people.keys() == {"USLACKBOT", "U0BOT", "U0MARIA", "U0GUEST"}
    guest = people["U0GUEST"]
    assert (guest.is_restricted, guest.is_deleted, guest.time_zone) == (True, True, "")
    assert [people[user].is_bot for user in ("USLACKBOT", "U0BOT", "U0MARIA")] == [
        True,
        True,
        False,
    ]


def test_all_pages_of_members_are_read() -> None:
    crowd = [Person(f"U{number:05}", f"Person {number}") for number in range(450)]
    with Playground(crowd) as slack:
        gateway = SlackGateway("xoxb-playground", slack.api_url)

        assert len(list(gateway.users())) == 452


def test_a_channel_says_whether_we_are_in_it(gateway: SlackGateway) -> None:
    found = [gateway.channel(channel) for channel in ("C0LEADS", "C0OTHER")]

    assert found == [
        SlackChannel("C0LEADS", "leads", is_private=False, is_archived=False, is_member=True),
        SlackChannel("C0OTHER", "elsewhere", is_private=False, is_archived=False, is_member=False),
    ]


@pytest.mark.parametrize(
    ("url", "is_owned"),
    [
        ("https://hooks.slack.com/commands/T1/2/3", True),
        ("https://slack.com/api/x", True),
        ("https://hooks.slack.com.evil.example/commands", False),
        ("https://evil.example/hooks.slack.com", False),
        ("https://hooks.slack.com@evil.example/", False),
        ("", False),
    ],
)
def test_answers_go_to_slack_only(url: str, is_owned: bool) -> None:
    assert SlackGateway("xoxb-1").owns(url) is is_owned


def test_user_groups_are_listed_with_their_members(
    slack: Playground, gateway: SlackGateway
) -> None:
    slack.world.scopes = (*slack.world.scopes, "usergroups:read")
    slack.put_group(UserGroup("S0SALES", "Sales", "sales", ("U0MARIA",)))

    assert gateway.find_user_groups() == [records.UserGroup("S0SALES", "Sales", "sales")]
    assert gateway.find_group_members("S0SALES") == ["U0MARIA"]
    assert gateway.find_group_members("S0NONE") is None


def test_user_groups_that_may_not_be_read_are_none(gateway: SlackGateway) -> None:
    assert gateway.find_user_groups() is None
    assert gateway.find_group_members("S0SALES") is None


def test_owners_of_the_workspace_are_admins_of_slack(
    slack: Playground, gateway: SlackGateway
) -> None:
    before = gateway.user("U0MARIA").is_slack_admin
    slack.update_person("U0MARIA", is_owner=True)

    assert (before, gateway.user("U0MARIA").is_slack_admin) == (False, True)
