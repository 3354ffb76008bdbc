"""Golden files: what a template shows, kept as JSON beside the tests and compared with `==`.

`OKRBOT_GOLDEN=write pytest tests/templates` writes them anew; read the diff before you commit it.
"""

import json
import os
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "golden"


def golden(
    name: str, locale: str, payload: dict[str, Any], folder: Path = FOLDER
) -> dict[str, Any]:
    """What `golden/<name>.<locale>.json` says that `payload` should be; fails if there is none.

    To be used as `assert payload == golden("digest_rich", "de", payload)`.
    """
    path = folder / f"{name.replace('/', '_')}.{locale}.json"
    if os.environ.get("OKRBOT_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(payload, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    assert path.exists(), (
        f"{path.name} is missing: run with OKRBOT_GOLDEN=write, read it, commit it"
    )
    expected: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return expected
