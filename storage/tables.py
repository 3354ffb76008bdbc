"""The tables: data only. Every row belongs to a workspace; moments are UTC, days are local.

All tables are imported from here, also those that stand in files of their own. Fixed words
have a CHECK: enums cannot grow without a lock. Typed numbers are exact, as text.
"""

from datetime import date, datetime, time
from decimal import Decimal

from sqlalchemy import JSON, Column, ForeignKey, Index, Text, UniqueConstraint, false
from sqlmodel import Field, SQLModel

from bot.domain.away import Away
from bot.domain.cadence import Every
from bot.domain.charts import Figure
from bot.domain.okrs import (
    BlockerKind,
    Commitment,
    Entry,
    Link,
    Metric,
    ObjectiveState,
    Outcome,
    Role,
)
from storage.columns import ExactDecimal, WorkspaceTable, added_with, one_of
from storage.message_tables import (
    AcknowledgementRow,
    AuditRow,
    DraftRow,
    ExtraRow,
    NudgeRow,
    OutboxRow,
    ProcessedEventRow,
    ThanksRow,
)
from storage.planning_tables import (
    ChangeRow,
    FormDraftRow,
    HandoverRow,
    ProposalRow,
    RetrospectiveRow,
)

__all__ = [
    "AcknowledgementRow",
    "AuditRow",
    "ChangeRow",
    "CheckinRow",
    "CycleRow",
    "DraftRow",
    "ExtraRow",
    "FormDraftRow",
    "HandoverRow",
    "KeyResultRow",
    "MembershipRow",
    "MilestoneRow",
    "NudgeRow",
    "ObjectiveRow",
    "OutboxRow",
    "PersonRow",
    "ProcessedEventRow",
    "ProposalRow",
    "RetrospectiveRow",
    "RhythmRow",
    "TeamRow",
    "ThanksRow",
    "WorkspaceRow",
]


class WorkspaceRow(SQLModel, table=True):
    """One Slack workspace; `sending_paused_until` is its Retry-After, shared by all replicas.

    `setup_step` is where setting up was left; "" before it began. `figure` is how its Slack takes
    values over time since it refused a better way.
    """

    __tablename__ = "workspace"
    __table_args__ = (one_of("figure", Figure),)

    id: int | None = Field(default=None, primary_key=True)
    slack_id: str = Field(unique=True, max_length=32)
    name: str
    time_zone: str = "UTC"
    locale: str = "en"
    country: str = ""
    sending_paused_until: datetime | None = None
    setup_step: str = Field(default="", sa_column_kwargs=added_with(""))
    figure: str = Field(default=Figure.CHART, sa_column_kwargs=added_with(Figure.CHART.value))
    figure_refused_at: datetime | None = None


class PersonRow(WorkspaceTable, table=True):
    """Somebody in a workspace; `next_nudge_at` is when to look at them again.

    `country` is theirs in ISO 3166, with its part where that matters for holidays: "AT", "DE-BY".
    `away` is what their Slack status says, "" for nothing; without `away_until` it says so until
    it changes. `asked_slot` is the newest slot they were asked in, "" before the first; `missed`
    counts those in a row that passed without a word. At `talk_at` their manager is told, once.
    """

    __tablename__ = "person"
    __table_args__ = (
        UniqueConstraint("workspace_id", "slack_id"),
        one_of("role", Role),
        one_of("away", Away),
    )

    slack_id: str = Field(max_length=32)
    name: str
    time_zone: str
    locale: str = "en"
    country: str = ""
    role: str = Role.MEMBER
    paused_until: date | None = None
    is_active: bool = True
    # Teams name their manager, so this key is added once both tables stand.
    home_team_id: int | None = Field(
        default=None, sa_column=Column(ForeignKey("team.id", use_alter=True))
    )
    next_nudge_at: datetime | None = Field(default=None, index=True)
    away: str = Field(default="", sa_column_kwargs=added_with(""))
    away_until: datetime | None = None
    asked_slot: str = Field(default="", max_length=8, sa_column_kwargs=added_with(""))
    missed: int = Field(default=0, sa_column_kwargs=added_with("0"))
    talk_at: datetime | None = Field(default=None, index=True)


