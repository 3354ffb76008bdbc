"""Writing in a browser: commands and people are suggested, shortcuts are used, drafts stay."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from playground import Channel, Person, Playground
from tests.playground.make import Json, Recorder

MANIFEST: Json = {
    "features": {
        "slash_commands": [
            {"command": "/okr", "description": "Check in", "usage_hint": "[list | help]"},
            {"command": "/okrs", "description": "All of them", "usage_hint": ""},
            {"command": "/remind", "description": "Later", "usage_hint": "[who]"},
        ],
        "shortcuts": [
            {"name": "Check in", "type": "global", "callback_id": "checkin", "description": "Now"},
            {"name": "Blocker", "type": "message", "callback_id": "blocker", "description": "Keep"},
        ],
    },
    "settings": {"interactivity": {"is_enabled": True}},
}
PEOPLE = (
    Person("U0ANNA", "Anna Berger", locale="de-DE"),
    Person("U0BOB", "Bob Lee"),
    Person("U0LIAM", "Liam Fraser"),
    Person("U0LINA", "Lina Berger"),
    Person("U0GONE", "Lisa Gone", deleted=True),
)
CHANNELS = (
    Channel("C0PLAT", "platform", ("U0ANNA", "U0BOB")),
    Channel("C0OLD", "old", ("U0ANNA", "U0BOB"), is_archived=True),
)


@pytest.fixture
def slack() -> Iterator[Playground]:
    with Playground(PEOPLE, CHANNELS, manifest=MANIFEST).start() as running:
        yield running


@pytest.fixture
def field(slack: Playground, app: Recorder, page: Page) -> Locator:
    """Where Bob writes to the channel."""
    page.goto(f"{slack.url}/#as=U0BOB&in=C0PLAT")
    return page.get_by_role("textbox", name="Message #platform")


def test_commands_are_suggested_and_taken_by_keyboard(
    app: Recorder, field: Locator, page: Page
) -> None:
    field.press_sequentially("/ok")
    expect(page.get_by_role("option")).to_have_text(
        ["/okr [list | help]Check in", "/okrs All of them"]
    )
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")

    expect(field).to_have_value("/okr ")
    expect(field).to_be_focused()
    expect(page.get_by_role("option")).to_have_count(0)
    expect(page.locator(".usage:visible")).to_have_text("/okr [list | help]")
    assert app.kinds == []


def test_the_field_says_which_suggestion_is_meant(field: Locator, page: Page) -> None:
    field.press_sequentially("/okr")
    page.keyboard.press("ArrowDown")

    meant = field.get_attribute("aria-activedescendant")

    expect(page.locator(f"#{meant}")).to_contain_text("/okrs")
    expect(page.locator(f"#{meant}")).to_have_class("option active")


def test_escape_closes_the_suggestions_and_keeps_the_text(field: Locator, page: Page) -> None:
    field.press_sequentially("/ok")

    page.keyboard.press("Escape")

    expect(page.get_by_role("option")).to_have_count(0)
    expect(field).to_have_value("/ok")


def test_enter_takes_a_begun_command_and_sends_a_whole_one(
    slack: Playground, app: Recorder, field: Locator, page: Page
) -> None:
    field.press_sequentially("/rem")
    page.keyboard.press("Enter")
    expect(field).to_have_value("/remind ")
    field.fill("/okr")

    page.keyboard.press("Enter")

    expect(field).to_have_value("")
    slack.wait_for(lambda: app.kinds)
    assert app.last["command"] == "/okr"


def test_a_command_is_taken_by_pointer(field: Locator, page: Page) -> None:
    field.press_sequentially("/")

    page.get_by_role("option", name="/remind").click()

    expect(field).to_have_value("/remind ")
    expect(field).to_be_focused()


def test_people_are_suggested_after_an_at_sign(
    slack: Playground, field: Locator, page: Page
) -> None:
    field.press_sequentially("Hi @li")
    expect(page.get_by_role("option")).to_have_text(["LFLiam Fraser", "LBLina Berger"])
    page.keyboard.press("Enter")
    expect(field).to_have_value("Hi @Liam Fraser ")
    page.keyboard.type("and all")

    page.keyboard.press("Enter")

    expect(page.locator(".message")).to_contain_text("Hi @Liam Fraser and all")
    assert slack.messages("C0PLAT")[-1]["text"] == "Hi <@U0LIAM> and all"


def test_shift_enter_makes_a_new_line(slack: Playground, field: Locator, page: Page) -> None:
    field.press_sequentially("One")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("Two")

    page.keyboard.press("Enter")

    expect(page.locator(".message")).to_contain_text("One")
    assert slack.messages("C0PLAT")[-1]["text"] == "One\nTwo"


def test_a_draft_waits_in_its_channel(slack: Playground, field: Locator, page: Page) -> None:
    field.press_sequentially("Half a thou")

    page.get_by_role("button", name="bot").first.click()
    expect(page.get_by_role("textbox", name="Message bot")).to_have_value("")
    page.get_by_role("button", name="platform").click()

    expect(field).to_have_value("Half a thou")


def test_in_an_archived_channel_nobody_writes(slack: Playground, page: Page) -> None:
    page.goto(f"{slack.url}/#as=U0ANNA&in=C0OLD")

    expect(page.locator("#composer")).to_have_text(
        "Dieser Kanal ist archiviert. Niemand kann hier mehr schreiben."
    )
    expect(page.get_by_role("textbox")).to_have_count(0)


def test_a_global_shortcut_is_used_by_keyboard(
    slack: Playground, app: Recorder, field: Locator, page: Page
) -> None:
    page.get_by_role("button", name="Shortcuts").press("Enter")
    expect(page.get_by_role("menuitem")).to_have_text(["Check inNow"])

    page.keyboard.press("Enter")

    slack.wait_for(lambda: app.kinds)
    assert (app.last["type"], app.last["callback_id"]) == ("shortcut", "checkin")


def test_a_message_shortcut_is_used(
    slack: Playground, app: Recorder, field: Locator, page: Page
) -> None:
    slack.say("U0ANNA", "We wait for parts", channel="C0PLAT")
    page.locator(".message").hover()

    page.get_by_role("button", name="More actions").click()
    page.get_by_role("menuitem", name="Blocker").click()

    slack.wait_for(lambda: "interactive" in app.kinds)
    assert app.last["message"]["text"] == "We wait for parts"
