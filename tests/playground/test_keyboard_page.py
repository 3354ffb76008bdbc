"""The whole page without a mouse: the order of Tab, and a form from the message to its answer."""

from datetime import UTC, datetime

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
    option,
    plain,
    section,
)

MONDAY = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
ORDER = [
    '- button "Skip to the conversation"',
    '- button "Nothing is due" [disabled]',
    '- button "+1 hour"',
    '- button "+1 day"',
    '- button "+1 week"',
    '- button "Real time"',
    '- button "What happened"',
    '- button "Settings"',
    '- button "Acting as, Bob Lee, 4:00 AM":',
    '- button "Channels" [expanded]',
    '- button "platform"',
    '- button "Apps" [expanded]',
    '- button "bot"',
    '- tab "Messages" [selected]',
    "- listitem:",  # the message itself: arrow keys lead to its neighbours
    '- button "Go"',
    '- button "Add reaction"',
    '- button "Reply in thread"',
    '- button "Copy link"',
    '- textbox "Message bot"',
]
SIZES = {
    "type": "radio_buttons",
    "options": [option("small"), option("large")],
}
DONE = {"type": "checkboxes", "options": [option("mixed"), option("kneaded")]}
BREADS = {"type": "static_select", "options": [option("rye"), option("wheat")]}


class Baker(Recorder):
    """Opens a form on a press, and says what was filled in."""

    client: WebClient

    def __call__(self, kind: str, body: Json, headers: dict[str, str]) -> tuple[int, object]:
        answer = super().__call__(kind, body, headers)
        if body["type"] == "block_actions":
            self.client.views_open(trigger_id=body["trigger_id"], view=form())
        if body["type"] == "view_submission":
            self.client.chat_postMessage(channel=body["user"]["id"], text="In the oven")
        return answer


def form() -> Json:
    return modal(
        input_block("name", label=plain("Name")),
        input_block("bread", BREADS, label=plain("Bread")),
        input_block("day", {"type": "datepicker"}, label=plain("Day")),
        input_block("size", SIZES, label=plain("Size")),
        input_block("done", DONE, label=plain("Done")),
    )


@pytest.fixture
def baker(slack: Playground, client: WebClient) -> Baker:
    app = Baker()
    app.client = client
    slack.use_callable(app)
    slack.set_time(MONDAY)
    return app


def tabbed(page: Page) -> str:
    """What a screen reader says first of what Tab leads to."""
    page.keyboard.press("Tab")
    return page.locator(":focus").aria_snapshot().splitlines()[0]


def test_tab_leads_from_the_bar_over_the_sidebar_and_the_message_to_the_composer(
    slack: Playground, client: WebClient, page: Page
) -> None:
    slack.set_time(MONDAY)
    client.chat_postMessage(channel="U0BOB", text="x", blocks=[actions(button())])
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{slack.url}/?lang=en#as=U0BOB")
    expect(page.get_by_role("button", name="Go", exact=True)).to_be_visible()
    expect(page.locator(".room.unread")).to_have_count(0)  # which its button would say

    said = [tabbed(page) for _ in ORDER]

    assert said == ORDER


def test_the_skip_link_leads_to_the_composer(slack: Playground, page: Page) -> None:
    page.goto(f"{slack.url}/#as=U0BOB")
    expect(page.get_by_label("Message bot")).to_be_visible()

    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Skip to the conversation")).to_be_in_viewport()
    page.keyboard.press("Enter")

    expect(page.get_by_label("Message bot")).to_be_focused()


def test_a_form_is_opened_filled_and_submitted_by_key(
    client: WebClient, slack: Playground, baker: Baker, page: Page
) -> None:
    blocks = [section("*Order*"), actions(button(text=plain("Order bread")))]
    client.chat_postMessage(channel="U0BOB", text="Order", blocks=blocks)
    page.goto(f"{slack.url}/?lang=en#as=U0BOB")
    keys = page.keyboard

    page.get_by_role("button", name="Order bread").press("Enter")
    expect(page.get_by_label("Name")).to_be_visible()
    page.get_by_label("Name").focus()
    keys.type("Ciabatta")
    keys.press("Tab")
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    keys.press("Enter")
    keys.press("Tab")
    keys.press("Enter")
    keys.press("ArrowRight")
    keys.press("Enter")
    keys.press("Tab")
    keys.press("Space")
    keys.press("ArrowDown")
    keys.press("Tab")
    keys.press("Tab")
    keys.press("Space")
    keys.press("Enter")

    expect(page.locator("dialog.modal")).to_be_hidden()
    expect(page.locator(".message").last).to_contain_text("In the oven")
    assert entered(baker) == {
        "name": "Ciabatta",
        "bread": "wheat",
        "day": "2026-01-06",
        "size": "large",
        "done": ["kneaded"],
    }


def entered(baker: Baker) -> Json:
    values = baker.last["view"]["state"]["values"]
    return {
        "name": values["name"]["name"]["value"],
        "bread": values["bread"]["bread"]["selected_option"]["value"],
        "day": values["day"]["day"]["selected_date"],
        "size": values["size"]["size"]["selected_option"]["value"],
        "done": [one["value"] for one in values["done"]["done"]["selected_options"]],
    }
