"""What a person can press has a handler, what is handled can be pressed, and Slack knows of it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from slack_bolt import App

import handlers
from bot.domain.fields import NUMBERS, WORDS
from bot.manifests import socket_manifest
from bot.preview import example
from bot.render import list_templates, render
from handlers.checkins import FIELD
from tests.fakes import Listeners
from tests.templates.examples import RICH, folded_form, unfolded_form

TEMPLATES = Path(__file__).parents[1] / "templates"
SOURCES = "\n".join(file.read_text(encoding="utf-8") for file in TEMPLATES.rglob("*.j2"))
RENDERED = [render(name, "en", **example(name)) for name in list_templates()]
FORMS = [render("modals/checkin", "en", **make(RICH)) for make in (folded_form, unfolded_form)]


def listening() -> Listeners:
    listeners = Listeners()
    handlers.register(cast("App", listeners))
    return listeners


def registered() -> dict[str, set[str]]:
    return listening().ids


def parts(payload: Any) -> Iterator[dict[str, Any]]:
    """All objects in a payload, at any depth."""
    if isinstance(payload, dict):
        yield payload
        for value in payload.values():
            yield from parts(value)
    elif isinstance(payload, list):
        for value in payload:
            yield from parts(value)


PARTS = list(parts(RENDERED + FORMS))
INPUTS = [each for each in PARTS if each.get("type") == "input"]
TYPED_INTO = [each["element"]["action_id"] for each in INPUTS]
ACTIONS = {each["action_id"] for each in PARTS if each.get("action_id")}
PRESSED = {each.partition(":")[0] for each in ACTIONS - set(TYPED_INTO)}
WRITTEN = set(re.findall(r'"action_id": "([a-z_]+\.[a-z_]+)(?::\{\{ each\.id \}\})?"', SOURCES))
DISPATCHED = {each["block_id"] for each in INPUTS if each.get("dispatch_action")} - WRITTEN
WHERE = {
    (view["callback_id"], block["block_id"])
    for view in RENDERED + FORMS
    for block in view.get("blocks", ())
    if block.get("block_id") in DISPATCHED
}
SUBMITTED = {each["callback_id"] for each in RENDERED if "submit" in each}


def test_everything_that_can_be_pressed_has_a_handler_and_no_other_exists() -> None:
    assert registered()["action"] == WRITTEN


def test_the_examples_show_nothing_that_the_sources_do_not_name() -> None:
    assert PRESSED <= WRITTEN
    assert {"checkin.open", "checkin.unfold"} <= PRESSED


def test_every_form_has_a_handler_and_no_other_exists() -> None:
    assert registered()["view"] == SUBMITTED


@pytest.mark.parametrize("block", INPUTS, ids=[each["block_id"] for each in INPUTS])
def test_an_input_has_one_name(block: dict[str, Any]) -> None:
    assert block["element"]["action_id"] == block["block_id"]


@pytest.mark.parametrize(("form", "name"), sorted(WHERE))
def test_a_field_that_tells_what_is_typed_is_heard_once(form: str, name: str) -> None:
    listeners, body = listening(), {"view": {"callback_id": form}}

    heard = [
        each
        for each in listeners.patterns["action"]
        if each.search(name) and all(fits(body) for fits in listeners.matchers[each])
    ]

    assert len(heard) == 1 or name in registered()["action"]


def test_each_field_that_tells_what_is_typed_is_in_a_form() -> None:
    assert {name for _form, name in WHERE} == DISPATCHED


@pytest.mark.parametrize("pattern", listening().patterns["action"], ids=lambda each: each.pattern)
def test_what_is_heard_by_its_shape_is_a_field(pattern: re.Pattern[str]) -> None:
    assert [each for each in DISPATCHED if pattern.search(each)]


def test_every_field_of_a_key_result_in_a_check_in_is_heard_and_no_other() -> None:
    words = {each.partition(":")[0] for each in DISPATCHED if FIELD.search(each)}

    assert words == {*NUMBERS, *WORDS}


def test_the_manifest_declares_what_is_heard() -> None:
    features, settings = socket_manifest()["features"], socket_manifest()["settings"]
    heard = registered()

    assert {each["command"] for each in features["slash_commands"]} == heard["command"]
    assert {each["callback_id"] for each in features["shortcuts"]} == heard["shortcut"]
    # "message.im" is subscribed to, and comes as a "message".
    events = settings["event_subscriptions"]["bot_events"]
    assert {each.partition(".")[0] for each in events} == heard["event"]
