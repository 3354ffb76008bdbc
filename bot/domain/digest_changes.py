"""What changed in a team's OKRs since its last digest: wording, what is to be reached, owners.

What one person changed of one thing for one reason stands together. A value that changed more
than once is told from the first to the last; what came back to where it was is not told.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.domain.change_lines import ChangeLine, Names, change_lines
from bot.domain.changes import COUNTED, Change
from bot.domain.okrs import ObjectiveState
from bot.domain.shortening import shorten
from bot.domain.week import MadeChange, TeamWeek

NAME, TITLE, REASON = 60, 120, 240
"""Characters, as sent, of a name, of a title and of a reason."""

TOLD = COUNTED | {"owner_id"}
"""Fields whose change a digest tells, besides that an objective is paused, goes on, is dropped."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A key result or objective, what changed of it, by whom and why."""

    title: str
    lines: tuple[ChangeLine, ...]
    author: str
    reason: str


def changed(week: TeamWeek, *, with_private: bool) -> tuple[Changed, ...]:
    """What to tell, in the order in which it was changed last."""
    groups: dict[tuple[object, ...], list[MadeChange]] = {}
    for each in _folded(week.changes):
        if _is_told(each.change) and (with_private or not each.is_private):
            key = (*_thing(each), each.author_id, each.reason)
            groups.setdefault(key, []).append(each)
    return tuple(_changed(week, each) for each in groups.values())


def _folded(made: Iterable[MadeChange]) -> list[MadeChange]:
    """Each field of each thing once, from its first value to its last."""
    folded: dict[tuple[object, ...], MadeChange] = {}
    for each in made:
        key = (*_thing(each), each.change.field)
        first = folded.pop(key, each)
        folded[key] = replace(each, change=replace(each.change, before=first.change.before))
    return [each for each in folded.values() if each.change.before != each.change.after]


def _thing(made: MadeChange) -> tuple[object, ...]:
    """The key result or objective; new key results are told apart by their titles."""
    change = made.change
    return made.objective_id, change.key_result_id, change.after if _is_new(change) else ""


def _is_told(change: Change) -> bool:
    if change.field == "state":
        is_out = change.after in {ObjectiveState.PAUSED, ObjectiveState.DROPPED}
        return is_out or change.before == ObjectiveState.PAUSED
    return change.field in TOLD


def _is_new(change: Change) -> bool:
    return change.field == "added"


def _changed(week: TeamWeek, made: list[MadeChange]) -> Changed:
    first = made[0]
    people = {number: each.name for number, each in week.people.items()}
    units = {each.change.key_result_id or 0: each.unit for each in made}
    author = week.people.get(first.author_id)
    return Changed(
        title=shorten(first.change.title, TITLE),
        lines=change_lines([each.change for each in made], Names(people, {}, {}), units),
        author=shorten(author.name, NAME) if author else "",
        reason=shorten(first.reason, REASON),
    )
