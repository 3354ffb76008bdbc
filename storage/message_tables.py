"""Tables of what is asked, typed and sent: nudges, drafts, the outbox, the records."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from bot.domain.outbox import Kind, Sending
from storage.columns import WorkspaceTable, one_of


class DraftRow(WorkspaceTable, table=True):
    """What somebody has typed into a check-in form and not submitted yet, one per slot."""

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("person_id", "slot"),)

    person_id: int = Field(foreign_key="person.id")
    slot: str = Field(max_length=8)
    answers: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    at: datetime


class NudgeRow(WorkspaceTable, table=True):
    """What became of a person's nudge in a slot; `skipped` is why not, empty when it was sent."""

    __tablename__ = "nudge"
    __table_args__ = (UniqueConstraint("person_id", "slot"),)

    person_id: int = Field(foreign_key="person.id")
    slot: str = Field(max_length=8)
    at: datetime
    skipped: str = ""


class OutboxRow(WorkspaceTable, table=True):
    """A message to be sent, once; `key` names its slot in words.

    `target_key` names the row whose message an update changes or a reply hangs under. `attempts`
    counts claims. `is_doubtful`: it may stand there, or twice. `is_told`: admins know it failed.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("workspace_id", "key"),
        Index("ix_outbox_due", "state", "priority", "id"),
        one_of("kind", Kind),
        one_of("state", Sending),
    )

    key: str
    kind: str = Kind.POST
    target_key: str | None = None
    channel: str = ""
    payload: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    priority: int = 5
    state: str = Sending.WAITING
    not_before: datetime
    leased_until: datetime | None = None
    attempts: int = 0
    is_doubtful: bool = False
    is_told: bool = False
    sent_at: datetime | None = None
    sent_channel: str = ""
    sent_ts: str = ""
    error: str = ""


class ProcessedEventRow(SQLModel, table=True):
    """An event of Slack's that was handled, so that its redelivery is not."""

    __tablename__ = "processed_event"

    event_id: str = Field(primary_key=True, max_length=64)
    workspace_id: int = Field(foreign_key="workspace.id")
    at: datetime = Field(index=True)


class AuditRow(WorkspaceTable, table=True):
    """Who did what to what; ids and words, never the text of a message."""

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_subject", "workspace_id", "subject"),)

    at: datetime
    actor_id: int | None = Field(default=None, foreign_key="person.id")
    action: str
    subject: str
    detail: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
