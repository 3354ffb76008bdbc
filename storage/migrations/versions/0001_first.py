"""The first tables. Names of keys and checks come from the convention in `storage.tables`.

Words and lengths are written out: what a released step does never changes with the code.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from storage.columns import ExactDecimal

revision = "0001"
down_revision = None

METRICS = ("increase", "decrease", "at_least", "at_most", "between", "milestones", "yes_no")
BLOCKERS = ("decision", "dependency", "people", "money", "other")


def upgrade() -> None:
    """Make all tables."""
    _create_workspaces_and_people()
    _create_teams()
    _create_goals()
    _create_key_results()
    _create_checkins()
    _create_messages()
    _create_records()


def downgrade() -> None:
    """Drop all tables."""
    _close_the_circle(drop=True)
    newest_first = "audit processed_event outbox nudge draft checkin milestone key_result objective"
    for table in f"{newest_first} cycle rhythm membership team person workspace".split():
        op.drop_table(table)


def _create_workspaces_and_people() -> None:
    op.create_table(
        "workspace",
        sa.Column("id", sa.Integer(), primary_key=True),
        _required("slack_id", AutoString(32), unique=True),
        *_words("name", "time_zone", "locale", "country"),
        _optional("sending_paused_until", UTCDateTime()),
    )
    op.create_table(
        "person",
        *_id_and_workspace(),
        _required("slack_id", AutoString(32)),
        *_words("name", "time_zone", "locale", "country", "role"),
        _optional("paused_until", sa.Date()),
        _required("is_active", sa.Boolean()),
        _optional("home_team_id", sa.Integer(), sa.ForeignKey("team.id", use_alter=True)),
        _optional("next_nudge_at", UTCDateTime(), index=True),
        sa.UniqueConstraint("workspace_id", "slack_id"),
        _one_of("role", "member", "admin"),
    )


def _create_teams() -> None:
    op.create_table(
        "team",
        *_id_and_workspace(),
        _optional("parent_id", sa.Integer(), sa.ForeignKey("team.id"), index=True),
        _optional("manager_id", sa.Integer(), sa.ForeignKey("person.id"), index=True),
        *_words("name", "channel", "manager_channel", "locale"),
        _required("is_active", sa.Boolean()),
        _optional("next_digest_at", UTCDateTime(), index=True),
        sa.UniqueConstraint("workspace_id", "name"),
    )
    _close_the_circle()
    op.create_table(
        "membership",
        *_id_and_workspace(),
        _required("team_id", sa.Integer(), sa.ForeignKey("team.id")),
        _required("person_id", sa.Integer(), sa.ForeignKey("person.id"), index=True),
        _required("joined_on", sa.Date()),
        sa.UniqueConstraint("team_id", "person_id"),
    )
    op.create_table(
        "rhythm",
        *_id_and_workspace(),
        _required("team_id", sa.Integer(), sa.ForeignKey("team.id"), unique=True),
        _optional("nudge_weekday", sa.Integer()),
        _optional("nudge_time", sa.Time()),
        _optional("digest_weekday", sa.Integer()),
        _optional("digest_time", sa.Time()),
        _required("is_locked", sa.Boolean()),
    )


def _create_goals() -> None:
    op.create_table(
        "cycle",
        *_id_and_workspace(),
        *_words("name"),
        _required("starts_on", sa.Date()),
        _required("ends_on", sa.Date()),
        _required("is_closed", sa.Boolean()),
        sa.UniqueConstraint("workspace_id", "name"),
    )
    op.create_table(
        "objective",
        *_id_and_workspace(),
        _optional("key", AutoString()),
        _required("team_id", sa.Integer(), sa.ForeignKey("team.id"), index=True),
        _required("owner_id", sa.Integer(), sa.ForeignKey("person.id")),
        _required("cycle_id", sa.Integer(), sa.ForeignKey("cycle.id"), index=True),
        _optional("parent_id", sa.Integer(), sa.ForeignKey("objective.id"), index=True),
        _optional("link", AutoString()),
        *_texts("justification", "title", "why"),
        *_words("commitment"),
        _required("is_private", sa.Boolean()),
        *_words("state"),
        sa.UniqueConstraint("workspace_id", "key"),
        _one_of("commitment", "committed", "aspirational"),
        _one_of("link", "contributes", "supports"),
        _one_of("state", "draft", "proposed", "active", "paused", "closed", "dropped"),
    )


def _create_key_results() -> None:
    op.create_table(
        "key_result",
        *_id_and_workspace(),
        _required("objective_id", sa.Integer(), sa.ForeignKey("objective.id")),
        _optional("key", AutoString()),
        _required("position", sa.Integer()),
        _required("owner_id", sa.Integer(), sa.ForeignKey("person.id"), index=True),
        _optional("delegate_id", sa.Integer(), sa.ForeignKey("person.id"), index=True),
        *_texts("title"),
        *_words("metric", "unit"),
        *_numbers("baseline", "target", "lower", "upper", "current"),
        _required("weight", ExactDecimal()),
        *_words("entry"),
        _required("confidence", sa.Integer()),
        _required("is_active", sa.Boolean()),
        _optional("checked_in_at", UTCDateTime()),
        _optional("checked_in_slot", AutoString()),
        _optional("blocker_kind", AutoString()),
        _optional("blocker", sa.Text()),
        _optional("helper", AutoString()),
        _optional("blocked_on", sa.Date()),
        sa.UniqueConstraint("objective_id", "key"),
        _one_of("blocker_kind", *BLOCKERS),
        _one_of("metric", *METRICS),
        _one_of("entry", "replaces", "adds"),
    )
    op.create_table(
        "milestone",
        *_id_and_workspace(),
        _required("key_result_id", sa.Integer(), sa.ForeignKey("key_result.id"), index=True),
        _required("position", sa.Integer()),
        *_texts("title"),
        _required("weight", ExactDecimal()),
        _optional("due_on", sa.Date()),
        _optional("done_on", sa.Date()),
    )


def _create_checkins() -> None:
    op.create_table(
        "checkin",
        *_id_and_workspace(),
        _required("key_result_id", sa.Integer(), sa.ForeignKey("key_result.id")),
        _required("author_id", sa.Integer(), sa.ForeignKey("person.id")),
        *_words("submission_id"),
        _required("slot", AutoString(8)),
        _required("at", UTCDateTime()),
        *_numbers("entered", "value"),
        _required("milestones_done", sa.JSON()),
        *_numbers("value_before"),
        _required("confidence", sa.Integer()),
        _required("confidence_before", sa.Integer()),
        *_texts("note"),
        _optional("blocker_kind", AutoString()),
        *_texts("blocker"),
        *_words("helper"),
        *_texts("next_step"),
        sa.UniqueConstraint("submission_id", "key_result_id"),
        sa.Index("ix_checkin_key_result_slot", "key_result_id", "slot", "id"),
        _one_of("blocker_kind", *BLOCKERS),
    )
    op.create_table(
        "draft",
        *_id_and_workspace(),
        _required("person_id", sa.Integer(), sa.ForeignKey("person.id")),
        _required("slot", AutoString(8)),
        _required("answers", sa.JSON()),
        _required("at", UTCDateTime()),
        sa.UniqueConstraint("person_id", "slot"),
    )


def _create_messages() -> None:
    op.create_table(
        "nudge",
        *_id_and_workspace(),
        _required("person_id", sa.Integer(), sa.ForeignKey("person.id")),
        _required("slot", AutoString(8)),
        _required("at", UTCDateTime()),
        *_words("skipped"),
        sa.UniqueConstraint("person_id", "slot"),
    )
    op.create_table(
        "outbox",
        *_id_and_workspace(),
        *_words("key", "kind"),
        _optional("target_key", AutoString()),
        *_words("channel"),
        _required("payload", sa.JSON()),
        _required("priority", sa.Integer()),
        *_words("state"),
        _required("not_before", UTCDateTime()),
        _required("is_doubtful", sa.Boolean()),
        _required("is_told", sa.Boolean()),
        _optional("leased_until", UTCDateTime()),
        _required("attempts", sa.Integer()),
        _optional("sent_at", UTCDateTime()),
        *_words("sent_channel", "sent_ts", "error"),
        sa.UniqueConstraint("workspace_id", "key"),
        sa.Index("ix_outbox_due", "state", "priority", "id"),
        _one_of("kind", "post", "reply", "update"),
        _one_of("state", "waiting", "leased", "sent", "given_up", "dropped"),
    )


def _create_records() -> None:
    op.create_table(
        "processed_event",
        sa.Column("event_id", AutoString(64), primary_key=True),
        _required("workspace_id", sa.Integer(), sa.ForeignKey("workspace.id")),
        _required("at", UTCDateTime(), index=True),
    )
    op.create_table(
        "audit",
        *_id_and_workspace(),
        _required("at", UTCDateTime()),
        _optional("actor_id", sa.Integer(), sa.ForeignKey("person.id")),
        *_words("action", "subject"),
        _required("detail", sa.JSON()),
        sa.Index("ix_audit_subject", "workspace_id", "subject"),
    )


def _close_the_circle(*, drop: bool = False) -> None:
    """A person names a team and a team a person: PostgreSQL wants this key after both tables.

    SQLite took it with the table, where a key may name a table that is still to come.
    """
    if op.get_context().dialect.name == "sqlite":
        return
    if drop:
        op.drop_constraint("fk_person_home_team_id", "person")
    else:
        op.create_foreign_key(None, "person", "team", ["home_team_id"], ["id"])


def _id_and_workspace() -> tuple[sa.Column[int], sa.Column[int]]:
    return (
        sa.Column("id", sa.Integer(), primary_key=True),
        _required("workspace_id", sa.Integer(), sa.ForeignKey("workspace.id")),
    )


def _required(
    name: str,
    kind: sa.types.TypeEngine[Any],
    *keys: sa.ForeignKey,
    index: bool = False,
    unique: bool = False,
) -> sa.Column[Any]:
    return sa.Column(name, kind, *keys, nullable=False, index=index, unique=unique)


def _optional(
    name: str, kind: sa.types.TypeEngine[Any], *keys: sa.ForeignKey, index: bool = False
) -> sa.Column[Any]:
    return sa.Column(name, kind, *keys, index=index)


def _words(*names: str) -> list[sa.Column[Any]]:
    return [_required(name, AutoString()) for name in names]


def _texts(*names: str) -> list[sa.Column[Any]]:
    return [_required(name, sa.Text()) for name in names]


def _numbers(*names: str) -> list[sa.Column[Any]]:
    return [_optional(name, ExactDecimal()) for name in names]


def _one_of(column: str, *words: str) -> sa.CheckConstraint:
    quoted = ", ".join(f"'{word}'" for word in words)
    return sa.CheckConstraint(f"{column} IN ({quoted})", name=f"{column}_is_known")
