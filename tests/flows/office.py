"""An office to act in: a small company, its Slack, and the bot, with a clock that stands still.

It is Monday, 12 October 2026, 06:00 UTC, an hour before the nudges of Vienna.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import update
from sqlmodel import SQLModel, select

from bot.app import Line
from bot.clock import SettableClock
from bot.demo_time import live_until
from bot.domain.okrs import Caller
from playground import Channel, Person, Playground, Reply
from storage.database import Database
from storage.tables import CheckinRow, KeyResultRow, ObjectiveRow, OutboxRow, PersonRow
from tests.fakes import BoltLine

COMPANY = (Path(__file__).parent / "acme.yaml").read_text(encoding="utf-8")
MONDAY_EARLY = datetime(2026, 10, 12, 6, tzinfo=UTC)
MONDAY_NINE = datetime(2026, 10, 12, 7, tzinfo=UTC)
MONDAY_NEW_YORK = datetime(2026, 10, 12, 13, tzinfo=UTC)
TUESDAY_NINE = datetime(2026, 10, 13, 7, tzinfo=UTC)
NEXT_MONDAY = datetime(2026, 10, 19, 13, tzinfo=UTC)
SLOT = "2026-W42"

PEOPLE = (
    Person("U0HANNA", "Hanna Head"),
    Person("U0LENA", "Lena Lead"),
    Person("U0MARIA", "Maria Muster", locale="de-DE"),
    Person("U0NICK", "Nick New", tz="America/New_York"),
    Person("U0MANY", "Many Results"),
    Person("U0IDLE", "Ida Idle"),
    Person("U0GONE", "Gus Gone", deleted=True),
    Person("U0STRANGE", "Stella Strange"),
)
CHANNELS = (
    Channel("C0ALL", "all", tuple(person.id for person in PEOPLE)),
    Channel("C0HEADS", "heads", ("U0HANNA",)),
    Channel("C0LEADS", "leads", ("U0HANNA", "U0LENA")),
)


@dataclass
class Office:
    """What a test does and looks at; key results go by their key in acme.yaml."""

    slack: Playground
    line: Line
    clock: SettableClock
    bolt: BoltLine

    @property
    def database(self) -> Database:
        return self.line.database

    def live_until(self, moment: datetime) -> None:
        """Let time pass; what is due on the way happens and is delivered."""
        live_until(self.line, self.clock, moment, self.slack.set_time)

    def caller(self, user: str) -> Caller:
        return Caller("T0LOCAL", user)

    def trigger(self, user: str) -> str:
        """A trigger id as Slack would send it along with what this person does now."""
        return self.slack.world.triggers.new(user)

    def id_of(self, key: str) -> int:
        return int(self.key_result(key)["id"])

    def field(self, word: str, key: str) -> str:
        return f"{word}:{self.id_of(key)}"

    def open(self, user: str) -> None:
        """Open the form by the command."""
        assert self.slack.command(user, "/okr checkin").error is None
        assert self.slack.view(user) is not None

    def fill(self, user: str, **values: Any) -> None:
        """`uptime_value="94"` types into the field `value:<id of uptime>`."""
        self.slack.fill(
            user,
            {
                self.field(word, key): value
                for (key, _, word), value in (
                    (name.partition("_"), values[name]) for name in values
                )
            },
        )

    def unfold(self, user: str, key: str) -> Reply:
        return self.slack.press(user, "checkin.unfold", value=str(self.id_of(key)))

    def submit(self, user: str) -> Reply:
        """Press Submit, and let the outbox empty itself."""
        reply = self.slack.submit(user)
        self.line.deliver()
        return reply

    def typed(self, user: str, word: str, key: str) -> Any:
        """What stands in a field of the open form."""
        view = self.slack.view(user)
        assert view is not None
        name = self.field(word, key)
        element = view["state"]["values"][name][name]
        chosen = element.get("selected_option") or {}
        return chosen.get("value") or element.get("value") or element.get("selected_user")

    def shown(self, user: str) -> str:
        """All that the open form says."""
        return text_of(self.slack.view(user))

    def answer(self, user: str) -> str:
        """The newest answer that only this person sees, blocks and all."""
        return text_of(self.slack.ephemerals(user)[-1])

    def dm_texts(self, user: str) -> list[str]:
        """The first line of each message of the bot to this person."""
        return [message["text"].splitlines()[0] for message in self.slack.dm(user)]

    def dm_text(self, user: str) -> str:
        """All of the newest message of the bot to this person."""
        return text_of(self.slack.dm(user)[-1])

    def channel_text(self, channel: str) -> str:
        """All that stands in a channel."""
        return text_of(self.slack.messages(channel))

    def add_objectives(self, number: int) -> None:
        """More objectives of Platform, each with a key result of Nick's."""
        objective = self._like(ObjectiveRow, "key", "calm")
        key_result = self._like(KeyResultRow, "key", "audit")
        with self.database.transaction() as session:
            for each in range(number):
                title = f"Objective {each} " + "that is long " * 12
                row = ObjectiveRow(**objective | {"key": f"more{each}", "title": title})
                session.add(row)
                session.flush()
                session.add(KeyResultRow(**key_result | {"objective_id": row.id}))

    def _like(self, table: type[SQLModel], column: str, value: str) -> dict[str, Any]:
        """The columns of a row, but for its id."""
        found = next(row for row in self.rows(table) if row[column] == value)
        return {name: found[name] for name in found if name != "id"}

    def person(self, slack_id: str) -> dict[str, Any]:
        return next(row for row in self.rows(PersonRow) if row["slack_id"] == slack_id)

    def rows_of_objective(self, number: int) -> list[dict[str, Any]]:
        """The key results of an objective."""
        return [row for row in self.rows(KeyResultRow) if row["objective_id"] == number]

    def key_result(self, key: str) -> dict[str, Any]:
        return next(row for row in self.rows(KeyResultRow) if row["key"] == key)

    def checkins(self, *columns: str) -> list[Any]:
        """All revisions, oldest first, as (key, *columns)."""
        keys = {row["id"]: row["key"] for row in self.rows(KeyResultRow)}
        return [
            (keys[row["key_result_id"]], *(row[column] for column in columns))
            for row in self.rows(CheckinRow)
        ]

    def outbox(self) -> dict[str, str]:
        """The state of each message by its key."""
        return {row["key"]: str(row["state"]) for row in self.rows(OutboxRow)}

    def rows(self, table: type[SQLModel]) -> list[dict[str, Any]]:
        with self.database.reading() as session:
            key = SQLModel.metadata.tables[str(table.__tablename__)].primary_key
            found = session.exec(select(table).order_by(*key))
            return [row.model_dump() for row in found]

    def change(self, table: type[SQLModel], where: dict[str, Any], **columns: Any) -> None:
        """What an import or an admin would change."""
        rows = SQLModel.metadata.tables[str(table.__tablename__)]
        with self.database.transaction() as session:
            session.execute(update(rows).filter_by(**where).values(**columns))


def text_of(payload: Any) -> str:
    """All that is written in a payload, one line for each text."""
    if isinstance(payload, dict):
        written = [payload["text"]] if isinstance(payload.get("text"), str) else []
        return "\n".join([*written, *map(text_of, payload.values())])
    return "\n".join(map(text_of, payload)) if isinstance(payload, list) else ""
