"""Tables of what is asked, typed and sent: nudges, drafts, the outbox, the records."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Index, Text, UniqueConstraint, false
from sqlmodel import Field, SQLModel

from bot.domain.outbox import Kind, Sending
from storage.columns import WorkspaceTable, added_with, one_of


class DraftRow(WorkspaceTable, table=True):
    """What somebody has typed into a check-in form and not submitted yet, one per slot."""

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("person_id", "slot"),)

    person_id: int = Field(foreign_key="person.id")
    slot: str = Field(max_length=8)
    answers: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    at: datetime


class NudgeRow(WorkspaceTable, table=True):
    """What became of a person's nudge in a slot; `skipped` is why not, empty when it was sent.

    `due_on` is the day that the rhythm means, which a holiday moves; `until` is the last day of
    what kept it back, where that is known. At `remind_at` it is looked at once more; `reminded` is
    what became of that: "sent", why not, or "" before. Who `is_snoozed` chose that moment.
    """

    __tablename__ = "nudge"
    __table_args__ = (UniqueConstraint("person_id", "slot"),)

    person_id: int = Field(foreign_key="person.id")
    slot: str = Field(max_length=8)
    at: datetime
    skipped: str = ""
    due_on: date | None = None
    until: date | None = None
    remind_at: datetime | None = Field(default=None, index=True)
    reminded: str = Field(default="", sa_column_kwargs=added_with(""))
    is_snoozed: bool = Field(default=False, sa_column_kwargs=added_with(false()))


class ExtraRow(WorkspaceTable, table=True):
    """What was sent to a person unasked in a week, besides the nudge: one thing and no other.

    `key` is that of its message in the outbox. The budget of two a week is this table.
    """

    __tablename__ = "extra"
    __table_args__ = (UniqueConstraint("person_id", "slot"),)

    person_id: int = Field(foreign_key="person.id")
    slot: str = Field(max_length=8)
    key: str
    at: datetime


class AcknowledgementRow(WorkspaceTable, table=True):
    """Somebody who leads has seen a person's check-in of a slot; `words` may be empty."""

    __tablename__ = "acknowledgement"
    __table_args__ = (UniqueConstraint("author_id", "slot", "by_id"),)

    author_id: int = Field(foreign_key="person.id")
    slot: str = Field(max_length=8)
    team_id: int = Field(foreign_key="team.id")
    by_id: int = Field(foreign_key="person.id")
    words: str = Field(default="", sa_type=Text)
    at: datetime


class ThanksRow(WorkspaceTable, table=True):
    """Somebody thanks a colleague for something about a key result."""

    __tablename__ = "thanks"

    from_id: int = Field(foreign_key="person.id")
    to_id: int = Field(foreign_key="person.id", index=True)
    key_result_id: int = Field(foreign_key="key_result.id", index=True)
    words: str = Field(sa_type=Text)
    at: datetime


class OutboxRow(WorkspaceTable, table=True):
    """A message to be sent, once; `key` names its slot in words.

    `target_key` names the row whose message an update changes or a reply hangs under. `attempts`
    counts claims. `is_doubtful`: it may stand there, or twice. `is_told`: admins know it failed.
    What nobody asked for is sent before `not_after` or, if at all, on another day.
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
    not_after: datetime | None = None
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
