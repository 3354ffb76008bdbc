from typing import Any

import pytest
from slack_sdk import WebClient

from playground import Playground
from tests.playground.make import Json, Recorder, actions, button, home, input_block, modal, option


class Opened:
    """Anna with a modal open."""

    def __init__(self, slack: Playground, client: WebClient, app: Recorder) -> None:
        self.slack, self.client, self.app = slack, client, app

    def show(self, *blocks: Json, **more: Any) -> Json:
        self.slack.command("U0ANNA", "/try")
        trigger = self.app.last["trigger_id"]
        view: Json = self.client.views_open(trigger_id=trigger, view=modal(*blocks, **more))["view"]
        return view


@pytest.fixture
def form(slack: Playground, client: WebClient, app: Recorder) -> Opened:
    return Opened(slack, client, app)


def test_a_submission_carries_every_value(slack: Playground, app: Recorder, form: Opened) -> None:
    menu: Json = {"type": "static_select", "options": [option("a"), option("b")]}
    boxes: Json = {"type": "checkboxes", "options": [option("a"), option("b")]}
    form.show(
        input_block("text"),
        input_block("left", optional=True),
        input_block("menu", menu),
        input_block("boxes", boxes),
        input_block("number", {"type": "number_input", "is_decimal_allowed": True}),
        private_metadata="p",
    )

    slack.fill("U0ANNA", {"text": "a < b", "menu": "b", "boxes": ["a", "b"], "number": 1.5})
    reply = slack.submit("U0ANNA")

    values = app.last["view"]["state"]["values"]
    assert (reply.error, app.last["type"], app.last["response_urls"]) == (
        None, "view_submission", [],
    )  # fmt: skip
    assert values["text"]["text"] == {"type": "plain_text_input", "value": "a < b"}
    assert values["left"]["left"] == {"type": "plain_text_input", "value": None}
    assert values["menu"]["menu"]["selected_option"]["value"] == "b"
    assert [one["value"] for one in values["boxes"]["boxes"]["selected_options"]] == ["a", "b"]
    assert values["number"]["number"] == {"type": "number_input", "value": "1.5"}
    assert app.last["view"]["private_metadata"] == "p"
    assert slack.view("U0ANNA") is None


def typed(**more: Any) -> Json:
    return input_block("i", {"type": "plain_text_input", **more})


def numbered(**more: Any) -> Json:
    return input_block("i", {"type": "number_input", "is_decimal_allowed": False, **more})


@pytest.mark.parametrize(
    ("block", "value", "sentence"),
    [
        (typed(), "", "Bitte fülle dieses Pflichtfeld aus."),
        (
            input_block("i", {"type": "multi_users_select"}),
            [],
            "Bitte fülle dieses Pflichtfeld aus.",
        ),
        (typed(min_length=3), "ab", "Gib mindestens 3 Zeichen ein."),
        (typed(max_length=3), "abcd", "Gib höchstens 3 Zeichen ein."),
        (numbered(), "12 apples", "Gib eine Zahl ein."),
        (numbered(), "NaN", "Gib eine Zahl ein."),
        (numbered(), "1.5", "Gib eine ganze Zahl ein."),
        (numbered(min_value="3"), "2", "Gib 3 oder mehr ein."),
        (numbered(max_value="3"), "4", "Gib 3 oder weniger ein."),
    ],
)
def test_slack_itself_refuses_and_sends_nothing(
    slack: Playground, form: Opened, block: Json, value: Any, sentence: str
) -> None:
    form.show(block)
    slack.fill("U0ANNA", {"i": value})

    reply = slack.submit("U0ANNA")

    assert (reply.error, slack.errors("U0ANNA")) == ("invalid_input", {"i": sentence})
    assert form.app.kinds == ["command"]


def test_errors_stand_at_their_fields_until_the_next_try(
    slack: Playground, app: Recorder, form: Opened
) -> None:
    form.show(input_block("name", optional=True))
    app.answers = [(200, {"response_action": "errors", "errors": {"name": "Too short"}})]

    slack.submit("U0ANNA")
    told = slack.errors("U0ANNA")
    slack.submit("U0ANNA")

    assert (told, slack.view("U0ANNA")) == ({"name": "Too short"}, None)


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"unknown": "x"}},
        {"response_action": "errors", "errors": {}},
        {"response_action": "update", "view": {"type": "modal"}},
        {"response_action": "explode"},
    ],
)
def test_an_answer_slack_cannot_use_is_trouble(
    slack: Playground, app: Recorder, form: Opened, answer: Json
) -> None:
    form.show(input_block("name", optional=True))
    app.answers = [(200, answer)]

    reply = slack.submit("U0ANNA")

    assert reply.error is not None
    assert slack.toasts("U0ANNA") == [
        "Bei der Verbindung gab es ein Problem. Noch einmal versuchen?"
    ]
    assert slack.view("U0ANNA") is not None


def test_an_answer_changes_stacks_or_clears_modals(
    slack: Playground, app: Recorder, form: Opened
) -> None:
    row = actions(button())
    first = form.show(row)
    app.answers = [
        (200, {"response_action": "update", "view": modal(row, callback_id="two")}),
        (200, {"response_action": "push", "view": modal(row, callback_id="three")}),
        (200, {"response_action": "clear"}),
    ]

    slack.submit("U0ANNA")
    updated = slack.views("U0ANNA")
    slack.submit("U0ANNA")
    pushed = slack.views("U0ANNA")
    slack.submit("U0ANNA")

    assert [(view["id"], view["callback_id"]) for view in updated] == [(first["id"], "two")]
    assert [view["callback_id"] for view in pushed] == ["two", "three"]
    assert slack.views("U0ANNA") == []


