"""The page in a real browser: a person reads, presses, fills, is corrected, and submits."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect
from slack_sdk import WebClient

from playground import Person, Playground
from tests.browser import choose
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

MONDAY = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


@pytest.fixture
def homeless() -> Iterator[Playground]:
    """A workspace whose app has no Home tab."""
    manifest: Json = {"features": {"app_home": {"home_tab_enabled": False}}}
    with Playground([Person("U0BOB", "Bob Lee")], manifest=manifest).start() as running:
        yield running


def form() -> Json:
    menu: Json = {"type": "static_select", "options": [option("1", "Low"), option("9", "High")]}
    return modal(
        input_block("value", label=plain("Current value")),
        input_block("confidence", menu, label=plain("Confidence")),
        input_block("note", {"type": "plain_text_input", "multiline": True}, optional=True),
    )


class FormApp(Recorder):
    """Opens the form on a press and takes numbers only."""

    client: WebClient

    def __call__(self, kind: str, body: Json, headers: dict[str, str]) -> tuple[int, object]:
        super().__call__(kind, body, headers)
        if body.get("type") in ("block_actions", "shortcut") or kind == "command":
            self.client.views_open(trigger_id=body["trigger_id"], view=form())
        if body.get("type") == "view_submission":
            return self.submitted(body)
        return 200, None

    def submitted(self, body: Json) -> tuple[int, object]:
        values = body["view"]["state"]["values"]
        value = values["value"]["value"]["value"]
        if not value.isdigit():
            return 200, {"response_action": "errors", "errors": {"value": "Not a number"}}
        note, chosen = values["note"]["note"]["value"], values["confidence"]["confidence"]
        text = f"{value} {chosen['selected_option']['value']} {note}"
        self.client.chat_postMessage(channel=body["user"]["id"], text=text)
        return 200, None


@pytest.fixture
def form_app(slack: Playground, client: WebClient) -> FormApp:
    app = FormApp()
    app.client = client
    slack.use_callable(app)
    return app


def test_a_form_from_the_message_to_the_receipt(
    slack: Playground, client: WebClient, form_app: FormApp, page: Page
) -> None:
    blocks = [section("*Time* for <@U0BOB> & you"), actions(button(text=plain("Check in")))]
    client.chat_postMessage(channel="U0BOB", text="Check in", blocks=blocks)
    page.goto(f"{slack.url}/#as=U0BOB")

    expect(page.locator(".message").last).to_contain_text("Time for @Bob Lee & you")
    page.get_by_role("button", name="Check in").click()
    page.get_by_label("Current value").fill("12 apples")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("[data-error=confidence]")).to_have_text(
        "Please complete this required field."
    )
    choose(page, "Confidence", "High")
    page.get_by_label("note").fill("All & well")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("[data-error=value]")).to_have_text("Not a number")
    expect(page.get_by_label("Current value")).to_be_focused()
    page.get_by_label("Current value").fill("12")
    page.get_by_role("button", name="Save").click()

    expect(page.locator("dialog.modal")).to_be_hidden()
    expect(page.locator(".message").last).to_contain_text("12 9 All & well")


def test_a_slash_command_is_typed_and_escape_closes(
    slack: Playground, form_app: FormApp, page: Page
) -> None:
    page.goto(f"{slack.url}/#as=U0BOB")

    page.get_by_label("Message bot").fill("/try now")
    page.keyboard.press("Enter")
    expect(page.locator("dialog.modal")).to_be_visible()
    page.keyboard.press("Escape")

    expect(page.locator("dialog.modal")).to_be_hidden()
    assert form_app.bodies[0]["text"] == "now"
    assert slack.view("U0BOB") is None


def test_the_page_speaks_the_persons_language(slack: Playground, page: Page) -> None:
    page.goto(f"{slack.url}/#as=U0ANNA")
    expect(page.get_by_role("heading", name="Kanäle")).to_be_visible()

    page.get_by_role("button", name="Acting as").click()
    page.get_by_role("option", name="Bob Lee").click()

    expect(page.get_by_role("heading", name="Channels")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en-US")


def test_an_ephemeral_message_says_that_only_one_person_sees_it(
    slack: Playground, client: WebClient, page: Page
) -> None:
    client.chat_postMessage(channel="C0PLAT", text="Digest")
    client.chat_postEphemeral(channel="C0PLAT", user="U0BOB", text="Psst")
    page.goto(f"{slack.url}/#as=U0BOB")

    page.get_by_role("button", name="platform").click()

    rows = page.locator(".message")
    expect(rows).to_have_count(2)
    expect(rows.nth(0)).not_to_contain_text("Only visible to you")
    expect(rows.nth(1)).to_contain_text("Only visible to you")


def test_the_home_tab_is_asked_for_and_used(
    slack: Playground, client: WebClient, app: Recorder, page: Page
) -> None:
    client.views_publish(user_id="U0BOB", view=home(section("Yours", accessory=button())))
    page.goto(f"{slack.url}/#as=U0BOB")

    page.get_by_role("tab", name="Home").click()
    slack.wait_for(lambda: app.kinds == ["event"])
    page.get_by_role("button", name="Go").click()

    slack.wait_for(lambda: app.kinds == ["event", "interactive"])
    assert app.bodies[0]["event"]["type"] == "app_home_opened"
    assert app.last["view"]["type"] == "home"


def test_without_a_home_in_the_manifest_there_is_no_home_tab(
    homeless: Playground, page: Page
) -> None:
    page.goto(f"{homeless.url}/#as=U0BOB")

    expect(page.get_by_role("tab")).to_have_text(["Messages"])


def test_a_failed_command_is_shown(slack: Playground, app: Recorder, page: Page) -> None:
    app.answers = [(500, None)]
    page.goto(f"{slack.url}/#as=U0BOB")

    page.get_by_label("Message bot").fill("/try")
    page.keyboard.press("Enter")

    expect(page.locator(".toast")).to_have_text('/try failed with the error "dispatch_failed"')


def test_a_submission_that_fails_is_told_above_the_modal(
    slack: Playground, client: WebClient, app: Recorder, page: Page
) -> None:
    slack.command("U0BOB", "/try")
    optional = input_block("note", optional=True)
    client.views_open(trigger_id=app.last["trigger_id"], view=modal(optional))
    app.answers = [(500, None)]
    page.goto(f"{slack.url}/#as=U0BOB")

    page.get_by_role("button", name="Save").click()

    expect(page.locator(".toast")).to_have_text("We had some trouble connecting. Try again?")
    page.locator(".toast").click(trial=True)
    expect(page.locator("dialog.modal")).to_be_visible()


def test_hostile_text_stays_text(slack: Playground, client: WebClient, page: Page) -> None:
    client.chat_postMessage(
        channel="U0BOB", text="<img src=x onerror=alert(1)> <javascript:alert(1)|press> *bold*"
    )
    page.goto(f"{slack.url}/#as=U0BOB")

    message = page.locator(".message").last
    expect(message).to_contain_text("<img src=x onerror=alert(1)>")
    expect(message.locator("img, a")).to_have_count(0)
    expect(message.locator("strong", has_text="bold")).to_be_visible()
