"""What happened: each call and delivery, why it was refused, and what goes wrong on purpose."""

from datetime import UTC, datetime
from urllib.error import URLError

import pytest
from playwright.sync_api import Locator, Page, expect
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from playground import Playground
from playground.log import Entry
from tests.playground.asking import refusal
from tests.playground.make import Json, Recorder, actions, button, modal, plain, section

MONDAY = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
LONG = "z" * 80


def look(page: Page, slack: Playground, language: str = "en") -> Locator:
    """Opens the inspector by its key; returns its rows."""
    page.goto(f"{slack.url}/?lang={language}#as=U0BOB")
    expect(page.locator(".who")).to_be_visible()
    page.keyboard.press("Alt+i")
    return page.locator(".entry-row")


def open_last(rows: Locator) -> Locator:
    """Opens the newest row from the keyboard; returns its details."""
    rows.last.press("Enter")
    expect(rows.last).to_have_attribute("aria-expanded", "true")
    return rows.page.locator(".entry-details")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            [
                "Refused: block 2 (section), button, text is longer than 75 characters.",
                "What helps: Change the highlighted place",
            ],
        ),
        (
            "de",
            [
                "Abgelehnt: Block 2 (section), button, text ist länger als 75 Zeichen.",
                "Was hilft: Ändere die markierte Stelle",
            ],
        ),
    ],
)
def test_bad_blocks_are_explained_with_their_place(
    slack: Playground, client: WebClient, page: Page, language: str, said: list[str]
) -> None:
    bad = section(accessory=button(text=plain(LONG)))
    refusal(client, "chat.postMessage", channel="U0BOB", text="x", blocks=[section(), bad])

    rows = look(page, slack, language)
    expect(rows.last).to_contain_text("invalid_blocks")
    details = open_last(rows)

    expect(details.locator(".why p").first).to_contain_text(said[0])
    expect(details.locator(".why")).to_contain_text(said[1])
    expect(details.locator(".pointer")).to_have_text("/blocks/1/accessory/text/text")
    expect(details.locator(".marked")).to_have_text(f"text:{LONG}")
    expect(details.locator(".marked")).to_be_in_viewport()


PROBLEMS: list[tuple[list[Json], str]] = [
    ([section("")], "block 1 (section), text is empty."),
    ([{"type": "header"}], "block 1 (header) lacks “text”."),
    ([{"type": "hedgehog"}], "block 1 (hedgehog) has a type that is not allowed there: hedgehog."),
    ([{**section(), "color": "red"}], "block 1 (section) must not have “color”."),
    (
        [section(), actions(button("a"), button("b", style="warm"))],
        "block 2 (actions), element 2 (button), style is none of primary, danger.",
    ),
    (
        [actions(*[button(f"a{n}") for n in range(26)])],
        "block 1 (actions), elements has 26 entries, 25 are allowed.",
    ),
    ([section(block_id="a"), section(block_id="a")], "blocks have the block_id 'a' twice."),
]


@pytest.mark.parametrize(("blocks", "sentence"), PROBLEMS)
def test_each_kind_of_mistake_has_its_sentence(
    slack: Playground, client: WebClient, page: Page, blocks: list[Json], sentence: str
) -> None:
    refusal(client, "chat.postMessage", channel="U0BOB", text="x", blocks=blocks)

    details = open_last(look(page, slack))

    expect(details.locator(".why")).to_contain_text(f"Refused: {sentence}")