def test_an_empty_answer_goes_back_to_the_view_below(
    slack: Playground, app: Recorder, form: Opened
) -> None:
    form.show(actions(button()))
    app.answers = [(200, {"response_action": "push", "view": modal(actions(button()))})]
    slack.submit("U0ANNA")

    slack.submit("U0ANNA")

    assert len(slack.views("U0ANNA")) == 1


def test_a_button_in_a_modal_sends_the_current_state(
    slack: Playground, app: Recorder, form: Opened
) -> None:
    view = form.show(input_block("name"), actions(button(value="1"), button("no", value="2")))
    slack.fill("U0ANNA", {"name": "typed"})

    slack.press("U0ANNA", "go")

    assert app.last["container"] == {"type": "view", "view_id": view["id"]}
    assert app.last["view"]["state"]["values"]["name"]["name"]["value"] == "typed"
    assert "channel" not in app.last
    assert "response_url" not in app.last
    assert app.last["actions"][0]["value"] == "1"


def test_an_input_with_dispatch_action_speaks_at_once(
    slack: Playground, app: Recorder, form: Opened
) -> None:
    form.show(input_block("loud", dispatch_action=True), input_block("quiet"))

    slack.fill("U0ANNA", {"loud": "a", "quiet": "b"})

    assert app.kinds == ["command", "interactive"]
    assert app.last["actions"][0]["value"] == "a"


def test_fill_knows_the_modal(slack: Playground, form: Opened) -> None:
    form.show(input_block("menu", {"type": "static_select", "options": [option("a")]}))

    with pytest.raises(KeyError, match="other"):
        slack.fill("U0ANNA", {"other": "x"})
    with pytest.raises(ValueError, match="menu offers 'a', not 'z'"):
        slack.fill("U0ANNA", {"menu": "z"})
    with pytest.raises(LookupError):
        slack.fill("U0BOB", {"menu": "a"})


def test_closing_is_told_only_when_asked_for(
    slack: Playground, app: Recorder, form: Opened
) -> None:
    form.show()
    slack.close("U0ANNA")
    form.show(notify_on_close=True)
    slack.close("U0ANNA")

    assert app.kinds == ["command", "command", "interactive"]
    assert (app.last["type"], app.last["is_cleared"]) == ("view_closed", False)


def test_clear_on_close_closes_the_stack(slack: Playground, app: Recorder, form: Opened) -> None:
    form.show(actions(button()), notify_on_close=True)
    top = modal(actions(button()), clear_on_close=True, notify_on_close=True)
    app.answers = [(200, {"response_action": "push", "view": top})]
    slack.submit("U0ANNA")

    slack.close("U0ANNA")

    assert slack.views("U0ANNA") == []
    assert [body["is_cleared"] for body in app.bodies[-2:]] == [True, True]


def test_a_failing_submission_leaves_the_modal_open(
    slack: Playground, app: Recorder, form: Opened
) -> None:
    form.show(input_block("name", optional=True))
    app.answers = [(500, None)]

    assert slack.submit("U0ANNA").error == "dispatch_failed"
    assert slack.view("U0ANNA") is not None


def test_home_buttons_work_like_those_in_modals(
    slack: Playground, client: WebClient, app: Recorder
) -> None:
    view = client.views_publish(user_id="U0ANNA", view=home(actions(button())))["view"]

    slack.press("U0ANNA", "go")

    assert app.last["container"] == {"type": "view", "view_id": view["id"]}
    assert app.last["view"]["type"] == "home"


def test_an_external_select_asks_for_its_options(
    slack: Playground, app: Recorder, form: Opened
) -> None:
    form.show(input_block("who", {"type": "external_select"}))
    app.answers = [(200, {"options": [option("x")]})]

    reply = slack.suggest("U0ANNA", "who", "ab")

    assert (app.last["type"], app.last["value"]) == ("block_suggestion", "ab")
    assert reply.body == {"options": [option("x")]}


def test_a_chosen_channel_can_be_answered_into(
    slack: Playground, app: Recorder, form: Opened
) -> None:
    element: Json = {"type": "conversations_select", "response_url_enabled": True}
    form.show(input_block("where", element))
    slack.fill("U0ANNA", {"where": "C0PLAT"})

    slack.submit("U0ANNA")

    link = app.last["response_urls"][0]
    assert (link["channel_id"], link["block_id"]) == ("C0PLAT", "where")
    assert link["response_url"].startswith(f"{slack.url}/response/")


def test_the_x_closes_the_whole_stack(slack: Playground, app: Recorder, form: Opened) -> None:
    form.show(actions(button()), notify_on_close=True)
    app.answers = [(200, {"response_action": "push", "view": modal(actions(button()))})]
    slack.submit("U0ANNA")

    slack.close_all("U0ANNA")

    assert slack.views("U0ANNA") == []
    assert (app.last["type"], app.last["is_cleared"]) == ("view_closed", True)
