"""F1: `okrbot --help`, from start to ready, and memory while it works."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.company import caller, found
from benchmarks.databases import new_database
from benchmarks.load import all_ok, send
from benchmarks.measure import Result, Size, at_most, in_units, judged, taking_turns
from benchmarks.serving import free_port, served, wait_until_it_listens
from benchmarks.slack_requests import command, signed
from playground import Playground
from storage.database import Database

ROOT = Path(__file__).parents[1]
STATUS = Path("/proc/self/status")
LIBRARIES = (
    "slack_bolt, slack_sdk.socket_mode.aiohttp, sqlmodel, alembic.command, jinja2, babel.numbers, "
    "apscheduler.schedulers.background, starlette.applications, uvicorn, yaml"
)
"""What `okrbot serve` needs of others."""


def measure(size: Size) -> Iterator[Result]:
    """Milliseconds, then MiB."""
    with Playground() as slack, new_database("SQLite") as database:
        yield _judged("okrbot --help", "import slack_bolt", _help, 1.2, size)
        ready = _starter(slack.api_url, database)
        yield _judged("okrbot serve, until it listens", f"import {LIBRARIES}", ready, 2.5, size)
    if STATUS.exists():
        yield from _memory(size)


def _judged(what: str, bare: str, ours: Callable[[], object], most: float, size: Size) -> Result:
    pairs = taking_turns(
        lambda: _seconds(lambda: _run("-c", bare)), lambda: _seconds(ours), size.rounds
    )
    return judged(what, "ms", in_units(pairs, 1e3), at_most(most))


def _seconds(action: Callable[[], object]) -> float:
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def _help() -> None:
    _run("-m", "bot", "--help")


def _run(*arguments: str) -> None:
    line = [sys.executable, *arguments]
    subprocess.run(line, check=True, capture_output=True, cwd=ROOT)  # noqa: S603 - our own line


def _starter(api_url: str, database: Database) -> Callable[[], None]:
    """Starts the bot over HTTP on a migrated database, waits for it, ends it."""

    def start() -> None:
        port = free_port()
        environment = {
            "PYTHONPATH": str(ROOT),
            "SLACK_MODE": "http",
            "SLACK_BOT_TOKEN": "xoxb-playground",
            "SLACK_SIGNING_SECRET": "playground-secret",
            "SLACK_API_URL": api_url,
            "DATABASE_URL": database.url,
            "PORT": str(port),
        }
        line = [sys.executable, "-m", "bot", "serve"]
        with (
            tempfile.TemporaryDirectory() as folder,
            subprocess.Popen(  # noqa: S603
                line,
                env=environment,
                cwd=folder,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            ) as process,
        ):
            wait_until_it_listens(port, process)
            process.kill()

    return start


def _memory(size: Size) -> Iterator[Result]:
    """Of the process that answers commands over HTTP."""
    with new_database("SQLite") as database:
        found(database, 100, 5)
        with served("okrbot", database.url) as (port, pid):
            early = _after(port, pid, 100)
            late = _after(port, pid, size.of(10_000) - 100)
    yield Result(
        f"memory after {size.of(10_000):,} commands, to 100",
        "MiB",
        late,
        bare=early,
        ratio=late / early,
        goal=at_most(1.1),
    )
    yield Result("memory", "MiB", late, goal=at_most(150))


def _after(port: int, pid: int, commands: int) -> float:
    """MiB resident after so many more commands of all kinds."""
    bodies = [command(("help", "list")[n % 2], caller(n % 100 + 1)) for n in range(commands)]
    all_ok(send(port, [(each, signed(each)) for each in bodies]))
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    kilobytes = next(line.split()[1] for line in lines if line.startswith("VmRSS"))
    return int(kilobytes) / 1024
