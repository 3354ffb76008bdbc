"""I1: `/okr help` and a button without a query, against Bolt that only acknowledges.

In process it is Bolt's dispatch alone; over HTTP there are signature, server and 16 connections.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import cycle

from slack_bolt import App, BoltRequest

from benchmarks.company import caller, found
from benchmarks.databases import new_database
from benchmarks.load import Load, all_ok, send
from benchmarks.measure import Goal, Result, Size, at_least, judged, per_second, taking_turns
from benchmarks.serving import bare_bolt, okrbot_bolt, served
from benchmarks.slack_requests import FORM, button, command, signed
from storage.database import Database

PEOPLE = 100
GOAL = at_least(0.85)

Body = Callable[[int], bytes]

BODIES: dict[str, Body] = {
    "/okr help": lambda number: command("help", caller(number)),
    "a button": lambda number: button("one", caller(number)),
}


def measure(size: Size) -> Iterator[Result]:
    """Requests per second, and milliseconds until the answer."""
    with new_database("SQLite") as database:
        found(database, PEOPLE, 1)
        for what, body in BODIES.items():
            yield _in_process(what, body, database, size)
        with served("bolt") as (bare, _pid), served("okrbot", database.url) as (ours, _):
            for what, body in BODIES.items():
                yield from over_http(what, body, (bare, ours), GOAL, size)


def over_http(
    what: str, body: Body, ports: tuple[int, int], goal: Goal, size: Size
) -> Iterator[Result]:
    """Throughput and waiting time of two servers (bare, ours) on 16 connections."""
    bare, ours = ports
    times = size.of(1_500, least=200)
    pairs = taking_turns(
        lambda: _load(bare, body, times), lambda: _load(ours, body, times), size.rounds
    )
    speed = [(bare.per_second, ours.per_second) for bare, ours in pairs]
    yield judged(f"{what}, HTTP", "requests/s", speed, goal)
    for percent in (50, 99):
        waits = [(bare.percentile(percent), ours.percentile(percent)) for bare, ours in pairs]
        yield judged(f"{what}, HTTP, p{percent}", "ms", waits)


def _load(port: int, body: Body, times: int) -> Load:
    bodies = [body(number % PEOPLE + 1) for number in range(times)]
    return all_ok(send(port, [(each, signed(each)) for each in bodies]))


def _in_process(what: str, body: Body, database: Database, size: Size) -> Result:
    bodies = [body(number + 1).decode() for number in range(PEOPLE)]
    times = size.of(1_000, least=100)
    pairs = taking_turns(
        per_second(_dispatching(bare_bolt(), bodies), times),
        per_second(_dispatching(okrbot_bolt(database), bodies), times),
        size.rounds,
    )
    return judged(f"{what}, in process", "requests/s", pairs, GOAL)


def _dispatching(app: App, bodies: list[str]) -> Callable[[], object]:
    """Dispatches the next body; each is parsed anew, as it comes from a server."""
    following = cycle(bodies)
    headers: dict[str, str | Sequence[str]] = {"content-type": [FORM]}

    def dispatch() -> None:
        response = app.dispatch(BoltRequest(body=next(following), headers=headers))
        if response.status != 200:
            raise RuntimeError(f"answered {response.status}: {response.body}")

    return dispatch
