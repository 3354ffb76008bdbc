"""Tables of who there is: the workspace, people, teams, who belongs where and their rhythm."""

from datetime import date, datetime, time

from sqlalchemy import Column, ForeignKey, UniqueConstraint, false
from sqlmodel import Field, SQLModel

from bot.domain.away import Away
from bot.domain.cadence import Every
from bot.domain.charts import Figure
from bot.domain.okrs import Role
from storage.columns import WorkspaceTable, added_with, one_of


class WorkspaceRow(SQLModel, table=True):
    """One Slack workspace; `sending_paused_until` is its Retry-After, shared by all replicas.

    `setup_step` is where setting up was left; "" before it began. `figure` is how its Slack takes
    values over time since it refused a better way. Where it `hears_replies`, what people answer
    to the bot is told to it.
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
    hears_replies: bool = Field(default=False, sa_column_kwargs=added_with(false()))


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
