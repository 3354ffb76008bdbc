"""`okrbot tick --dry-run`: what would come for everybody, and nothing stays of it."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlmodel import SQLModel

from bot.cli import DONE, FAILED
from bot.domain.due import DayOff
from bot.domain.nudges import Skip
from bot.foretelling import DAYS_OFF, REASONS
from playground import Playground
from storage.tables import PersonRow
from tests.cli.shell import Shell
from tests.conftest import opened

MONDAY_EARLY, MONDAY_NINE = "2026-10-05T06:00Z", "2026-10-05T09:00+02:00"
HANNA = "U0HANNA Hanna Head: skipped 2026-10-05: no key result to update, no next"
MARIA = "U0MARIA Maria Muster: nudge at 2026-10-05 09:00 Europe/Vienna (1 key result)"


def stored(company: Shell) -> dict[str, list[Any]]:
    """Every row of every table."""
    with opened(company.database_url) as database, database.reading() as session:
        return {
            name: [tuple(row) for row in session.execute(select(table))]
            for name, table in SQLModel.metadata.tables.items()
        }


def change(company: Shell, slack_id: str, **columns: Any) -> None:
    with opened(company.database_url) as database, database.transaction() as session:
        people = SQLModel.metadata.tables[str(PersonRow.__tablename__)]
        session.execute(update(people).filter_by(slack_id=slack_id).values(**columns))


def lines(company: Shell, at: str) -> list[str]:
    ended = company.okrbot("tick", "--at", at, "--dry-run")
    assert ended.code == DONE, ended.told
    return ended.out.splitlines()


@pytest.mark.parametrize("at", [MONDAY_EARLY, MONDAY_NINE])
def test_everybody_has_a_line_sorted_by_their_id(company: Shell, at: str) -> None:
    change(company, "U0HANNA", name="Hanna\nHead")
    change(company, "U0MARIA", name="Maria Muster")

    assert lines(company, at) == [HANNA, MARIA]


def test_nothing_is_written_or_sent(company: Shell, slack: Playground) -> None:
    before = stored(company)

    first, second = lines(company, MONDAY_NINE), lines(company, MONDAY_NINE)

    assert first == second
    assert stored(company) == before
    assert (before["nudge"], before["outbox"]) == ([], [])
    assert slack.dm("U0MARIA") == []


def test_what_was_foretold_is_what_a_tick_does(company: Shell, slack: Playground) -> None:
    foretold = lines(company, MONDAY_NINE)

    ticked = company.okrbot("tick", "--at", MONDAY_NINE)

    assert "nudge at 2026-10-05 09:00" in foretold[1]
    assert "nudges: 1 nothing_to_update, 1 queued" in ticked.out.splitlines()
    assert len(slack.dm("U0MARIA")) == 1


def test_a_holiday_names_the_day_after(company: Shell) -> None:
    change(company, "U0MARIA", country="AT")
    company.okrbot("tick", "--at", "2026-10-19T09:00+02:00")

    assert lines(company, "2026-10-20T09:00+02:00")[1] == (
        "U0MARIA Maria Muster: skipped 2026-10-26: public holiday, "
        "next 2026-10-27 09:00 Europe/Vienna (1 key result)"
    )


def test_who_left_has_a_line_as_long_as_they_are_looked_at(company: Shell) -> None:
    change(company, "U0HANNA", is_active=False, next_nudge_at=None)
    change(company, "U0MARIA", is_active=False, name="Maria")

    assert lines(company, MONDAY_EARLY) == [
        "U0MARIA Maria: skipped 2026-10-05: not active in Slack, no next"
    ]


def test_who_is_not_looked_at_yet_has_a_line(company: Shell) -> None:
    change(company, "U0MARIA", next_nudge_at=None, name="Maria")

    assert lines(company, MONDAY_EARLY)[1] == "U0MARIA Maria: not looked at"


def test_a_pause_is_told_with_its_end(company: Shell) -> None:
    change(company, "U0MARIA", paused_until=date(2026, 10, 11), name="Maria")

    assert lines(company, MONDAY_EARLY)[1] == (
        "U0MARIA Maria: skipped 2026-10-05: paused until 2026-10-11, "
        "next 2026-10-12 09:00 Europe/Vienna (1 key result)"
    )


def test_a_database_of_another_version_is_refused(shell: Shell) -> None:
    ended = shell.okrbot("tick", "--dry-run")

    assert (ended.code, ended.out) == (FAILED, "")
    assert "okrbot migrate" in ended.told


def test_every_reason_has_words() -> None:
    assert set(REASONS) == set(Skip)
    assert set(DAYS_OFF) == set(DayOff)
