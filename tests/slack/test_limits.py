"""Slack's limits on views and messages: at a limit they pass, one more does not."""

import pytest

from bot.slack.limits import OverLimit, check_message, check_view
from tests.slack.block_kit import CHART, DIVIDER, TYPED, Json, inputs, modal, plain, section


@pytest.mark.parametrize(
    ("good", "bad", "fault"),
    [
        (modal(*[DIVIDER] * 100), modal(*[DIVIDER] * 101), "blocks: 101 entries, at most 100"),
        (modal(DIVIDER), modal(), "blocks: empty"),
        (modal(DIVIDER), {"type": "modal", "blocks": [DIVIDER]}, "title: missing"),
        (modal(DIVIDER), {"type": "page", "blocks": [DIVIDER]}, "type: 'page' is no view"),
        (
            modal(DIVIDER, title=plain(24)),
            modal(DIVIDER, title=plain(25)),
            "title.text: 25 characters, at most 24",
        ),
        (
            modal(DIVIDER, submit=plain(24)),
            modal(DIVIDER, submit=plain(25)),
            "submit.text: 25 characters, at most 24",
        ),
        (
            modal(DIVIDER, private_metadata="x" * 3000),
            modal(DIVIDER, private_metadata="x" * 3001),
            "private_metadata: 3001 characters, at most 3000",
        ),
        (
            modal(DIVIDER, callback_id="x" * 255),
            modal(DIVIDER, callback_id="x" * 256),
            "callback_id: 256 characters, at most 255",
        ),
        (
            modal(inputs(TYPED)),
            modal(inputs(TYPED), submit=None),
            "submit: missing, there are inputs",
        ),
        (
            modal(inputs(TYPED, block_id="a"), inputs(TYPED, block_id="b")),
            modal(inputs(TYPED, block_id="a"), inputs(TYPED, block_id="a")),
            "blocks: block_id 'a' stands there 2 times",
        ),
        (
            modal({"type": "alert", "text": plain(200)}),
            modal(CHART),
            "blocks[0].type: 'data_visualization' cannot stand in a modal",
        ),
        (
            {"type": "home", "blocks": [DIVIDER] * 100},
            {"type": "home", "blocks": [DIVIDER] * 101},
            "blocks: 101 entries, at most 100",
        ),
        (
            modal(*[section(2000)] * 100),
            modal(*[section(3000)] * 100),
            "view: 306230 bytes, at most 250000",
        ),
    ],
)
def test_a_view_at_the_limit_passes_and_over_it_does_not(good: Json, bad: Json, fault: str) -> None:
    check_view(good)

    with pytest.raises(OverLimit) as refused:
        check_view(bad)
    assert str(refused.value) == fault


@pytest.mark.parametrize(
    ("good", "bad", "fault"),
    [
        ({"text": "x" * 4000}, {"text": "x" * 4001}, "text: 4001 characters, at most 4000"),
        ({"text": "x"}, {"text": ""}, "text: empty"),
        ({"text": "x"}, {"blocks": [DIVIDER]}, "text: missing"),
        (
            {"text": "x", "blocks": [DIVIDER] * 50},
            {"text": "x", "blocks": [DIVIDER] * 51},
            "blocks: 51 entries, at most 50",
        ),
        (
            {"text": "x", "blocks": [CHART] * 2},
            {"text": "x", "blocks": [CHART] * 3},
            "blocks: 3 of data_visualization, at most 2",
        ),
        (
            {"text": "x", "blocks": [DIVIDER]},
            {"text": "x", "blocks": [{"type": "alert", "text": plain(1)}]},
            "blocks[0].type: 'alert' cannot stand in a message",
        ),
    ],
)
def test_a_message_at_the_limit_passes_and_over_it_does_not(
    good: Json, bad: Json, fault: str
) -> None:
    check_message(good)

    with pytest.raises(OverLimit) as refused:
        check_message(bad)
    assert str(refused.value) == fault


def test_every_fault_is_named_at_once() -> None:
    with pytest.raises(OverLimit) as refused:
        check_message({"text": "", "blocks": [section(0), section(3001)]})

    assert str(refused.value) == (
        "text: empty; blocks[0].text.text: empty;"
        " blocks[1].text.text: 3001 characters, at most 3000"
    )
