import logging
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Inspector, inspect, text
from sqlmodel import SQLModel

from bot.errors import OkrError
from storage.database import Database
from storage.migrate import alembic_config, alone, is_current, migrate, pending
from tests.conftest import opened

ALL_STEPS = ["0001", "0002", "0003", "0004", "0005"]


def test_an_empty_database_gets_every_step(bare_database: Database) -> None:
    applied = migrate(bare_database)

    assert applied == ALL_STEPS
    assert pending(bare_database) == []
    assert is_current(bare_database)


def test_pending_tells_the_steps_and_applies_none(bare_database: Database) -> None:
    assert pending(bare_database) == ALL_STEPS
    assert pending(bare_database) == ALL_STEPS
    assert not is_current(bare_database)


def test_migrating_twice_does_nothing(database: Database) -> None:
    assert migrate(database) == []


def test_a_replica_waits_while_another_one_migrates(bare_database: Database) -> None:
    with ThreadPoolExecutor(1) as other:
        with alone(bare_database):
            waiting = other.submit(migrate_as_a_replica, bare_database.url)
            with pytest.raises(TimeoutError):
                waiting.result(timeout=0.5)

        assert waiting.result() == ALL_STEPS


def test_two_replicas_may_start_at_once(bare_database: Database) -> None:
    with get_context("spawn").Pool(2) as replicas:
        applied = replicas.map(migrate_as_a_replica, [bare_database.url] * 2)

    assert sorted(applied) == [[], ALL_STEPS]


def test_migrating_works_from_any_folder(
    bare_sqlite_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert migrate(bare_sqlite_database) == ALL_STEPS


def test_migrating_is_quiet(
    bare_database: Database, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.INFO)

    migrate(bare_database)

    assert caplog.messages == []
    assert capsys.readouterr() == ("", "")


def test_alembic_finds_nothing_to_change(database: Database) -> None:
    with alone(database) as connection:
        command.check(alembic_config(connection))  # raises if it finds something


def test_the_steps_make_what_the_tables_say(bare_database: Database) -> None:
    SQLModel.metadata.create_all(bare_database.engine)
    wanted = description(bare_database)
    SQLModel.metadata.drop_all(bare_database.engine)

    migrate(bare_database)

    assert description(bare_database) == wanted


def test_every_step_can_be_taken_back(bare_database: Database) -> None:
    migrate(bare_database)

    with alone(bare_database) as connection:
        command.downgrade(alembic_config(connection), "base")

    assert inspect(bare_database.engine).get_table_names() == ["alembic_version"]
    assert migrate(bare_database) == ALL_STEPS


def test_a_new_step_is_written_with_our_own_types(bare_database: Database, tmp_path: Path) -> None:
    with alone(bare_database) as connection:
        config = alembic_config(connection)
        config.set_main_option("path_separator", "newline")
        config.set_main_option("version_locations", str(tmp_path))
        command.revision(config, "All tables", autogenerate=True, rev_id="1", version_path=tmp_path)

    lines = (tmp_path / "1_all_tables.py").read_text().splitlines()
    assert "from storage.columns import ExactDecimal" in lines
    assert "    sa.Column('weight', ExactDecimal(), nullable=False)," in lines


@pytest.mark.parametrize("ask", [pending, migrate])
def test_a_database_of_a_newer_version_is_left_alone(bare_database: Database, ask: Any) -> None:
    migrate(bare_database)
    with bare_database.transaction() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(OkrError) as raised:
        ask(bare_database)

    assert str(raised.value) == (
        "The database is from a newer version of okrbot (9999). Please update."
    )


def test_a_step_that_leaves_rows_without_their_owner_is_undone(sqlite_database: Database) -> None:
    with pytest.raises(OkrError) as raised, alone(sqlite_database) as connection:
        connection.execute(text("INSERT INTO cycle VALUES (1, 404, '', '', '', 0, NULL)"))

    assert str(raised.value) == (
        "The update would leave rows without what they belong to, in: cycle."
    )
    with sqlite_database.transaction() as session:
        assert session.execute(text("SELECT count(*) FROM cycle")).scalar() == 0
        assert session.execute(text("PRAGMA foreign_keys")).scalar() == 1


def migrate_as_a_replica(url: str) -> list[str]:
    with opened(url) as database:
        return migrate(database)


def description(database: Database) -> dict[str, Any]:
    """All that the database knows of its tables, in an order that says nothing."""
    inspector = inspect(database.engine)
    names = set(inspector.get_table_names()) - {"alembic_version"}
    return {name: describe(inspector, name) for name in names}


def describe(inspector: Inspector, table: str) -> list[str]:
    found = [
        *inspector.get_columns(table),
        *inspector.get_foreign_keys(table),
        *inspector.get_unique_constraints(table),
        *inspector.get_check_constraints(table),
        *inspector.get_indexes(table),
        inspector.get_pk_constraint(table),
    ]
    return sorted(map(repr, found))
