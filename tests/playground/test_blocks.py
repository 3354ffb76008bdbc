from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.models.blocks import Block

from playground.blocks.check import block_problems
from tests.playground.asking import refusal_messages
from tests.playground.make import Json, actions, button, input_block, option, plain, section

PIE: Json = {"type": "pie", "segments": [{"label": "Done", "value": 3}]}
POINTS: list[Json] = [{"label": "W1", "value": 1}, {"label": "W2", "value": 2}]
LINE: Json = {
    "type": "line",
    "series": [{"name": "Progress", "data": POINTS}],
    "axis_config": {"categories": ["W1", "W2"], "x_label": "Week"},
}
CELLS: list[list[Json]] = [
    [{"type": "raw_text", "text": "Team"}, {"type": "raw_text", "text": "Score"}],
    [{"type": "raw_text", "text": "A"}, {"type": "raw_number", "value": 0.7, "text": "0.7"}],
]

LEADING_GROUP = [{"label": plain("Letters"), "options": [option("a")]}]


def chart(inner: Json, **more: Any) -> Json:
    return {"type": "data_visualization", "title": "Chart", "chart": inner, **more}


def table(rows: list[list[Json]], **more: Any) -> Json:
    return {"type": "data_table", "caption": "Scores", "rows": rows, **more}


def select(**more: Any) -> Json:
    return actions({"type": "static_select", "action_id": "a", "options": [option("a")], **more})


def typed(**more: Any) -> Json:
    return input_block("i", {"type": "plain_text_input", **more})


def numbered(**more: Any) -> Json:
    return input_block("i", {"type": "number_input", "is_decimal_allowed": False, **more})


def boxes(count: int) -> Json:
    options = [option(str(number)) for number in range(count)]
    return actions({"type": "checkboxes", "action_id": "a", "options": options})


