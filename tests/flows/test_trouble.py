"""When something goes wrong: the person is told, nothing typed is lost, the log keeps secrets."""

import logging
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from bot.logs import configure_logging
from bot.usecases.troubles import tell_troubles
from storage.tables import OutboxRow
from tests.flows.office import MONDAY_NINE, Office
from tests.make import add_outbox

REFERENCE = re.compile(r"tell whoever looks after okrbot this number: ([0-9a-f]{8})")
SECRETS = ("94.4711", "Graz is lost", "No second data centre", "xoxb-playground", "klaviertrio")


@pytest.fixture
def logged(
    caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest
) -> Iterator[pytest.LogCaptureFixture]:
    """All that is logged at DEBUG, with the settings of `okrbot serve`."""
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    configure_logging("DEBUG", "text")
    caplog.handler.setLevel(logging.DEBUG)
    root.addHandler(caplog.handler)
    yield caplog
    root.handlers[:] = before
    root.setLevel(level)


def lines(logged: pytest.LogCaptureFixture) -> str:
    formatter = logging.Formatter("%(name)s %(message)s")
    return "\n".join(map(formatter.format, logged.records))


def referred(text: str, logged: pytest.LogCaptureFixture) -> bool:
    """Whether the text has a reference, and the log a traceback under it."""
    found = REFERENCE.search(text)
    return found is not None and f"reference={found[1]}" in lines(logged)


def break_database(office: Office) -> None:
    """As if the file had been replaced: every question about the form fails."""
    with office.database.transaction() as session:
        connection = session.connection()
        connection.exec_driver_sql("ALTER TABLE draft RENAME TO lost")


def mend_database(office: Office) -> None:
    with office.database.transaction() as session:
        session.connection().exec_driver_sql("ALTER TABLE lost RENAME TO draft")


def lose_people(office: Office) -> None:
    with office.database.transaction() as session:
        session.connection().exec_driver_sql("ALTER TABLE person RENAME TO lost")


@pytest.mark.parametrize(
    "error", ["expired_trigger_id", "invalid_trigger_id", "exchanged_trigger_id"]
)
def test_a_command_that_took_too_long_says_so(office: Office, error: str) -> None:
    office.slack.fault("views.open", "error", error=error)

    office.slack.command("U0NICK", "/okr checkin")

    assert "That took too long for Slack. Please press again." in office.answer("U0NICK")


def test_a_button_in_no_channel_is_answered_in_the_dm(office: Office) -> None:
    office.live_until(MONDAY_NINE)
    office.slack.click("U0LENA", "checkin.open")
    used = office.bolt.last | {"channel": None}

    office.bolt.deliver(used)

    assert "That took too long for Slack. Please press again." in office.dm_text("U0LENA")


def test_a_button_that_took_too_long_says_so(office: Office) -> None:
    office.live_until(MONDAY_NINE)
    office.slack.fault("views.open", "error", times=2, error="expired_trigger_id")

    office.slack.click("U0LENA", "checkin.open")

    assert "That took too long for Slack. Please press again." in office.answer("U0LENA")


def test_a_shortcut_that_took_too_long_says_so_in_the_dm(office: Office) -> None:
    office.slack.fault("views.open", "error", times=2, error="expired_trigger_id")

    office.slack.shortcut("U0LENA", "checkin.open")

    assert "That took too long for Slack. Please press again." in office.dm_text("U0LENA")


@pytest.mark.parametrize("kind", ["500", "drop_before", "drop_after"])
def test_a_form_that_slack_fails_to_open_is_told_with_a_reference(
    office: Office, logged: pytest.LogCaptureFixture, kind: str
) -> None:
    office.slack.fault("views.open", kind)

    office.slack.command("U0NICK", "/okr checkin")

    assert referred(office.answer("U0NICK"), logged)


def test_a_page_that_cannot_be_shown_is_told_on_top(office: Office) -> None:
    office.open("U0NICK")
    office.slack.fault("views.update", "error", error="hash_conflict")

    office.unfold("U0NICK", "audit")

    assert "This was changed in the meantime. Please press again." in office.shown("U0NICK")


def test_a_window_that_was_closed_meanwhile_is_told(office: Office) -> None:
    office.open("U0NICK")
    office.slack.fault("views.update", "error", error="not_found")
    office.slack.fault("views.push", "error", error="not_found")

    office.unfold("U0NICK", "audit")

    assert "That window is closed already. Please open it again." in office.dm_text("U0NICK")


