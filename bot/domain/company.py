"""A company as an import file describes it: people, teams, cycles, objectives.

Plans name each other as the file does: people by Slack id, teams and cycles by name, objectives
by key. "" and None mean that the file does not say. `line` is where an item begins and `lines`
where each of its fields stands; `unread` names fields whose fault is already known, so that
nothing else is said about them.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal

from bot.domain.away import Away
from bot.domain.okrs import Commitment, Entry, Link, Metric, ObjectiveState, Role


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a file; `message` is untranslated and may have %(named)s holes."""

    line: int
    message: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What all items of a file share: where they stand."""

    line: int = 0
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)
    unread: frozenset[str] = field(default=frozenset(), compare=False, repr=False)

    def line_of(self, name: str) -> int:
        """The line of a field, or of the item where the field is not written."""
        return self.lines.get(name, self.line)

    def is_readable(self, *names: str) -> bool:
        """Whether none of these fields has a fault already."""
        return self.unread.isdisjoint(names)


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationPlan(Planned):
    """The organisation: what people and teams that do not say otherwise inherit."""

    name: str = ""
    time_zone: str = "UTC"
    locale: str = "en"
    country: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPlan(Planned):
    """A person; what is "" is asked of Slack."""

    slack_id: str = ""
    name: str = ""
    role: Role = Role.MEMBER
    time_zone: str = ""
    locale: str = ""
    country: str = ""
    paused_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamPlan(Planned):
    """A team; `nudge` and `digest` look like "mon 09:00", `every` like "two weeks from 2026-10-05".

    They are inherited where they are "".
    """

    name: str = ""
    parent: str = ""
    manager: str = ""
    members: tuple[str, ...] = ()
    channel: str = ""
    manager_channel: str = ""
    nudge: str = ""
    digest: str = ""
    every: str = ""
    locked: bool = False
    locale: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CyclePlan(Planned):
    """A planning period; both ends are included."""

    name: str = ""
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestonePlan(Planned):
    """One step of a milestone key result; its title is its identity."""

    title: str = ""
    weight: Decimal = Decimal(1)
    due: date | None = None
    done: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyResultPlan(Planned):
    """A key result; `current` and `confidence` are starting values.

    Its identity within the objective is its key or, without one, its title. `current` is a
    bool where the file says yes or no.
    """

    key: str = ""
    title: str = ""
    owner: str = ""
    delegate: str = ""
    metric: Metric = Metric.INCREASE
    unit: str = ""
    baseline: Decimal | None = None
    target: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    current: Decimal | bool | None = None
    weight: Decimal = Decimal(1)
    entry: Entry = Entry.REPLACES
    confidence: int = 5
    milestones: tuple[MilestonePlan, ...] = ()

    @property
    def identity(self) -> str:
        """By what the next import finds this key result again."""
        return self.key or self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectivePlan(Planned):
    """An objective; a `state` of None leaves a known objective in the state it has."""

    key: str = ""
    title: str = ""
    why: str = ""
    team: str = ""
    owner: str = ""
    cycle: str = ""
    kind: Commitment = Commitment.COMMITTED
    private: bool = False
    state: ObjectiveState | None = None
    contributes_to: str = ""
    supports: str = ""
    justification: str = ""
    key_results: tuple[KeyResultPlan, ...] = ()

    @property
    def parent(self) -> str:
        """The key of the objective above, or ""."""
        return self.contributes_to or self.supports

    @property
    def link(self) -> Link | None:
        """How it hangs on the objective above."""
        if self.contributes_to:
            return Link.CONTRIBUTES
        return Link.SUPPORTS if self.supports else None


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyPlan(Planned):
    """A whole file."""

    organisation: OrganisationPlan = field(default_factory=OrganisationPlan)
    people: tuple[PersonPlan, ...] = ()
    teams: tuple[TeamPlan, ...] = ()
    cycles: tuple[CyclePlan, ...] = ()
    objectives: tuple[ObjectivePlan, ...] = ()

    def with_members(self) -> "CompanyPlan":
        """Whoever a team names belongs to the company, listed or not: Slack knows who they are."""
        listed = {person.slack_id for person in self.people}
        others: dict[str, PersonPlan] = {}
        for team in self.teams:
            places = [("manager", team.manager)]
            places += [(f"members.{index}", member) for index, member in enumerate(team.members)]
            for place, slack_id in places:
                if slack_id and slack_id not in listed | others.keys():
                    others[slack_id] = PersonPlan(slack_id=slack_id, line=team.line_of(place))
        return replace(self, people=(*self.people, *others.values()))


@dataclass(frozen=True, slots=True)
class Profile:
    """What Slack knows about a person; what is "" is not known there.

    `away` is what their status says, until `away_until` or, without it, until it changes.
    """

    name: str = ""
    time_zone: str = ""
    locale: str = ""
    country: str = ""
    is_active: bool = True
    away: Away = Away.HERE
    away_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class SlackWorkspace:
    """The Slack workspace a company lives in; `name` serves a file that gives none."""

    slack_id: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """How many rows were created, changed, removed and left as they were, by table name."""

    created: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    removed: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)
