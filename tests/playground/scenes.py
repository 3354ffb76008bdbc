"""What the page can show: each scene opens the page and brings about one thing to look at."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from playground import Playground
from playground.gallery import gallery
from tests.playground.make import Json, Recorder, actions, button, home, modal, plain, section

SENTENCE = {"en": "This is a message.", "de": "Das ist eine Nachricht."}


@dataclass(frozen=True)
class Look:
    """How one sees the page: each value of one thing meets each value of the others once."""

    theme: str
    width: int
    language: str

    @property
    def user(self) -> str:
        """Somebody who speaks the language."""
        return {"en": "U0BOB", "de": "U0ANNA"}[self.language]

    @property
    def name(self) -> str:
        return f"{self.theme}-{self.width}-{self.language}"


@dataclass(frozen=True)
class Stage:
    """A workspace and a browser in which a scene is set."""

    slack: Playground
    client: WebClient
    app: Recorder
    look: Look
    page: Page

    def arrive(self, **place: str) -> None:
        """Opens the page as the person, in their DM with the app unless a room is named."""
        query = f"theme={self.look.theme}&lang={self.look.language}"
        words = "&".join(f"{key}={value}" for key, value in place.items())
        self.page.goto(f"{self.slack.url}/?{query}#as={self.look.user}&{words}")
        expect(self.page.locator(".who")).to_be_visible()

    def say(self, *blocks: Json) -> str:
        sent = self.client.chat_postMessage(
            channel=self.look.user, text="Hello", blocks=list(blocks) or None
        )
        return str(sent["ts"])


def conversation(stage: Stage) -> None:
    """A channel with people, an app, a thread, reactions and an ephemeral message."""
    parent = stage.client.chat_postMessage(channel="C0PLAT", text="*Digest* of <!date^0^{date}|x>")
    stage.slack.say("U0ANNA", "Thanks <@U0BOB>, see https://example.com", "C0PLAT", parent["ts"])
    stage.slack.react("U0ANNA", "C0PLAT", parent["ts"], "tada")
    stage.slack.say(stage.look.user, "Good morning", "C0PLAT")
    stage.client.chat_postEphemeral(channel="C0PLAT", user=stage.look.user, text="Psst")
    stage.arrive(**{"in": "C0PLAT"})
    expect(stage.page.locator(".message")).to_have_count(3)


def thread(stage: Stage) -> None:
    conversation(stage)
    stage.page.locator(".reply-bar").click()
    expect(stage.page.locator("#thread .message")).to_have_count(2)


def empty_room(stage: Stage) -> None:
    stage.arrive(**{"in": "C0PLAT"})
    expect(stage.page.locator("#head")).to_contain_text("platform")


def switcher(stage: Stage) -> None:
    empty_room(stage)
    stage.page.keyboard.press("Control+k")
    expect(stage.page.locator("dialog.switcher")).to_be_visible()


def home_tab(stage: Stage) -> None:
    stage.client.views_publish(
        user_id=stage.look.user, view=home(section("*Yours*", accessory=button()))
    )
    stage.arrive(tab="home")
    stage.page.get_by_role("tab").first.click()
    expect(stage.page.locator("#home button")).to_be_visible()


def form(stage: Stage) -> None:
    """A modal with every input there is."""
    blocks = [
        block
        for example in gallery(stage.slack.world)
        if example["surface"] == "modal" and example["is_known"]
        for block in example["blocks"]
    ]
    stage.slack.command(stage.look.user, "/try")
    view = modal(*blocks)
    stage.client.views_open(trigger_id=stage.app.last["trigger_id"], view=view)
    stage.arrive()
    expect(stage.page.locator("dialog.modal")).to_be_visible()


def form_with_errors(stage: Stage) -> None:
    form(stage)
    stage.page.get_by_role("button", name="Save").click()
    expect(stage.page.locator(".wrong").first).to_be_visible()


def list_in_a_form(stage: Stage) -> None:
    form(stage)
    stage.page.get_by_role("combobox").first.press("ArrowDown")
    expect(stage.page.get_by_role("option").first).to_be_visible()


def calendar_in_a_form(stage: Stage) -> None:
    form(stage)
    stage.page.locator("dialog.modal .picker").first.press("Enter")
    expect(stage.page.get_by_role("gridcell").first).to_be_visible()


def question(stage: Stage) -> None:
    confirm = {
        "title": plain("Sure?"),
        "text": plain("It is for good."),
        "confirm": plain("Yes"),
        "deny": plain("No"),
        "style": "danger",
    }
    stage.say(actions(button(style="danger", confirm=confirm)))
    stage.arrive()
    stage.page.get_by_role("button", name="Go", exact=True).click()
    expect(stage.page.locator("dialog.confirm")).to_be_visible()


def menus_of_a_message(stage: Stage) -> None:
    options = [{"text": plain("Low"), "value": "1"}]
    stage.say(
        actions(
            {"type": "static_select", "action_id": "menu", "options": options},
            {"type": "overflow", "action_id": "more", "options": options},
        )
    )
    stage.arrive()
    stage.page.locator("[data-action=more]").click()
    expect(stage.page.get_by_role("menuitem").first).to_be_visible()


def commands(stage: Stage) -> None:
    stage.arrive()
    stage.page.locator(".composer textarea").fill("/")
    expect(stage.page.get_by_role("option").first).to_be_visible()


def shortcuts(stage: Stage) -> None:
    stage.arrive()
    stage.page.get_by_role("button", name="Shortcuts").click()
    expect(stage.page.get_by_text("Bakes")).to_be_visible()


def message_tools(stage: Stage) -> None:
    stage.say(section("Look"))
    stage.arrive()
    stage.page.locator(".message").focus()
    stage.page.locator(".message .menu").last.click()
    expect(stage.page.get_by_role("menuitem").last).to_be_visible()


def acting(stage: Stage) -> None:
    stage.arrive()
    stage.page.keyboard.press("Alt+u")
    expect(stage.page.get_by_role("option").first).to_be_visible()


def settings(stage: Stage) -> None:
    stage.arrive()
    stage.page.keyboard.press("Alt+s")
    expect(stage.page.locator("#settings select").first).to_be_visible()


def inspector(stage: Stage) -> None:
    """What happened, with the details of a refusal."""
    stage.app.answers = [(500, None)]
    stage.slack.command(stage.look.user, "/try")
    with pytest.raises(SlackApiError):
        stage.client.chat_postMessage(channel="C0PLAT", text="x", blocks=[{"type": "card"}])
    stage.arrive()
    stage.page.keyboard.press("Alt+i")
    stage.page.locator(".entry-row").last.click()
    expect(stage.page.locator(".tree").first).to_be_visible()


def tour(stage: Stage) -> None:
    step = {"as": stage.look.user, "in": "dm", "say": SENTENCE, "at": ".message"}
    title = {"en": "First steps", "de": "Erste Schritte"}
    stage.slack.tours = [{"id": "first", "title": title, "about": title, "steps": [step]}]
    stage.say(section("Look"))
    stage.arrive()
    stage.page.keyboard.press("Alt+t")
    stage.page.locator(".tour-choice").click()
    expect(stage.page.locator("#tour")).to_contain_text(SENTENCE[stage.look.language])
