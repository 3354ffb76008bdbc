"""Who waits for whom on PostgreSQL; SQLite has one writer, so nobody can wait in a circle."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from time import sleep

import pytest
from sqlalchemy import text
from sqlmodel import Session

from bot.domain.okrs import Caller
from storage.company import lock_key_results
from storage.database import Database
from storage.nudges import claim_due_people
from storage.people import add_workspace, lock_person
from storage.tables import PersonRow, WorkspaceRow
from tests.make import MONDAY, Company, add_checkin, add_company, add_key_result


def check_in(session: Session, company: Company) -> None:
    """Maria's row, as while she checks in."""
    workspace = session.get_one(WorkspaceRow, company.workspace)
    lock_person(session, Caller(workspace.slack_id, "U0MARIA"))


def plan_nudges(session: Session, _company: Company) -> None:
    """Maria's row, as while her nudge is planned."""
    assert len(claim_due_people(session, MONDAY + timedelta(hours=1), 10)) == 1


@pytest.mark.parametrize("lock", [check_in, plan_nudges])
def test_somebody_who_is_busy_can_be_made_an_owner(
    postgresql_database: Database, lock: Callable[[Session, Company], None]
) -> None:
    with postgresql_database.transaction() as session:
        company = add_company(session)
        session.get_one(PersonRow, company.member).next_nudge_at = MONDAY

    with postgresql_database.transaction() as busy, postgresql_database.transaction() as other:
        lock(busy, company)
        other.execute(text("SET LOCAL lock_timeout = '1s'"))
        added = add_key_result(other, company.objective, owner_id=company.member)

    assert added > 0


def somebody_waits(database: Database) -> bool:
    waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    with database.reading() as session:
        return bool(session.execute(waiting).scalar())


def test_an_import_and_a_checkin_wait_for_key_results_in_the_same_order(
    postgresql_database: Database,
) -> None:
    with postgresql_database.transaction() as session:
        company = add_company(session)
        second = add_key_result(session, company.objective, key="second", position=2)
        first = add_key_result(session, company.objective, key="first", position=1)

    def import_again() -> int:
        with postgresql_database.transaction() as importing:
            return len(lock_key_results(importing, company.workspace))

    with ThreadPoolExecutor(1) as threads, postgresql_database.transaction() as checking_in:
        add_checkin(checking_in, first)
        imported = threads.submit(import_again)
        wait_until(lambda: somebody_waits(postgresql_database))
        checking_in.execute(text("SET LOCAL lock_timeout = '1s'"))
        add_checkin(checking_in, second)

    assert imported.result() == 2


def wait_until(is_true: Callable[[], bool]) -> None:
    for _try in range(200):
        if is_true():
            return
        sleep(0.02)
    raise AssertionError("it did not come true")


def test_a_workspace_that_two_replicas_see_first_is_one(database: Database) -> None:
    with database.transaction() as session:
        found = [add_workspace(session, "T0ACME", "Acme") for _replica in range(2)]

    assert found[0] == found[1]
