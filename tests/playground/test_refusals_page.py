"""Why a call was refused, as the page explains it, and what goes wrong on purpose."""

from urllib.error import URLError

import pytest
from playwright.sync_api import Page, expect
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from playground import Playground
from tests.playground.asking import refusal
from tests.playground.frame import look, open_last
from tests.playground.make import Json, Recorder, actions, button, modal, plain, section

LONG = "z" * 80


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
    slack: Playground, client: WebClient, app: Recorder, page: Page, name: str
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
    assert client.auth_test()["ok"]


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
