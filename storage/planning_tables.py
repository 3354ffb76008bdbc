"""Tables of how OKRs come to be and change: drafts, proposals, changes, handovers, looking back."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, ForeignKey, Index, Text, UniqueConstraint
from sqlmodel import Field

from bot.domain.agreeing import Answer
from storage.columns import WorkspaceTable, one_of


class FormDraftRow(WorkspaceTable, table=True):
    """What somebody has typed into a form other than the check-in and not submitted yet.

    `form` names the form and what it is about: `objective.new`, `objective:12`, `setup`.
    """

    __tablename__ = "form_draft"
    __table_args__ = (UniqueConstraint("person_id", "form"),)

    person_id: int = Field(foreign_key="person.id")
    form: str = Field(max_length=60)
    answers: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    at: datetime


class ProposalRow(WorkspaceTable, table=True):
    """An objective, or a change to one, that waits for somebody's agreement.

    `content` is what a change would make of an objective that stands; None for a new one, which
    stands in its own row with the state `proposed`. `note` is the decider's. `told` is the last
    state that people have heard of; for a new objective, `base_version` is the version they saw.
    """

    __tablename__ = "proposal"
    __table_args__ = (one_of("state", Answer), Index("ix_proposal_decider", "decider_id", "state"))

    objective_id: int = Field(foreign_key="objective.id", index=True)
    author_id: int = Field(foreign_key="person.id", index=True)
    decider_id: int = Field(foreign_key="person.id")
    content: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    base_version: int = 0
    reason: str = Field(default="", sa_type=Text)
    state: str = Answer.OPEN
    note: str = Field(default="", sa_type=Text)
    at: datetime
    decided_at: datetime | None = None
    decided_by_id: int | None = Field(default=None, foreign_key="person.id")
    told: str = ""


class ChangeRow(WorkspaceTable, table=True):
    """What was changed of an objective, or of a key result of it, after it was agreed.

    `field` is a stored word such as `title`, `target`, `owner`, `state`; `before` and `after`
    are what a person reads, numbers as plain digits, people as Slack ids.
    """

    __tablename__ = "change"
    __table_args__ = (Index("ix_change_objective_at", "objective_id", "at"),)

    objective_id: int = Field(foreign_key="objective.id")
    key_result_id: int | None = Field(default=None, foreign_key="key_result.id", index=True)
    author_id: int = Field(foreign_key="person.id")
    at: datetime
    field: str
    before: str = Field(default="", sa_type=Text)
    after: str = Field(default="", sa_type=Text)
    reason: str = Field(default="", sa_type=Text)


class HandoverRow(WorkspaceTable, table=True):
    """An objective or a key result offered to another owner, who accepts or declines.

    `note` is the asker's, `reply` the receiver's.
    """

    __tablename__ = "handover"
    __table_args__ = (one_of("state", Answer), Index("ix_handover_to", "to_id", "state"))

    objective_id: int = Field(foreign_key="objective.id", index=True)
    key_result_id: int | None = Field(default=None, foreign_key="key_result.id", index=True)
    from_id: int = Field(foreign_key="person.id")
    to_id: int = Field(foreign_key="person.id")
    asked_by_id: int = Field(foreign_key="person.id")
    state: str = Answer.OPEN
    note: str = Field(default="", sa_type=Text)
    reply: str = Field(default="", sa_type=Text)
    at: datetime
    decided_at: datetime | None = None


class RetrospectiveRow(WorkspaceTable, table=True):
    """What one person says of a team's cycle that ended."""

    __tablename__ = "retrospective"
    __table_args__ = (UniqueConstraint("cycle_id", "team_id", "person_id"),)

    cycle_id: int = Field(foreign_key="cycle.id")
    team_id: int = Field(sa_column=Column(ForeignKey("team.id"), nullable=False, index=True))
    person_id: int = Field(foreign_key="person.id")
    worked: str = Field(default="", sa_type=Text)
    did_not: str = Field(default="", sa_type=Text)
    change: str = Field(default="", sa_type=Text)
    at: datetime
