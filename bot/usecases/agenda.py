"""What comes next."""

from datetime import datetime

from storage.agenda import last_sign_at, next_due_at
from storage.database import Database


def next_due(database: Database) -> datetime | None:
    """The next moment at which anything is due or a message waits; None for never."""
    with database.reading() as session:
        return next_due_at(session)


def last_sign(database: Database) -> datetime | None:
    """The newest moment at which anything was sent or checked in; None in a fresh database."""
    with database.reading() as session:
        return last_sign_at(session)
