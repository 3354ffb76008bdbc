"""`okrbot` as a child process: started, asked over HTTP, ended by a signal."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, TypeVar

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0
"""Seconds that a process may take to be ready on a busy machine."""

Found = TypeVar("Found")
Environment = dict[str, str]


@dataclass(frozen=True)
class Ended:
    """How a process ended; `seconds` passed since it was told to."""

    code: int
    output: str
    seconds: float = 0.0

    @property
    def has_traceback(self) -> bool:
        return "Traceback" in self.output


@dataclass(frozen=True)
class Running:
    """A process at work; `output` is the file that takes what it prints and logs."""

    process: subprocess.Popen[bytes]
    output: Path
    port: int

    def wait_for(self, question: Callable[[], Found]) -> Found:
        """The first truthy answer; fails with the process's output when it ends before."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            if found := question():
                return found
            time.sleep(0.05)
        raise AssertionError(f"waited for {question!r} in vain:\n{self.output.read_text()}")

    def get(self, path: str) -> tuple[int, str]:
        """Status and body of a page; (0, "") while nobody listens."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        except OSError:
            return 0, ""
        finally:
            connection.close()

    def end(self, number: signal.Signals) -> Ended:
        """Send the signal and wait for the end."""
        started = time.monotonic()
        self.process.send_signal(number)
        code = self.process.wait(PATIENCE)
        return Ended(code, self.output.read_text(), time.monotonic() - started)


@dataclass
class Okrbot:
    """The command `okrbot` with its settings; `folder` is where it is started."""

    folder: Path
    environment: Environment = field(default_factory=dict)

    def run(self, *arguments: str) -> Ended:
        """Run a command to its end."""
        done = subprocess.run(
            self._line(arguments), **self._place(), capture_output=True, timeout=60, check=False
        )
        return Ended(done.returncode, (done.stdout + done.stderr).decode())

    @contextmanager
    def started(self, *arguments: str, port: int) -> Iterator[Running]:
        """A command that goes on until it is ended; it never outlives the block."""
        output = self.folder / f"output-{time.monotonic_ns()}.txt"
        with output.open("wb") as file:
            process = subprocess.Popen(
                self._line(arguments), **self._place(), stdout=file, stderr=subprocess.STDOUT
            )
        try:
            yield Running(process, output, port)
        finally:
            process.kill()
            process.wait()

    def _line(self, arguments: tuple[str, ...]) -> list[str]:
        return [sys.executable, "-m", "bot", *arguments]

    def _place(self) -> dict[str, Any]:
        keep = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
        here = {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
        return {"cwd": self.folder, "env": keep | here | self.environment}


def free_port() -> int:
    """A port nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def words(payload: Any) -> str:
    """All the text a person reads in a message or view, one piece per line."""
    if isinstance(payload, list):
        return "\n".join(filter(None, map(words, payload)))
    if not isinstance(payload, dict):
        return ""
    own = payload["text"] if isinstance(payload.get("text"), str) else ""
    inside = [words(value) for value in payload.values() if isinstance(value, dict | list)]
    return "\n".join(filter(None, [own, *inside]))
