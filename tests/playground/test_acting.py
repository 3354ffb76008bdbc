import pytest
from slack_sdk import WebClient

from playground import Channel, Person, Playground
from tests.playground.make import Json, Recorder, actions, button, option, plain, section

MANIFEST: Json = {
    "display_information": {"name": "Goals"},
    "features": {
        "app_home": {"home_tab_enabled": True},
        "bot_user": {"display_name": "goals"},
        "slash_commands": [
            {"command": "/goals", "description": "Goals", "should_escape": False},
            {"command": "/ask", "description": "Ask", "should_escape": True},
        ],
        "shortcuts": [{"name": "New", "callback_id": "new", "type": "global", "description": "x"}],
    },
    "oauth_config": {"scopes": {"bot": ["chat:write", "commands"]}},
    "settings": {
        "interactivity": {"is_enabled": True},
        "event_subscriptions": {"bot_events": ["message.im", "app_mention", "app_home_opened"]},
    },
}


def test_a_command_is_sent_with_all_its_fields(slack: Playground, app: Recorder) -> None:
    reply = slack.command("U0ANNA", "/try a < b & c", channel="C0PLAT")

    assert reply.error is None
    assert app.kinds == ["command"]
    assert app.last == {
        "token": "playground-verification",
        "team_id": "T0LOCAL",
        "team_domain": "acme",
        "channel_id": "C0PLAT",
        "channel_name": "platform",
        "user_id": "U0ANNA",
        "user_name": "anna.berger",
        "command": "/try",
        "text": "a &lt; b &amp; c",
        "api_app_id": "A0LOCAL",
        "is_enterprise_install": "false",
        "response_url": app.last["response_url"],
        "trigger_id": app.last["trigger_id"],
    }


@pytest.mark.parametrize(("channel", "name"), [(None, "directmessage"), ("G0PRIV", "privategroup")])
def test_private_names_are_not_told(
    slack: Playground, app: Recorder, channel: str | None, name: str
) -> None:
    slack.command("U0ANNA", "/try", channel=channel)

    assert app.last["channel_name"] == name


def test_the_acknowledgement_of_a_command_is_shown(slack: Playground, app: Recorder) -> None:
    app.answers = [(200, "Only you"), (200, {"text": "All", "response_type": "in_channel"})]

    slack.command("U0ANNA", "/try", channel="C0PLAT")
    slack.command("U0ANNA", "/try", channel="C0PLAT")

    assert [one["text"] for one in slack.ephemerals("U0ANNA")] == ["Only you"]
    assert [one["text"] for one in slack.messages("C0PLAT")] == ["All"]


def test_a_failed_command_is_told_in_the_persons_language(slack: Playground, app: Recorder) -> None:
    app.answers = [(500, None), (404, None)]

    assert slack.command("U0ANNA", "/try").error == "dispatch_failed"
    assert slack.command("U0BOB", "/try").error == "dispatch_failed"
    assert slack.toasts("U0ANNA") == ["/try ist mit dem Fehler „dispatch_failed“ fehlgeschlagen"]
    assert slack.toasts("U0BOB") == ['/try failed with the error "dispatch_failed"']


def test_nobody_uses_what_they_cannot_see(slack: Playground, app: Recorder) -> None:
    with pytest.raises(LookupError, match="U0NONE"):
        slack.command("U0NONE", "/try")
    with pytest.raises(LookupError, match="not in G0PRIV"):
        slack.say("U0BOB", "Hi", "G0PRIV")
    with pytest.raises(LookupError, match="'go'"):
        slack.click("U0ANNA", "go")
    assert app.kinds == []


def test_a_click_carries_the_message_and_the_element(
    slack: Playground, client: WebClient, app: Recorder
) -> None:
    row = actions(button(value="7", style="primary"), block_id="row")
    posted = client.chat_postMessage(channel="U0ANNA", text="Hi", blocks=[section("A"), row])

    slack.click("U0ANNA", "go")

    body = app.last
    assert (app.kinds, body["type"]) == (["interactive"], "block_actions")
    assert body["container"] == {
        "type": "message",
        "message_ts": posted["ts"],
        "channel_id": "D0ANNA",
        "is_ephemeral": False,
    }
    assert body["channel"] == {"id": "D0ANNA", "name": "directmessage"}
    assert body["message"] == posted["message"]
    assert body["state"] == {"values": {}}
    assert body["user"] == {
        "id": "U0ANNA",
        "username": "anna.berger",
        "name": "anna.berger",
        "team_id": "T0LOCAL",
    }
    assert body["actions"] == [
        {
            "type": "button",
            "action_id": "go",
            "block_id": "row",
            "action_ts": body["actions"][0]["action_ts"],
            "text": plain("Go") | {"emoji": True},
            "value": "7",
            "style": "primary",
        }
    ]


