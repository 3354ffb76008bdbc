"""OKRs are written, agreed, changed and closed in Slack."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from storage.columns import ExactDecimal

revision = "0002"
down_revision = "0001"

ANSWERS = ("open", "agreed", "returned", "declined", "withdrawn")
OUTCOMES = ("closed", "carried", "restarted", "dropped")


def upgrade() -> None:
    """Add the tables and columns of writing."""
    _extend_known_tables()
    _create_drafts_and_proposals()
    _create_changes_and_handovers()
    _create_retrospectives()


def downgrade() -> None:
    """Take them back."""
    for table in ("retrospective", "handover", "change", "proposal", "form_draft"):
        op.drop_table(table)
    with op.batch_alter_table("objective") as objective:
        objective.drop_constraint("fk_objective_carried_from_id", type_="foreignkey")
        objective.drop_constraint(op.f("ck_objective_outcome_is_known"), type_="check")
        for column in ("version", "overridden", "score", "score_note", "closing_note"):
            objective.drop_column(column)
        for column in ("post_mortem", "outcome", "closed_at", "carried_from_id"):
            objective.drop_column(column)
    with op.batch_alter_table("team") as team:
        team.drop_constraint("fk_team_merged_into_id", type_="foreignkey")
        for column in ("user_group", "wants_proposals", "merged_into_id"):
            team.drop_column(column)
    op.drop_column("key_result", "score")
    op.drop_column("key_result", "overridden")
    op.drop_column("workspace", "setup_step")


def _extend_known_tables() -> None:
    op.add_column("workspace", _filled("setup_step", AutoString(), ""))
    op.add_column("key_result", _filled("overridden", sa.JSON(), "[]"))
    op.add_column("key_result", sa.Column("score", ExactDecimal()))
    with op.batch_alter_table("team") as team:
        team.add_column(_filled("user_group", AutoString(), ""))
        team.add_column(_filled("wants_proposals", sa.Boolean(), sa.false()))
        team.add_column(sa.Column("merged_into_id", sa.Integer()))
        team.create_foreign_key("fk_team_merged_into_id", "team", ["merged_into_id"], ["id"])
    with op.batch_alter_table("objective") as objective:
        objective.add_column(_filled("version", sa.Integer(), "1"))
        objective.add_column(_filled("overridden", sa.JSON(), "[]"))
        objective.add_column(sa.Column("score", ExactDecimal()))
        for column in ("score_note", "closing_note", "post_mortem"):
            objective.add_column(_filled(column, sa.Text(), ""))
        objective.add_column(sa.Column("outcome", AutoString()))
        objective.add_column(sa.Column("closed_at", UTCDateTime()))
        objective.add_column(sa.Column("carried_from_id", sa.Integer()))
        outcomes = ", ".join(f"'{word}'" for word in OUTCOMES)
        objective.create_check_constraint("outcome_is_known", f"outcome IN ({outcomes})")
        objective.create_foreign_key(
            "fk_objective_carried_from_id", "objective", ["carried_from_id"], ["id"]
        )


def _create_drafts_and_proposals() -> None:
    op.create_table(
        "form_draft",
        *_id_and_workspace(),
        _reference("person_id", "person"),
        sa.Column("form", AutoString(60), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        _moment("at"),
        sa.UniqueConstraint("person_id", "form"),
    )
    op.create_table(
        "proposal",
        *_id_and_workspace(),
        _reference("objective_id", "objective", index=True),
        _reference("author_id", "person", index=True),
        _reference("decider_id", "person"),
        sa.Column("content", sa.JSON()),
        sa.Column("base_version", sa.Integer(), nullable=False),
        *_texts("reason"),
        sa.Column("state", AutoString(), nullable=False),
        *_texts("note"),
        _moment("at"),
        sa.Column("decided_at", UTCDateTime()),
        sa.Column("decided_by_id", sa.Integer(), sa.ForeignKey("person.id")),
        sa.Column("told", AutoString(), nullable=False),
        sa.Index("ix_proposal_decider", "decider_id", "state"),
        _one_of("state", *ANSWERS),
    )


def _create_changes_and_handovers() -> None:
    op.create_table(
        "change",
        *_id_and_workspace(),
        _reference("objective_id", "objective"),
        sa.Column("key_result_id", sa.Integer(), sa.ForeignKey("key_result.id"), index=True),
        _reference("author_id", "person"),
        _moment("at"),
        sa.Column("field", AutoString(), nullable=False),
        *_texts("before", "after", "reason"),
        sa.Index("ix_change_objective_at", "objective_id", "at"),
    )
    op.create_table(
        "handover",
        *_id_and_workspace(),
        _reference("objective_id", "objective", index=True),
        sa.Column("key_result_id", sa.Integer(), sa.ForeignKey("key_result.id"), index=True),
        _reference("from_id", "person"),
        _reference("to_id", "person"),
        _reference("asked_by_id", "person"),
        sa.Column("state", AutoString(), nullable=False),
        *_texts("note", "reply"),
        _moment("at"),
        sa.Column("decided_at", UTCDateTime()),
        sa.Index("ix_handover_to", "to_id", "state"),
        _one_of("state", *ANSWERS),
    )


def _create_retrospectives() -> None:
    op.create_table(
        "retrospective",
        *_id_and_workspace(),
        _reference("cycle_id", "cycle"),
        _reference("team_id", "team", index=True),
        _reference("person_id", "person"),
        *_texts("worked", "did_not", "change"),
        _moment("at"),
        sa.UniqueConstraint("cycle_id", "team_id", "person_id"),
    )


def _filled(name: str, kind: sa.types.TypeEngine[Any], value: Any) -> sa.Column[Any]:  # noqa: ANN401
    """A column that rows from before have too."""
    return sa.Column(name, kind, nullable=False, server_default=value)


def _id_and_workspace() -> tuple[sa.Column[int], sa.Column[int]]:
    return sa.Column("id", sa.Integer(), primary_key=True), _reference("workspace_id", "workspace")


def _reference(name: str, table: str, *, index: bool = False) -> sa.Column[int]:
    key = sa.ForeignKey(f"{table}.id")
    return sa.Column(name, sa.Integer(), key, nullable=False, index=index)


def _moment(name: str) -> sa.Column[Any]:
    return sa.Column(name, UTCDateTime(), nullable=False)


def _texts(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _one_of(column: str, *words: str) -> sa.CheckConstraint:
    quoted = ", ".join(f"'{word}'" for word in words)
    return sa.CheckConstraint(f"{column} IN ({quoted})", name=f"{column}_is_known")
