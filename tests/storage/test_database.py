import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Timer

import pytest
from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlmodel import Session, select

from bot.errors import OkrError
from storage.database import Database
from storage.tables import OutboxRow, PersonRow, WorkspaceRow
from tests.conftest import opened
from tests.make import add_checkin, add_company, add_outbox, add_person, add_workspace


def test_a_transaction_keeps_everything_when_it_ends(database: Database) -> None:
    with database.transaction() as session:
        workspace = add_workspace(session)
        add_person(session, workspace, name="Hanna")
        add_person(session, workspace, name="Maria")

    with database.reading() as session:
        assert session.exec(select(PersonRow.name)).all() == ["Hanna", "Maria"]


def test_a_transaction_keeps_nothing_when_it_raises(database: Database) -> None:
    with pytest.raises(RuntimeError), database.transaction() as session:
        add_half(session)

    with database.reading() as session:
        assert session.exec(select(WorkspaceRow.name)).all() == []


def test_what_a_transaction_returned_can_be_read_after_it(database: Database) -> None:
    with database.transaction() as session:
        workspace = session.get_one(WorkspaceRow, add_workspace(session, name="Acme"))

    assert workspace.name == "Acme"


def test_eight_threads_lose_no_update(database: Database) -> None:
    with database.transaction() as session:
        message = add_outbox(session, add_workspace(session))

    def count_one_more(_turn: int) -> None:
        with database.transaction() as session:
            row = session.get_one(OutboxRow, message, with_for_update=True)
            row.attempts += 1

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(count_one_more, range(8 * 25)))

    with database.reading() as session:
        assert session.get_one(OutboxRow, message).attempts == 200


def test_two_sqlite_processes_lose_no_update(sqlite_database: Database) -> None:
    with sqlite_database.transaction() as session:
        message = add_outbox(session, add_workspace(session))

    def count_one_more(through: Database) -> None:
        with through.transaction() as session:
            row = session.get_one(OutboxRow, message)
            row.attempts += 1

    other = Database(sqlite_database.url)
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(count_one_more, [sqlite_database, other] * 50))
    other.close()

    with sqlite_database.reading() as session:
        assert session.get_one(OutboxRow, message).attempts == 100


def test_a_reader_sees_the_last_state_while_somebody_writes(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)

    with database.transaction() as writing, database.reading() as reading:
        writing.get_one(PersonRow, company.member).name = "Marie"
        writing.flush()
        seen = reading.get_one(PersonRow, company.member).name

    assert seen == "Maria"


def test_writing_where_only_reading_is_meant_is_refused(database: Database) -> None:
    with database.reading() as session, pytest.raises(DBAPIError, match=r"read-?only"):
        add_workspace(session)


def test_an_error_does_not_repeat_what_somebody_wrote(database: Database) -> None:
    with pytest.raises(DBAPIError) as raised, database.transaction() as session:
        add_person(session, workspace=404, name="a secret")

    assert "a secret" not in str(raised.value)


def test_an_error_does_not_repeat_the_row(database: Database) -> None:
    with database.transaction() as session:
        key_result = add_company(session).key_result

    with pytest.raises(IntegrityError) as raised, database.transaction() as session:
        add_checkin(session, key_result, blocker_kind="?", note="a secret")

    told = f"{raised.value} {raised.value.orig}"
    assert "blocker_kind_is_known" in told
    assert "a secret" not in told


def test_one_can_write_after_reading(database: Database) -> None:
    database.ping()

    with database.transaction() as session:
        add_workspace(session)


def test_a_transaction_inside_another_is_told_at_once(sqlite_database: Database) -> None:
    with sqlite_database.transaction(), pytest.raises(RuntimeError, match="inside another"):
        sqlite_database.transaction().__enter__()


def test_a_new_file_is_waited_for_while_another_process_writes(tmp_path: Path) -> None:
    file = tmp_path / "new.db"
    other = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    finish = Timer(0.2, other.execute, ["COMMIT"])
    finish.start()

    with opened(f"sqlite:///{file}") as database:
        database.ping()

    finish.join()
    other.close()


def test_ping_raises_when_nobody_answers() -> None:
    database = Database("postgresql://okrbot@127.0.0.1:1/okrbot")

    with pytest.raises(OperationalError):
        database.ping()


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg2"])
def test_a_postgresql_url_gets_our_driver_and_keeps_its_password(scheme: str) -> None:
    database = Database(
        f"{scheme}://okr%40bot:p%40ss%3Aw%2Frd%25%23@db.example:6432/okr?sslmode=require"
    )

    assert make_url(database.url) == make_url(
        "postgresql+psycopg://okr%40bot:p%40ss%3Aw%2Frd%25%23@db.example:6432/okr?sslmode=require"
    )
    assert database.engine.url.password == "p@ss:w/rd%#"


@pytest.mark.parametrize("url", ["", "okrbot.db", "mysql://okr:secret@db/okr", "://secret"])
def test_an_unusable_url_says_what_to_write_and_hides_the_password(url: str) -> None:
    with pytest.raises(OkrError) as raised:
        Database(url)

    assert str(raised.value) == "DATABASE_URL must start with sqlite:/// or postgresql://."


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///", "sqlite:///:memory:"])
def test_sqlite_in_memory_is_refused(url: str) -> None:
    with pytest.raises(OkrError) as raised:
        Database(url)

    assert str(raised.value) == "SQLite needs a file: DATABASE_URL=sqlite:///okrbot.db"


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "not" / "here"

    with pytest.raises(OkrError) as raised:
        Database(f"sqlite:///{folder}/okrbot.db")

    assert str(raised.value) == (
        f"The folder for the database does not exist: {folder}. Please make it."
    )


def add_half(session: Session) -> None:
    add_workspace(session)
    raise RuntimeError("half-way")
