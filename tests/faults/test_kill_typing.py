"""kill -9 at every step of typing: every character that Slack had delivered is there again.

It is the real command `okrbot serve` over Socket Mode, on both databases. Nobody but Slack knows
what was typed, and Slack forgets it with the window.
"""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
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


Step = Callable[[Typist], None]

STEPS: dict[str, tuple[Step, dict[str, str]]] = {
    "opened": (Typist.open, {}),
    "first figure": (lambda maria: maria.type("value", 1, "4"), {"value:1": "4"}),
    "second figure": (lambda maria: maria.type("value", 1, "42 ap"), {"value:1": "42 ap"}),
    "corrected": (lambda maria: maria.type("value", 1, "42"), {"value:1": "42"}),
    "chosen": (lambda maria: maria.type("confidence", 2, "3"), {"confidence:2": "3"}),
    "unfolded": (lambda maria: maria.press("checkin.unfold"), {}),
    "noted": (lambda maria: maria.type("note", 1, NOTE), {"note:1": NOTE}),
    "blocked": (lambda maria: maria.type("blocker", 1, "No budget"), {"blocker:1": "No budget"}),
    "shortened": (lambda maria: maria.type("note", 1, NOTE[:900]), {"note:1": NOTE[:900]}),
    "turned": (lambda maria: maria.press("checkin.next"), {}),
    "on the next page": (lambda maria: maria.type("value", 9, "99"), {"value:9": "99"}),
    "turned back": (lambda maria: maria.press("checkin.back"), {}),
    "closed": (lambda maria: maria.close(), {}),
}


@pytest.mark.parametrize("last", STEPS)
def test_what_was_typed_until_the_kill_stands_there_again(typist: Typist, last: str) -> None:
    taken = list(STEPS)[: list(STEPS).index(last) + 1]
    typed: dict[str, str] = {}

    with typist.served():
        for name in taken:
            step, fields = STEPS[name]
            step(typist)
            typed |= fields
    typist.lose_window()

    with typist.served():
        typist.open()
        assert typed.items() <= everything(typist).items()


def everything(typist: Typist) -> Fields:
    """What stands in the fields of both pages, wherever the form was left."""
    here = typist.standing()
    typist.press("checkin.back" if "value:9" in here else "checkin.next")
    return here | typist.standing()


def test_killed_between_the_database_and_the_answer_what_was_typed_is_there(
    typist: Typist,
) -> None:
    with typist.served():
        typist.open()
    typist.slack.be_patient(3)  # with an answer that never comes
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
