"""New processes that need not import the bot: forked from one that has done so, and nothing else.

To import takes a command longer than to do its work. What is run has a folder, an environment,
output and an end of its own all the same. `tests/e2e/test_processes.py` starts the bot cold.
"""

import multiprocessing
import os
import runpy
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

IMPORTED = [
    "uvicorn",
    "bot.app",
    "bot.demo_run",
    "bot.doctor",
    "bot.preview",
    "bot.manifests",
    "bot.profiles",
    "tests.faults.mortal",
]
_server = multiprocessing.get_context("forkserver")
_server.set_forkserver_preload(IMPORTED)


@dataclass(frozen=True)
class Place:
    """Where a command runs: in which folder, with which environment, and what takes its words."""

    folder: Path
    environment: dict[str, str]
    out: Path
    told: Path


def start(work: Callable[..., None], *arguments: Any) -> ForkServerProcess:
    """A process that calls `work`, a function of a module, with these arguments."""
    process = _server.Process(target=work, args=arguments)
    process.start()
    return process


def begin(words: Sequence[str], place: Place) -> ForkServerProcess:
    """`python -m bot` with these words, which goes on until it is killed."""
    return start(_command, words, place)


def run(words: Sequence[str], place: Place, timeout: float = 60) -> int:
    """The exit code of `python -m bot` with these words.

    Raises:
        TimeoutError: if it has not ended after `timeout` seconds; it is killed then.
    """
    process = begin(words, place)
    process.join(timeout)
    if process.exitcode is None:
        process.kill()
        process.join()
        raise TimeoutError(f"okrbot {' '.join(words)} goes on and on")
    return process.exitcode


def _command(words: Sequence[str], place: Place) -> None:
    os.chdir(place.folder)
    os.environ.clear()
    os.environ.update(place.environment)
    sys.stdout, sys.stderr = _written(1, place.out), _written(2, place.told)
    sys.argv = ["bot", *words]
    runpy.run_module("bot", run_name="__main__", alter_sys=True)


def _written(number: int, file: Path) -> Any:
    """The stream with this number, which goes into a file from now on."""
    with file.open("wb") as taken:
        os.dup2(taken.fileno(), number)
    return open(number, "w", encoding="utf-8", buffering=1)
