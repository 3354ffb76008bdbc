"""The playground: Web API calls per second that one process of it answers on one core.

It is not part of the bot; but what it takes is missing to whoever measures through it. The
message and the Home tab have ten blocks each, such as apps really send.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks.load import Request, all_ok, send
from benchmarks.measure import Result, Size, at_least
from benchmarks.serving import free_port, wait_until_it_listens

ENOUGH = 1_000


def _section(number: int) -> dict[str, object]:
    options = [
        {"text": {"type": "plain_text", "text": f"Choice {one}"}, "value": str(one)}
        for one in range(5)
    ]
    return {
        "type": "section",
        "block_id": f"line-{number}",
        "text": {"type": "mrkdwn", "text": f"*Objective {number}* <@U0ADA> is at 48 % & on track"},
        "accessory": {"type": "overflow", "action_id": "more", "options": options},
    }


def _button(number: int) -> dict[str, object]:
    text = {"type": "plain_text", "text": f"Button {number}"}
    return {"type": "button", "action_id": f"do-{number}", "text": text, "value": str(number)}


BLOCKS: list[dict[str, object]] = [
    {"type": "header", "text": {"type": "plain_text", "text": "This week"}},
    *(_section(number) for number in range(6)),
    {"type": "divider"},
    {"type": "context", "elements": [{"type": "mrkdwn", "text": "Due on Friday"}]},
    {"type": "actions", "elements": [_button(number) for number in range(4)]},
]
CALLS: dict[str, dict[str, object]] = {
    "auth.test": {},
    "chat.postMessage": {"channel": "C0GENERAL", "text": "This week", "blocks": BLOCKS},
    "views.publish": {"user_id": "U0ADA", "view": {"type": "home", "blocks": BLOCKS}},
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
            yield Result(method, "calls/s", best, goal=at_least(ENOUGH))


@contextmanager
def _playground() -> Iterator[int]:
    port = free_port()
    line = [sys.executable, "-m", "playground", "--port", str(port)]
    with _one_core_for_what_starts():
        process = subprocess.Popen(line, stdout=subprocess.DEVNULL)  # noqa: S603 - our own line
    try:
        wait_until_it_listens(port, process)
        yield port
    finally:
        process.kill()
        process.wait()


@contextmanager
def _one_core_for_what_starts() -> Iterator[None]:
    """A process started within keeps to one core, where the system can do that."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)
