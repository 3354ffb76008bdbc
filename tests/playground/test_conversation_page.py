"""Conversations in a browser: threads, reactions, what changes, a lost server."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect
from slack_sdk import WebClient

from playground import Channel, Person, Playground
from playground.snapshot import mark_read
from tests.playground.conversing import enter
from tests.playground.make import Recorder, actions, button, section

MONDAY = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


@pytest.fixture
def thread(slack: Playground, client: WebClient) -> str:
    """The ts of a message with two replies."""
    slack.set_time(MONDAY)
    parent = str(client.chat_postMessage(channel="C0PLAT", text="Digest")["ts"])
    client.chat_postMessage(channel="C0PLAT", text="Details", thread_ts=parent)
    slack.say("U0BOB", "Thanks", channel="C0PLAT", thread_ts=parent)
    mark_read(slack.world, "U0BOB", "C0PLAT")
    return parent


def test_replies_stand_in_a_thread_beside_the_conversation(
    slack: Playground, thread: str, page: Page
) -> None:
    enter(page, slack)
    expect(page.locator("#messages .message")).to_have_count(1)

    page.get_by_role("button", name="2 replies Last reply today at 4:00 AM").click()

    pane = page.get_by_role("complementary", name="Thread")
    expect(pane.locator(".message")).to_have_count(3)
    expect(pane.locator(".message").last).to_contain_text("Thanks")
    expect(pane.get_by_role("textbox", name="Reply to the thread")).to_be_focused()


def test_a_reply_goes_to_the_thread_and_closing_it_leads_back(
    slack: Playground, thread: str, page: Page
) -> None:
    enter(page, slack)
    page.get_by_role("button", name="2 replies").click()

    page.get_by_role("textbox", name="Reply to the thread").fill("One more")
    page.keyboard.press("Enter")
    expect(page.locator("#thread .message").last).to_contain_text("One more")
    page.keyboard.press("Escape")

    expect(page.locator("#thread")).to_be_hidden()
    expect(page.get_by_role("button", name="3 replies")).to_be_focused()
    assert slack.messages("C0PLAT")[-1]["thread_ts"] == thread


def test_a_thread_is_in_the_address(slack: Playground, thread: str, page: Page) -> None:
    enter(page, slack)
    page.get_by_role("button", name="2 replies").click()
    expect(page.locator("#thread .message")).to_have_count(3)

    page.reload()

    expect(page.locator("#thread .message")).to_have_count(3)


def test_a_thread_speaks_german(slack: Playground, thread: str, page: Page) -> None:
    slack.set_time(MONDAY + timedelta(days=1))
    enter(page, slack, user="U0ANNA")

    page.get_by_role("button", name="2 Antworten Letzte Antwort gestern um 10:00").click()

    expect(page.get_by_role("textbox", name="Im Thread antworten")).to_be_focused()
    expect(page.locator("#thread").get_by_role("heading").first).to_have_text("Thread")
    expect(page.locator("#messages .day-name")).to_have_text(["Gestern"])


def test_a_reaction_is_added_and_taken_back(slack: Playground, thread: str, page: Page) -> None:
    enter(page, slack)
    page.locator("#messages .message").hover()

    page.get_by_role("button", name="Add reaction").click()
    page.get_by_role("menuitem", name="tada").click()
    pill = page.get_by_role("button", name="tada, 1: you")
    expect(pill).to_have_attribute("aria-pressed", "true")
    pill.click()

    expect(page.locator(".pill")).to_have_count(0)
    assert "reactions" not in slack.messages("C0PLAT")[0]


def test_a_reaction_is_chosen_by_keyboard(slack: Playground, thread: str, page: Page) -> None:
    enter(page, slack)
    page.locator("#messages .message").focus()

    page.get_by_role("button", name="Add reaction").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    expect(page.get_by_role("button", name="eyes, 1: you")).to_be_visible()
    expect(page.get_by_role("button", name="Add reaction").last).to_be_focused()


def test_taking_part_in_a_reaction_keeps_the_focus(
    slack: Playground, thread: str, page: Page
) -> None:
    slack.react("U0ANNA", "C0PLAT", thread, "eyes")
    enter(page, slack)

    page.get_by_role("button", name="eyes, 1: Anna Berger").press("Enter")

    pill = page.get_by_role("button", name="eyes, 2: Anna Berger and you")
    expect(pill).to_be_focused()
    expect(pill).to_have_attribute("aria-pressed", "true")


def test_arrow_keys_go_from_message_to_message(
    slack: Playground, client: WebClient, page: Page
) -> None:
    for text in ("One", "Two", "Three"):
        client.chat_postMessage(channel="C0PLAT", text=text)
    enter(page, slack)
    expect(page.locator(".message[tabindex='0']")).to_contain_text("Three")

    page.locator(".message[tabindex='0']").focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")

    expect(page.locator(".message:focus")).to_contain_text("One")


def test_a_link_to_a_reply_opens_its_thread(slack: Playground, thread: str, page: Page) -> None:
    reply = slack.messages("C0PLAT")[1]["ts"]

    page.goto(f"{slack.url}/archives/C0PLAT/p{reply.replace('.', '')}#as=U0BOB")

    expect(page.locator("#thread .message.flash")).to_contain_text("Details")


def test_a_link_is_copied(slack: Playground, thread: str, page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    enter(page, slack)
    page.locator(".message").hover()

    page.get_by_role("button", name="Copy link").click()

    expect(page.locator(".toast")).to_have_text("Link copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{slack.url}/archives/C0PLAT/p{thread.replace('.', '')}"


def test_a_changed_message_keeps_the_focus_of_who_uses_it(
    slack: Playground, client: WebClient, app: Recorder, page: Page
) -> None:
    blocks = [section("Before"), actions(button())]
    ts = client.chat_postMessage(channel="C0PLAT", text="Before", blocks=blocks)["ts"]
    enter(page, slack)
    page.get_by_role("button", name="Go").focus()

    after = [section("After"), actions(button())]
    client.chat_update(channel="C0PLAT", ts=ts, text="After", blocks=after)

    expect(page.locator(".message")).to_contain_text("After")
    expect(page.get_by_role("button", name="Go")).to_be_focused()


def test_what_did_not_change_is_not_drawn_again(
    slack: Playground, client: WebClient, page: Page
) -> None:
    client.chat_postMessage(channel="C0PLAT", text="One")
    enter(page, slack)
    page.locator(".message").evaluate("row => { row.dataset.mine = 'yes' }")
    page.get_by_role("heading", level=1).evaluate("title => { title.dataset.mine = 'yes' }")

    client.chat_postMessage(channel="C0PLAT", text="Two")

    expect(page.locator(".message")).to_have_count(2)
    expect(page.locator(".message").first).to_have_attribute("data-mine", "yes")
    expect(page.get_by_role("heading", level=1)).to_have_attribute("data-mine", "yes")


def test_a_deleted_message_goes(slack: Playground, client: WebClient, page: Page) -> None:
    ts = client.chat_postMessage(channel="C0PLAT", text="One")["ts"]
    enter(page, slack)
    expect(page.locator(".message")).to_have_count(1)

    client.chat_delete(channel="C0PLAT", ts=ts)

    expect(page.locator(".message, .day-name")).to_have_count(0)
    expect(page.locator("#beginning")).to_have_text("Nothing here yet.")


def test_the_page_waits_for_a_server_that_went_away(browser: Browser) -> None:
    people = [Person("U0BOB", "Bob Lee")]
    channels = [Channel("C0PLAT", "platform", ("U0BOB",))]
    page = browser.new_page()  # which may complain: it cannot reach the server for a while
    first = Playground(people, channels).start()
    port = int(first.url.rpartition(":")[2])
    first.say("U0BOB", "Before", channel="C0PLAT")
    page.goto(f"{first.url}/#as=U0BOB&in=C0PLAT")
    expect(page.locator(".message")).to_contain_text("Before")

    first.stop()
    expect(page.locator("#banner")).to_have_text("Reconnecting …")
    with Playground(people, channels).start(port) as second:
        second.say("U0BOB", "After", channel="C0PLAT")

        expect(page.locator("#banner")).to_be_hidden()
        expect(page.locator(".message")).to_have_count(1)
        expect(page.locator(".message")).to_contain_text("After")
        page.close()
