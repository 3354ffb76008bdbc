"""What is asked of a person, besides what is typed into forms: each ask is of one kind."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.cycles import closes_from
from bot.domain.lines import minutes_for
from bot.domain.okrs import Objective, Team
from bot.domain.shortening import shorten

NAME = 60
"""Characters, as sent, of the name of a team."""


class AskKind(StrEnum):
    """What a person can be asked for."""

    CHECKIN = "checkin"
    PROPOSAL = "proposal"
    RETURNED = "returned"
    HANDOVER = "handover"
    DRAFT = "draft"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that is asked; `id` is what its buttons carry.

    `title` is what it is about, "" where that cannot be told. `who` asks, and said `words`.
    `count` of `total` key results wait for a check-in; it `is_begun` where something typed waits to
    be recorded. `until` is the last day for it.
    `objective_id` is what can be looked at first, 0 where nothing can; `version` is the one shown.
    """

    kind: AskKind
    id: str
    title: str = ""
    who: str = ""
    words: str = ""
    is_change: bool = False
    count: int = 0
    total: int = 0
    until: date | None = None
    objective_id: int = 0
    version: int = 0
    is_begun: bool = False

    @property
    def minutes(self) -> int:
        """How long a check-in takes."""
        return minutes_for(self.count)


def closings(teams: Iterable[Team], objectives: Iterable[Objective], today: date) -> list[Ask]:
    """What the manager of these teams has to close: a team's cycle that ends soon or has ended."""
    ends: dict[int, date] = {}
    for each in objectives:
        if closes_from(each.cycle) <= today:
            ends[each.team_id] = min(each.cycle.ends_on, ends.get(each.team_id, date.max))
    return [
        Ask(AskKind.CLOSING, str(each.id), shorten(each.name, NAME), until=ends[each.id])
        for each in teams
        if each.id in ends
    ]
