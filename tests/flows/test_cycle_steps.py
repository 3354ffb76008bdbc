"""What a cycle tells by itself: its start, its close, and who is asked to look back."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from storage.tables import (
    CycleRow,
    ExtraRow,
    KeyResultRow,
    ObjectiveRow,
    PersonRow,
    TeamRow,
)
from tests.flows.closing import FRIDAY, LESSON, begin_close, objective, plan_next
from tests.flows.office import Office

CLOSING_AT = datetime(2026, 12, 17, 8, tzinfo=UTC)
LAST_DAY = datetime(2026, 12, 31, 8, tzinfo=UTC)
ABOVE_AT = datetime(2027, 1, 7, 8, tzinfo=UTC)
FAR = datetime(2027, 3, 1, tzinfo=UTC)


def keys(office: Office, *starts: str) -> list[str]:
    """The keys of messages about cycles that were sent."""
    return [key for key in office.outbox() if key.startswith(starts)]


def posted(office: Office, start: str) -> list[tuple[str, datetime]]:
    """To whom and when messages whose text begins like this were posted."""
    return sorted(
        (call.args["channel"], datetime.fromtimestamp(int(float(call.response["ts"])), UTC))
        for call in office.slack.calls("chat.postMessage")
        if start in call.args["text"]
    )


@pytest.fixture
def december(office: Office) -> Office:
    """The day before the close begins; nobody is nudged, for that is another story."""
    office.change(PersonRow, {}, next_nudge_at=None)
    office.change(TeamRow, {}, next_digest_at=None)
    office.live_until(CLOSING_AT - timedelta(days=1))
    return office


def test_each_manager_is_asked_once_two_weeks_before_the_end(december: Office) -> None:
    december.live_until(LAST_DAY - timedelta(minutes=1))

    assert posted(december, "Time to close it for") == [
        ("U0HANNA", CLOSING_AT),
        ("U0LENA", CLOSING_AT),
    ]
    text = december.dm_text("U0LENA")
    assert "*2026-Q4 ends on Dec 31, 2026. Time to close it for Platform.*" in text
    assert "*Platform* · 2 objectives to close" in text
    assert "Each objective has a suggested score already" in text


def test_one_reminder_on_the_last_day_then_the_manager_above_once(december: Office) -> None:
    december.live_until(FAR)

    assert posted(december, "ends today and") == [("U0HANNA", LAST_DAY), ("U0LENA", LAST_DAY)]
    assert posted(december, "ended on") == [("U0HANNA", ABOVE_AT)]
    assert len(keys(december, "closing:")) == 5
    assert "is not closed yet for Platform, Sales." in december.dm_text("U0HANNA")
    assert "Their managers were asked twice." in december.dm_text("U0HANNA")


def test_a_manager_of_several_teams_gets_one_message_with_a_button_each(december: Office) -> None:
    december.change(TeamRow, {"name": "Sales"}, manager_id=december.person("U0LENA")["id"])

    december.live_until(LAST_DAY - timedelta(minutes=1))

    text = december.dm_text("U0LENA")
    assert posted(december, "Time to close it for Platform, Sales.") == [("U0LENA", CLOSING_AT)]
    assert "*Sales* · 1 objective to close\n• Every region sells" in text
    sections = december.slack.dm("U0LENA")[-1]["blocks"][1:3]
    assert [each["accessory"]["value"] for each in sections] == ["2", "3"]


def test_who_is_done_hears_nothing_more(december: Office) -> None:
    december.live_until(FRIDAY)
    december.change(KeyResultRow, {}, checked_in_slot="2026-W51")
    december.slack.click("U0LENA", "closing.open")
    ids = [str(objective(december, key)["id"]) for key in ("calm", "secret")]
    december.slack.fill("U0LENA", {"chosen": ids, "all_words": LESSON})
    december.submit("U0LENA")

    december.live_until(FAR)

    assert [who for who, _at in posted(december, "ends today and")] == ["U0HANNA"]
    assert "Platform" not in december.dm_text("U0HANNA")


def test_a_manager_elsewhere_is_asked_at_their_own_hour(december: Office) -> None:
    december.slack.update_person("U0LENA", tz="Pacific/Auckland")
    december.change(PersonRow, {}, next_nudge_at=None)

    december.live_until(LAST_DAY - timedelta(minutes=1))

    # 21:00 there; the next working day begins at nine.
    assert posted(december, "Time to close it for Platform") == [
        ("U0LENA", datetime(2026, 12, 17, 20, tzinfo=UTC))
    ]


@pytest.mark.parametrize(
    "changes", [{"is_active": False}, {"paused_until": LAST_DAY.date()}], ids=["left", "paused"]
)
def test_who_left_or_pauses_is_not_written_to(december: Office, changes: dict[str, Any]) -> None:
    december.change(PersonRow, {"slack_id": "U0LENA"}, **changes)

    december.live_until(LAST_DAY + timedelta(hours=1))

    assert posted(december, "Time to close it for Platform") == []
    assert len(posted(december, "Time to close it for Company")) == 1


def test_who_was_reminded_in_the_week_is_asked_to_close_in_the_next(office: Office) -> None:
    office.change(KeyResultRow, {}, checked_in_slot="2026-W50")
    office.live_until(CLOSING_AT)
    before = posted(office, "Time to close it for Platform")

    office.live_until(LAST_DAY - timedelta(minutes=1))

    lena = office.person("U0LENA")["id"]
    spent = {row["slot"]: row["key"] for row in office.rows(ExtraRow) if row["person_id"] == lena}
    monday = datetime(2026, 12, 21, 8, tzinfo=UTC)
    assert before == []
    assert posted(office, "Time to close it for Platform") == [("U0LENA", monday)]
    assert spent["2026-W51"] == f"remind:{lena}:2026-W51"
    assert spent["2026-W52"] == f"closing:1:{lena}"


def test_who_closes_meanwhile_is_not_asked_any_more(office: Office) -> None:
    office.change(KeyResultRow, {}, checked_in_slot="2026-W50")
    office.live_until(CLOSING_AT)
    office.change(ObjectiveRow, {}, state="closed")

    office.live_until(LAST_DAY - timedelta(minutes=1))

    assert keys(office, "closing:") == []


def test_after_a_long_downtime_what_is_old_is_not_told(december: Office) -> None:
    december.clock.set(FAR)

    december.live_until(FAR + timedelta(days=1))

    assert keys(december, "closing:", "start:") == []


def test_a_team_that_has_closed_is_asked_to_look_back(december: Office) -> None:
    begin_close(december)
    december.slack.command("U0LENA", "/okr close")
    ids = [str(objective(december, key)["id"]) for key in ("calm", "secret")]
    december.slack.fill("U0LENA", {"chosen": ids, "all_words": LESSON})
    december.submit("U0LENA")

    december.live_until(FRIDAY + timedelta(days=4))

    asked = [channel for channel, _at in posted(december, "what worked, what did not")]
    assert asked == ["U0IDLE", "U0LENA", "U0NICK"]
    german = posted(december, "Was ging gut, was nicht, was ändern wir?")
    assert german == [("U0MARIA", FRIDAY)]
    assert ("U0NICK", datetime(2026, 12, 18, 14, tzinfo=UTC)) in posted(december, "what worked")


def test_the_start_is_told_to_teams_that_have_something_in_the_cycle(december: Office) -> None:
    target = plan_next(december)
    december.change(CycleRow, {"id": target}, next_step_at=CLOSING_AT)
    december.change(ObjectiveRow, {"key": "calm"}, cycle_id=target)
    december.change(ObjectiveRow, {"key": "secret"}, cycle_id=target, state="proposed")
    december.change(ObjectiveRow, {"key": "sell"}, cycle_id=target)

    december.live_until(datetime(2027, 1, 4, tzinfo=UTC))

    # Sales has no manager channel, the company nothing in the cycle. Platform speaks German.
    assert keys(december, "start:") == [f"start:team2:{target}"]
    assert posted(december, "2027-Q1 hat für Platform begonnen.") == [
        ("C0LEADS", datetime(2027, 1, 1, 8, tzinfo=UTC))
    ]
    text = december.channel_text("C0LEADS")
    assert "1 Objective vereinbart. 1 Entwurf oder Vorschlag ist noch offen" in text
    assert "Noch ohne eigenes Objective oder Key Result: Ida Idle\n" in text
    assert "Buy the rival" not in text


def test_who_joined_another_team_counts_where_they_own_something(december: Office) -> None:
    target = plan_next(december)
    december.change(CycleRow, {"id": target}, next_step_at=CLOSING_AT)
    december.change(ObjectiveRow, {"key": "calm"}, cycle_id=target)
    december.change(KeyResultRow, {"key": "audit"}, delegate_id=december.person("U0IDLE")["id"])

    december.live_until(datetime(2027, 1, 4, tzinfo=UTC))

    assert "Key Result: Nick New\n" in december.channel_text("C0LEADS")
