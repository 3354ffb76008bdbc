"""What keeps the page quick with 1,000 messages: it asks for little and draws little.

How long that takes is measured by `python -m benchmarks page`; here only what does not depend on
the machine: which messages are asked for, how many are drawn, and which are left alone.
"""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Request, expect
from slack_sdk import WebClient

from playground import Playground
from playground.snapshot import mark_read
from tests.playground.make import Json, actions, button, section

DRAWN = "document.querySelectorAll('#messages .message').length"
TO_TOP = "document.getElementById('scroll').scrollTop = -1e9"
# What the rows do in the browser: how many were added to the list since.
WATCH = """() => {
  window.added = 0;
  const isRow = (node) => node.matches?.('.message');
  new MutationObserver((all) => {
    for (const one of all) added += [...one.addedNodes].filter(isRow).length;
  }).observe(document.getElementById('messages'), { childList: true, subtree: true });
}"""


def blocks(text: str) -> list[Json]:
    return [*[section(f"{text} {line}") for line in range(9)], actions(button())]


def fill(slack: Playground, client: WebClient, count: int) -> list[str]:
    """The ts of so many messages of ten blocks that Bob has read."""
    said = [
        client.chat_postMessage(channel="C0PLAT", text=f"Message {number}", blocks=blocks("Line"))
        for number in range(count)
    ]
    mark_read(slack.world, "U0BOB", "C0PLAT")
    return [str(one["ts"]) for one in said]


@pytest.fixture
def stamps(slack: Playground, client: WebClient) -> list[str]:
    """The ts of more messages than the page asks for at first."""
    return fill(slack, client, 120)


@pytest.fixture
def asked(page: Page) -> list[Json]:
    """The queries for messages that the page sends."""
    queries: list[Json] = []

    def note(request: Request) -> None:
        address = urlsplit(request.url)
        if address.path == "/control/page":
            queries.append({key: value[0] for key, value in parse_qs(address.query).items()})

    page.on("request", note)
    return queries


def test_messages_come_by_the_page(
    slack: Playground, stamps: list[str], asked: list[Json], page: Page
) -> None:
    page.goto(f"{slack.url}/#as=U0BOB&in=C0PLAT")
    rows = page.locator("#messages .message")
    expect(rows).to_have_count(50)

    page.evaluate(TO_TOP)
    expect(rows).to_have_count(100)
    older = [one for one in asked if "before" in one]

    assert next(one for one in asked if "since" not in one)["limit"] == "50"
    assert [(one["limit"], one["before"]) for one in older] == [("50", stamps[-50])]


def test_older_messages_do_not_move_what_one_reads(
    slack: Playground, stamps: list[str], page: Page
) -> None:
    page.goto(f"{slack.url}/#as=U0BOB&in=C0PLAT")
    rows = page.locator("#messages .message")
    expect(rows).to_have_count(50)
    read = page.locator(f'.message[data-ts="{stamps[-48]}"]')

    page.evaluate(TO_TOP)
    top = "row => Math.round(row.getBoundingClientRect().top)"
    before = read.evaluate(top)
    expect(rows.nth(99)).to_be_attached()  # a slow page may have asked for more by then

    assert read.evaluate(top) == before


def test_a_thousand_messages_are_there_once_one_has_scrolled_through(
    slack: Playground, client: WebClient, page: Page
) -> None:
    stamps = fill(slack, client, 1_000)
    page.goto(f"{slack.url}/#as=U0BOB&in=C0PLAT")
    rows = page.locator("#messages .message")
    expect(rows).to_have_count(50)

    page.evaluate(
        """async () => {
          const scroll = document.getElementById('scroll');
          while (!document.getElementById('beginning').textContent) {
            scroll.scrollTop = -1e9;
            await new Promise((later) => setTimeout(later, 20));
          }
        }"""
    )

    expect(rows).to_have_count(1_000)
    shown = rows.evaluate_all("all => all.map((row) => row.dataset.ts)")
    assert shown == stamps


def test_what_one_does_not_see_is_not_laid_out(
    slack: Playground, stamps: list[str], page: Page
) -> None:
    page.goto(f"{slack.url}/#as=U0BOB&in=C0PLAT")
    expect(page.locator("#messages .message")).to_have_count(50)

    laid_out = page.locator("#messages .section-text").evaluate_all(
        "all => all.filter((one) => one.checkVisibility({ contentVisibilityAuto: true })).length"
    )

    assert 0 < laid_out < 9 * 25


def test_an_update_draws_one_row(
    slack: Playground, client: WebClient, stamps: list[str], asked: list[Json], page: Page
) -> None:
    page.goto(f"{slack.url}/#as=U0BOB&in=C0PLAT")
    expect(page.locator("#messages .message")).to_have_count(50)
    page.evaluate(WATCH)

    client.chat_update(channel="C0PLAT", ts=stamps[-20], text="New", blocks=blocks("New"))

    expect(page.locator(f'.message[data-ts="{stamps[-20]}"]')).to_contain_text("New 0")
    assert page.evaluate("added") == 1
    assert (asked[-1]["from"], "since" in asked[-1]) == (stamps[-50], True)


def test_an_update_of_what_is_not_loaded_draws_nothing(
    slack: Playground, client: WebClient, stamps: list[str], page: Page
) -> None:
    page.goto(f"{slack.url}/#as=U0BOB&in=C0PLAT")
    expect(page.locator("#messages .message")).to_have_count(50)
    page.evaluate(WATCH)

    client.chat_update(channel="C0PLAT", ts=stamps[3], text="New", blocks=blocks("New"))
    client.chat_postMessage(channel="C0PLAT", text="The last")

    expect(page.locator("#messages .message").last).to_contain_text("The last")
    assert page.evaluate("added") == 1


def test_a_burst_draws_each_message_once_and_stays_at_the_end(
    slack: Playground, client: WebClient, stamps: list[str], page: Page
) -> None:
    page.goto(f"{slack.url}/#as=U0BOB&in=C0PLAT")
    expect(page.locator("#messages .message")).to_have_count(50)
    page.evaluate(WATCH)

    for number in range(100):
        client.chat_postMessage(channel="C0PLAT", text=f"Burst {number}", blocks=blocks("Burst"))

    expect(page.locator("#messages .message")).to_have_count(150)
    expect(page.locator("#messages .message").last).to_be_in_viewport()
    assert (page.evaluate("added"), page.evaluate(DRAWN)) == (100, 150)
