"""Blocks drawn by the page, for tests that look at them."""

from typing import Any

from playwright.sync_api import Locator, Page, expect
from slack_sdk import WebClient

from playground import Playground
from tests.playground.make import Json

# Draws blocks that no app could send, or that come in another way, above the page.
DRAW = """async (list) => {
  const { blocks } = await import("/page/blocks/blocks.js");
  const place = document.createElement("section");
  place.id = "drawn";
  Object.assign(place.style, { position: "fixed", inset: 0, zIndex: 99, overflow: "auto" });
  place.append(...blocks(list, { prefix: "test" }));
  document.body.append(place);
}"""


def draw(slack: Playground, page: Page, *blocks: Any, user: str = "U0BOB") -> Locator:
    """The blocks as a person sees them."""
    page.goto(f"{slack.url}/#as={user}")
    expect(page.locator("#head h1")).to_be_visible()
    page.evaluate(DRAW, list(blocks))
    return page.locator("#drawn")


def send(slack: Playground, client: WebClient, page: Page, block: Json, user: str) -> Locator:
    client.chat_postMessage(channel=user, text="x", blocks=[block])
    page.goto(f"{slack.url}/#as={user}")
    return page.locator(".message").last
