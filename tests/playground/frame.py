"""The frame around the Slack in a browser: how tests reach and open its parts."""

from datetime import UTC, datetime

from playwright.sync_api import Locator, Page, expect

from playground import Playground
from tests.playground.make import Json

MONDAY = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


def arrive(page: Page, address: str) -> None:
    """Opens the page, and waits until it can be used."""
    page.goto(address)
    expect(page.locator(".who")).to_be_visible()


def a_tour() -> Json:
    return {
        "id": "first",
        "title": {"en": "First steps", "de": "Erste Schritte"},
        "about": {"en": "A minute", "de": "Eine Minute"},
        "steps": [],
    }


def look(page: Page, slack: Playground, language: str = "en") -> Locator:
    """Opens the inspector by its key; returns its rows."""
    arrive(page, f"{slack.url}/?lang={language}#as=U0BOB")
    page.keyboard.press("Alt+i")
    return page.locator(".entry-row")


def open_last(rows: Locator) -> Locator:
    """Opens the newest row from the keyboard; returns its details."""
    rows.last.press("Enter")
    expect(rows.last).to_have_attribute("aria-expanded", "true")
    return rows.page.locator(".entry-details")
