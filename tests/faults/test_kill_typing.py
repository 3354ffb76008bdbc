"""kill -9 at every step of typing: every character that Slack had delivered is there again.

It is the real command `okrbot serve` over Socket Mode, on both databases. Nobody but Slack knows
what was typed, and Slack forgets it with the window.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from multiprocessing import Pipe
from pathlib import Path

import pytest

from bot.company_file import read_company
from bot.domain.company import SlackWorkspace
from bot.manifests import SHIPPED
from bot.profiles import ask_profiles
from bot.slack.gateway import SlackGateway
from bot.usecases.imports import import_company
from playground import Person, Playground
from storage.database import Database
from tests import warm
from tests.e2e.running import free_port
from tests.faults import mortal

MARIA = "U0MARIA"
KEY_RESULTS = ", ".join(
    f"{{title: Region {number}, baseline: 0, target: 100, current: 10}}" for number in range(1, 10)
)
COMPANY = f"""\
organisation: {{name: Acme, time_zone: Europe/Vienna}}
people: [{{slack_id: {MARIA}, role: admin}}]
teams: [{{name: Sales, manager: {MARIA}, members: [{MARIA}]}}]
cycles: [{{name: Always, starts_on: 2020-01-01, ends_on: 2099-12-31}}]
objectives:
  - {{key: sell, title: We sell, team: Sales, owner: {MARIA}, cycle: Always,
     key_results: [{KEY_RESULTS}]}}
"""
NOTE = 'Graz & <Linz> "wait"\n\N{EURO SIGN} 5 \N{FAMILY} ' + "x" * 2900

Fields = dict[str, object]


@dataclass
class Typist:
    """Maria at her form, and the process that keeps what she types; ids are the database's own."""

    slack: Playground
    place: warm.Place
    first: int

    @contextmanager
    def served(self) -> Iterator[None]:
        """`okrbot serve` until it is killed, at the end of the block."""
        child = warm.begin(["serve"], self.place)
        try:
            self.slack.wait_for(lambda: self.slack.connections() == 1, timeout=60)
            yield
        finally:
            child.kill()
            child.join()
        self.slack.wait_for(lambda: self.slack.connections() == 0, timeout=60)

    def field(self, word: str, number: int) -> str:
        return f"{word}:{self.first + number - 1}"

    def open(self) -> None:
        assert self.slack.command(MARIA, "/okr checkin").error is None
        assert self.slack.wait_for(lambda: self.slack.view(MARIA) is not None, timeout=30)

    def press(self, action_id: str) -> None:
        before = self._hash()
        reply = self.slack.press(MARIA, action_id)
        assert reply.error is None
        self.slack.wait_for(lambda: self._hash() != before, timeout=30)

    def type(self, word: str, number: int, text: str) -> None:
        assert self.slack.fill(MARIA, {self.field(word, number): text}).error is None

    def close(self) -> None:
        assert self.slack.close(MARIA).error is None

    def lose_window(self) -> None:
        """The window is gone, and nobody hears of it."""
        self.slack.world.views.close_all(MARIA)

    def standing(self) -> Fields:
        """What stands in the fields of the page that is open, empty ones left out."""
        view = self.slack.view(MARIA)
        assert view is not None
        entries = {
            name: next(iter(each.values())) for name, each in view["state"]["values"].items()
        }
        return {name: _value(each) for name, each in entries.items() if _value(each)}

    def page(self) -> int:
        return 2 if self.field("value", 9) in self.standing() else 1

    def _hash(self) -> str:
        view = self.slack.view(MARIA)
        return str(view["hash"]) if view else ""


def _value(entry: dict[str, object]) -> object:
    chosen = entry.get("selected_option")
    return chosen["value"] if isinstance(chosen, dict) else entry.get("value")


@pytest.fixture
def slack() -> Iterator[Playground]:
    with Playground([Person(MARIA, "Maria")], manifest=SHIPPED).start() as running:
        running.be_patient(60)
        yield running


@pytest.fixture
def typist(slack: Playground, database: Database, tmp_path: Path) -> Typist:
    plan, now = read_company(COMPANY), datetime.now(UTC)
    profiles = ask_profiles(SlackGateway("xoxb-playground", slack.api_url), plan)
    import_company(database, plan, profiles, now, SlackWorkspace("T0LOCAL", "Acme"))
    environment = {
        "PATH": os.environ["PATH"],
        "SLACK_BOT_TOKEN": "xoxb-playground",
        "SLACK_APP_TOKEN": "xapp-playground",
        "SLACK_API_URL": slack.api_url,
        "SLACK_MODE": "socket",
        "DATABASE_URL": database.url,
        "PORT": str(free_port()),
    }
    out, told = tmp_path / "out", tmp_path / "told"
    return Typist(slack, warm.Place(tmp_path, environment, out, told), first=1)


@dataclass(frozen=True)
class Step:
    """What Maria does, on which of the two pages that leaves her, and what she typed there."""

    do: Callable[[Typist], None]
    page: int = 1
    typed: Fields = field(default_factory=dict)


def typing(word: str, number: int, text: str, page: int = 1) -> Step:
    return Step(lambda maria: maria.type(word, number, text), page, {f"{word}:{number}": text})


STEPS = (
    typing("value", 1, "4"),
    typing("value", 1, "42 ap"),
    typing("value", 1, "42"),
    typing("confidence", 2, "3"),
    Step(lambda maria: maria.press("checkin.unfold")),
    typing("note", 1, NOTE),
    typing("blocker", 1, "No budget"),
    typing("note", 1, NOTE[:900]),
    Step(lambda maria: maria.press("checkin.next"), page=2),
    typing("value", 9, "99", page=2),
    Step(lambda maria: maria.press("checkin.back")),
    Step(Typist.close),
)
LIVES = {"a kill after each step": [[each] for each in STEPS], "one long life": [STEPS]}


@pytest.mark.parametrize("lives", LIVES.values(), ids=LIVES)
def test_what_was_typed_until_a_kill_stands_there_again(
    typist: Typist, lives: Sequence[Sequence[Step]]
) -> None:
    typed: dict[int, Fields] = {1: {}, 2: {}}
    page = 1
    for steps in lives:
        with typist.served():
            typist.open()
            assert (typist.page(), typist.standing()) == (page, typist.standing() | typed[page])
            for step in steps:
                step.do(typist)
                page, typed[step.page] = step.page, typed[step.page] | step.typed
        typist.lose_window()

    with typist.served():
        typist.open()
        assert typist.standing() == typist.standing() | typed[1]
        typist.press("checkin.next")
        assert typist.standing() == typist.standing() | typed[2]


def test_killed_between_the_database_and_the_answer_what_was_typed_is_there(
    typist: Typist,
) -> None:
    with typist.served():
        typist.open()
    typist.slack.be_patient(1)  # with an answer that never comes
    begun, told = Pipe(duplex=False)
    child = warm.start(mortal.listen, typist.place.environment, told)
    with ThreadPoolExecutor(1) as thread:
        typist.slack.wait_for(lambda: typist.slack.connections() == 1, timeout=60)
        reply = thread.submit(typist.slack.fill, MARIA, {"value:1": "42"})
        assert begun.poll(30)
        child.kill()
        child.join()
        assert reply.result(90).error is not None
    typist.slack.be_patient(60)
    typist.lose_window()

    with typist.served():
        typist.open()
        assert typist.standing()["value:1"] == "42"
