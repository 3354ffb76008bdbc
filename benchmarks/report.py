"""The report: Markdown tables, so that figures go into docs/benchmarks.md as they are."""

import os
import platform
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version

from benchmarks.measure import Result

PACKAGES = ("slack-bolt", "slack-sdk", "sqlalchemy", "sqlmodel", "psycopg", "jinja2", "uvicorn")

HEADING = """\
| what | unit | bare line | okrbot | ratio (lowest–highest) | goal | |
|---|---|--:|--:|--:|--:|---|"""


def machine() -> Iterator[str]:
    """The circumstances: figures from elsewhere do not compare."""
    load = f", load {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else ""
    yield f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores{load}"
    yield f"Python {platform.python_version()} on {sys.platform}"
    yield ", ".join(f"{name} {version(name)}" for name in PACKAGES)


def line(result: Result) -> str:
    """One row of the table."""
    verdict = {None: "", True: "reached", False: "**missed**"}[result.is_met]
    cells = [
        result.what,
        result.unit,
        _figure(result.bare),
        _figure(result.ours),
        _ratio(result),
        "" if result.goal is None else str(result.goal),
        verdict,
    ]
    return f"| {' | '.join(cells)} |"


def _ratio(result: Result) -> str:
    if result.ratio is None:
        return ""
    if result.lowest is None or result.highest is None:
        return f"{result.ratio:.2f}"
    return f"{result.ratio:.2f} ({result.lowest:.2f}–{result.highest:.2f})"


def _figure(number: float | None) -> str:
    """Three digits that count."""
    if number is None:
        return ""
    if number == 0 or abs(number) >= 100:
        return f"{number:,.0f}"
    return f"{number:.1f}" if abs(number) >= 10 else f"{number:.2f}"