def test_a_mistake_in_a_view_has_its_place(
    slack: Playground, client: WebClient, app: Recorder, page: Page
) -> None:
    slack.command("U0BOB", "/try")
    view = modal(title=plain(LONG))
    refusal(client, "views.open", trigger_id=app.last["trigger_id"], view=view)

    details = open_last(look(page, slack))

    expect(details.locator(".why")).to_contain_text(
        "Refused: title, text is longer than 24 characters."
    )
    expect(details.locator(".pointer")).to_have_text("/view/title/text")


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("en", ["the scope reactions:write is missing.", "Add the scope to oauth_config"]),
        ("de", ["der Scope reactions:write fehlt.", "Ergänze den Scope im Manifest"]),
    ],
)
def test_a_missing_scope_is_named(
    slack: Playground, client: WebClient, page: Page, language: str, sentences: list[str]
) -> None:
    refusal(client, "reactions.add", channel="C0PLAT", timestamp="1.0", name="eyes")

    details = open_last(look(page, slack, language))

    expect(details.locator(".why")).to_contain_text(sentences[0])
    expect(details.locator(".why")).to_contain_text("chat:write, commands, users:read")
    expect(details.locator(".why")).to_contain_text(sentences[1])


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "too many calls; the next is welcome in 1 s (Retry-After)."),
        ("de", "zu viele Aufrufe; der nächste ist in 1 s willkommen (Retry-After)."),
    ],
)
def test_a_rate_limit_tells_how_long_to_wait(
    slack: Playground, client: WebClient, page: Page, language: str, sentence: str
) -> None:
    slack.limit(channel_per_second=1)
    client.chat_postMessage(channel="C0PLAT", text="One")
    refusal(client, "chat.postMessage", channel="C0PLAT", text="Two")

    rows = look(page, slack, language)
    expect(rows.last.locator(".result")).to_have_text("✕ ratelimited 429")
    details = open_last(rows)

    expect(details.locator(".why")).to_contain_text(sentence)


@pytest.mark.parametrize(
    ("token", "error"), [("", "not_authed"), ("xapp-playground", "not_allowed_token_type")]
)
def test_a_wrong_token_is_explained_and_never_shown(
    slack: Playground, page: Page, token: str, error: str
) -> None:
    stranger = WebClient(token=token, base_url=slack.api_url)
    refusal(stranger, "auth.test")

    details = open_last(look(page, slack))

    expect(details.locator(".why")).to_contain_text(f"the token is not taken ({error}).")
    expect(page.locator("#inspector")).not_to_contain_text("xapp-")


@pytest.mark.parametrize("name", ["429", "500", "drop", "slow", "uninstalled"])
def test_a_switch_lets_the_next_call_go_wrong_until_it_is_off(
    slack: Playground, app: Recorder, page: Page, name: str
) -> None:
    impatient = WebClient(
        token="xoxb-playground", base_url=slack.api_url, timeout=1, retry_handlers=[]
    )
    look(page, slack)
    page.locator(".faults summary").press("Enter")
    switch = page.locator(f".switch[data-name='{name}']")

    switch.press("Space")
    expect(switch).to_have_attribute("aria-checked", "true")
    expect(page.locator(".tool.warning")).to_have_text(f"⚠{name}")
    slack.wait_for(lambda: slack.switches() == [name])
    with pytest.raises((SlackApiError, URLError, OSError)):
        impatient.auth_test()
    switch.press("Space")

    expect(page.locator(".tool.warning")).to_be_hidden()
    slack.wait_for(lambda: slack.switches() == [])
    assert impatient.auth_test()["ok"]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Refused: because the switch “Error 500” is on."),
        ("de", "Abgelehnt: weil der Schalter „Fehler 500“ an ist."),
    ],
)
def test_a_fault_is_told_from_a_mistake(
    slack: Playground, client: WebClient, page: Page, language: str, sentence: str
) -> None:
    slack.switch("500", is_on=True)
    with pytest.raises(SlackApiError):
        client.auth_test()

    rows = look(page, slack, language)

    expect(open_last(rows).locator(".why")).to_contain_text(sentence)
    expect(rows.last.locator(".fault")).to_contain_text("500")


def test_a_delivery_shows_what_was_sent_and_answered(
    slack: Playground, app: Recorder, page: Page
) -> None:
    slack.set_time(MONDAY)
    app.answers = [(200, {"text": "Hello yourself"})]
    slack.command("U0BOB", "/try something")

    rows = look(page, slack)
    expect(rows.last).to_have_text("Slack → app/try✓ okBob Lee · Mon 4:00:00 AM · something < 1 ms")
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
        slack.world.log.add(Entry("call", "the.last", MONDAY, {}, {"ok": True}, 200, 0.001))
        slack.world.touch()

    expect(rows).to_have_count(2000)
    expect(rows.last).to_contain_text("the.last")
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
