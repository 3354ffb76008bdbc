"""A real browser for the tests of pages; a page fails its test when the browser complains."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

# Whatever the browser drew before must not shine through by one shade: pictures are compared.
SAME_EACH_TIME = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-partial-raster",
    "--disable-skia-runtime-opts",
    "--disable-lcd-text",
    "--force-color-profile=srgb",
    # Each page is on this machine: it need not move to another process to be safe from the next.
    "--disable-site-isolation-trials",
]
# Chromium prepares the list of its address bar, a page of its own, for each window: a third of all
# the time that these tests take; and a process for a page that may come next. The others are what
# Playwright turns off, which this replaces.
UNUSED = [
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "SpareRendererForSitePerProcess",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "AimEnabled",
    "PreconnectToSearch",
]


@contextmanager
def launched() -> Iterator[Browser | None]:
    """The Chromium of this machine; None where there is none."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        path = chromium or playwright.chromium.executable_path
        if not os.path.exists(path):  # noqa: PTH110 -- a path of the browser's, only looked at
            yield None
            return
        arguments = [*SAME_EACH_TIME, f"--disable-features={','.join(UNUSED)}"]
        running = playwright.chromium.launch(executable_path=path, args=arguments)
        yield running
        running.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with launched() as running:
        if running is None:
            pytest.skip("no Chromium here: install one, or run `playwright install chromium`")
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1100, "height": 800})
    complaints: list[str] = []
    shown = context.new_page()
    shown.on("pageerror", lambda error: complaints.append(str(error)))
    shown.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    yield shown
    context.close()
    assert not complaints, complaints


def choose(page: Page, label: str, option: str) -> None:
    """Chooses an option of a menu with the pointer."""
    page.get_by_role("combobox", name=label).click()
    page.get_by_role("option", name=option).click()
