"""axe-core on everything the page can show: both schemes, both widths, both languages."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect
from slack_sdk import WebClient

from playground import Playground
from playground.manifest import EVERY_SCOPE
from tests.axe import findings
from tests.playground import scenes
from tests.playground.conftest import CHANNELS, PEOPLE
from tests.playground.make import Json, Recorder
from tests.playground.scenes import Look, Stage

MONDAY = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
MANIFEST: Json = {
    "features": {
        "app_home": {"home_tab_enabled": True},
        "bot_user": {"display_name": "Bread bot"},
        "slash_commands": [{"command": "/try", "description": "Tries it", "usage_hint": "[now]"}],
        "shortcuts": [
            {"name": "Bake", "type": "global", "callback_id": "bake", "description": "Bakes"},
            {"name": "Keep", "type": "message", "callback_id": "keep", "description": "Keeps"},
        ],
    },
    "settings": {"interactivity": {"is_enabled": True}},
    "oauth_config": {"scopes": {"bot": list(EVERY_SCOPE)}},
}
LOOKS = [Look("light", 1280, "en"), Look("dark", 390, "de")]
PHONES = [Look("light", 390, "en"), Look("dark", 390, "de")]


@pytest.fixture
def slack() -> Iterator[Playground]:
    """A workspace whose app has commands, shortcuts and a Home tab."""
    with Playground(PEOPLE, CHANNELS, manifest=MANIFEST).start() as running:
        yield running


@pytest.fixture(params=LOOKS, ids=lambda look: look.name)
def look(request: pytest.FixtureRequest) -> Look:
    found: Look = request.param
    return found


@pytest.fixture
def stage(slack: Playground, client: WebClient, app: Recorder, look: Look, page: Page) -> Stage:
    slack.set_time(MONDAY)
    page.set_viewport_size({"width": look.width, "height": 844})
    page.emulate_media(reduced_motion="reduce")
    return Stage(slack, client, app, look, page)


SCENES: list[Callable[[Stage], None]] = [
    scenes.conversation,
    scenes.thread,
    scenes.empty_room,
    scenes.switcher,
    scenes.home_tab,
    scenes.form_with_errors,
    scenes.list_in_a_form,
    scenes.calendar_in_a_form,
    scenes.question,
    scenes.menus_of_a_message,
    scenes.commands,
    scenes.shortcuts,
    scenes.message_tools,
    scenes.acting,
    scenes.settings,
    scenes.inspector,
    scenes.tour,
]


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_axe_finds_nothing(stage: Stage, scene: Callable[[Stage], None]) -> None:
    scene(stage)

    assert findings(stage.page) == []


@pytest.mark.parametrize("look", PHONES, ids=lambda look: look.name)
def test_axe_finds_nothing_in_the_sidebar_of_a_phone(stage: Stage) -> None:
    scenes.conversation(stage)

    stage.page.locator("#menu").click()
    expect(stage.page.locator("#side")).to_be_visible()

    # What lies behind the drawer is inert: asked about the page, axe misses its main part.
    assert findings(stage.page, "#side") == []


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_axe_finds_nothing_in_the_gallery(slack: Playground, look: Look, page: Page) -> None:
    page.set_viewport_size({"width": look.width, "height": 844})

    page.goto(f"{slack.url}/gallery?theme={look.theme}&lang={look.language}")
    page.locator("article").last.wait_for()

    assert findings(page) == []
