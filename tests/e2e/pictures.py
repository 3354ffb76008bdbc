"""The pictures of README and docs, taken from the tours: `make pictures`.

Each is taken at the step of a tour that names it, or of the gallery. Time, names and numbers are
the demo's, so the same code gives the same bytes on the same machine; what takes real time (the
milliseconds in the inspector) is not shown.
"""

import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, Locator, Page, sync_playwright

from playground import Playground
from tests.e2e.demos import running_demo
from tests.e2e.touring import Visitor

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
COLOURS = 96
PHONE, DESK = 390, 1100
STILL = """() => {
  document.activeElement?.blur();
  for (const one of document.querySelectorAll(".took")) one.style.visibility = "hidden";
}"""


@dataclass(frozen=True)
class Look:
    """A way to look at a tour: who sees it how, and which of its pictures are kept.

    `kept` says for the name of each picture what of the page it shows: a selector, or "" for all.
    `suffix` goes to the end of their names.
    """

    tour: str
    kept: dict[str, str]
    theme: str = "light"
    width: int = DESK
    height: int = 800
    suffix: str = ""


LOOKS = (
    Look("monday", {"tour": ""}, height=720),
    Look("monday", {"checkin": "#modal", "receipt": ".message"}, height=1300),
    Look("monday", {"checkin": "#modal"}, theme="dark", height=1300, suffix="-dark"),
    Look("monday", {"nudge": ""}, width=PHONE, height=760, suffix="-phone"),
    Look("tuesday", {"digest": ".message:last-child"}, height=1300),
    Look("front-line", {"company": ""}, theme="dark", height=1120, suffix="-dark"),
    Look("mistake", {"error": "#modal"}, height=640, suffix="-german"),
    Look("broken", {"inspector": ""}, height=720),
)


def take(slack: Playground, browser: Browser, look: Look, folder: Path) -> list[Path]:
    """Walks a tour with its look and takes its pictures; the files, in order."""
    view = {"width": look.width, "height": look.height}
    context = browser.new_context(viewport=view, locale="en-GB", reduced_motion="reduce")
    page = context.new_page()
    visitor = Visitor.arrives(page, slack, "en", look.tour, theme=look.theme)
    taken = []
    for number, step in enumerate(visitor.steps, 1):
        visitor.sees(number)
        for name in {step.get("picture", ""), "tour" if number == 2 else ""} & {*look.kept}:
            file = folder / f"{name}{look.suffix}.png"
            file.write_bytes(shot(page, look.kept[name], with_tour=name == "tour"))
            taken.append(file)
        page.locator(".tour-button.primary").click()
    visitor.sees_the_end()
    context.close()
    return taken


def shot(page: Page, selector: str, *, with_tour: bool) -> bytes:
    """What is there now as a small PNG; without the callout of the tour unless it is wanted."""
    page.mouse.move(0, 0)
    page.evaluate(STILL)
    page.evaluate("is => document.getElementById('tour').style.opacity = is ? 1 : 0", with_tour)
    image = settled(page.locator(selector).last if selector else page)
    page.evaluate("() => document.getElementById('tour').style.opacity = 1")
    return small(image)


def settled(what: Page | Locator) -> bytes:
    """A picture of what does not change any more."""
    before, now = b"", what.screenshot(animations="disabled")
    while before != now:
        what.page.wait_for_timeout(150) if isinstance(what, Locator) else what.wait_for_timeout(150)
        before, now = now, what.screenshot(animations="disabled")
    return now


def small(image: bytes) -> bytes:
    """The same picture with few colours, as small as PNG gets it."""
    few = Image.open(BytesIO(image)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    out = BytesIO()
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


def take_all(looks: Iterable[Look], folder: Path) -> list[Path]:
    """Takes the pictures of all looks, each in a demo that has just begun."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with (
        TemporaryDirectory() as temporary,
        running_demo(Path(temporary)) as slack,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        taken = [file for look in looks for file in take(slack, browser, look, folder)]
        browser.close()
        return taken


if __name__ == "__main__":
    for picture in take_all(LOOKS, FOLDER):
        sys.stdout.write(f"{picture.name}: {picture.stat().st_size // 1024} KB\n")
