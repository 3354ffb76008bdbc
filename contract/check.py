"""`python -m contract.check [FOLDER]`: type-checks samples with Slack's own TypeScript types.

The samples are what the playground sends and, from FOLDER (by default contract/recorded), what
the app asked for: JSON files with one `{"method": …, "args": {…}}` or a list of them. A wrong
sample is tried as well and must be refused. Exit code 0: all fits; 1: something does not.
Without node or npm nothing can be checked: the reason is printed and the code is 0, or 1 where
the environment variable CI is set.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from contract.collect import Json, Sample, playground_samples

HERE = Path(__file__).parent
GENERATED = HERE / "generated"
WHOLE_NUMBERS = ("limit", "length")
TRUTHS = ("include_locale", "exclude_archived", "include_all_metadata", "inclusive", "return_im")
WRONG = (
    Sample("Command", {"command": "/try"}),
    Sample('Calls["chat.postMessage"]', {"channel": "C1", "text": "x", "blocks": [{"type": "no"}]}),
    Sample(
        'Calls["views.publish"]',
        {"user_id": "U1", "view": {"type": "home", "blocks": [{"type": "header", "text": "x"}]}},
    ),
)


def main(arguments: list[str]) -> int:
    """Checks everything; returns the exit code."""
    missing = [tool for tool in ("node", "npm") if shutil.which(tool) is None]
    if missing:
        print(f"contract: skipped, {' and '.join(missing)} not found (Node.js 20 or later)")
        return 1 if os.environ.get("CI") else 0
    if not _is_installed() and _install() != 0:
        print("contract: npm could not install the packages of contract/package-lock.json")
        return 1
    requests = list(request_samples(Path(arguments[0]) if arguments else HERE / "recorded"))
    samples = [*playground_samples(), *requests]
    blind = blind_types(samples)
    for kind in sorted(blind):
        print(f"contract: a deliberately wrong {kind} was not refused; the check is blind")
    problems = refusals(samples)
    for problem in problems:
        print(f"contract: {problem.sample.type if problem.sample else ''} {problem.sentence}")
    print(f"contract: {len(samples)} samples ({len(requests)} requests), {len(problems)} refused")
    return 1 if problems or blind else 0


def request_samples(folder: Path) -> Iterator[Sample]:
    """The recorded calls of the app, each different one once."""
    seen: set[str] = set()
    for file in sorted(folder.glob("**/*.json")):
        read = json.loads(file.read_text(encoding="utf-8"))
        for call in read if isinstance(read, list) else [read]:
            key = json.dumps([call["method"], call["args"]], sort_keys=True)
            if key not in seen:
                seen.add(key)
                yield Sample(f'Calls["{call["method"]}"]', _typed(call["args"]))


def _typed(args: Json) -> Json:
    """Arguments that went as a form, as the numbers and truths they stand for."""
    typed = dict(args)
    for name in WHOLE_NUMBERS:
        if str(args.get(name, "")).isdigit():
            typed[name] = int(args[name])
    for name in TRUTHS:
        if name in args:
            typed[name] = args[name] in (True, "1", "true", "True")
    return typed


@dataclass(frozen=True)
class Refusal:
    """What the compiler says against one sample; sample is None for trouble anywhere else."""

    sample: Sample | None
    sentence: str


def refusals(samples: list[Sample]) -> list[Refusal]:
    """What the TypeScript compiler says against the samples; empty when they fit."""
    GENERATED.mkdir(exist_ok=True)
    lines = [
        f"export const sample{number}: T.{sample.type} = {json.dumps(sample.value)};"
        for number, sample in enumerate(samples)
    ]
    text = "\n".join(['import type * as T from "../prelude.js";', *lines]) + "\n"
    (GENERATED / "samples.ts").write_text(text, encoding="utf-8")
    command = [str(HERE / "node_modules" / ".bin" / "tsc"), "--project", str(HERE)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    said = [line for line in done.stdout.splitlines() + done.stderr.splitlines() if line.strip()]
    found = [_refusal(line, samples) for line in said if not line.startswith(" ")]
    return found or ([Refusal(None, "the compiler failed")] if done.returncode else [])


def _refusal(line: str, samples: list[Sample]) -> Refusal:
    place = re.match(r".*samples\.ts\((\d+),\d+\): (.*)", line)
    if place is None:
        return Refusal(None, line)
    return Refusal(samples[int(place[1]) - 2], place[2])


def blind_types(samples: list[Sample]) -> set[str]:
    """Types that would let a mistake pass: one of each gets a key that does not exist."""
    wrong = [*{sample.type: _with_mistake(sample) for sample in samples}.values(), *WRONG]
    refused = {id(one.sample) for one in refusals(wrong)}
    return {sample.type for sample in wrong if id(sample) not in refused}


def _with_mistake(sample: Sample) -> Sample:
    return Sample(sample.type, {**sample.value, "no_such_key": True})


def _is_installed() -> bool:
    stamp = HERE / "node_modules" / ".package-lock.json"
    lock = HERE / "package-lock.json"
    return stamp.exists() and stamp.stat().st_mtime >= lock.stat().st_mtime


def _install() -> int:
    command = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
    return subprocess.run(command, cwd=HERE, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
