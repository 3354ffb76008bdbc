"""How a person uses each kind of element, by mouse and by keyboard, and what comes of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from _pytest.mark import ParameterSet
from playwright.sync_api import Locator, Page

from playground.blocks.state import KINDS, options
from tests.playground.make import Json

Hand = Callable[["Case", Page], None]


@dataclass(frozen=True)
class Case:
    """An element of an example; `name` is what the page calls the example."""

    name: str
    block: Json
    element: Json
    suggested: list[Json]

    @property
    def param(self) -> ParameterSet:
        return pytest.param(self, id=f"{self.name}-{self.element['action_id']}")

    @property
    def kind(self) -> str:
        return str(self.element["type"])

    @property
    def is_quiet(self) -> bool:
        """Whether the app hears of it only with its form."""
        return self.block["type"] == "input" and not self.block.get("dispatch_action")

    @property
    def key(self) -> str:
        return KEYS[self.kind]

    @property
    def value(self) -> Any:
        """What is entered after its use."""
        return USES[self.kind].value(self)

    @property
    def entry(self) -> Json:
        """What has to stand in the entry of `actions`."""
        ids = {"action_id": self.element["action_id"], "block_id": self.block["block_id"]}
        return {"type": self.kind, **ids, self.key: self.value}

    @property
    def last_key(self) -> str:
        """The key that ends typing: forms keep what was left, others hear of Enter."""
        return "Tab" if self.is_quiet else "Enter"

    def place(self, page: Page) -> Locator:
        """Where the element is; a moment has two fields, its day is the first."""
        return page.locator(f"#{self.name} [data-action={self.element['action_id']}]").first

    def use(self, page: Page, hand: str) -> None:
        page.keyboard.press("Escape")  # closes what another example left open
        hands: dict[str, Hand] = {
            "by_mouse": USES[self.kind].by_mouse,
            "by_key": USES[self.kind].by_key,
        }
        hands[hand](self, page)


def clicked(case: Case, page: Page) -> None:
    case.place(page).click()


def entered(case: Case, page: Page) -> None:
    case.place(page).press("Enter")


def first_item_clicked(case: Case, page: Page) -> None:
    case.place(page).click()
    page.get_by_role("menuitem").filter(visible=True).first.click()


def first_item_by_key(case: Case, page: Page) -> None:
    case.place(page).press("ArrowDown")
    page.keyboard.press("Enter")


def last_option_clicked(case: Case, page: Page) -> None:
    case.place(page).click()
    page.get_by_role("option").filter(visible=True).last.click()


def last_option_by_key(case: Case, page: Page) -> None:
    case.place(page).press("ArrowDown")
    page.keyboard.press("End")
    page.keyboard.press("Enter")


def last_finding_clicked(case: Case, page: Page) -> None:
    case.place(page).fill("e")
    page.get_by_role("option").filter(visible=True).last.click()


def last_finding_by_key(case: Case, page: Page) -> None:
    case.place(page).press("e")
    page.get_by_role("option").filter(visible=True).last.wait_for()
    page.keyboard.press("End")
    page.keyboard.press("Enter")


def next_day_clicked(case: Case, page: Page) -> None:
    case.place(page).click()
    page.locator("[data-day='2026-01-06']").filter(visible=True).click()


def next_day_by_key(case: Case, page: Page) -> None:
    case.place(page).press("Enter")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")


def moment_clicked(case: Case, page: Page) -> None:
    next_day_clicked(case, page)
    page.locator(f"#{case.name} .day-and-time .combo-input").click()
    page.get_by_role("option").filter(visible=True).last.click()


def moment_by_key(case: Case, page: Page) -> None:
    next_day_by_key(case, page)
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("End")
    page.keyboard.press("Enter")


def first_tick_clicked(case: Case, page: Page) -> None:
    case.place(page).get_by_role("radio").first.click()


def first_tick_by_key(case: Case, page: Page) -> None:
    case.place(page).get_by_role("radio").first.press("Space")


def last_tick_clicked(case: Case, page: Page) -> None:
    case.place(page).get_by_role("checkbox").last.click()


def last_tick_by_key(case: Case, page: Page) -> None:
    case.place(page).get_by_role("checkbox").last.press("Space")


def typed(text: str) -> tuple[Hand, Hand]:
    def filled(case: Case, page: Page) -> None:
        case.place(page).click()
        case.place(page).fill(text)
        page.keyboard.press(case.last_key)

    def by_key(case: Case, page: Page) -> None:
        case.place(page).focus()
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type(text)
        page.keyboard.press(case.last_key)

    return filled, by_key


@dataclass(frozen=True)
class Use:
    """What a person does with an element, and what they have entered then."""

    by_mouse: Hand
    by_key: Hand
    value: Callable[[Case], Any]


def last_option(case: Case) -> Json:
    return options(case.element)[-1]


def first_option(case: Case) -> Json:
    return options(case.element)[0]


def added(value: Callable[[Case], Any]) -> Callable[[Case], list[Any]]:
    """What was there at first and one more."""
    return lambda case: [*case.element.get(KINDS[case.kind].initial, []), value(case)]


def menu(value: Callable[[Case], Any]) -> Use:
    return Use(last_option_clicked, last_option_by_key, value)


def search(value: Callable[[Case], Any]) -> Use:
    return Use(last_finding_clicked, last_finding_by_key, value)


def suggested(case: Case) -> Json:
    return case.suggested[-1]


def constant(value: Any) -> Callable[[Case], Any]:
    return lambda _case: value


TUESDAY_NIGHT = 1767739500  # 2026-01-06 23:45 in Vienna
USES = {
    "static_select": menu(last_option),
    "multi_static_select": menu(added(last_option)),
    "external_select": search(suggested),
    "multi_external_select": search(added(suggested)),
    "users_select": menu(constant("U0BOB")),
    "multi_users_select": menu(added(constant("U0BOB"))),
    "channels_select": menu(constant("C0RAND")),
    "multi_channels_select": menu(added(constant("C0RAND"))),
    "conversations_select": menu(constant("C0RAND")),
    "multi_conversations_select": menu(added(constant("C0RAND"))),
    "datepicker": Use(next_day_clicked, next_day_by_key, constant("2026-01-06")),
    "timepicker": menu(constant("23:45")),
    "datetimepicker": Use(moment_clicked, moment_by_key, constant(TUESDAY_NIGHT)),
    "checkboxes": Use(last_tick_clicked, last_tick_by_key, added(last_option)),
    "radio_buttons": Use(first_tick_clicked, first_tick_by_key, first_option),
    "plain_text_input": Use(*typed("Ciabatta"), constant("Ciabatta")),
    "number_input": Use(*typed("42"), constant("42")),
    "email_text_input": Use(*typed("oven@example.com"), constant("oven@example.com")),
    "url_text_input": Use(*typed("https://example.com/x"), constant("https://example.com/x")),
    "overflow": Use(first_item_clicked, first_item_by_key, first_option),
    "button": Use(clicked, entered, lambda case: case.element["text"]),
}
KEYS = {kind: entry.key for kind, entry in KINDS.items()} | {
    "overflow": "selected_option",
    "button": "text",
}
