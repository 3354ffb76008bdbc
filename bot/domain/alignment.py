"""How objectives hang together, from the bottom to the top."""

from collections.abc import Mapping

from bot.domain.okrs import Objective


def find_loop(parent_of: Mapping[int, int | None]) -> list[int]:
    """The ids of one loop, each followed by its parent; empty when every line ends at a top."""
    seen: set[int] = set()
    for start in parent_of:
        line: dict[int, None] = {}
        here: int | None = start
        while here is not None and here not in seen:
            seen.add(here)
            line[here] = None
            here = parent_of.get(here)
        if here in line:
            ids = list(line)
            return ids[ids.index(here) :]
    return []


def line_of_sight(objective_id: int, objectives_by_id: Mapping[int, Objective]) -> list[Objective]:
    """The objective and those above it, upward; empty when it is unknown.

    It ends below an objective that is not in the mapping, and before it would pass one twice.
    """
    line: dict[int, Objective] = {}
    here: int | None = objective_id
    while here is not None and here in objectives_by_id and here not in line:
        line[here] = objectives_by_id[here]
        here = line[here].parent_id
    return list(line.values())
