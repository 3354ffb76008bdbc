"""How often a team is asked, who is away, what was sent unasked, acknowledgements and thanks."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0005"
down_revision = "0004"

EVERY = "every IN ('week', 'even_weeks', 'odd_weeks', 'month')"
AWAY = "away IN ('', 'vacation', 'sick', 'leave', 'away')"


def upgrade() -> None:
    """Add them; what nobody said anything about yet counts as spoken of in its newest slot."""
    _change_teams_and_people()
    _change_what_is_sent()
    with op.batch_alter_table("key_result") as key_result:
        key_result.add_column(sa.Column("spoken_slot", AutoString()))
    op.execute("UPDATE key_result SET spoken_slot = checked_in_slot")
    _add_tables()


def downgrade() -> None:
    """Take it back."""
    for table in ("thanks", "acknowledgement", "extra"):
        op.drop_table(table)
    with op.batch_alter_table("key_result") as key_result:
        key_result.drop_column("spoken_slot")
    with op.batch_alter_table("outbox") as outbox:
        outbox.drop_column("not_after")
    with op.batch_alter_table("nudge") as nudge:
        nudge.drop_index(op.f("ix_nudge_remind_at"))
        for column in ("is_snoozed", "reminded", "remind_at", "until", "due_on"):
            nudge.drop_column(column)
    with op.batch_alter_table("person") as person:
        person.drop_index(op.f("ix_person_talk_at"))
        person.drop_constraint(op.f("ck_person_away_is_known"), type_="check")
        for column in ("talk_at", "missed", "asked_slot", "away_until", "away"):
            person.drop_column(column)
    with op.batch_alter_table("workspace") as workspace:
        workspace.drop_column("hears_replies")
    for table in ("team", "rhythm"):
        with op.batch_alter_table(table) as changed:
            changed.drop_constraint(op.f(f"ck_{table}_every_is_known"), type_="check")
            changed.drop_column("every")


def _change_teams_and_people() -> None:
    with op.batch_alter_table("rhythm") as rhythm:
        rhythm.add_column(sa.Column("every", AutoString()))
        rhythm.create_check_constraint("every_is_known", EVERY)
    with op.batch_alter_table("team") as team:
        team.add_column(sa.Column("every", AutoString(), nullable=False, server_default="week"))
        team.create_check_constraint("every_is_known", EVERY)
    with op.batch_alter_table("person") as person:
        person.add_column(sa.Column("away", AutoString(), nullable=False, server_default=""))
        person.add_column(sa.Column("away_until", UTCDateTime()))
        person.add_column(
            sa.Column("asked_slot", AutoString(length=8), nullable=False, server_default="")
        )
        person.add_column(sa.Column("missed", sa.Integer(), nullable=False, server_default="0"))
        person.add_column(sa.Column("talk_at", UTCDateTime()))
        person.create_check_constraint("away_is_known", AWAY)
        person.create_index(op.f("ix_person_talk_at"), ["talk_at"])
    op.execute(
        "UPDATE person SET asked_slot = coalesce((SELECT max(nudge.slot) FROM nudge"
        " WHERE nudge.person_id = person.id AND nudge.skipped = ''), '')"
    )


def _change_what_is_sent() -> None:
    with op.batch_alter_table("workspace") as workspace:
        workspace.add_column(
            sa.Column("hears_replies", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("nudge") as nudge:
        nudge.add_column(sa.Column("due_on", sa.Date()))
        nudge.add_column(sa.Column("until", sa.Date()))
        nudge.add_column(sa.Column("remind_at", UTCDateTime()))
        nudge.add_column(sa.Column("reminded", AutoString(), nullable=False, server_default=""))
        nudge.add_column(
            sa.Column("is_snoozed", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        nudge.create_index(op.f("ix_nudge_remind_at"), ["remind_at"])
    with op.batch_alter_table("outbox") as outbox:
        outbox.add_column(sa.Column("not_after", UTCDateTime()))


def _add_tables() -> None:
    op.create_table(
        "extra",
        *_of_workspace(),
        _key("person_id", "person.id"),
        sa.Column("slot", AutoString(length=8), nullable=False),
        sa.Column("key", AutoString(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.UniqueConstraint("person_id", "slot"),
    )
    op.create_table(
        "acknowledgement",
        *_of_workspace(),
        _key("author_id", "person.id"),
        sa.Column("slot", AutoString(length=8), nullable=False),
        _key("team_id", "team.id"),
        _key("by_id", "person.id"),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.UniqueConstraint("author_id", "slot", "by_id"),
    )
    op.create_table(
        "thanks",
        *_of_workspace(),
        _key("from_id", "person.id"),
        _key("to_id", "person.id"),
        _key("key_result_id", "key_result.id"),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
    )
    op.create_index(op.f("ix_thanks_to_id"), "thanks", ["to_id"])
    op.create_index(op.f("ix_thanks_key_result_id"), "thanks", ["key_result_id"])


def _of_workspace() -> tuple[sa.Column[int], sa.Column[int]]:
    return sa.Column("id", sa.Integer(), primary_key=True), _key("workspace_id", "workspace.id")


def _key(name: str, target: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), sa.ForeignKey(target), nullable=False)
