"""Reading in a browser: who spoke when, what is new, the way to old messages."""

from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect
from slack_sdk import WebClient

from playground import Playground
from playground.snapshot import mark_read
from tests.playground.conversing import enter, post_many

MONDAY = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


def test_messages_of_one_author_stand_together_until_a_while_has_passed(
    slack: Playground, page: Page
) -> None:
    slack.set_time(MONDAY)
    slack.say("U0BOB", "One", channel="C0PLAT")
    slack.say("U0BOB", "Two", channel="C0PLAT")
    slack.say("U0ANNA", "Three", channel="C0PLAT")
    slack.advance(timedelta(minutes=6))
    slack.say("U0ANNA", "Four", channel="C0PLAT")

    enter(page, slack)

    expect(page.locator(".message")).to_have_class(
        ["message", "message compact", "message", "message"]
    )


def test_days_are_named_anew_when_the_clock_moves(slack: Playground, page: Page) -> None:
    slack.set_time(MONDAY)
    slack.say("U0BOB", "One", channel="C0PLAT")
    slack.advance(timedelta(days=1))
    slack.say("U0BOB", "Two", channel="C0PLAT")
    enter(page, slack)
    names = page.get_by_role("main").get_by_role("heading", level=2)
    expect(names).to_have_text(["Yesterday", "Today"])

    slack.advance(timedelta(days=1))

    expect(names).to_have_text(["Monday, January 5, 2026", "Yesterday"])


def test_a_line_stands_above_what_is_new(slack: Playground, client: WebClient, page: Page) -> None:
    client.chat_postMessage(channel="C0PLAT", text="Old")
    mark_read(slack.world, "U0BOB", "C0PLAT")
    client.chat_postMessage(channel="C0PLAT", text="First news")
    client.chat_postMessage(channel="C0PLAT", text="More news")

    enter(page, slack)

    expect(page.locator(".new")).to_have_text("New")
    expect(page.locator(".new + .message")).to_contain_text("First news")


def test_only_mentions_and_direct_messages_are_counted(
    slack: Playground, client: WebClient, page: Page
) -> None:
    client.chat_postMessage(channel="C0PLAT", text="Hello all")
    client.chat_postMessage(channel="U0BOB", text="Hello you")
    page.goto(f"{slack.url}/#as=U0ANNA")
    room = page.get_by_role("button", name="platform ungelesen")
    expect(room).to_have_class("room unread")

    client.chat_postMessage(channel="C0PLAT", text="Hello <@U0ANNA>")

    expect(page.get_by_role("button", name="platform 1 ungelesen")).to_be_visible()


def test_what_comes_while_one_reads_above_is_offered(
    slack: Playground, client: WebClient, page: Page
) -> None:
    post_many(client, 40)
    mark_read(slack.world, "U0BOB", "C0PLAT")
    enter(page, slack)
    expect(page.locator(".message")).to_have_count(40)
    page.locator("#scroll").evaluate("box => { box.scrollTop = -600 }")

    client.chat_postMessage(channel="C0PLAT", text="The latest")
    page.get_by_role("button", name="Jump to latest").click()

    expect(page.locator(".message", has_text="The latest")).to_be_in_viewport()
    expect(page.locator("#latest")).to_be_hidden()
    expect(page.locator("#said")).to_have_text("bot: The latest")


def test_a_link_to_an_old_message_leads_to_it(
    slack: Playground, client: WebClient, page: Page
) -> None:
    first = client.chat_postMessage(channel="C0PLAT", text="The first")["ts"]
    post_many(client, 120)
    mark_read(slack.world, "U0BOB", "C0PLAT")
    link = client.chat_getPermalink(channel="C0PLAT", message_ts=first)["permalink"]

    page.goto(f"{link}#as=U0BOB")

    expect(page.locator(".message.flash")).to_contain_text("The first")
    expect(page.locator(".message", has_text="The first")).to_be_in_viewport()
