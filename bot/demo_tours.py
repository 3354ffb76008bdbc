"""Reads the guided tours over the demo's company from their YAML.

A tour is {id, title, about, end, begins_at or begins_with, steps}; a step is {as, in, tab, say,
at, do, picture}. What a step may do is what the page's tour engine knows: see
playground/page/frame/tour_acts.js. `{key}` in a step stands for the id of that key result.
"""

import re
from collections.abc import Mapping
from typing import Any

from bot.company_file import read_data

_KEY = re.compile(r"\{([a-z-]+)\}")


def read_tours(text: str, key_results: Mapping[str, int]) -> list[dict[str, Any]]:
    """The tours; `key_results` are ids by key.

    Raises:
        CompanyFileError: if the text is not YAML.
        KeyError: if a step names a key result that is not there.
    """
    known = _KEY.sub(lambda found: str(key_results[found[1]]), text)
    tours: list[dict[str, Any]] = read_data(known)
    return tours