def test_the_newest_message_is_meant_unless_a_ts_is_given(
    slack: Playground, client: WebClient, app: Recorder
) -> None:
    stamps = [
        client.chat_postMessage(channel="U0ANNA", text="x", blocks=[actions(button(value=value))])
        for value in ("old", "new")
    ]

    slack.click("U0ANNA", "go")
    slack.click("U0ANNA", "go", ts=stamps[0]["ts"])

    assert [body["actions"][0]["value"] for body in app.bodies] == ["new", "old"]


def test_value_and_block_pick_among_equal_buttons(
    slack: Playground, client: WebClient, app: Recorder
) -> None:
    rows = [actions(button(value=value), block_id=f"row-{value}") for value in ("1", "2", "3")]
    client.chat_postMessage(channel="U0ANNA", text="x", blocks=rows)

    slack.click("U0ANNA", "go", value="2")
    slack.click("U0ANNA", "go", block_id="row-3")

    assert [body["actions"][0]["value"] for body in app.bodies] == ["2", "3"]


def test_a_choice_in_a_message_is_kept_in_its_state(
    slack: Playground, client: WebClient, app: Recorder
) -> None:
    menu = {"type": "static_select", "action_id": "pick", "options": [option("a"), option("b")]}
    more = {"type": "overflow", "action_id": "more", "options": [option("x")]}
    client.chat_postMessage(channel="U0ANNA", text="x", blocks=[actions(menu, more, block_id="r")])

    slack.click("U0ANNA", "pick", value="b")
    slack.click("U0ANNA", "more", value="x")

    picked = {"text": plain("B") | {"emoji": True}, "value": "b"}
    assert app.bodies[0]["actions"][0]["selected_option"] == picked
    assert app.bodies[1]["actions"][0]["selected_option"]["value"] == "x"
    state = app.bodies[1]["state"]["values"]
    assert state == {"r": {"pick": {"type": "static_select", "selected_option": picked}}}
    with pytest.raises(ValueError, match="pick offers 'a', 'b', not 'c'"):
        slack.click("U0ANNA", "pick", value="c")


def test_a_click_on_an_ephemeral_message_leaves_the_message_out(
    slack: Playground, client: WebClient, app: Recorder
) -> None:
    blocks = [actions(button())]
    client.chat_postEphemeral(channel="C0PLAT", user="U0ANNA", text="x", blocks=blocks)

    slack.click("U0ANNA", "go", channel="C0PLAT")

    assert app.last["container"]["is_ephemeral"] is True
    assert "message" not in app.last
    with pytest.raises(LookupError):
        slack.click("U0BOB", "go", channel="C0PLAT")


def test_a_global_shortcut(slack: Playground, app: Recorder) -> None:
    slack.shortcut("U0ANNA", "new")

    assert (app.last["type"], app.last["callback_id"]) == ("shortcut", "new")
    assert {"trigger_id", "action_ts", "user", "team", "token"} <= app.last.keys()


def test_a_message_shortcut_carries_the_message(
    slack: Playground, client: WebClient, app: Recorder
) -> None:
    posted = client.chat_postMessage(channel="C0PLAT", text="Hi")

    slack.message_action("U0ANNA", "keep", posted["ts"], "C0PLAT")

    assert (app.last["type"], app.last["message_ts"]) == ("message_action", posted["ts"])
    assert app.last["message"]["text"] == "Hi"


@pytest.fixture
def declared() -> Playground:
    people = [Person("U0ANNA", "Anna Berger")]
    channels = [Channel("C0PLAT", "platform", ("U0ANNA",))]
    return Playground(people, channels, manifest=MANIFEST)


def test_only_declared_things_reach_the_app(declared: Playground) -> None:
    app = Recorder()
    declared.use_callable(app)

    unknown = declared.command("U0ANNA", "/other")
    silent = declared.event("channel_created")

    assert (unknown.error, silent.error) == ("unknown_command", "not_subscribed")
    assert declared.toasts("U0ANNA") == ["/other is not a valid command."]
    assert declared.say("U0ANNA", "Hi", "C0PLAT").error is None
    with pytest.raises(LookupError):
        declared.shortcut("U0ANNA", "old")
    assert app.kinds == []


def test_a_mention_in_a_command_is_an_id_only_when_the_manifest_asks(declared: Playground) -> None:
    app = Recorder()
    declared.use_callable(app)

    declared.command("U0ANNA", "/goals <@U0ANNA>")
    declared.command("U0ANNA", "/ask <@U0ANNA>")

    assert [body["text"] for body in app.bodies] == ["@anna.berger", "<@U0ANNA|anna.berger>"]


def test_scopes_and_name_come_from_the_manifest(declared: Playground) -> None:
    with declared.start() as slack:
        answer = WebClient(token="xoxb-playground", base_url=slack.api_url).auth_test()

    assert answer["user"] == "goals"
    assert answer.headers["x-oauth-scopes"] == "chat:write,commands"
