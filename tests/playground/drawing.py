"""Blocks drawn by the page, for tests that look at them."""

from typing import Any

from playwright.sync_api import Locator, Page, expect
from slack_sdk import WebClient

from playground import Playground
from tests.playground.make import Json

# Draws blocks that no app could send, or that come in another way, into the page.
DRAW = """async (list) => {
  const { blocks } = await import("/page/blocks/blocks.js");
  document.getElementById("home").replaceChildren(...blocks(list, { prefix: "test" }));
}"""


def draw(slack: Playground, page: Page, *blocks: Any) -> Locator:
    """The blocks as a person of an empty page sees them."""
    page.goto(f"{slack.url}/#as=U0BOB")
    expect(page.locator("#head h1")).to_be_visible()
    page.evaluate(DRAW, list(blocks))
    page.evaluate("document.getElementById('home').hidden = false")
    return page.locator("#home")


def send(slack: Playground, client: WebClient, page: Page, block: Json, user: str) -> Locator:
    client.chat_postMessage(channel=user, text="x", blocks=[block])
    page.goto(f"{slack.url}/#as={user}")
    return page.locator(".message").last