def test_a_form_that_cannot_be_stored_stays_open_with_what_was_typed(
    office: Office, logged: pytest.LogCaptureFixture
) -> None:
    office.open("U0HANNA")
    office.fill("U0HANNA", reorder_value="94.4711")
    break_database(office)

    office.submit("U0HANNA")

    [sentence] = office.slack.errors("U0HANNA").values()
    assert referred(sentence, logged)
    assert office.typed("U0HANNA", "value", "reorder") == "94.4711"
    mend_database(office)
    office.submit("U0HANNA")
    assert office.checkins("value") == [("reorder", Decimal("94.4711"))]


@pytest.mark.parametrize("line", ["/okr list", "/okr team", "/okr checkin", "/okr help"])
def test_a_command_without_a_database_is_answered_with_a_reference(
    office: Office, logged: pytest.LogCaptureFixture, line: str
) -> None:
    lose_people(office)

    reply = office.slack.command("U0NICK", line)

    assert reply.error is None
    assert referred(office.answer("U0NICK"), logged)


def test_a_shortcut_without_a_database_is_answered_with_a_reference(
    office: Office, logged: pytest.LogCaptureFixture
) -> None:
    lose_people(office)

    office.slack.shortcut("U0NICK", "checkin.open")

    assert referred(office.shown("U0NICK"), logged)


def test_an_event_that_cannot_be_handled_is_asked_for_again(office: Office) -> None:
    lose_people(office)

    reply = office.slack.update_person("U0NICK", tz="Asia/Tokyo")

    assert reply.status >= 500


def test_an_event_that_could_not_be_handled_is_handled_when_it_comes_again(office: Office) -> None:
    break_events = "ALTER TABLE processed_event RENAME TO lost"
    with office.database.transaction() as session:
        session.connection().exec_driver_sql(break_events)
    office.slack.update_person("U0NICK", tz="Asia/Tokyo")
    with office.database.transaction() as session:
        session.connection().exec_driver_sql("ALTER TABLE lost RENAME TO processed_event")

    office.slack.redeliver()

    assert office.person("U0NICK")["time_zone"] == "Asia/Tokyo"


def test_the_log_has_no_word_that_a_person_typed_and_no_token(
    logged: pytest.LogCaptureFixture, office: Office
) -> None:
    office.slack.command("U0HANNA", "/okr klaviertrio")
    office.slack.command("U0HANNA", "/okr team klaviertrio")
    office.open("U0HANNA")
    office.unfold("U0HANNA", "reorder")
    office.fill("U0HANNA", reorder_value="94.4711", reorder_note="Graz is lost")
    break_database(office)
    office.submit("U0HANNA")
    mend_database(office)
    office.fill("U0HANNA", reorder_blocker="No second data centre")
    office.submit("U0HANNA")
    office.slack.update_person("U0HANNA", status_text="klaviertrio")

    text = lines(logged)

    assert len(office.checkins()) == 1
    assert "okrbot.problems" in text
    assert [secret for secret in SECRETS if secret in text] == []


def test_what_slack_refuses_for_good_is_kept_and_stops_nobody(office: Office) -> None:
    office.slack.fault("chat.postMessage", "error", error="user_disabled")

    office.live_until(MONDAY_NINE)

    states: list[Any] = [row["state"] for row in office.rows(OutboxRow)]
    assert sorted(states) == ["given_up", "sent", "sent"]


def test_a_receipt_is_posted_where_the_nudge_was_refused(office: Office) -> None:
    office.slack.fault("chat.postMessage", "error", times=3, error="user_disabled")
    office.live_until(MONDAY_NINE)
    office.open("U0LENA")
    office.fill("U0LENA", offer_done="yes")

    office.submit("U0LENA")

    assert office.dm_texts("U0LENA") == ["Thank you. Your check-in for week 42 is recorded."]


def test_a_trouble_that_cannot_be_told_keeps_no_other_from_being_told(office: Office) -> None:
    with office.database.transaction() as session:
        for number, channel in enumerate(["not a channel", "C0LEADS"]):
            given_up = {"key": f"digest:{number}", "channel": channel, "state": "given_up"}
            add_outbox(session, office.line.workspace.id, **given_up)

    counted = tell_troubles(office.database, MONDAY_NINE)

    assert counted == {"failed": 1, "told": 1}
