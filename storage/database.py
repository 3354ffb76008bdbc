"""Engines and transactions, for SQLite and PostgreSQL.

`transaction()` is the unit of work: it commits when the block ends and rolls back when it
raises. On SQLite a transaction takes the write lock at once (BEGIN IMMEDIATE), because a reader
that turns writer half-way loses what others wrote meanwhile.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event, make_url, text
from sqlmodel import Session, create_engine


class Database:
    """A database by its URL; open it once for a process."""

    def __init__(self, url: str) -> None:
        self.url = _with_driver(url)
        self.is_sqlite = self.url.startswith("sqlite")
        self._writer = _sqlite_engine(self.url, begin="BEGIN IMMEDIATE") if self.is_sqlite else (
            create_engine(self.url, pool_size=10, max_overflow=30, pool_pre_ping=True)
        )
        self._reader = _sqlite_engine(self.url, begin="BEGIN") if self.is_sqlite else self._writer

    @property
    def engine(self) -> Engine:
        """The engine that may write."""
        return self._writer

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A session that may write; one commit at the end."""
        with Session(self._writer, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that only reads: on SQLite it never waits for a writer."""
        with Session(self._reader, expire_on_commit=False) as session:
            yield session

    def ping(self) -> None:
        """Ask the database for an answer; raises what the driver raises."""
        with self.reading() as session:
            session.execute(text("SELECT 1"))

    def close(self) -> None:
        """Give all connections back."""
        self._writer.dispose()
        self._reader.dispose()


def _with_driver(url: str) -> str:
    """PostgreSQL URLs as hosting companies write them, with the driver this project ships."""
    parsed = make_url(url)
    if parsed.drivername in {"postgres", "postgresql"}:
        parsed = parsed.set(drivername="postgresql+psycopg")
    return parsed.render_as_string(hide_password=False)


def _sqlite_engine(url: str, begin: str) -> Engine:
    engine = create_engine(url, connect_args={"timeout": 30, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves, below
        for pragma in ("journal_mode=WAL", "busy_timeout=30000", "synchronous=NORMAL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def start(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine
