"""A visitor on a guided tour: presses Next, or does with the keyboard what each step says."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page, expect

from playground import Playground
from tests.e2e.running import words

Json = dict[str, Any]
PATIENCE = 90_000
FAR = 200  # presses of Tab that bring one around the whole page


@dataclass
class Visitor:
    """Somebody at the page, in a language; `tour` is the one they are on."""

    page: Page
    slack: Playground
    language: str
    tour: Json

    @classmethod
    def arrives(
        cls, page: Page, slack: Playground, language: str, name: str, theme: str = "light"
    ) -> "Visitor":
        """Opens the page, and the tour from the list of tours, all with the keyboard."""
        tour = next(each for each in slack.tours if each["id"] == name)
        visitor = cls(page, slack, language, tour)
        page.goto(f"{slack.url}/?lang={language}&theme={theme}")
        page.wait_for_selector("#side .room", state="attached")
        page.keyboard.press("Alt+KeyT")
        expect(page.locator(".tour-choice").first).to_be_focused()
        visitor.tab_to(f".tour-choice:nth-of-type({slack.tours.index(tour) + 1})")
        page.keyboard.press("Enter")
        return visitor

    @property
    def steps(self) -> list[Json]:
        steps: list[Json] = self.tour["steps"]
        return steps

    def sees(self, number: int) -> None:
        """Waits for a step, counted from 1; its sentence is the one of the tour."""
        between = {"en": "of", "de": "von"}[self.language]
        count = f"{number} {between} {len(self.steps)}"
        expect(self.page.locator(".tour-count")).to_have_text(count, timeout=PATIENCE)
        said = self.page.locator(".tour-say")
        expect(said).to_have_text(self.steps[number - 1]["say"][self.language])

    def sees_the_end(self) -> None:
        said = self.page.locator(".tour-say")
        expect(said).to_have_text(self.tour["end"][self.language], timeout=PATIENCE)

    def presses_next_until_the_end(self) -> None:
        for number, _step in enumerate(self.steps, 1):
            self.sees(number)
            self.page.click(".tour-button.primary")
        self.sees_the_end()

    def does_it_all_with_the_keyboard(self) -> None:
        """Does what each step asks for; Next is pressed only where nothing is asked for."""
        for number, step in enumerate(self.steps, 1):
            self.sees(number)
            self.does(step.get("do"), step["at"])
        self.sees_the_end()

    def does(self, asked: Json | None, at: str) -> None:
        keys = self.page.keyboard
        match asked:
            case None:
                self.tab_to(".tour-button.primary")
                keys.press("Enter")
            case {"click": _}:
                self.tab_to(at)
                keys.press("Enter")
            case {"fill": text}:
                self.tab_to(f"{at} :is(input, textarea)")
                keys.press("Control+A")
                keys.type(text)
                keys.press("Tab")
            case {"choose": value}:
                self.tab_to(f"{at} input")
                keys.type(value)
                keys.press("Enter")
            case {"time": _}:
                keys.press("Alt+KeyN")

    def tab_to(self, selector: str) -> None:
        """Presses Tab until the focus is on what `selector` finds."""
        there = "selector => document.activeElement.matches(selector)"
        for _time in range(FAR):
            if self.page.evaluate(there, selector):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"no Tab leads to {selector}")

    def told(self, user: str) -> str:
        """All that the bot told a person in their conversation."""
        return words(self.slack.dm(user))
