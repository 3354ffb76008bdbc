"""I3: `/okr list` with 20 key results, against Bolt that only acknowledges a command."""

from collections.abc import Iterator

from benchmarks.command import over_http
from benchmarks.company import caller, found
from benchmarks.databases import KINDS, new_database
from benchmarks.measure import Result, Size, at_least
from benchmarks.serving import served
from benchmarks.slack_requests import command

KEY_RESULTS = 20
GOAL = at_least(0.35)


def measure(size: Size) -> Iterator[Result]:
    """Requests per second and milliseconds, on both databases."""
    for kind in KINDS:
        with new_database(kind) as database:
            found(database, 100, KEY_RESULTS)
            with served("bolt") as (bare, _pid), served("okrbot", database.url) as (ours, _):
                yield from over_http(f"/okr list, {kind}", _body, (bare, ours), GOAL, size)


def _body(number: int) -> bytes:
    return command("list", caller(number))
