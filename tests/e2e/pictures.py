"""The pictures of README and docs, taken in the demo: `make pictures`.

Each is taken at the step of a tour that names it, or of a scene that no tour comes by. Time, names
and numbers are the demo's, so the same code gives the same bytes on the same machine; what takes
real time (the milliseconds in the inspector) is not shown.
"""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, Locator, Page, ViewportSize

from playground import Playground
from tests.browser import launched
from tests.e2e.demos import running_demo
from tests.e2e.scenes import SCENES, Scene
from tests.e2e.touring import Visitor

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
COLOURS = 256
PHONE, DESK = 390, 1100
STILL = """() => {
  document.activeElement?.blur();
  for (const one of document.querySelectorAll(".took")) one.lastChild.data = "";
}"""


@dataclass(frozen=True)
class Look:
    """A way to look at a tour: who sees it how, and which of its pictures are kept.

    `kept` says for the name of each picture what of the page it shows: a selector, or "" for all.
    `suffix` goes to the end of their names. `search` is typed into the inspector, for calls that
    are made at the same time stand there in any order. `with_tour` shows the callout, too.
    """

    tour: str
    kept: dict[str, str]
    theme: str = "light"
    width: int = DESK
    height: int = 800
    suffix: str = ""
    search: str = ""
    with_tour: bool = False


LOOKS = (
    Look("monday", {"nudge": ""}, height=720, suffix="-tour", with_tour=True),
    Look("monday", {"checkin": "#modal"}, height=1300),
    Look("monday", {"checkin": "#modal"}, theme="dark", height=1300, suffix="-dark"),
    Look("monday", {"nudge": ""}, width=PHONE, height=760, suffix="-phone"),
    Look("tuesday", {"digest": ".message:last-child"}, height=1300),
    Look("mistake", {"error": "#modal"}, height=640, suffix="-german"),
    Look("broken", {"inspector": ""}, height=720, search="Fraser"),
)


def take(slack: Playground, browser: Browser, look: Look, folder: Path) -> list[Path]:
    """Walks a tour with its look and takes its pictures; the files, in order."""
    view = ViewportSize(width=look.width, height=look.height)
    context = browser.new_context(viewport=view, locale="en-GB", reduced_motion="reduce")
    page = context.new_page()
    visitor = Visitor.arrives(page, slack, "en", look.tour, theme=look.theme)
    taken = []
    for number, step in enumerate(visitor.steps, 1):
        visitor.sees(number)
        if look.search and step.get("picture"):
            page.fill("#inspector [type=search]", look.search)
        if (name := step.get("picture")) in look.kept:
            file = folder / f"{name}{look.suffix}.png"
            file.write_bytes(shot(page, look.kept[name], with_tour=look.with_tour))
            taken.append(file)
        page.locator(".tour-button.primary").click()
    visitor.sees_the_end()
    context.close()
    return taken


def capture(slack: Playground, browser: Browser, scene: Scene, folder: Path) -> Path:
    """Brings somebody to a screen in a demo that begins anew, and takes its picture; the file."""
    assert slack.start_over is not None
    slack.start_over()
    scene.comes(slack)
    view = ViewportSize(width=DESK, height=scene.height)
    context = browser.new_context(viewport=view, locale="en-GB", reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{slack.url}/?lang=en&theme={scene.theme}#as={scene.user}&in=dm&tab=home")
    page.wait_for_selector(f"{scene.shown} .section-text")
    file = folder / f"{scene.name}.png"
    file.write_bytes(shot(page, scene.shown, with_tour=False))
    context.close()
    return file


def shot(page: Page, selector: str, *, with_tour: bool) -> bytes:
    """What is there now as a small PNG; without the callout of the tour unless it is wanted."""
    page.mouse.move(0, 0)
    page.evaluate(STILL)
    page.evaluate("is => document.getElementById('tour').style.opacity = is ? 1 : 0", with_tour)
    image = settled(page.locator(selector).last if selector else page)
    page.evaluate("() => document.getElementById('tour').style.opacity = 1")
    return small(image)


def settled(what: Page | Locator) -> bytes:
    """A picture of what does not change any more: fields tell what was typed after a pause."""
    page = what.page if isinstance(what, Locator) else what
    before, now = b"", what.screenshot(animations="disabled")
    while before != now:
        page.wait_for_timeout(600)
        before, now = now, what.screenshot(animations="disabled")
    return now


def small(image: bytes) -> bytes:
    """The same picture with few colours, as small as PNG gets it."""
    few = Image.open(BytesIO(image)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    out = BytesIO()
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


def take_all(
    looks: Iterable[Look], scenes: Iterable[Scene], folder: Path, browser: Browser
) -> list[Path]:
    """Takes the pictures of all looks and scenes, each in a demo that has just begun."""
    with TemporaryDirectory() as temporary, running_demo(Path(temporary)) as slack:
        taken = [file for look in looks for file in take(slack, browser, look, folder)]
        return taken + [capture(slack, browser, scene, folder) for scene in scenes]


def main() -> None:
    """Takes all pictures, and says how large they are."""
    with launched() as browser:
        if browser is None:
            sys.exit("Pictures need Chromium: install one, or run `playwright install chromium`.")
        for picture in take_all(LOOKS, SCENES, FOLDER, browser):
            sys.stdout.write(f"{picture.name}: {picture.stat().st_size // 1024} KB\n")


if __name__ == "__main__":
    main()
