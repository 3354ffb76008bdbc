"""Events that Slack sends twice."""

from datetime import timedelta

from storage.database import Database
from storage.events import first_time, forget_events
from tests.make import MONDAY


def is_first(database: Database, workspace: int, event_id: str) -> bool:
    with database.transaction() as session:
        return first_time(session, workspace, event_id, MONDAY)


def test_an_event_is_new_once(database: Database, workspace: int) -> None:
    answers = [is_first(database, workspace, event_id) for event_id in ("Ev1", "Ev1", "Ev2")]

    assert answers == [True, False, True]


def test_old_events_are_forgotten(database: Database, workspace: int) -> None:
    is_first(database, workspace, "Ev1")

    with database.transaction() as session:
        kept = forget_events(session, MONDAY)
        forgotten = forget_events(session, MONDAY + timedelta(seconds=1))

    assert (kept, forgotten, is_first(database, workspace, "Ev1")) == (0, 1, True)
