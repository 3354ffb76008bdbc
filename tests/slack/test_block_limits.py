"""Slack's limits on blocks, one table: at a limit a block passes, one more does not."""

import pytest

from bot.slack.limits import OverLimit, check_view
from tests.slack.block_kit import (
    DIVIDER,
    IMAGE,
    NUMBER,
    TYPED,
    Json,
    actions,
    button,
    buttons,
    confirm,
    element,
    inputs,
    modal,
    mrkdwn,
    option,
    options,
    plain,
    section,
)

BLOCKS_AT_THE_LIMIT = [
    (section(3000), section(3001), "text.text: 3001 characters, at most 3000"),
    (section(1), section(0), "text.text: empty"),
    (section(1), {"type": "section"}, ": needs text or fields"),
    (
        {"type": "section", "fields": [mrkdwn(2000)] * 10},
        {"type": "section", "fields": [mrkdwn(1)] * 11},
        "fields: 11 entries, at most 10",
    ),
    (
        {"type": "section", "fields": [mrkdwn(2000)]},
        {"type": "section", "fields": [mrkdwn(2001)]},
        "fields[0].text: 2001 characters, at most 2000",
    ),
    (
        {"type": "header", "text": plain(150)},
        {"type": "header", "text": plain(151)},
        "text.text: 151 characters, at most 150",
    ),
    (
        {"type": "header", "text": plain(1)},
        {"type": "header", "text": mrkdwn(1)},
        "text: must be plain_text",
    ),
    (
        {"type": "context", "elements": [mrkdwn(1)] * 10},
        {"type": "context", "elements": [mrkdwn(1)] * 11},
        "elements: 11 entries, at most 10",
    ),
    (buttons(25), buttons(26), "elements: 26 entries, at most 25"),
    (buttons(2), actions(), "elements: empty"),
    (
        buttons(2),
        actions(button(), button()),
        "elements: action_id 'press' stands there 2 times",
    ),
    (
        actions(button(75)),
        actions(button(76)),
        "elements[0].text.text: 76 characters, at most 75",
    ),
    (
        actions(button(value="x" * 2000)),
        actions(button(value="x" * 2001)),
        "elements[0].value: 2001 characters, at most 2000",
    ),
    (
        actions(button(value="7")),
        actions(button(value=7)),
        "elements[0].value: must be a string",
    ),
    (
        actions(button(url="x" * 3000)),
        actions(button(url="x" * 3001)),
        "elements[0].url: 3001 characters, at most 3000",
    ),
    (
        actions(button(action_id="x" * 255)),
        actions(button(action_id="x" * 256)),
        "elements[0].action_id: 256 characters, at most 255",
    ),
    (
        actions(button(confirm=confirm(100, 300, 30))),
        actions(button(confirm=confirm(title=101))),
        "elements[0].confirm.title.text: 101 characters, at most 100",
    ),
    (
        actions(button(confirm=confirm())),
        actions(button(confirm=confirm(text=301))),
        "elements[0].confirm.text.text: 301 characters, at most 300",
    ),
    (
        actions(element("static_select", options=options(100))),
        actions(element("static_select", options=options(101))),
        "elements[0].options: 101 entries, at most 100",
    ),
    (
        actions(element("static_select", options=options(1))),
        actions(element("static_select")),
        "elements[0]: needs options or option_groups",
    ),
    (
        actions(element("static_select", options=[option(75, "v" * 75)])),
        actions(element("static_select", options=[option(76)])),
        "elements[0].options[0].text.text: 76 characters, at most 75",
    ),
    (
        actions(element("static_select", options=[option(description=plain(75))])),
        actions(element("static_select", options=[option(description=plain(76))])),
        "elements[0].options[0].description.text: 76 characters, at most 75",
    ),
    (
        actions(element("static_select", options=options(2))),
        actions(element("static_select", options=[option(), option()])),
        "elements[0].options: value 'v' stands there 2 times",
    ),
    (
        actions(element("static_select", options=options(1), placeholder=plain(150))),
        actions(element("static_select", options=options(1), placeholder=plain(151))),
        "elements[0].placeholder.text: 151 characters, at most 150",
    ),
    (
        actions(element("overflow", options=options(5))),
        actions(element("overflow", options=options(6))),
        "elements[0].options: 6 entries, at most 5",
    ),
    (
        actions(element("radio_buttons", options=options(10))),
        actions(element("radio_buttons", options=options(11))),
        "elements[0].options: 11 entries, at most 10",
    ),
    (
        section(1, accessory=element("checkboxes", options=options(10))),
        section(1, accessory=element("checkboxes", options=options(11))),
        "accessory.options: 11 entries, at most 10",
    ),
    (IMAGE, {**IMAGE, "alt_text": ""}, "alt_text: empty"),
    (IMAGE, {"type": "image", "image_url": "https://example.com/1.png"}, "alt_text: missing"),
    (
        section(1, block_id="x" * 255),
        section(1, block_id="x" * 256),
        "block_id: 256 characters, at most 255",
    ),
    (inputs(TYPED, 2000), inputs(TYPED, 2001), "label.text: 2001 characters, at most 2000"),
    (
        inputs(NUMBER),
        inputs(element("number_input")),
        "element.is_decimal_allowed: missing",
    ),
    (
        inputs({**NUMBER, "initial_value": "1.5"}),
        inputs({**NUMBER, "initial_value": 1.5}),
        "element.initial_value: must be a string",
    ),
    (
        inputs({**TYPED, "initial_value": "x" * 3000}),
        inputs({**TYPED, "initial_value": "x" * 3001}),
        "element.initial_value: 3001 characters, at most 3000",
    ),
]


@pytest.mark.parametrize(("good", "bad", "fault"), BLOCKS_AT_THE_LIMIT)
def test_a_block_at_the_limit_passes_and_over_it_does_not(
    good: Json, bad: Json, fault: str
) -> None:
    check_view(modal(DIVIDER, good))

    with pytest.raises(OverLimit) as refused:
        check_view(modal(DIVIDER, bad))
    dot = "" if fault.startswith(":") else "."
    assert str(refused.value) == f"blocks[1]{dot}{fault}"
