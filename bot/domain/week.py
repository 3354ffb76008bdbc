"""What a digest is made from: a team's week as it is stored."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from bot.domain.changes import Change
from bot.domain.okrs import Objective, Person, Team


@dataclass(frozen=True, slots=True)
class Revision:
    """One stored check-in revision.

    `value` is what stood from then on, for milestones the weight of those done; the `…_before`
    fields are what stood there until then.
    """

    key_result_id: int
    author_id: int
    slot: str
    at: datetime
    value: Decimal | None
    value_before: Decimal | None
    confidence: int
    confidence_before: int
    note: str = ""
    blocker: str = ""
    next_step: str = ""


@dataclass(frozen=True, slots=True)
class MadeChange:
    """A change to an objective of the team or to a key result of it; `unit` is the present one."""

    objective_id: int
    change: Change
    is_private: bool
    unit: str
    author_id: int
    reason: str


@dataclass(frozen=True, slots=True)
class TeamWeek:
    """All that the digest of one team asks of the database.

    `contributing` are the active objectives elsewhere that contribute to one of the team's, at
    any depth. `revisions` are those of the slot, oldest first. `nudged` are the people who were
    asked in this slot and had time to answer, `joined_on` tells when each member joined. `today`
    is the organisation's day. `changes` were made since the digest before, oldest first, also to
    objectives that do not count any more.
    """

    team: Team
    slot: str
    today: date
    objectives: tuple[Objective, ...] = ()
    contributing: tuple[Objective, ...] = ()
    revisions: tuple[Revision, ...] = ()
    people: Mapping[int, Person] = field(default_factory=dict)
    joined_on: Mapping[int, date] = field(default_factory=dict)
    nudged: frozenset[int] = frozenset()
    changes: tuple[MadeChange, ...] = ()
