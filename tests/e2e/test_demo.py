"""`okrbot demo` as a process: one page, a company that lives by its clock, and a clean end."""

import json
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.running import Okrbot, Running, free_port, words

LIAM = "U0LIAM"
BOTS = ("USLACKBOT", "U0BOT")
A_DAY = 86_400


@pytest.fixture
def okrbot(tmp_path: Path) -> Okrbot:
    """Without any setting: the demo needs none."""
    return Okrbot(tmp_path)


@contextmanager
def demo(okrbot: Okrbot, *options: str) -> Iterator[Running]:
    """The demo, ready to be looked at."""
    port = free_port()
    with okrbot.started("demo", "--port", str(port), *options, port=port) as running:
        running.wait_for(lambda: "Ctrl-C" in running.output.read_text())
        running.wait_for(lambda: read(running, "connections"))
        yield running


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A demo in which the time stands, and which nobody ends."""
    with demo(Okrbot(tmp_path_factory.mktemp("standing"))) as running:
        yield running


def read(running: Running, question: str) -> Any:
    return json.loads(running.get(f"/control/{question}")[1])


def do(running: Running, name: str, **arguments: Any) -> Any:
    """One thing that somebody does in the playground."""
    connection = HTTPConnection("127.0.0.1", running.port, timeout=120)
    kind = {"content-type": "application/json"}
    connection.request("POST", f"/control/{name}", json.dumps(arguments), kind)
    answer = connection.getresponse()
    said = json.loads(answer.read())
    connection.close()
    assert answer.status == 200, said
    return said


def fill_in(running: Running, value: str, note: str) -> str:
    """Give Liam's first key result a value and a note, as he does; the note."""
    do(running, "press", user=LIAM, action_id="checkin.unfold")
    view = running.wait_for(lambda: read(running, f"view?user={LIAM}"))
    blocks = [each["block_id"] for each in view["blocks"]]
    value_block = next(each for each in blocks if each.startswith("value:"))
    note_block = value_block.replace("value:", "note:")
    do(running, "fill", user=LIAM, values={value_block: value, note_block: note})
    return note


def nudges(running: Running, user: str) -> list[str]:
    return [each["text"] for each in read(running, f"dm?user={user}")]


def test_a_demo_shows_its_page_and_ends_cleanly(okrbot: Okrbot) -> None:
    with demo(okrbot) as running:
        status, page = running.get("/")

        ended = running.end(signal.SIGINT)

    assert (status, "<title>" in page) == (200, True)
    assert (ended.code, ended.has_traceback) == (0, False), ended.output
    assert f"Open http://127.0.0.1:{running.port} " in ended.output
    assert ended.output.endswith("Good-bye.\n")


def test_the_next_due_moment_brings_the_nudges(okrbot: Okrbot) -> None:
    with demo(okrbot) as running:
        due = read(running, "state?user=U0AROHA")["next_due"]
        before = nudges(running, "U0AROHA")

        moved = do(running, "time", next_due=True)

        after = nudges(running, "U0AROHA")
    assert (due, moved["now"]) == ("2026-09-20T21:00:00+00:00", "2026-09-20T21:00:00+00:00")
    assert (len(before), len(after)) == (0, 1)


def test_what_the_readme_lets_you_try(okrbot: Okrbot) -> None:
    with demo(okrbot) as running:
        first = next(
            each["id"] for each in read(running, "state?user=")["people"] if each["id"] not in BOTS
        )
        do(running, "time", next_due=True)
        (nudge,) = read(running, f"dm?user={LIAM}")

        do(running, "click", user=LIAM, action_id="checkin.open")
        note = fill_in(running, "71", "The order form remembers what you ordered last.")
        do(running, "submit", user=LIAM)
        running.wait_for(lambda: "71" in words(read(running, f"dm?user={LIAM}")))
        (receipt,) = read(running, f"dm?user={LIAM}")

        do(running, "time", seconds=A_DAY)
        before = read(running, "messages?channel=C0PORTLEADS")
        do(running, "time", seconds=A_DAY)
        *older, digest = read(running, "messages?channel=C0PORTLEADS")

    assert first == LIAM
    assert receipt["ts"] == nudge["ts"]
    assert older == before
    expected = ["week 39", "66% → 71% · confidence still 7 · Liam Fraser", note]
    assert [each for each in expected if each in words(digest)] == expected


@pytest.mark.parametrize(
    ("user", "line", "told"),
    [
        (LIAM, "/okr list", "Orders placed without a call"),
        ("U0PRIYA", "/okr team Hospitals", "Surgeons new to us choose us for their first case"),
        ("U0AROHA", "/okr help", "/okr checkin"),
    ],
)
def test_a_command_of_the_readme_answers(
    standing: Running, user: str, line: str, told: str
) -> None:
    do(standing, "command", user=user, line=line)

    answer = standing.wait_for(lambda: read(standing, f"ephemerals?user={user}"))

    assert told in words(answer)


def test_after_the_quarter_the_next_one_goes_on(okrbot: Okrbot) -> None:
    with demo(okrbot) as running:
        do(running, "time", to="2026-10-07T12:00:00+00:00")
        nudge = nudges(running, LIAM)[-1]
        digest = read(running, "messages?channel=C0PORTLEADS")[-1]

    assert "Orders placed without a call: 66% of 85%" in nudge
    assert "Clinics know when their delivery comes without asking us" in words(digest)


def test_a_taken_port_is_told(okrbot: Okrbot, standing: Running) -> None:
    second = okrbot.run("demo", "--port", str(standing.port))

    assert second == type(second)(
        1, f"Port {standing.port} is taken. Try another one: okrbot demo --port 8585\n"
    )


def test_a_kept_demo_goes_on_where_it_was(okrbot: Okrbot, tmp_path: Path) -> None:
    folder = str(tmp_path / "kept")
    with demo(okrbot, "--keep", folder) as first:
        do(first, "time", next_due=True)
        do(first, "command", user="U0AROHA", line="/okr checkin")
        view = first.wait_for(lambda: read(first, "view?user=U0AROHA"))
        do(first, "fill", user="U0AROHA", values={"unchanged": ["unchanged"]})
        do(first, "submit", user="U0AROHA")
        first.wait_for(lambda: "recorded" in words(read(first, "dm?user=U0AROHA")))
        at = read(first, "now")
        ended = first.end(signal.SIGTERM)

    with demo(okrbot, "--keep", folder) as second:
        now = read(second, "now")
        do(second, "time", next_due=True)
        after = nudges(second, "U0AROHA")

    assert view["callback_id"] == "checkin.submit"
    assert ended.code == 0, ended.output
    assert now >= at
    assert after == []
