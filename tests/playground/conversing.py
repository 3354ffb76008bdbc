"""Being in a conversation of the page, and much said in it."""

from playwright.sync_api import Page, expect
from slack_sdk import WebClient

from playground import Playground


def enter(page: Page, slack: Playground, room: str = "C0PLAT", user: str = "U0BOB") -> None:
    page.goto(f"{slack.url}/#as={user}&in={room}")
    expect(page.locator("#composer .composer-box")).to_be_visible()


def post_many(client: WebClient, count: int) -> None:
    for number in range(count):
        client.chat_postMessage(channel="C0PLAT", text=f"Message {number}")
