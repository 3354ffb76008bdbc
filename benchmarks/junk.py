"""I6: requests that nobody signed, against a server that does nothing but check the signature."""

import random
from collections.abc import Iterator

from benchmarks.databases import new_database
from benchmarks.load import Load, Request, send
from benchmarks.measure import Result, Size, at_least, at_most, judged, taking_turns
from benchmarks.serving import served
from benchmarks.slack_requests import FORM, signed

GOAL = at_least(0.5)
TYPES = (FORM, "application/json", "text/plain", "multipart/form-data; boundary=x", "")
STARTS = (b"", b"payload=", b"payload=%7B", b'{"type":', b"command=%2Fokr&text=", b"\xff\xfe")


def measure(size: Size) -> Iterator[Result]:
    """How fast they are refused, and that no answer is 500, also where junk is signed."""
    with (
        new_database("SQLite") as database,
        served("signature") as (bare, _pid),
        served("okrbot", database.url) as (ours, _),
    ):
        times = size.of(2_000, least=200)
        pairs = taking_turns(
            lambda: _refused(send(bare, _unsigned(times))),
            lambda: _refused(send(ours, _unsigned(times))),
            size.rounds,
        )
        yield judged("unsigned, refused", "requests/s", pairs, GOAL)
        answers = send(ours, _fuzzed(size.of(10_000))).statuses
        failed = sum(count for status, count in answers.items() if status >= 500)
        yield Result(
            f"of {sum(answers.values()):,} fuzzed, signed or not: 500", "", failed, goal=at_most(0)
        )


def _refused(load: Load) -> float:
    if set(load.statuses) != {401}:
        raise RuntimeError(f"junk was answered with {dict(load.statuses)}")
    return load.per_second


def _unsigned(times: int) -> list[Request]:
    """Fresh, and signed with another secret: the most that a check has to do."""
    body = b"payload=" + b"x" * 2_000
    wrong = {**signed(body), "x-slack-signature": "v0=" + "0" * 64}
    return [(body, wrong)] * times


def _fuzzed(times: int) -> Iterator[Request]:
    """Half of them unsigned; the same ones in every run."""
    dice = random.Random(6)  # noqa: S311 - not a secret
    for number in range(times):
        body = dice.choice(STARTS) + dice.randbytes(dice.randrange(300))
        headers = signed(body) if number % 2 else {}
        yield body, {**headers, "content-type": dice.choice(TYPES)}
