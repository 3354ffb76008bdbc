"""Who is acted as: found and taken by keyboard, in two languages."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect
from slack_sdk import WebClient

from playground import Playground
from tests.playground.frame import arrive


@pytest.mark.parametrize(
    ("language", "bob", "anna"),
    [
        ("en", "Acting as, Bob Lee, 4:00 AM", "Acting as, Anna Berger, 10:00 AM"),
        ("de", "Du bist, Bob Lee, 4:00", "Du bist, Anna Berger, 10:00"),
    ],
)
def test_another_person_is_found_and_taken_by_keyboard(
    monday: Playground, page: Page, language: str, bob: str, anna: str
) -> None:
    arrive(page, f"{monday.url}/?lang={language}#as=U0BOB&in=C0PLAT")
    expect(page.get_by_role("button", name=bob)).to_be_visible()

    page.keyboard.press("Alt+u")
    page.keyboard.type("berg")
    page.keyboard.press("Enter")

    expect(page.get_by_role("button", name=anna)).to_be_focused()
    expect(page.locator("h1")).to_contain_text("platform")
    expect(page.locator("html")).to_have_attribute("lang", "de-DE")


def test_bots_and_those_who_left_are_not_offered(monday: Playground, page: Page) -> None:
    arrive(page, f"{monday.url}/?lang=en#as=U0BOB")

    page.keyboard.press("Alt+u")
    page.keyboard.press("ArrowDown")

    options = page.get_by_role("option")
    expect(options.locator("strong")).to_have_text(["Anna Berger", "Bob Lee"])
    expect(page.get_by_role("combobox")).to_have_attribute("aria-activedescendant", "person-U0BOB")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.type("nobody at all")
    expect(page.locator(".nobody")).to_have_text("Nobody is called that.")
    page.keyboard.press("Escape")
    expect(page.locator(".who")).to_be_focused()


def test_the_list_tells_where_it_is_another_day(slack: Playground, page: Page) -> None:
    slack.set_time(datetime(2026, 1, 6, 2, 0, tzinfo=UTC))
    arrive(page, f"{slack.url}/?lang=en#as=U0BOB")

    page.locator(".who").press("Enter")

    times = page.get_by_role("option").locator("small")
    expect(times).to_have_text(["Tue, Jan 6, 3:00 AM", "9:00 PM"])


@pytest.mark.parametrize(
    ("language", "notes"),
    [
        ("en", ["Others with unread messages: 1", "1 unread"]),
        ("de", ["Andere mit ungelesenen Nachrichten: 1", "1 ungelesen"]),
    ],
)
def test_those_who_have_unread_messages_come_first(
    slack: Playground, client: WebClient, page: Page, language: str, notes: list[str]
) -> None:
    client.chat_postMessage(channel="U0BOB", text="Hi")
    arrive(page, f"{slack.url}/?lang={language}#as=U0ANNA")

    expect(page.get_by_role("button", name=notes[0])).to_be_visible()
    page.locator(".who").press("Enter")

    expect(page.get_by_role("option").first).to_contain_text("Bob Lee")
    expect(page.get_by_role("img", name=notes[1])).to_have_text("1")


@pytest.mark.parametrize("who", ["USLACKBOT", "U0NOBODY"])
def test_an_address_of_who_cannot_be_acted_as_leads_to_somebody(
    monday: Playground, page: Page, who: str
) -> None:
    page.goto(f"{monday.url}/?lang=en#as={who}")

    expect(page.get_by_role("button", name="Acting as")).to_be_visible()
    expect(page.locator("#head h1")).to_be_visible()
