"""The nouns of the method: what a key result, an objective, a cycle and a team are.

Values are `Decimal`; `…_at` is an aware datetime, `…_on` a date; ids are database ids.
Enum values are stored, so they are lowercase words that never change.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from bot.domain.away import Away
from bot.domain.cadence import Every, local_date


class Metric(StrEnum):
    """How a key result is measured."""

    INCREASE = "increase"
    DECREASE = "decrease"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    BETWEEN = "between"
    MILESTONES = "milestones"
    YES_NO = "yes_no"


class Entry(StrEnum):
    """Whether a typed value replaces the current one or is added to it."""

    REPLACES = "replaces"
    ADDS = "adds"


class Commitment(StrEnum):
    """Committed objectives are expected to reach 1.0, aspirational ones about 0.7."""

    COMMITTED = "committed"
    ASPIRATIONAL = "aspirational"


class Link(StrEnum):
    """How an objective hangs on the one above: only `contributes` may enter its number."""

    CONTRIBUTES = "contributes"
    SUPPORTS = "supports"


class ObjectiveState(StrEnum):
    """Where an objective stands in its life; only `active` ones are asked about and counted."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    ACTIVE = "active"
    PAUSED = "paused"
    CLOSED = "closed"
    DROPPED = "dropped"


class Outcome(StrEnum):
    """What becomes of an objective when its cycle closes.

    `carried` goes on in the next cycle with its values, `restarted` with its values reset.
    """

    CLOSED = "closed"
    CARRIED = "carried"
    RESTARTED = "restarted"
    DROPPED = "dropped"


class Role(StrEnum):
    """What a person may do beyond their own teams."""

    MEMBER = "member"
    ADMIN = "admin"


class BlockerKind(StrEnum):
    """What a blocked key result waits for."""

    DECISION = "decision"
    DEPENDENCY = "dependency"
    PEOPLE = "people"
    MONEY = "money"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Milestone:
    """One step of a milestone key result; done when `done_on` is set."""

    id: int
    title: str
    weight: Decimal = Decimal(1)
    due_on: date | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class Cycle:
    """A planning period; both ends are included."""

    id: int
    name: str
    starts_on: date
    ends_on: date
    is_closed: bool = False

    def is_running(self, today: date) -> bool:
        """Whether `today` lies inside a cycle that is not closed."""
        return not self.is_closed and self.starts_on <= today <= self.ends_on


@dataclass(frozen=True, slots=True)
class Blocker:
    """What stands in the way of a key result; `helper` is the Slack id of who can help, or empty.

    `since` is the day it was first told; None for one that is told now.
    """

    kind: BlockerKind
    text: str
    helper: str = ""
    since: date | None = None


@dataclass(frozen=True, slots=True)
class KeyResult:
    """A key result as it stands now.

    `baseline` and `target` belong to increase and decrease; `target` alone is the bound of
    at_least and at_most; `lower` and `upper` are the bounds of between. `current` is 0 or 1 for
    yes_no and None for milestones. `confidence` is 0–10.
    `checked_in_at` and `checked_in_slot` belong to the newest check-in, `spoken_slot` to the
    newest in which it moved or words were written;
    `blocker` stands until a check-in says that it is gone.
    """

    id: int
    objective_id: int
    title: str
    owner_id: int
    metric: Metric
    unit: str = ""
    baseline: Decimal | None = None
    target: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    current: Decimal | None = None
    weight: Decimal = Decimal(1)
    entry: Entry = Entry.REPLACES
    confidence: int = 5
    delegate_id: int | None = None
    milestones: tuple[Milestone, ...] = ()
    checked_in_at: datetime | None = None
    checked_in_slot: str | None = None
    spoken_slot: str | None = None
    blocker: Blocker | None = None

    @property
    def updater_id(self) -> int:
        """The one person who is asked to update it: the delegate, else the owner."""
        return self.delegate_id or self.owner_id


@dataclass(frozen=True, slots=True)
class Objective:
    """An objective with its own key results, in their order.

    `version` grows with each change; `score` (0–1) and `outcome` come with its close. `every`
    says in which weeks its team is asked.
    """

    id: int
    team_id: int
    owner_id: int
    cycle: Cycle
    title: str
    commitment: Commitment = Commitment.COMMITTED
    parent_id: int | None = None
    link: Link | None = None
    justification: str = ""
    is_private: bool = False
    state: ObjectiveState = ObjectiveState.ACTIVE
    why: str = ""
    version: int = 1
    score: Decimal | None = None
    outcome: Outcome | None = None
    key_results: tuple[KeyResult, ...] = ()
    every: Every = Every.WEEK


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the workspace; `country` is empty or as in ISO 3166: "AT", "DE-BY".

    `away` is what their Slack status says, until `away_until` or, without it, until it changes.
    `asked_slot` is the newest slot they were asked in, "" before the first; `missed` counts those
    in a row that passed without a word.
    """

    id: int
    slack_id: str
    name: str
    time_zone: str
    locale: str = "en"
    country: str = ""
    role: Role = Role.MEMBER
    paused_until: date | None = None
    is_active: bool = True
    home_team_id: int | None = None
    workspace_id: int = 0
    away: Away = Away.HERE
    away_until: datetime | None = None
    asked_slot: str = ""
    missed: int = 0

    def pause_on(self, day: date) -> date | None:
        """The last day of the pause that holds on `day`, by their calendar; None without one."""
        until = self.paused_until
        return until if until is not None and day <= until else None

    def is_away(self, at: datetime) -> bool:
        """Whether their Slack status, as it is now, says that they are away at that moment."""
        return self.away is not Away.HERE and (self.away_until is None or at < self.away_until)

    @property
    def away_until_on(self) -> date | None:
        """The local day on which that absence ends, where it says."""
        return local_date(self.away_until, self.time_zone) if self.away_until else None


@dataclass(frozen=True, slots=True)
class Team:
    """A team; `channel` and `manager_channel` are Slack channel ids or empty."""

    id: int
    name: str
    parent_id: int | None = None
    manager_id: int | None = None
    channel: str = ""
    manager_channel: str = ""
    locale: str = "en"
    workspace_id: int = 0
    wants_proposals: bool = False


@dataclass(frozen=True, slots=True)
class Workspace:
    """One Slack workspace; its time zone is the organisation's.

    `setup_step` is where setting up was left, "" before it began. Where it `hears_replies`, the
    bot is told what people answer to it.
    """

    id: int
    slack_id: str
    name: str
    time_zone: str
    locale: str = "en"
    country: str = ""
    setup_step: str = ""
    hears_replies: bool = False


@dataclass(frozen=True, slots=True)
class Caller:
    """Who pressed, typed or asked, as Slack names them."""

    workspace: str
    user: str
