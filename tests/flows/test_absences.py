"""What Slack tells about people: statuses as they come, and once a day all that was missed."""

import logging
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from bot.app import Line
from bot.company_file import read_company
from bot.domain.company import SlackWorkspace
from bot.people import follow_everybody
from bot.profiles import ask_profiles
from bot.usecases.imports import import_company
from bot.usecases.people import follow_again, was_followed
from storage.tables import NudgeRow, PersonRow
from tests.flows.office import COMPANY, MONDAY_EARLY, MONDAY_NEW_YORK, MONDAY_NINE, Office

USER = "U0LENA"
SECRET = "klaviertrio"
TOMORROW = MONDAY_EARLY + timedelta(days=1)


def away(office: Office, user: str = USER) -> tuple[str, datetime | None]:
    person = office.person(user)
    return person["away"], person["away_until"]


def errand(office: Office, now: datetime = MONDAY_EARLY) -> Counter[str]:
    line: Line = office.line
    follow_again(line.database, line.workspace, now)
    return follow_everybody(line.database, line.gateway, line.workspace, now)


def behind_its_back(office: Office, user: str, **changes: object) -> None:
    """Something is changed while the bot is down."""
    office.bolt.is_deaf = True
    office.slack.update_person(user, **changes)
    office.bolt.is_deaf = False


def test_a_status_is_followed_with_its_end(office: Office) -> None:
    ends = datetime(2026, 10, 20, 16, tzinfo=UTC)

    office.slack.update_person(
        USER, status_text="Out sick", status_expiration=int(ends.timestamp())
    )

    assert away(office) == ("sick", ends)


def test_a_status_without_an_end_lasts_until_it_changes(office: Office) -> None:
    office.slack.update_person(USER, status_emoji=":palm_tree:")
    gone = away(office)

    office.slack.update_person(USER, status_emoji="", status_text="")

    assert gone == ("vacation", None)
    assert away(office) == ("", None)


def test_a_status_about_something_else_is_none(office: Office) -> None:
    office.slack.update_person(USER, status_text="Commuting", status_emoji=":bus:")

    assert away(office) == ("", None)


def test_the_text_of_a_status_is_neither_kept_nor_logged(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG, "okrbot"):
        office.slack.update_person(USER, status_text=f"Krank: {SECRET}")

    with office.database.reading() as session:
        tables = [list(row) for row in session.connection().exec_driver_sql("SELECT * FROM person")]
    assert away(office) == ("sick", None)
    assert SECRET not in str(tables)
    assert SECRET not in caplog.text


def test_an_import_asks_for_the_status_too(office: Office) -> None:
    behind_its_back(office, USER, status_text="Elternzeit")
    plan = read_company(COMPANY)

    profiles = ask_profiles(office.line.gateway, plan)
    import_company(office.database, plan, profiles, MONDAY_EARLY, SlackWorkspace("T0LOCAL", "Acme"))

    assert away(office) == ("leave", None)


def test_what_was_missed_is_followed(office: Office) -> None:
    behind_its_back(office, USER, status_text="On vacation", name="Lena Neu")
    behind_its_back(office, "U0NICK", tz="Asia/Kolkata")
    behind_its_back(office, "U0MANY", deleted=True)
    behind_its_back(office, "U0STRANGE", name="Stella Stranger")

    counts = errand(office)
    office.line.deliver()

    assert counts == Counter(changed=3)
    assert away(office) == ("vacation", None)
    assert office.person(USER)["name"] == "Lena Neu"
    assert office.person("U0NICK")["time_zone"] == "Asia/Kolkata"
    assert not office.person("U0MANY")["is_active"]
    assert office.dm_texts("U0HANNA")[-1].startswith("Many Results has left.")


def test_nothing_is_changed_where_nothing_is_different(office: Office) -> None:
    before = office.rows(PersonRow)

    assert errand(office) == Counter()
    assert office.rows(PersonRow) == before
    assert office.slack.dm("U0HANNA") == []


def test_slack_is_asked_once_a_day(office: Office) -> None:
    line = office.line
    errand(office)
    behind_its_back(office, USER, status_text="krank")

    again = follow_everybody(line.database, line.gateway, line.workspace, MONDAY_NINE)
    tomorrow = follow_everybody(line.database, line.gateway, line.workspace, TOMORROW)

    assert again == Counter()
    assert tomorrow == Counter(changed=1)


def test_a_day_on_which_slack_failed_is_tried_again(office: Office) -> None:
    line = office.line
    follow_again(line.database, line.workspace, MONDAY_EARLY)
    office.slack.fault("users.list", "error", error="internal_error")

    with pytest.raises(Exception, match="internal_error"):
        follow_everybody(line.database, line.gateway, line.workspace, MONDAY_EARLY)

    assert not was_followed(line.database, line.workspace, MONDAY_EARLY)


def test_who_flies_east_past_their_hour_is_asked_in_the_next_one(office: Office) -> None:
    office.live_until(MONDAY_NINE)
    office.slack.update_person("U0NICK", tz="Asia/Kolkata")  # 12:30 there

    office.live_until(MONDAY_NINE + timedelta(minutes=5))

    assert len(office.slack.dm("U0NICK")) == 1


def test_who_flies_back_is_not_asked_twice(office: Office) -> None:
    office.live_until(MONDAY_NINE)
    office.slack.update_person(USER, tz="Pacific/Honolulu")
    office.slack.update_person(USER, tz="Pacific/Kiritimati")
    office.slack.update_person(USER, tz="America/New_York")

    office.live_until(MONDAY_NEW_YORK + timedelta(days=6))

    number = office.person(USER)["id"]
    slots = [row["slot"] for row in office.rows(NudgeRow) if row["person_id"] == number]
    assert slots == ["2026-W42"]
