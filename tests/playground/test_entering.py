"""What a person enters before the app hears of it, and what is entered to begin with."""

from slack_sdk import WebClient

from playground import Playground
from tests.playground.make import Json, Recorder, actions, button, input_block, modal, option


def test_a_menu_begins_with_the_conversation_one_was_in(
    slack: Playground, client: WebClient, app: Recorder
) -> None:
    one: Json = {"type": "conversations_select", "default_to_current_conversation": True}
    many: Json = {**one, "type": "multi_conversations_select"}
    given: Json = {**one, "initial_conversation": "C0AWAY"}
    form = modal(input_block("one", one), input_block("many", many), input_block("given", given))
    slack.command("U0ANNA", "/try", "C0PLAT")

    view = client.views_open(trigger_id=app.last["trigger_id"], view=form)["view"]

    assert view["state"]["values"] == {
        "one": {"one": {"type": "conversations_select", "selected_conversation": "C0PLAT"}},
        "many": {
            "many": {"type": "multi_conversations_select", "selected_conversations": ["C0PLAT"]}
        },
        "given": {"given": {"type": "conversations_select", "selected_conversation": "C0AWAY"}},
    }


def test_what_is_entered_is_kept_without_telling_the_app(
    slack: Playground, client: WebClient, app: Recorder
) -> None:
    slack.command("U0ANNA", "/try")
    loud = modal(input_block("loud", dispatch_action=True))
    client.views_open(trigger_id=app.last["trigger_id"], view=loud)
    boxes: Json = {"type": "checkboxes", "action_id": "boxes", "options": [option("a")]}
    ts = client.chat_postMessage(channel="U0ANNA", text="x", blocks=[actions(boxes, button())])[
        "ts"
    ]

    slack.enter("U0ANNA", "loud", value="typed")
    slack.enter("U0ANNA", "boxes", value=["a"], ts=ts)
    told = list(app.kinds)
    slack.submit("U0ANNA")
    typed = app.last["view"]["state"]["values"]["loud"]["loud"]["value"]
    slack.click("U0ANNA", "go", ts=ts)

    (row,) = app.last["state"]["values"].values()
    assert (told, typed) == (["command"], "typed")
    assert [one["value"] for one in row["boxes"]["selected_options"]] == ["a"]
