"""I2: a submission of five key results, stored, against Bolt that only acknowledges it.

Stored means: the person known, what they update read, five revisions with current values, audit,
and the receipt in the outbox, in one transaction. Everybody submits once, and got a nudge before.
"""

import time
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from slack_bolt import App, BoltRequest

from benchmarks.company import NOW, SLOT, add_rows, caller, found
from benchmarks.databases import KINDS, new_database
from benchmarks.load import Load, all_ok, send
from benchmarks.measure import Result, Size, at_least, at_most, judged, taking_turns
from benchmarks.serving import bare_bolt, okrbot_bolt, served
from benchmarks.slack_requests import FORM, signed, submission
from bot.domain.outbox import Kind, Priority, Sending
from bot.usecases.checkins import open_form
from storage.database import Database

KEY_RESULTS = 5
GOALS = {"SQLite": at_least(0.65), "PostgreSQL": at_least(0.60)}
SLOWEST = at_most(2)


def measure(size: Size) -> Iterator[Result]:
    """Submissions per second and milliseconds until the answer, on both databases."""
    rounds = size.rounds + 1  # one warms up
    in_process, over_http = size.of(60, least=20), size.of(160, least=40)
    for kind in KINDS:
        with new_database(kind) as database:
            people = (rounds + 1) * (in_process + over_http)
            found(database, people, KEY_RESULTS)
            bodies = _bodies(database, people)
            yield _in_process(kind, database, _portions(bodies, in_process), size)
            with served("bolt") as (bare, _pid), served("okrbot", database.url) as (ours, _):
                yield from _over_http(kind, (bare, ours), _portions(bodies, over_http), size)


Portions = Callable[[], list[bytes]]


def _in_process(kind: str, database: Database, portion: Portions, size: Size) -> Result:
    bare, ours = bare_bolt(), okrbot_bolt(database)
    again = portion()  # the bare line stores nothing, so it may hear the same ones again
    pairs = taking_turns(lambda: _speed(bare, again), lambda: _speed(ours, portion()), size.rounds)
    return judged(f"{kind}, in process", "submissions/s", pairs)


def _over_http(
    kind: str, ports: tuple[int, int], portion: Portions, size: Size
) -> Iterator[Result]:
    bare, ours = ports
    again = portion()
    pairs = taking_turns(lambda: _load(bare, again), lambda: _load(ours, portion()), size.rounds)
    speed = [(bare.per_second, ours.per_second) for bare, ours in pairs]
    yield judged(f"{kind}, HTTP", "submissions/s", speed, GOALS[kind])
    for percent, goal in ((50, None), (99, SLOWEST)):
        waits = [(bare.percentile(percent), ours.percentile(percent)) for bare, ours in pairs]
        yield judged(f"{kind}, HTTP, p{percent}", "ms", waits, goal)


def _load(port: int, bodies: list[bytes]) -> Load:
    return all_ok(send(port, [(each, signed(each)) for each in bodies]))


def _speed(app: App, bodies: list[bytes]) -> float:
    started = time.perf_counter()
    for each in bodies:
        asked = BoltRequest(body=each.decode(), headers={"content-type": [FORM]})
        response = app.dispatch(asked)
        if response.status != 200 or response.body:
            raise RuntimeError(f"not stored: {response.status} {response.body}")
    return len(bodies) / (time.perf_counter() - started)


def _portions(bodies: Iterator[bytes], length: int) -> Portions:
    return lambda: list(islice(bodies, length))


def _bodies(database: Database, people: int) -> Iterator[bytes]:
    """A submission of each person, made from the form as okrbot shows it, when it is asked for."""
    add_rows(database, "outbox", [_sent_nudge(number) for number in range(1, people + 1)])
    for number in range(1, people + 1):
        view = open_form(database, caller(number), NOW)
        yield submission(view, _typed(view), caller(number))


def _typed(view: dict[str, Any]) -> dict[str, Any]:
    """The state of the form's inputs with every number raised to 50."""
    inputs = [block for block in view["blocks"] if block["type"] == "input"]
    return {block["block_id"]: {block["block_id"]: _entry(block["element"])} for block in inputs}


def _entry(element: dict[str, Any]) -> dict[str, Any]:
    match element["type"]:
        case "plain_text_input":
            return {"type": "plain_text_input", "value": "50"}
        case "checkboxes":
            return {"type": "checkboxes", "selected_options": []}
        case kind:
            return {"type": kind, "selected_option": element["initial_option"]}


def _sent_nudge(person: int) -> dict[str, Any]:
    return {
        "workspace_id": 1,
        "key": f"nudge:{person}:{SLOT}",
        "kind": Kind.POST,
        "channel": caller(person).user,
        "payload": {"text": "Your check-in"},
        "priority": int(Priority.NUDGE),
        "state": Sending.SENT,
        "not_before": NOW,
        "sent_at": NOW,
        "sent_channel": f"D{person:05}",
        "sent_ts": f"{person}.1",
    }
