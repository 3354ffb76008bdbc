"""A real browser for the tests of pages; a page fails its test when the browser complains."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        path = chromium or playwright.chromium.executable_path
        if not os.path.exists(path):  # noqa: PTH110 -- a path of the browser's, only looked at
            pytest.skip("no Chromium here: install one, or run `playwright install chromium`")
        running = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1100, "height": 800})
    complaints: list[str] = []
    shown = context.new_page()
    shown.on("pageerror", lambda error: complaints.append(str(error)))
    shown.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    yield shown
    context.close()
    assert complaints == []


def choose(page: Page, label: str, option: str) -> None:
    """Chooses an option of a menu with the pointer."""
    page.get_by_role("combobox", name=label).click()
    page.get_by_role("option", name=option).click()