REFUSED = [
    (
        "message",
        [section()] * 51,
        "no more than 50 items allowed [51 given] [json-pointer:/blocks]",
    ),
    ("modal", [section()] * 101, "no more than 100 items allowed"),
    ("message", ["text"], "missing required field: type [json-pointer:/blocks/0]"),
    ("message", [{"type": "marquee"}], "unsupported type: marquee"),
    ("message", "text", "must be an array"),
    ("message", [section("")], "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
    ("message", [section("x" * 3001)], "must be less than 3001 characters"),
    ("message", [{"type": "section"}], "missing required field: text or fields"),
    ("message", [section(colour="red")], "invalid additional property: colour"),
    ("message", [section(block_id="x" * 256)], "must be less than 256 characters"),
    ("message", [section(fields=[plain("x")] * 11)], "no more than 10 items allowed"),
    ("message", [section(fields=[plain("x" * 2001)])], "must be less than 2001 characters"),
    ("message", [section(block_id="a"), section(block_id="a")], "block_id 'a' already exists"),
    ("message", [actions(button(), button())], "action_id 'go' already exists"),
    ("message", [{"type": "header", "text": plain("x" * 151)}], "must be less than 151 characters"),
    ("message", [{"type": "header", "text": section()["text"]}], "unsupported type: mrkdwn"),
    ("message", [{"type": "context", "elements": [plain("x")] * 11}], "no more than 10 items"),
    ("message", [{"type": "context", "elements": [button()]}], "unsupported type: button"),
    ("message", [actions(*[button(str(n)) for n in range(26)])], "no more than 25 items allowed"),
    ("message", [actions()], "no fewer than 1 items allowed"),
    ("message", [actions(button(text=plain("x" * 76)))], "must be less than 76 characters"),
    ("message", [actions(button(value="x" * 2001))], "must be less than 2001 characters"),
    ("message", [actions(button(url="x" * 3001))], "must be less than 3001 characters"),
    ("message", [actions(button(style="blue"))], "must be a valid enum value: primary, danger"),
    ("message", [actions(button(action_id="x" * 256))], "must be less than 256 characters"),
    ("message", [actions(button(confirm={}))], "missing required field"),
    ("message", [{"type": "image", "image_url": "x"}], "missing required field: alt_text"),
    ("message", [{"type": "image", "alt_text": "x"}], "image_url or slack_file"),
    ("message", [{"type": "markdown", "text": "x" * 7000}] * 2, "in all markdown blocks"),
    ("modal", [select(options=[])], "no fewer than 1 items allowed"),
    ("modal", [select(options=[option(str(n)) for n in range(101)])], "no more than 100 items"),
    ("modal", [select(options=[option("x" * 76)])], "must be less than 76 characters"),
    ("modal", [select(option_groups=LEADING_GROUP)], "exactly one of options or option_groups"),
    ("modal", [select(initial_option=option("b"))], "initial_option must match"),
    ("modal", [select(placeholder=plain("x" * 151))], "must be less than 151 characters"),
    ("modal", [boxes(11)], "no more than 10 items allowed"),
    ("modal", [actions({"type": "overflow", "options": []})], "no fewer than 1 items allowed"),
    ("modal", [actions({"type": "plain_text_input"})], "unsupported type: plain_text_input"),
    ("modal", [input_block("i", button())], "unsupported type: button"),
    ("modal", [typed(max_length=3001)], "must be between 1 and 3000"),
    ("modal", [typed(min_length=5, max_length=2)], "must not be greater than max_length"),
    ("modal", [typed(initial_value="abc", max_length=2)], "must not be longer than max_length"),
    ("modal", [numbered(min_value=1)], "must be a string"),
    ("modal", [numbered(min_value="one")], "must match the pattern"),
    ("modal", [numbered(min_value="5", max_value="2")], "must not be greater than max_value"),
    ("modal", [numbered(initial_value="1.5")], "must be a whole number"),
    ("modal", [input_block("i", {"type": "number_input"})], "field: is_decimal_allowed"),
    ("modal", [input_block("i", {"type": "datepicker", "initial_date": "1.1."})], "the pattern"),
    ("modal", [{"type": "input", "element": {"type": "datepicker"}}], "required field: label"),
    ("modal", [input_block("i", hint=plain("x" * 2001))], "must be less than 2001 characters"),
    ("modal", [{"type": "alert", "text": plain("x" * 201)}], "must be less than 201 characters"),
    ("message", [{"type": "alert", "text": plain("x")}], "unsupported type: alert"),
    ("modal", [chart(PIE)], "unsupported type: data_visualization"),
    ("message", [chart(PIE)] * 3, "no more than 2 data_visualization blocks"),
    ("message", [chart(PIE, title="x" * 51)], "must be less than 51 characters"),
    ("message", [chart({"type": "pie", "segments": []})], "no fewer than 1 items allowed"),
    ("message", [chart({"type": "pie", "segments": [POINTS[0] | {"value": 0}]})], "greater than 0"),
    ("message", [chart(LINE | {"series": LINE["series"] * 13})], "no more than 12 items"),
    ("message", [chart(LINE | {"series": LINE["series"] * 2})], "names must be unique"),
    ("message", [chart(LINE | {"axis_config": {"categories": ["W1"]}})], "match the categories"),
    ("message", [table(CELLS[:1])], "no fewer than 2 items allowed"),
    ("message", [table([*CELLS, CELLS[0][:1]])], "same number of cells"),
    ("message", [table(CELLS, row_header_column_index=2)], "must be the index of a column"),
    ("message", [{"type": "data_table", "rows": CELLS}], "missing required field: caption"),
    ("message", [{"type": "table", "rows": CELLS}] * 2, "only one table block"),
]


@pytest.mark.parametrize(("surface", "blocks", "sentence"), REFUSED)
def test_blocks_slack_refuses(surface: str, blocks: Any, sentence: str) -> None:
    problems = block_problems(blocks, surface, "/blocks")

    assert sentence in problems[0]


RICH: Json = {
    "type": "rich_text",
    "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "Hi"}]}],
}
CONFIRM: Json = {
    "title": plain("Sure?"),
    "text": plain("It is for good."),
    "confirm": plain("Yes"),
    "deny": plain("No"),
}
KNOWN_TO_THE_SDK = [
    ("message", section("Hi", fields=[plain("a")], accessory=button(value="1", style="primary"))),
    ("message", section("Hi", accessory={"type": "image", "image_url": "u", "alt_text": "a"})),
    ("message", {"type": "header", "text": plain("Hi")}),
    ("message", {"type": "divider"}),
    ("message", {"type": "context", "elements": [plain("a"), section()["text"]]}),
    ("message", actions(button("one", url="https://a.b"), button("two", confirm=CONFIRM))),
    ("message", {"type": "image", "image_url": "u", "alt_text": "a", "title": plain("t")}),
    ("message", RICH),
    ("message", {"type": "markdown", "text": "**Hi**"}),
    ("message", {"type": "table", "rows": [[CELLS[0][0]], [RICH]]}),
    ("modal", select(placeholder=plain("Choose"))),
    ("modal", actions({"type": "static_select", "action_id": "a", "option_groups": LEADING_GROUP})),
    (
        "modal",
        actions({"type": "overflow", "action_id": "a", "options": [option("a"), option("b")]}),
    ),
    ("modal", actions({"type": "users_select", "action_id": "a", "initial_user": "U0ANNA"})),
    ("modal", actions({"type": "datepicker", "action_id": "a", "initial_date": "2026-01-05"})),
    ("modal", actions({"type": "timepicker", "action_id": "a", "initial_time": "09:30"})),
    ("modal", boxes(3)),
    ("modal", typed(multiline=True, max_length=100, placeholder=plain("Why?"))),
    ("modal", numbered(min_value="0", max_value="10", initial_value="5")),
    ("modal", input_block("i", {"type": "multi_users_select"}, optional=True, hint=plain("h"))),
    ("modal", input_block("i", {"type": "radio_buttons", "options": [option("a")]})),
    ("modal", input_block("i", {"type": "conversations_select", "filter": {"include": ["im"]}})),
    ("modal", input_block("i", {"type": "channels_select"}, dispatch_action=True)),
    ("modal", input_block("i", {"type": "external_select", "min_query_length": 0})),
]


@pytest.mark.parametrize(("surface", "block"), KNOWN_TO_THE_SDK)
def test_blocks_slack_takes_round_trip_through_the_sdk(surface: str, block: Json) -> None:
    parsed = Block.parse(block)

    assert block_problems([block], surface, "/blocks") == []
    assert parsed is not None
    parsed.validate_json()
    assert block_problems([parsed.to_dict()], surface, "/blocks") == []


@pytest.mark.parametrize(
    ("surface", "block"),
    [
        ("message", chart(PIE)),
        ("message", chart(LINE)),
        ("message", table(CELLS, page_size=10)),
        ("home", table(CELLS)),
        ("modal", {"type": "alert", "level": "warning", "text": plain("Careful")}),
    ],
)
def test_newer_blocks_slack_takes(surface: str, block: Json) -> None:
    assert block_problems([block], surface, "/blocks") == []


def test_the_answer_names_the_place(client: WebClient) -> None:
    blocks = [section(), section("x" * 3001)]

    messages = refusal_messages(client, "chat.postMessage", channel="C0PLAT", blocks=blocks)

    assert messages == [
        "[ERROR] must be less than 3001 characters [json-pointer:/blocks/1/text/text]"
    ]


def test_ids_are_made_up_where_they_are_missing(client: WebClient) -> None:
    element: Json = {"type": "button", "text": plain("Go")}

    answer = client.chat_postMessage(channel="C0PLAT", text="x", blocks=[actions(element)])

    block = answer["message"]["blocks"][0]
    assert (len(block["block_id"]), len(block["elements"][0]["action_id"])) == (5, 5)
