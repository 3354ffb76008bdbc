"""Bring a database to the tables this version needs.

Everything pending is one transaction on both databases: a step that fails leaves nothing behind.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, func, select, text

from bot.errors import OkrError, _
from storage.database import Database

# Who migrates says what was done; Alembic's own lines would say it again.
logging.getLogger("alembic").setLevel(logging.WARNING)

LOCK = 0x6F6B72  # "okr": any number of our own, the same in every replica


def migrate(database: Database) -> list[str]:
    """Apply what is pending and return its names, oldest first.

    Replicas may call this at the same time: one works, the others wait and find nothing to do.

    Raises:
        OkrError: if a newer version of the bot has been here.
    """
    with alone(database) as connection:
        revisions = _pending(connection)
        if revisions:
            command.upgrade(alembic_config(connection), "head")
    return revisions


def pending(database: Database) -> list[str]:
    """The steps that `migrate` would apply, oldest first; changes nothing.

    Raises:
        OkrError: if a newer version of the bot has been here.
    """
    with database.reading() as session:
        return _pending(session.connection())


def is_current(database: Database) -> bool:
    """Whether nothing is pending."""
    return not pending(database)


def alembic_config(connection: Connection) -> Config:
    """What Alembic's commands need; the steps run in the connection's transaction."""
    # Found through the package, so that the working directory does not matter.
    config = Config()
    config.set_main_option("script_location", "storage:migrations")
    config.attributes["connection"] = connection
    return config


@contextmanager
def alone(database: Database) -> Iterator[Connection]:
    """A transaction for changing tables, which one process at a time can be in."""
    start = _alone_on_sqlite if database.is_sqlite else _alone_on_postgresql
    with database.engine.connect() as connection, start(connection):
        yield connection


def _pending(connection: Connection) -> list[str]:
    script = ScriptDirectory.from_config(alembic_config(connection))
    known = [step.revision for step in script.walk_revisions()][::-1]
    present = MigrationContext.configure(connection).get_current_revision()
    if present is None:
        return known
    if present not in known:
        raise OkrError(
            _("The database is from a newer version of okrbot (%(revision)s). Please update."),
            revision=present,
        )
    return known[known.index(present) + 1 :]


@contextmanager
def _alone_on_postgresql(connection: Connection) -> Iterator[None]:
    with connection.begin():
        # Ends with the transaction, so it cannot leak through the pool.
        connection.execute(select(func.pg_advisory_xact_lock(LOCK)))
        yield


@contextmanager
def _alone_on_sqlite(connection: Connection) -> Iterator[None]:
    """BEGIN IMMEDIATE is the lock.

    SQLite changes a table by building it anew, which for a moment breaks the rows that point to
    it: keys are checked as a whole at the end (https://sqlite.org/lang_altertable.html#otheralter).
    """
    _switch_keys(connection, "OFF")
    try:
        with connection.begin():
            yield
            _check_keys(connection)
    finally:
        _switch_keys(connection, "ON")


def _switch_keys(connection: Connection, state: str) -> None:
    # Past SQLAlchemy, which would begin a transaction: inside one, SQLite ignores this.
    cursor = connection.connection.cursor()
    cursor.execute(f"PRAGMA foreign_keys={state}")
    cursor.close()


def _check_keys(connection: Connection) -> None:
    broken = {row[0] for row in connection.execute(text("PRAGMA foreign_key_check"))}
    if broken:
        raise OkrError(
            _("The update would leave rows without what they belong to, in: %(tables)s."),
            tables=", ".join(sorted(broken)),
        )
