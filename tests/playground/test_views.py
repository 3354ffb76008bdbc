import time
from typing import Any

import pytest
from slack_sdk import WebClient

from playground import Playground
from tests.playground.asking import refusal, refusal_messages
from tests.playground.make import (
    Json,
    Recorder,
    actions,
    button,
    home,
    input_block,
    modal,
    option,
    plain,
    section,
)

EVERY_KEY = {
    "id", "team_id", "type", "title", "close", "submit", "blocks", "private_metadata",
    "callback_id", "external_id", "state", "hash", "clear_on_close", "notify_on_close",
    "root_view_id", "previous_view_id", "app_id", "app_installed_team_id", "bot_id",
}  # fmt: skip


@pytest.fixture
def trigger(slack: Playground, app: Recorder) -> str:
    """A fresh trigger id of Anna's."""
    slack.command("U0ANNA", "/try")
    return str(app.last["trigger_id"])


def test_an_opened_modal_has_all_its_keys(
    slack: Playground, client: WebClient, trigger: str
) -> None:
    view = client.views_open(trigger_id=trigger, view=modal(private_metadata="p1"))["view"]

    assert set(view) == EVERY_KEY
    assert (view["root_view_id"], view["previous_view_id"]) == (view["id"], None)
    assert (view["private_metadata"], view["external_id"], view["close"]) == ("p1", "", None)
    assert slack.view("U0ANNA") == view


def test_a_trigger_id_works_once(client: WebClient, trigger: str) -> None:
    client.views_open(trigger_id=trigger, view=modal())

    again = refusal(client, "views.open", trigger_id=trigger, view=modal())

    assert again == "exchanged_trigger_id"


def test_a_trigger_id_dies_after_three_real_seconds(
    slack: Playground, client: WebClient, trigger: str
) -> None:
    slack.world.triggers.known[trigger].born -= 3.1

    assert refusal(client, "views.open", trigger_id=trigger, view=modal()) == "expired_trigger_id"
    assert refusal(client, "views.open", trigger_id="1.2.3", view=modal()) == "invalid_trigger_id"


def test_three_modals_are_the_limit(
    slack: Playground, client: WebClient, app: Recorder, trigger: str
) -> None:
    client.views_open(trigger_id=trigger, view=modal(actions(button())))
    slack.press("U0ANNA", "go")
    second = client.views_push(trigger_id=app.last["trigger_id"], view=modal(actions(button())))
    slack.press("U0ANNA", "go")
    third = client.views_push(trigger_id=app.last["trigger_id"], view=modal(actions(button())))
    slack.press("U0ANNA", "go")

    error = refusal(client, "views.push", trigger_id=app.last["trigger_id"], view=modal())

    assert error == "push_limit_reached"
    assert third["view"]["previous_view_id"] == second["view"]["id"]
    assert third["view"]["root_view_id"] == slack.views("U0ANNA")[0]["id"]


def test_nothing_is_pushed_over_no_modal(client: WebClient, trigger: str) -> None:
    assert refusal(client, "views.push", trigger_id=trigger, view=modal()) == "not_found"


def test_an_update_keeps_the_id_and_changes_the_hash(client: WebClient, trigger: str) -> None:
    first = client.views_open(trigger_id=trigger, view=modal())["view"]

    second = client.views_update(view_id=first["id"], hash=first["hash"], view=modal())["view"]

    assert second["id"] == first["id"]
    assert second["hash"] != first["hash"]
    stale = refusal(client, "views.update", view_id=first["id"], hash=first["hash"], view=modal())
    assert stale == "hash_conflict"


def test_an_update_finds_its_view_by_external_id(client: WebClient, trigger: str) -> None:
    client.views_open(trigger_id=trigger, view=modal(external_id="mine"))

    answer = client.views_update(external_id="mine", view=modal(external_id="mine"))

    assert answer["view"]["external_id"] == "mine"
    assert refusal(client, "views.update", external_id="other", view=modal()) == "not_found"


def test_what_was_typed_survives_an_update_in_the_same_input(
    slack: Playground, client: WebClient, trigger: str
) -> None:
    select: Json = {"type": "static_select", "options": [option("a"), option("b")]}
    opened = modal(input_block("kept"), input_block("lost"), input_block("choice", select))
    view = client.views_open(trigger_id=trigger, view=opened)["view"]
    slack.fill("U0ANNA", {"kept": "typed", "lost": "typed", "choice": "b"})

    fewer: Json = {"type": "static_select", "options": [option("a")]}
    kept = {"type": "plain_text_input", "initial_value": "from the app"}
    lost = {"type": "plain_text_input", "action_id": "new", "initial_value": "fresh"}
    changed = modal(
        input_block("kept", kept), input_block("lost", lost), input_block("choice", fewer)
    )
    values = client.views_update(view_id=view["id"], view=changed)["view"]["state"]["values"]

    assert values["kept"]["kept"]["value"] == "typed"
    assert values["lost"]["new"]["value"] == "fresh"
    assert values["choice"]["choice"]["selected_option"] is None


