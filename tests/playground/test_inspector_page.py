"""What happened: each call and delivery, as it comes and as one chooses to see it."""

import re

import pytest
from playwright.sync_api import Page, expect
from slack_sdk import WebClient

from playground import Playground
from playground.log import Entry
from tests.playground.asking import refusal
from tests.playground.frame import MONDAY, look, open_last
from tests.playground.make import Recorder

TRIED = re.compile(
    r"^Slack → app/try✓ okBob Lee · Mon 4:00:00 AM · something (< 1|\d+) ms$"  # a busy machine
)


def test_a_delivery_shows_what_was_sent_and_answered(
    slack: Playground, app: Recorder, page: Page
) -> None:
    slack.set_time(MONDAY)
    app.answers = [(200, {"text": "Hello yourself"})]
    slack.command("U0BOB", "/try something")

    rows = look(page, slack)
    expect(rows.last).to_have_text(TRIED)
    details = open_last(rows)

    expect(details.locator(".tree").first).to_contain_text("text:something")
    expect(details.locator(".tree").last).to_have_text("text:Hello yourself")


def test_a_retried_event_is_marked(slack: Playground, app: Recorder, page: Page) -> None:
    app.answers = [(500, None)]
    slack.say("U0BOB", "Hello")

    rows = look(page, slack)

    expect(rows.nth(0).locator(".result")).to_have_text("✕ dispatch_failed 500")
    expect(rows.nth(1).locator(".entry-mark")).to_have_text("retry 1")


def test_rows_are_chosen_by_what_they_are_and_say(
    slack: Playground, client: WebClient, app: Recorder, page: Page
) -> None:
    slack.command("U0BOB", "/try")
    client.auth_test()
    refusal(client, "chat.postMessage", channel="C0NOPE", text="x")
    look(page, slack)
    names = page.locator(".entry-row:visible .entry-name")
    expect(names).to_have_text(["/try", "auth.test", "chat.postMessage"])
    show, search = page.get_by_label("Show", exact=True), page.get_by_label("Search")

    show.select_option("Refused")
    expect(names).to_have_text(["chat.postMessage"])
    show.select_option("Slack → app")
    expect(names).to_have_text(["/try"])
    show.select_option("App → Slack")
    expect(names).to_have_text(["auth.test", "chat.postMessage"])
    search.fill("AUTH")
    expect(names).to_have_text(["auth.test"])


def test_new_rows_come_by_themselves_unless_it_pauses(
    slack: Playground, client: WebClient, page: Page
) -> None:
    client.auth_test()
    rows = look(page, slack)
    expect(rows).to_have_count(1)
    client.auth_test()
    expect(rows).to_have_count(2)

    page.get_by_role("button", name="Pause").press("Enter")
    client.chat_postMessage(channel="U0BOB", text="Look")
    expect(page.locator(".message").last).to_contain_text("Look")
    expect(rows).to_have_count(2)
    page.get_by_role("button", name="Go on").press("Enter")
    expect(rows).to_have_count(3)
    page.get_by_role("button", name="Clear").press("Enter")

    expect(rows).to_have_count(0)
    expect(page.locator(".nothing")).to_be_visible()


def test_arrows_go_from_row_to_row_and_escape_closes(
    slack: Playground, client: WebClient, page: Page
) -> None:
    client.auth_test()
    client.team_info()
    rows = look(page, slack)
    expect(page.get_by_label("Search")).to_be_focused()

    rows.first.focus()
    page.keyboard.press("ArrowDown")
    expect(rows.last).to_be_focused()
    page.keyboard.press("Home")
    expect(rows.first).to_be_focused()
    page.keyboard.press("Escape")

    expect(page.locator("#inspector")).to_be_hidden()
    expect(page.get_by_role("button", name="What happened")).to_be_focused()


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("en", "What happened · Refused since you looked: 1"),
        ("de", "Was geschah · Abgelehnt, seit du hinsahst: 1"),
    ],
)
def test_a_badge_counts_refusals_until_one_looks(
    slack: Playground, client: WebClient, page: Page, language: str, name: str
) -> None:
    refusal(client, "chat.postMessage", channel="C0NOPE", text="before")
    page.goto(f"{slack.url}/?lang={language}#as=U0BOB")
    expect(page.locator("#head h1")).to_be_visible()
    expect(page.locator("#happened .badge")).to_be_hidden()

    refusal(client, "chat.postMessage", channel="C0NOPE", text="after")
    page.get_by_role("button", name=name).press("Enter")
    client.auth_test()

    expect(page.locator("#happened .badge")).to_be_hidden()


def test_two_thousand_rows_are_kept_and_the_newest_seen(slack: Playground, page: Page) -> None:
    many = [
        Entry("call", f"auth.test{n}", MONDAY, {}, {"ok": True}, 200, 0.001) for n in range(1999)
    ]
    list(map(slack.world.log.add, many))
    rows = look(page, slack)
    expect(rows).to_have_count(1999)

    with slack.world.lock:
        slack.world.log.add(Entry("call", "the.last", MONDAY, {}, {"ok": True}, 200, 0.0009))
        slack.world.touch()

    expect(rows).to_have_count(2000)
    expect(rows.first.locator(".took")).to_have_text("1 ms")
    expect(rows.last).to_contain_text("the.last")
    expect(rows.last.locator(".took")).to_have_text("< 1 ms")
    expect(rows.last).to_be_in_viewport()


def test_hostile_payloads_stay_text(slack: Playground, client: WebClient, page: Page) -> None:
    client.chat_postMessage(channel="U0BOB", text="<img src=x onerror=alert(1)>")

    details = open_last(look(page, slack))

    expect(details.locator(".tree").first).to_contain_text("<img src=x onerror=alert(1)>")
    expect(page.locator("#inspector img")).to_have_count(0)


def test_on_a_phone_it_comes_from_below(slack: Playground, client: WebClient, page: Page) -> None:
    client.auth_test()
    page.set_viewport_size({"width": 390, "height": 800})

    look(page, slack)

    box = page.locator("#inspector").bounding_box()
    assert box is not None
    assert (box["x"], box["width"], box["y"] + box["height"]) == (0, 390, 800)
