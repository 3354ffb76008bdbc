"""The tables: data only. Every row belongs to a workspace; moments are UTC, days are local.

All tables are imported from here, also those that stand in files of their own. Fixed words
have a CHECK: enums cannot grow without a lock. Typed numbers are exact, as text.
"""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import JSON, Index, Text, UniqueConstraint
from sqlmodel import Field

from bot.domain.okrs import (
    BlockerKind,
    Commitment,
    Entry,
    Link,
    Metric,
    ObjectiveState,
    Outcome,
)
from storage.columns import ExactDecimal, WorkspaceTable, added_with, one_of
from storage.company_tables import MembershipRow, PersonRow, RhythmRow, TeamRow, WorkspaceRow
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