class TeamRow(WorkspaceTable, table=True):
    """A team; `next_digest_at` is when its manager channel hears from us again.

    `user_group` is the Slack group its members follow, or "". Where it `wants_proposals`, teams
    directly below agree their objectives with its manager. A merged team is not active and
    names the one that took over. `every` is what its rhythm comes to, set by itself or above.
    """

    __tablename__ = "team"
    __table_args__ = (UniqueConstraint("workspace_id", "name"), one_of("every", Every))

    parent_id: int | None = Field(default=None, foreign_key="team.id", index=True)
    manager_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    name: str
    channel: str = ""
    manager_channel: str = ""
    locale: str = ""
    is_active: bool = True
    user_group: str = Field(default="", sa_column_kwargs=added_with(""))
    wants_proposals: bool = Field(default=False, sa_column_kwargs=added_with(false()))
    merged_into_id: int | None = Field(default=None, foreign_key="team.id")
    next_digest_at: datetime | None = Field(default=None, index=True)
    every: str = Field(default=Every.WEEK, sa_column_kwargs=added_with(Every.WEEK.value))


class MembershipRow(WorkspaceTable, table=True):
    """Who belongs to which team, since when."""

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("team_id", "person_id"),)

    team_id: int = Field(foreign_key="team.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    joined_on: date


class RhythmRow(WorkspaceTable, table=True):
    """When a team is nudged and reads its digest; what is None comes from the team above.

    Monday is 0. Times are local: a nudge's to the person, a digest's to the organisation.
    """

    __tablename__ = "rhythm"
    __table_args__ = (one_of("every", Every),)

    team_id: int = Field(foreign_key="team.id", unique=True)
    nudge_weekday: int | None = None
    nudge_time: time | None = None
    digest_weekday: int | None = None
    digest_time: time | None = None
    every: str | None = None
    is_locked: bool = False


class CycleRow(WorkspaceTable, table=True):
    """A planning period, both ends included; `next_step_at` is when it has something to tell."""

    __tablename__ = "cycle"
    __table_args__ = (UniqueConstraint("workspace_id", "name"),)

    name: str
    starts_on: date
    ends_on: date
    is_closed: bool = False
    next_step_at: datetime | None = Field(default=None, index=True)


class ObjectiveRow(WorkspaceTable, table=True):
    """An objective; `key` is its name in import files.

    `version` grows with each change of it or its key results. `overridden` are the ids of the
    quality checks that its author decided against. `score` … `carried_from_id` come with the
    close of its cycle.
    """

    __tablename__ = "objective"
    __table_args__ = (
        UniqueConstraint("workspace_id", "key"),
        one_of("commitment", Commitment),
        one_of("link", Link),
        one_of("state", ObjectiveState),
        one_of("outcome", Outcome),
    )

    key: str | None = None
    team_id: int = Field(foreign_key="team.id", index=True)
    owner_id: int = Field(foreign_key="person.id")
    cycle_id: int = Field(foreign_key="cycle.id", index=True)
    parent_id: int | None = Field(default=None, foreign_key="objective.id", index=True)
    link: str | None = None
    justification: str = Field(default="", sa_type=Text)
    title: str = Field(sa_type=Text)
    why: str = Field(default="", sa_type=Text)
    commitment: str = Commitment.COMMITTED
    is_private: bool = False
    state: str = ObjectiveState.ACTIVE
    version: int = Field(default=1, sa_column_kwargs=added_with("1"))
    overridden: list[str] = Field(
        default_factory=list, sa_type=JSON, sa_column_kwargs=added_with("[]")
    )
    score: Decimal | None = Field(default=None, sa_type=ExactDecimal)
    score_note: str = Field(default="", sa_type=Text, sa_column_kwargs=added_with(""))
    closing_note: str = Field(default="", sa_type=Text, sa_column_kwargs=added_with(""))
    post_mortem: str = Field(default="", sa_type=Text, sa_column_kwargs=added_with(""))
    outcome: str | None = None
    closed_at: datetime | None = None
    carried_from_id: int | None = Field(default=None, foreign_key="objective.id")


class KeyResultRow(WorkspaceTable, table=True):
    """A key result with its present value; `checked_in_…` and the blocker are of the newest one.

    `spoken_slot` is the newest slot in which it moved or somebody wrote a word about it.
    """

    __tablename__ = "key_result"
    __table_args__ = (
        UniqueConstraint("objective_id", "key"),
        one_of("metric", Metric),
        one_of("entry", Entry),
        one_of("blocker_kind", BlockerKind),
    )

    objective_id: int = Field(foreign_key="objective.id")
    key: str | None = None
    position: int = 0
    owner_id: int = Field(foreign_key="person.id", index=True)
    delegate_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    title: str = Field(sa_type=Text)
    metric: str
    unit: str = ""
    baseline: Decimal | None = Field(default=None, sa_type=ExactDecimal)
    target: Decimal | None = Field(default=None, sa_type=ExactDecimal)
    lower: Decimal | None = Field(default=None, sa_type=ExactDecimal)
    upper: Decimal | None = Field(default=None, sa_type=ExactDecimal)
    current: Decimal | None = Field(default=None, sa_type=ExactDecimal)
    weight: Decimal = Field(default=Decimal(1), sa_type=ExactDecimal)
    entry: str = Entry.REPLACES
    confidence: int = 5
    is_active: bool = True
    overridden: list[str] = Field(
        default_factory=list, sa_type=JSON, sa_column_kwargs=added_with("[]")
    )
    score: Decimal | None = Field(default=None, sa_type=ExactDecimal)
    checked_in_at: datetime | None = None
    checked_in_slot: str | None = None
    spoken_slot: str | None = None
    blocker_kind: str | None = None
    blocker: str | None = Field(default=None, sa_type=Text)
    helper: str | None = None
    blocked_on: date | None = None


class MilestoneRow(WorkspaceTable, table=True):
    """One step of a milestone key result."""

    __tablename__ = "milestone"
    key_result_id: int = Field(foreign_key="key_result.id", index=True)
    position: int = 0
    title: str = Field(sa_type=Text)
    weight: Decimal = Field(default=Decimal(1), sa_type=ExactDecimal)
    due_on: date | None = None
    done_on: date | None = None


class CheckinRow(WorkspaceTable, table=True):
    """One revision of a check-in. Nothing here is ever updated; the newest of a slot counts.

    `submission_id` names one press of Submit: the database refuses its second delivery.
    `entered` was typed, `value` came of it (they differ where a key result adds; for milestones,
    done ones by id in `milestones_done`, it is their weight); `…_before` stood there until then.
    """

    __tablename__ = "checkin"
    __table_args__ = (
        UniqueConstraint("submission_id", "key_result_id"),
        Index("ix_checkin_key_result_slot", "key_result_id", "slot", "id"),
        one_of("blocker_kind", BlockerKind),
    )

    key_result_id: int = Field(foreign_key="key_result.id")
    author_id: int = Field(foreign_key="person.id")
    submission_id: str
    slot: str = Field(max_length=8)
    at: datetime
    entered: Decimal | None = Field(default=None, sa_type=ExactDecimal)
    value: Decimal | None = Field(default=None, sa_type=ExactDecimal)
    milestones_done: list[int] = Field(default_factory=list, sa_type=JSON)
    value_before: Decimal | None = Field(default=None, sa_type=ExactDecimal)
    confidence: int
    confidence_before: int
    note: str = Field(default="", sa_type=Text)
    blocker_kind: str | None = None
    blocker: str = Field(default="", sa_type=Text)
    helper: str = ""
    next_step: str = Field(default="", sa_type=Text)
