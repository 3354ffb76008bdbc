"""Engines and transactions, for SQLite and PostgreSQL.

`transaction()` is the unit of work: it commits when the block ends and rolls back when it
raises. On SQLite a transaction takes the write lock at once (BEGIN IMMEDIATE), because a reader
that turns writer half-way loses what others wrote meanwhile. PostgreSQL locks rows: read what you
are about to change `with_for_update` (SQLite has no such words and needs none).
"""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial
from pathlib import Path
from time import sleep

from sqlalchemy import URL, Connection, Engine, ExceptionContext, event, make_url, text
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel import Session, create_engine

from bot.errors import OkrError, _
from storage.turns import Turns

# What people wrote is a parameter: it must not get into a log with an error's text.
_engine = partial(create_engine, hide_parameters=True)


class Database:
    """A database by its URL; open it once for a process. It connects at the first question.

    Raises:
        OkrError: if the URL cannot be used, or a SQLite file's folder does not exist.
    """

    def __init__(self, url: str) -> None:
        parsed = _checked(url)
        self.url = parsed.render_as_string(hide_password=False)
        self.is_sqlite = parsed.get_backend_name() == "sqlite"
        engines = _sqlite_engines if self.is_sqlite else _postgresql_engines
        self._writer, self._reader = engines(self.url)
        self._turns: AbstractContextManager[None] = Turns() if self.is_sqlite else nullcontext()

    @property
    def engine(self) -> Engine:
        """The engine that may write."""
        return self._writer

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A session that may write; one commit at the end. Never open one inside another."""
        with (
            self._turns,
            Session(self._writer, expire_on_commit=False) as session,
            session.begin(),
        ):
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that only reads; it never waits for a writer, and writing in it fails."""
        with Session(self._reader, expire_on_commit=False) as session:
            yield session

    def exists(self) -> bool:
        """Whether there is anything to connect to; asking a SQLite file that is not makes it."""
        return not self.is_sqlite or Path(str(self._reader.url.database)).exists()

    def ping(self) -> None:
        """Ask the database for an answer; raises what the driver raises."""
        with self.reading() as session:
            session.execute(text("SELECT 1"))

    def close(self) -> None:
        """Give all connections back."""
        self._writer.dispose()
        self._reader.dispose()


def _checked(url: str) -> URL:
    """The URL as SQLAlchemy needs it; PostgreSQL gets the driver this project ships.

    Hosting companies write `postgres://`, which SQLAlchemy does not know.
    """
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):  # the latter for a port that is no number
        raise _unusable() from None  # the cause could show the password
    match parsed.get_backend_name():
        case "postgres" | "postgresql":
            return parsed.set(drivername="postgresql+psycopg")
        case "sqlite":
            return _with_folder(parsed)
        case _:
            raise _unusable()


def _unusable() -> OkrError:
    return OkrError(_("DATABASE_URL must start with sqlite:/// or postgresql://."))


def _with_folder(url: URL) -> URL:
    if url.database in {None, "", ":memory:"}:
        raise OkrError(_("SQLite needs a file: DATABASE_URL=sqlite:///okrbot.db"))
    folder = Path(str(url.database)).absolute().parent
    if not folder.is_dir():
        raise OkrError(
            _("The folder for the database does not exist: %(folder)s. Please make it."),
            folder=folder,
        )
    return url


def _postgresql_engines(url: str) -> tuple[Engine, Engine]:
    """One pool for both; a reader says so in its BEGIN, which costs nothing."""
    engine = _engine(url, pool_size=10, max_overflow=30, pool_pre_ping=True)
    _hide_rows(engine)
    return engine, engine.execution_options(postgresql_readonly=True)


def _hide_rows(engine: Engine) -> None:
    """Leave only the first line of what is wrong with a statement.

    Below it PostgreSQL repeats what people wrote: "Failing row contains (…)".
    """

    @event.listens_for(engine, "handle_error")
    def shorten(context: ExceptionContext) -> None:
        if context.statement is None:
            return  # nobody answers, and all lines tell why
        for error in (context.original_exception, context.sqlalchemy_exception):
            if error is not None:
                error.args = (str(error.args[0]).partition("\n")[0],) if error.args else ()


def _sqlite_engines(url: str) -> tuple[Engine, Engine]:
    """One connection for the one writer there can be, and others for those who read."""
    waiting = {"timeout": 30, "check_same_thread": False}
    writer = _engine(url, connect_args=waiting, pool_size=1, max_overflow=0)
    reader = _engine(url, connect_args=waiting, pool_size=10, max_overflow=30)
    _prepare(writer, begin="BEGIN IMMEDIATE")
    _prepare(reader, begin="BEGIN", pragmas=("query_only=ON",))
    return writer, reader


def _prepare(engine: Engine, begin: str, pragmas: tuple[str, ...] = ()) -> None:
    """Set each new connection up, and start each transaction with `begin`."""
    wanted = ("synchronous=NORMAL", "foreign_keys=ON", *pragmas)

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves, below
        _use_wal(connection)
        for pragma in wanted:
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)


def _use_wal(connection: sqlite3.Connection, tries: int = 100) -> None:
    """Let readers and a writer work at once; the file remembers it.

    When several processes open a new file, SQLite tells the later ones that it is busy without
    waiting for its timeout.
    """
    try:
        connection.execute("PRAGMA journal_mode=WAL").close()
    except sqlite3.OperationalError as problem:
        if problem.sqlite_errorcode != sqlite3.SQLITE_BUSY or tries == 0:
            raise
        sleep(0.02)
        _use_wal(connection, tries - 1)