def test_state_has_every_input_with_its_first_value(client: WebClient, trigger: str) -> None:
    chosen = option("a")
    view = modal(
        input_block("text", {"type": "plain_text_input", "initial_value": "A & B"}),
        input_block("number", {"type": "number_input", "is_decimal_allowed": True}),
        input_block(
            "select", {"type": "static_select", "options": [chosen], "initial_option": chosen}
        ),
        input_block("boxes", {"type": "checkboxes", "options": [chosen]}),
        input_block("people", {"type": "multi_users_select"}),
        input_block("day", {"type": "datepicker", "initial_date": "2026-01-05"}),
        actions({"type": "timepicker", "action_id": "time"}, button(), block_id="row"),
        section(accessory={"type": "users_select", "action_id": "who"}, block_id="one"),
    )

    values = client.views_open(trigger_id=trigger, view=view)["view"]["state"]["values"]

    echoed = {"text": plain("A") | {"emoji": True}, "value": "a"}
    assert values == {
        "text": {"text": {"type": "plain_text_input", "value": "A & B"}},
        "number": {"number": {"type": "number_input", "value": None}},
        "select": {"select": {"type": "static_select", "selected_option": echoed}},
        "boxes": {"boxes": {"type": "checkboxes", "selected_options": []}},
        "people": {"people": {"type": "multi_users_select", "selected_users": []}},
        "day": {"day": {"type": "datepicker", "selected_date": "2026-01-05"}},
        "row": {"time": {"type": "timepicker", "selected_time": None}},
        "one": {"who": {"type": "users_select", "selected_user": None}},
    }


NO_SUBMIT = {key: value for key, value in modal().items() if key != "submit"}


@pytest.mark.parametrize(
    ("view", "sentence"),
    [
        (NO_SUBMIT, "missing required field: submit"),
        (modal(title=plain("x" * 25)), "must be less than 25 characters"),
        (modal(private_metadata="x" * 3001), "must be less than 3001 characters"),
        (modal(callback_id="x" * 256), "must be less than 256 characters"),
        (modal(*[section()] * 101), "no more than 100 items allowed"),
        (modal({"type": "markdown", "text": "x"}), "unsupported type: markdown"),
        (modal(size="large"), "invalid additional property: size"),
        (home(), "view must be of type modal"),
        ({"type": "modal", "title": plain("x"), "blocks": []}, "no fewer than 1 items allowed"),
    ],
)
def test_a_bad_modal_is_refused(
    client: WebClient, trigger: str, view: dict[str, Any], sentence: str
) -> None:
    messages = refusal_messages(client, "views.open", trigger_id=trigger, view=view)

    assert sentence in messages[0]


def test_a_refused_modal_leaves_the_trigger_id_unused(client: WebClient, trigger: str) -> None:
    assert refusal(client, "views.open", trigger_id=trigger, view={}) == "invalid_arguments"
    assert client.views_open(trigger_id=trigger, view=modal())["ok"]


def test_a_huge_view_is_refused(client: WebClient, trigger: str) -> None:
    huge = modal(*[section("ö" * 1500)] * 100)

    assert refusal(client, "views.open", trigger_id=trigger, view=huge) == "view_too_large"


def test_an_external_id_is_used_once(client: WebClient, slack: Playground, app: Recorder) -> None:
    slack.command("U0ANNA", "/try")
    client.views_open(trigger_id=app.last["trigger_id"], view=modal(external_id="mine"))
    slack.command("U0BOB", "/try")
    trigger = app.last["trigger_id"]

    error = refusal(client, "views.open", trigger_id=trigger, view=modal(external_id="mine"))

    assert error == "duplicate_external_id"


def test_home_is_published_with_a_hash_as_lock(slack: Playground, client: WebClient) -> None:
    first = client.views_publish(user_id="U0ANNA", view=home())["view"]
    second = client.views_publish(user_id="U0ANNA", view=home(), hash=first["hash"])["view"]

    stale = refusal(client, "views.publish", user_id="U0ANNA", view=home(), hash=first["hash"])

    assert (second["id"], stale) == (first["id"], "hash_conflict")
    assert slack.home("U0ANNA") == second


def test_home_needs_to_be_enabled() -> None:
    with Playground(manifest={"display_information": {"name": "x"}}).start() as slack:
        client = WebClient(token="xoxb-playground", base_url=slack.api_url)

        assert refusal(client, "views.publish", user_id="U0BOT", view=home()) == "not_enabled"


def test_trigger_ids_are_of_real_time(slack: Playground, client: WebClient, trigger: str) -> None:
    slack.set_time(slack.now().replace(year=2030))

    began = time.monotonic()

    assert client.views_open(trigger_id=trigger, view=modal())["ok"]
    assert time.monotonic() - began < 3
