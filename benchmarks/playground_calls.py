"""The playground: Web API calls per second that one process of it answers.

It is not part of the bot; but what it takes is missing to whoever measures through it.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks.load import Request, all_ok, send
from benchmarks.measure import Result, Size
from benchmarks.serving import free_port, wait_until_it_listens

CALLS = {
    "auth.test": {},
    "chat.postMessage": {"channel": "C0GENERAL", "text": "Words", "blocks": []},
}
HEADERS = {
    "authorization": "Bearer xoxb-playground",
    "content-type": "application/json; charset=utf-8",
}


def measure(size: Size) -> Iterator[Result]:
    """Calls per second on 4 kept connections; there is no bare line."""
    times = size.of(2_000, least=200)
    with _playground() as port:
        for method, arguments in CALLS.items():
            calls: list[Request] = [(json.dumps(arguments).encode(), HEADERS)] * times
            loads = [all_ok(send(port, calls, 4, f"/api/{method}")) for _round in range(3)]
            best = max(load.per_second for load in loads)
            yield Result(method, "calls/s", best)


@contextmanager
def _playground() -> Iterator[int]:
    port = free_port()
    line = [sys.executable, "-m", "playground", "--port", str(port)]
    process = subprocess.Popen(line, stdout=subprocess.DEVNULL)  # noqa: S603 - our own line
    try:
        wait_until_it_listens(port, process)
        yield port
    finally:
        process.kill()
        process.wait()
