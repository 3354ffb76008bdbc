"""`python -m benchmarks [NAME …] [--quick]`: measure, and print a table for each name.

The exit code says whether it could run, not whether goals were reached: that depends on who else
uses the machine.
"""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType

from benchmarks import report
from benchmarks.measure import FULL, QUICK, Size

NAMES = (
    "command",
    "submission",
    "key_result_list",
    "junk",
    "revisions",
    "heartbeat",
    "planning",
    "planning_growth",
    "digest_question",
    "digest_message",
    "sending",
    "playground_calls",
    "page",
    "starting",
)
"""Modules of this package; each has `measure(size)`, which yields results."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run all measurements, or those named."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--quick", action="store_true", help="a tenth: to see that it runs")
    options = parser.parse_args(arguments)
    if unknown := set(options.names) - set(NAMES):
        parser.error(f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
    print("\n".join(report.machine()), flush=True)
    for name in options.names or NAMES:
        _measure(name, QUICK if options.quick else FULL)
    return 0


def _measure(name: str, size: Size) -> None:
    module = import_module(f"benchmarks.{name}")
    print(f"\n### {name}: {_title(module)}\n\n{report.HEADING}", flush=True)
    for result in module.measure(size):
        print(report.line(result), flush=True)


def _title(module: ModuleType) -> str:
    return (module.__doc__ or "").partition("\n")[0]


if __name__ == "__main__":
    sys.exit(main())
