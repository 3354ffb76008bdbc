"""What an import asks of Slack, and when people hear from us after it, on both databases."""

from collections import Counter
from datetime import UTC, datetime

from bot.domain.company import Profile
from storage.database import Database
from storage.tables import PersonRow, TeamRow
from tests.storage.test_imports import COMPANY, MONDAY_0900, MONDAY_1000, column, rows_of, run


def test_slack_fills_what_the_file_leaves_open(database: Database) -> None:
    profiles = {
        "U0HEAD": Profile("Helga", "America/New_York", "en-US", "US"),
        "U0LEAD": Profile("Lea", "Mars/Base", is_active=False),
    }

    run(database, profiles=profiles)

    assert [
        (row["name"], row["time_zone"], row["locale"], row["country"], row["next_nudge_at"])
        for row in rows_of(database, PersonRow)
    ] == [
        ("Helga", "America/New_York", "en-US", "US", datetime(2026, 10, 5, 13, tzinfo=UTC)),
        ("Lea", "Europe/Vienna", "en", "NO", None),
    ]


def test_without_an_answer_from_slack_what_is_known_stays(database: Database) -> None:
    run(database, profiles={"U0HEAD": Profile("Helga", "America/New_York", "en-US", "US")})

    imported = run(database)

    assert imported.changed == Counter()


def test_what_is_due_today_is_still_due_after_an_import_at_one_minute_to_nine(
    database: Database,
) -> None:
    run(database)

    run(database, COMPANY.replace("never", "hardly"), at=MONDAY_1000)

    assert set(column(database, PersonRow, "next_nudge_at", "slack_id").values()) == {MONDAY_0900}


def test_times_move_with_the_rhythm(database: Database) -> None:
    run(database)

    run(database, COMPANY.replace("mon 09:00", "wed 14:30"))

    assert column(database, PersonRow, "next_nudge_at", "slack_id") == {
        "U0HEAD": MONDAY_0900,
        "U0LEAD": datetime(2026, 10, 7, 12, 30, tzinfo=UTC),
    }
    assert column(database, TeamRow, "next_digest_at", "name") == {
        "Company": datetime(2026, 10, 6, 7, tzinfo=UTC),
        "Platform": None,
    }
