"""The gallery's examples: all there is, and all of it as Slack takes it."""

from typing import Any

import httpx
import pytest
from slack_sdk.models.blocks import Block

from playground import Playground
from playground.blocks.check import block_problems
from playground.blocks.elements import ANYWHERE, PRESSED, TYPED
from playground.blocks.layout import BLOCKS
from playground.blocks.state import elements
from playground.gallery import examples, try_element
from tests.playground.make import Json, actions, button, input_block, option

NAMES = {
    "person": "U0ANNA",
    "other": "U0BOB",
    "channel": "C0PLAT",
    "playground": "http://127.0.0.1:8484",
}
ALL = examples(NAMES)
KNOWN = [pytest.param(one, id=one["name"]) for one in ALL if one["is_known"]]
UNKNOWN = [pytest.param(one, id=one["name"]) for one in ALL if not one["is_known"]]
NOT_IN_THE_SDK = ("data_table", "data_visualization", "alert")
SHOWN_TO_THE_SDK = [
    pytest.param(one["surface"], block, id=block["block_id"])
    for one in ALL
    for block in one["blocks"]
    if one["is_known"] and block["type"] not in NOT_IN_THE_SDK
]


def values(node: Any, key: str) -> set[str]:
    """All that stands under the key, however deep."""
    if isinstance(node, list):
        return set().union(*(values(entry, key) for entry in node))
    if not isinstance(node, dict):
        return set()
    own = {node[key]} if isinstance(node.get(key), str) else set()
    return own.union(*(values(entry, key) for entry in node.values()))


def test_every_block_of_every_surface_has_an_example() -> None:
    shown = {block["type"] for one in ALL if one["is_known"] for block in one["blocks"]}

    assert shown == {name for table in BLOCKS.values() for name in table}


@pytest.mark.parametrize("surface", BLOCKS)
def test_every_surface_has_its_own_blocks(surface: str) -> None:
    shown = {block["type"] for one in ALL for block in one["blocks"] if one["surface"] == surface}

    assert {"section", "input"} & shown


def test_every_element_has_an_example() -> None:
    used = [element for one in ALL if one["is_known"] for _, element in elements(one["blocks"])]

    assert {element["type"] for element in used} == {*ANYWHERE, *PRESSED, *TYPED}


@pytest.mark.parametrize("kind", [*ANYWHERE])
def test_what_may_stand_anywhere_is_shown_in_a_form_and_outside_of_one(kind: str) -> None:
    places = {
        block["type"] == "input"
        for one in ALL
        for block, element in elements(one["blocks"])
        if element["type"] == kind
    }

    assert places == {True, False}


def test_every_variant_of_charts_alerts_and_buttons_has_an_example() -> None:
    assert values(ALL, "type") >= {"pie", "bar", "area", "line", "raw_text", "raw_number"}
    assert values(ALL, "level") == {"default", "info", "warning", "error", "success"}
    assert values(ALL, "style") == {"primary", "danger", "bullet", "ordered"}


def test_every_example_has_its_own_name_and_a_title_in_both_languages() -> None:
    names = [one["name"] for one in ALL]

    assert len(names) == len(set(names))
    assert [one["name"] for one in ALL if {*one["title"]} != {"en", "de"}] == []


@pytest.mark.parametrize("example", KNOWN)
def test_the_playground_takes_what_it_knows(example: Json) -> None:
    assert block_problems(example["blocks"], example["surface"], "/blocks") == []


@pytest.mark.parametrize("example", UNKNOWN)
def test_the_playground_refuses_what_it_does_not_know(example: Json) -> None:
    [problem] = block_problems(example["blocks"], example["surface"], "/blocks")

    assert problem.startswith("unsupported type: ")


@pytest.mark.parametrize(("surface", "block"), SHOWN_TO_THE_SDK)
def test_the_examples_round_trip_through_the_sdk(surface: str, block: Json) -> None:
    parsed = Block.parse(block)

    assert parsed is not None
    parsed.validate_json()
    assert block_problems([parsed.to_dict()], surface, "/blocks") == []


def test_the_gallery_is_about_this_workspace(slack: Playground) -> None:
    [mentions] = [one for one in slack.gallery() if one["name"] == "mrkdwn-mentions"]

    assert mentions["blocks"][0]["text"]["text"].startswith("<@U0ANNA> and <@U0BOB> meet in <#C0P")


def test_the_gallery_draws_what_slack_keeps_and_tells_what_was_sent(slack: Playground) -> None:
    [hostile] = [one for one in slack.gallery() if one["name"] == "mrkdwn-hostile"]

    assert hostile["sent"][0]["text"]["text"].startswith("<img src=x onerror=alert(1)>")
    assert hostile["blocks"][0]["text"]["text"].startswith("&lt;img src=x onerror=alert(1)>")


MENU: Json = {"type": "static_select", "action_id": "menu", "options": [option("a"), option("b")]}
CHOSEN: Json = {"text": {"type": "plain_text", "text": "B", "emoji": True}, "value": "b"}


def test_a_tried_button_sends_an_action() -> None:
    block = actions(button(value="12"), block_id="row")

    [action] = try_element(block, "go")["actions"]

    assert {key: action[key] for key in ("type", "action_id", "block_id", "value")} == {
        "type": "button", "action_id": "go", "block_id": "row", "value": "12",
    }  # fmt: skip


def test_a_tried_input_is_heard_of_when_its_form_is_submitted() -> None:
    tried = try_element(input_block("menu", MENU), "menu", "b")

    entry = {"type": "static_select", "selected_option": CHOSEN}
    assert tried == {"state": {"values": {"menu": {"menu": entry}}}}


def test_a_tried_input_that_dispatches_sends_an_action() -> None:
    [action] = try_element(input_block("menu", MENU, dispatch_action=True), "menu", "b")["actions"]

    assert action["selected_option"] == CHOSEN


@pytest.mark.parametrize(
    ("tried", "sentence"),
    [
        ({"block": actions(MENU), "value": "c"}, "menu offers 'a', 'b', not 'c'"),
        ({"block": actions(button())}, "the block has no element with the action_id 'menu'"),
        ({"block": {"type": "card"}}, "unsupported type: card [json-pointer:/blocks/0]"),
        ({"block": None}, "missing required field: type [json-pointer:/blocks/0]"),
        ({"block": {}, "surface": "wall"}, "there is no surface 'wall': try message, modal, home"),
    ],
)
def test_what_cannot_be_tried_is_said_in_a_sentence(tried: Json, sentence: str) -> None:
    with pytest.raises((ValueError, LookupError)) as problem:
        try_element(action_id="menu", **tried)

    assert problem.value.args == (sentence,)


def test_the_control_api_tries_elements(slack: Playground) -> None:
    address = f"{slack.url}/control/try_element"
    block = actions(MENU, block_id="row")

    right = httpx.post(address, json={"block": block, "action_id": "menu", "value": "b"})
    wrong = httpx.post(address, json={"block": block, "action_id": "menu", "value": "c"})

    assert right.json()["actions"][0]["selected_option"] == CHOSEN
    assert (wrong.status_code, wrong.json()) == (400, {"error": "menu offers 'a', 'b', not 'c'"})


def test_the_control_api_lists_the_examples(slack: Playground) -> None:
    listed = httpx.get(f"{slack.url}/control/gallery").json()

    assert [one["name"] for one in listed] == [one["name"] for one in ALL]
