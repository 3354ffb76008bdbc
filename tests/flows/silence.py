"""What the tests of the ladder share: what was posted and kept, and days that pass."""

from datetime import UTC, datetime, timedelta

from bot.scheduler import run_due
from storage.tables import (
    ExtraRow,
    NudgeRow,
    PersonRow,
)
from tests.flows.office import MONDAY_NINE, Office

NUDGE = "Time for your check-in: 1 key result, about a minute."
REMINDER = "A reminder of your check-in: 1 key result, about a minute."
DONE = "Your check-in of week 42 is done."
A_MINUTE = timedelta(minutes=1)
A_WEEK = timedelta(days=7)
FOUR_WEEKS_LATER = datetime(2026, 11, 13, 12, tzinfo=UTC)


def at(day: int, hour: int, month: int = 10) -> datetime:
    """An hour in UTC."""
    return datetime(2026, month, day, hour, tzinfo=UTC)


def posted(office: Office, user: str) -> list[tuple[str, datetime]]:
    """The first word of each message's key, and when it was posted."""
    return [
        (
            message["metadata"]["event_payload"]["key"].partition(":")[0],
            datetime.fromtimestamp(int(float(message["ts"])), UTC),
        )
        for message in office.slack.dm(user)
    ]


def nudges(office: Office, user: str, *columns: str) -> list[tuple[object, ...]]:
    """What was kept of a person's nudges, the oldest slot first."""
    number = office.person(user)["id"]
    rows = [row for row in office.rows(NudgeRow) if row["person_id"] == number]
    ordered = sorted(rows, key=lambda row: str(row["slot"]))
    return [tuple(row[column] for column in columns) for row in ordered]


def spend(office: Office, user: str, slot: str) -> None:
    """They were sent something else in that week."""
    person = office.person(user)
    ids = {"person_id": person["id"], "workspace_id": person["workspace_id"]}
    with office.database.transaction() as session:
        session.add(ExtraRow(**ids, slot=slot, key="closing:team1:1", at=MONDAY_NINE))


def silence_others(office: Office, *users: str) -> None:
    """Nobody else hears anything."""
    for each in office.rows(PersonRow):
        if each["slack_id"] not in users:
            office.change(PersonRow, {"id": each["id"]}, next_nudge_at=None)


def check_in(office: Office, user: str, **values: str) -> None:
    office.open(user)
    office.fill(user, **values)
    assert office.submit(user).error is None


def queue_and_die(office: Office, moment: datetime) -> None:
    """What is due is put into the outbox, and not sent."""
    office.live_until(moment - A_MINUTE)
    office.clock.set(moment)
    run_due(office.database, moment)


def be_down(office: Office, since: datetime, until: datetime) -> None:
    """Nothing runs in between."""
    if office.clock.now() < since:
        office.live_until(since)
    office.clock.set(until)
    office.slack.set_time(until)
    office.live_until(until)
