"""Fields in a real browser: when the app hears of them, and how they count."""

from playwright.sync_api import Page, expect
from slack_sdk import WebClient

from playground import Playground
from tests.playground.make import Recorder, input_block, modal


def test_an_input_tells_the_app_when_its_block_says_so(
    slack: Playground, client: WebClient, app: Recorder, page: Page
) -> None:
    letters = {"dispatch_action_config": {"trigger_actions_on": ["on_character_entered"]}}
    slack.command("U0BOB", "/try")
    view = modal(
        input_block("quiet"),
        input_block("enter", dispatch_action=True),
        input_block("letters", {"type": "plain_text_input", **letters}, dispatch_action=True),
    )
    client.views_open(trigger_id=app.last["trigger_id"], view=view)
    page.goto(f"{slack.url}/#as=U0BOB")

    page.get_by_label("quiet").fill("a")
    page.get_by_label("enter").fill("b")
    page.keyboard.press("Enter")
    page.get_by_label("letters").fill("c")

    slack.wait_for(lambda: len(app.bodies) == 3)
    assert [body["actions"][0]["value"] for body in app.bodies[1:]] == ["b", "c"]
    typed = {
        block: entries[block]["value"]
        for block, entries in app.last["view"]["state"]["values"].items()
    }
    assert typed == {"quiet": "a", "enter": "b", "letters": "c"}


def test_a_number_steps_within_its_bounds(
    slack: Playground, client: WebClient, app: Recorder, page: Page
) -> None:
    number = {"type": "number_input", "is_decimal_allowed": True, "max_value": "3"}
    slack.command("U0BOB", "/try")
    view = modal(input_block("value", {**number, "initial_value": "1.5"}))
    client.views_open(trigger_id=app.last["trigger_id"], view=view)
    page.goto(f"{slack.url}/#as=U0BOB")
    field = page.get_by_label("value")

    field.press("ArrowUp")
    expect(field).to_have_value("2.5")
    field.press("ArrowUp")

    expect(field).to_have_value("3")


def test_a_counter_shows_near_the_limit(
    slack: Playground, client: WebClient, app: Recorder, page: Page
) -> None:
    slack.command("U0BOB", "/try")
    view = modal(input_block("note", {"type": "plain_text_input", "max_length": 10}))
    client.views_open(trigger_id=app.last["trigger_id"], view=view)
    page.goto(f"{slack.url}/#as=U0BOB")

    page.get_by_label("note").fill("12345")
    expect(page.locator(".counter")).to_have_text("")
    page.get_by_label("note").fill("123456789012")

    expect(page.locator(".counter")).to_have_text("-2")
