"""Modals in a real browser: their stack, what is typed, errors, waiting, where the focus goes."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from slack_sdk import WebClient

from playground import Playground
from tests.playground.make import (
    Json,
    Recorder,
    actions,
    button,
    input_block,
    modal,
    plain,
    section,
)

Show = Callable[..., Json]
# A page that learns what has changed only after the answer to its submission.
ANSWERED_FIRST = """() => {
  const real = window.fetch;
  let answered = null;
  const first = new Promise((later) => { answered = later; });
  window.fetch = async (address, ...more) => {
    const response = await real(address, ...more);
    if (address.startsWith("/control/submit")) setTimeout(answered, 100);
    if (address.startsWith("/control/state")) await first;
    return response;
  };
}"""


@pytest.fixture
def show(slack: Playground, client: WebClient, app: Recorder, page: Page) -> Show:
    """Opens a modal for Bob, who looks at the page."""

    def opened(*blocks: Json, **more: Any) -> Json:
        page.goto(f"{slack.url}/#as=U0BOB")
        page.get_by_label("Message bot").fill("/try")
        page.keyboard.press("Enter")
        slack.wait_for(lambda: app.kinds == ["command"])
        trigger = app.last["trigger_id"]
        view: Json = client.views_open(trigger_id=trigger, view=modal(*blocks, **more))["view"]
        expect(page.get_by_role("dialog")).to_be_visible()
        return view

    return opened


def push(slack: Playground, client: WebClient, app: Recorder, **more: Any) -> None:
    slack.press("U0BOB", "go")
    client.views_push(trigger_id=app.last["trigger_id"], view=modal(**more))


def test_a_pushed_view_goes_back_to_what_was_typed(
    slack: Playground, client: WebClient, app: Recorder, page: Page, show: Show
) -> None:
    show(input_block("name"), actions(button()))
    page.get_by_label("name").fill("Ada")
    page.get_by_role("button", name="Go").click()
    slack.wait_for(lambda: app.kinds == ["command", "interactive"])
    client.views_push(trigger_id=app.last["trigger_id"], view=modal(title=plain("Second")))

    expect(page.get_by_role("dialog", name="Second")).to_be_visible()
    page.get_by_role("button", name="Back").click()

    expect(page.get_by_role("dialog", name="Form")).to_be_visible()
    expect(page.get_by_label("name")).to_have_value("Ada")
    expect(page.get_by_role("button", name="Go")).to_be_focused()


@pytest.mark.parametrize(
    ("leave", "left"),
    [
        (lambda page: page.keyboard.press("Escape"), 1),
        (lambda page: page.get_by_role("button", name="Cancel").click(), 1),
        (lambda page: page.get_by_role("button", name="Close").click(), 0),
    ],
    ids=["escape", "cancel", "x"],
)
def test_the_x_closes_all_views_and_the_rest_the_top_one(  # noqa: PLR0917 -- fixtures
    slack: Playground,
    client: WebClient,
    app: Recorder,
    page: Page,
    show: Show,
    leave: Callable[[Page], None],
    left: int,
) -> None:
    show(actions(button()))
    push(slack, client, app, title=plain("Second"))
    expect(page.get_by_role("dialog", name="Second")).to_be_visible()

    leave(page)

    slack.wait_for(lambda: len(slack.views("U0BOB")) == left)
    expect(page.get_by_role("dialog")).to_have_count(left)


def test_an_update_keeps_what_is_typed_the_focus_and_the_scroll(
    client: WebClient, page: Page, show: Show
) -> None:
    many = [input_block(f"n{number}") for number in range(12)]
    view = show(*many)
    field = page.get_by_label("n11", exact=True)
    field.fill("half a wo")
    field.press("ArrowLeft")
    before = page.locator(".modal-body").evaluate("body => body.scrollTop")

    client.views_update(view_id=view["id"], view=modal(*many, section("New"), submit=plain("Go")))

    expect(page.get_by_text("New")).to_be_visible()
    expect(field).to_be_focused()
    expect(field).to_have_value("half a wo")
    assert field.evaluate("field => field.selectionStart") == 8
    assert page.locator(".modal-body").evaluate("body => body.scrollTop") == before
    assert before > 0


def test_a_loading_view_becomes_the_form(client: WebClient, page: Page, show: Show) -> None:
    view = show()
    loading = {"type": "modal", "title": plain("Wait"), "blocks": [section("Loading")]}
    client.views_update(view_id=view["id"], view=loading)
    expect(page.get_by_text("Loading")).to_be_visible()
    expect(page.get_by_role("button", name="Save")).to_have_count(0)

    client.views_update(view_id=view["id"], view=modal())

    expect(page.get_by_label("name")).to_be_focused()
    expect(page.get_by_role("button", name="Save")).to_be_visible()


def test_an_error_stands_at_its_field_which_has_the_focus(
    app: Recorder, page: Page, show: Show
) -> None:
    show(input_block("first", optional=True), input_block("second", optional=True))
    app.answers = [(200, {"response_action": "errors", "errors": {"second": "Not that"}})]

    page.get_by_role("button", name="Save").click()

    field = page.get_by_label("second")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description("Not that")
    expect(page.get_by_label("first")).not_to_have_attribute("aria-invalid", "true")


def test_the_focus_goes_to_the_new_error_also_while_the_one_before_still_stands(
    app: Recorder, page: Page, show: Show
) -> None:
    show(input_block("first"), input_block("second", optional=True))
    app.answers = [(200, {"response_action": "errors", "errors": {"second": "Not that"}})]
    save = page.get_by_role("button", name="Save")
    save.click()
    expect(page.get_by_label("first")).to_be_focused()
    page.get_by_label("first").fill("Ada")

    page.evaluate(ANSWERED_FIRST)
    save.click()

    expect(page.get_by_label("second")).to_be_focused()


def test_an_error_at_a_menu_goes_when_it_is_right(
    slack: Playground, app: Recorder, page: Page, show: Show
) -> None:
    show(input_block("who", {"type": "users_select"}))

    page.get_by_role("button", name="Save").click()
    field = page.get_by_role("combobox", name="who")
    expect(field).to_have_accessible_description("Please complete this required field.")
    expect(field).to_be_focused()
    page.keyboard.type("Anna")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_role("dialog")).to_be_hidden()
    values = app.last["view"]["state"]["values"]
    assert values == {"who": {"who": {"type": "users_select", "selected_user": "U0ANNA"}}}
    assert slack.view("U0BOB") is None


def test_an_error_at_what_is_no_input_is_trouble_but_breaks_nothing(
    app: Recorder, page: Page, show: Show
) -> None:
    show(section("Text", block_id="text"), input_block("name", optional=True))
    app.answers = [(200, {"response_action": "errors", "errors": {"text": "No"}})]

    save = page.get_by_role("button", name="Save")
    save.click()
    expect(page.locator(".toast")).to_have_text("We had some trouble connecting. Try again?")
    expect(save).not_to_have_attribute("aria-busy", "true")
    save.click()

    expect(page.get_by_role("dialog")).to_be_hidden()


def test_submit_waits_for_the_app_and_is_pressed_once(
    slack: Playground, page: Page, show: Show
) -> None:
    show(input_block("name", optional=True))
    answered = threading.Event()
    kinds: list[str] = []

    def answer(_kind: str, body: Json, _headers: dict[str, str]) -> tuple[int, object]:
        kinds.append(body["type"])
        answered.wait(2)
        return 200, None

    slack.use_callable(answer)
    save = page.get_by_role("button", name="Save")
    save.click()
    expect(save).to_have_attribute("aria-busy", "true")
    save.click()
    answered.set()

    expect(page.get_by_role("dialog")).to_be_hidden()
    assert kinds == ["view_submission"]


def test_the_focus_returns_to_what_opened_the_modal(
    slack: Playground, client: WebClient, app: Recorder, page: Page
) -> None:
    client.chat_postMessage(channel="U0BOB", text="x", blocks=[actions(button())])
    page.goto(f"{slack.url}/#as=U0BOB")
    page.get_by_role("button", name="Go").click()
    slack.wait_for(lambda: app.kinds == ["interactive"])
    client.views_open(trigger_id=app.last["trigger_id"], view=modal())
    expect(page.get_by_label("name")).to_be_focused()

    page.keyboard.press("Escape")

    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("button", name="Go")).to_be_focused()


def test_a_modal_covers_the_slack_and_leaves_the_bar_to_press(
    slack: Playground, show: Show, page: Page
) -> None:
    show(input_block("name"))
    page.get_by_label("name").fill("Ada")

    page.get_by_role("button", name="What happened").click()
    page.get_by_text("Things that go wrong").click()
    page.get_by_role("switch").first.click()

    slack.wait_for(slack.switches)
    page.get_by_role("dialog").get_by_label("name").press("Shift+Tab")
    expect(page.get_by_label("name")).to_have_value("Ada")
    covered = "all => all.map((one) => one.inert)"
    slack_itself = page.locator("#skip, #side, #main, #thread")
    assert slack_itself.evaluate_all(covered) == [True, True, True, True]


def test_what_was_typed_is_told_when_the_modal_closes(
    slack: Playground, app: Recorder, page: Page, show: Show
) -> None:
    show(input_block("name"), notify_on_close=True)

    page.get_by_label("name").fill("Half")
    page.get_by_role("button", name="Cancel").click()

    slack.wait_for(lambda: app.kinds == ["command", "interactive"])
    assert (app.last["type"], app.last["is_cleared"]) == ("view_closed", False)
    assert app.last["view"]["state"]["values"]["name"]["name"]["value"] == "Half"


def test_a_list_in_a_modal_closes_before_the_modal(show: Show, page: Page) -> None:
    show(input_block("who", {"type": "users_select"}))

    page.get_by_role("combobox", name="who").click()
    expect(page.get_by_role("option", name="Anna")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("option", name="Anna")).to_be_hidden()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")

    expect(page.get_by_role("dialog")).to_be_hidden()


def test_a_modal_fills_a_phone(show: Show, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})

    show(input_block("name"))

    expect(page.get_by_label("name")).to_be_focused()
    bar = page.locator("header.top").bounding_box()
    assert bar is not None
    assert page.get_by_role("dialog").bounding_box() == {
        "x": 0,
        "y": bar["height"],
        "width": 390,
        "height": 844 - bar["height"],
    }
