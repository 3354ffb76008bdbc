"""Each field is kept as it is typed: whatever happens to the window, it stands there again."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from bot.usecases.tidying import forget_old
from storage.tables import DraftRow
from tests.flows.office import MONDAY_NINE, NEXT_MONDAY, Office

CONTINUE = "Continue where you left off"
WEITER = "Weiter, wo du warst"


def begun(office: Office) -> list[bool]:
    return [row["answers"]["is_begun"] for row in office.rows(DraftRow)]


def typed_late(office: Office, user: str, word: str, key: str, text: str) -> dict[str, Any]:
    """What Slack would deliver of a field typed now, as it were held up on its way."""
    office.bolt.is_deaf = True
    office.slack.fill(user, {office.field(word, key): text})
    office.bolt.is_deaf = False
    return office.bolt.last


def lose_window(office: Office, user: str) -> None:
    """The window goes without a word: Esc, a reload, a dead battery."""
    office.bolt.is_deaf = True
    office.slack.close(user)
    office.bolt.is_deaf = False


@pytest.mark.parametrize(
    ("word", "key", "typed"),
    [
        ("value", "uptime", "94"),
        ("value", "uptime", "94 apples"),
        ("value", "tickets", "3"),
        ("confidence", "uptime", "9"),
        ("note", "uptime", "Graz & <Linz> wait"),
        ("note", "uptime", "x" * 3000),
        ("blocker", "uptime", "No budget"),
        ("blocker_kind", "uptime", "money"),
        ("helper", "uptime", "U0LENA"),
        ("next_step", "uptime", "Call"),
    ],
)
def test_a_field_is_there_again_although_the_window_went_without_a_word(
    office: Office, word: str, key: str, typed: str
) -> None:
    office.open("U0MARIA")
    office.unfold("U0MARIA", key)
    office.slack.fill("U0MARIA", {office.field(word, key): typed})
    lose_window(office, "U0MARIA")

    office.open("U0MARIA")

    assert office.typed("U0MARIA", word, key) == typed
    assert WEITER in office.shown("U0MARIA")


def test_nothing_is_asked_of_slack_for_a_field(office: Office) -> None:
    office.open("U0MARIA")
    before = len(office.slack.calls())

    office.fill("U0MARIA", uptime_value="94")

    assert len(office.slack.calls()) == before


def test_only_looking_at_the_form_begins_nothing(office: Office) -> None:
    office.open("U0MARIA")
    office.unfold("U0MARIA", "uptime")
    office.slack.close("U0MARIA")

    assert begun(office) == [False]
    office.open("U0MARIA")
    assert WEITER not in office.shown("U0MARIA")


def test_what_is_typed_back_is_not_begun_any_more(office: Office) -> None:
    office.open("U0MARIA")
    office.fill("U0MARIA", uptime_value="94")
    assert begun(office) == [True]

    office.fill("U0MARIA", uptime_value="92")

    assert begun(office) == [False]


def test_the_form_opens_on_the_page_where_it_was_left(office: Office) -> None:
    office.open("U0MANY")
    office.slack.press("U0MANY", "checkin.next")
    office.fill("U0MANY", r9_value="29")
    lose_window(office, "U0MANY")

    office.open("U0MANY")

    assert "Page 2 of 2" in office.shown("U0MANY")
    assert office.typed("U0MANY", "value", "r9") == "29"


def test_what_was_typed_can_be_thrown_away(office: Office) -> None:
    office.open("U0HANNA")
    office.fill("U0HANNA", reorder_value="50")
    late = typed_late(office, "U0HANNA", "value", "reorder", "51")
    office.slack.close("U0HANNA")
    office.open("U0HANNA")

    office.slack.press("U0HANNA", "checkin.discard")

    assert "What you typed is discarded." in office.shown("U0HANNA")
    office.slack.press("U0HANNA", "checkin.again")
    assert office.typed("U0HANNA", "value", "reorder") == "48"
    assert CONTINUE not in office.shown("U0HANNA")
    office.bolt.deliver(late)
    assert begun(office) == [False]


def test_a_field_that_arrives_after_its_form_was_submitted_brings_nothing_back(
    office: Office,
) -> None:
    office.open("U0MARIA")
    late = typed_late(office, "U0MARIA", "value", "uptime", "9")
    office.fill("U0MARIA", uptime_value="94")
    office.submit("U0MARIA")

    office.bolt.deliver(late)

    assert begun(office) == [False]
    assert office.checkins("value") == [("uptime", Decimal(94))]


def test_a_field_that_arrives_late_does_not_undo_what_was_typed_after_it(office: Office) -> None:
    office.open("U0MARIA")
    late = typed_late(office, "U0MARIA", "value", "uptime", "9")
    office.fill("U0MARIA", uptime_value="94")

    office.bolt.deliver(late)

    lose_window(office, "U0MARIA")
    office.open("U0MARIA")
    assert office.typed("U0MARIA", "value", "uptime") == "94"


def test_a_field_brings_along_what_was_lost_on_its_way_before(office: Office) -> None:
    office.open("U0MARIA")
    typed_late(office, "U0MARIA", "value", "uptime", "94")
    office.fill("U0MARIA", tickets_value="3")
    lose_window(office, "U0MARIA")

    office.open("U0MARIA")

    assert office.typed("U0MARIA", "value", "uptime") == "94"


def test_two_windows_keep_each_what_was_typed_there(office: Office) -> None:
    office.open("U0MARIA")
    on_the_phone = typed_late(office, "U0MARIA", "value", "tickets", "3")
    office.open("U0MARIA")
    office.fill("U0MARIA", uptime_value="94")

    office.bolt.deliver(on_the_phone)

    lose_window(office, "U0MARIA")
    office.open("U0MARIA")
    assert office.typed("U0MARIA", "value", "uptime") == "94"
    assert office.typed("U0MARIA", "value", "tickets") == "3"


def test_what_another_window_holds_outlives_the_submission_of_this_one(office: Office) -> None:
    office.open("U0MARIA")
    on_the_phone = typed_late(office, "U0MARIA", "confidence", "uptime", "9")
    office.open("U0MARIA")
    office.fill("U0MARIA", tickets_value="3")
    office.bolt.deliver(on_the_phone)

    office.submit("U0MARIA")

    assert office.checkins("value", "confidence") == [("tickets", Decimal(23), 6)]
    office.open("U0MARIA")
    assert office.typed("U0MARIA", "confidence", "uptime") == "9"


def test_a_closed_window_keeps_what_no_field_had_told(office: Office) -> None:
    office.open("U0MARIA")
    typed_late(office, "U0MARIA", "value", "uptime", "94")

    office.slack.close("U0MARIA")

    office.open("U0MARIA")
    assert office.typed("U0MARIA", "value", "uptime") == "94"


@pytest.mark.parametrize("state", [None, {}, {"values": []}, {"values": {}}])
def test_a_slack_that_tells_nothing_of_a_closed_form_loses_nothing(
    office: Office, state: object
) -> None:
    office.open("U0MARIA")
    office.fill("U0MARIA", uptime_value="94")
    late = typed_late(office, "U0MARIA", "value", "uptime", "95")
    office.bolt.is_deaf = True
    office.slack.close("U0MARIA")
    office.bolt.is_deaf = False
    closed = office.bolt.last
    closed["view"]["state"] = state

    assert office.bolt.deliver(closed)[0] == 200
    office.bolt.deliver(late)

    office.open("U0MARIA")
    assert office.typed("U0MARIA", "value", "uptime") == "95"


def test_what_was_typed_on_sunday_is_there_on_monday_and_counts_for_the_new_week(
    office: Office,
) -> None:
    office.live_until(NEXT_MONDAY.replace(day=18))
    office.open("U0NICK")
    office.fill("U0NICK", audit_done="yes")
    lose_window(office, "U0NICK")
    office.live_until(NEXT_MONDAY)

    office.open("U0NICK")

    assert CONTINUE in office.shown("U0NICK")
    office.submit("U0NICK")
    assert office.checkins("slot") == [("audit", "2026-W43")]
    assert [row["slot"] for row in office.rows(DraftRow)] == ["2026-W43"]
    assert begun(office) == [False]


def test_a_draft_goes_with_its_slot(office: Office) -> None:
    office.open("U0NICK")
    office.fill("U0NICK", audit_done="yes")
    lose_window(office, "U0NICK")
    tuesday = NEXT_MONDAY.replace(hour=23, minute=59) + timedelta(days=1)

    forget_old(office.database, tuesday)
    assert len(office.rows(DraftRow)) == 1
    forget_old(office.database, tuesday + timedelta(minutes=1))

    assert office.rows(DraftRow) == []


def test_a_note_that_is_too_long_is_refused_at_its_field_and_kept(office: Office) -> None:
    office.open("U0HANNA")
    office.unfold("U0HANNA", "reorder")
    office.fill("U0HANNA", reorder_note="x" * 3000)

    office.submit("U0HANNA")

    assert office.slack.errors("U0HANNA") == {
        office.field("note", "reorder"): "Use at most 1000 characters; these are 3000."
    }
    office.slack.close("U0HANNA")
    office.open("U0HANNA")
    assert office.typed("U0HANNA", "note", "reorder") == "x" * 3000


def test_a_window_that_nobody_remembers_is_not_recorded_and_not_lost(office: Office) -> None:
    office.open("U0HANNA")
    office.bolt.is_deaf = True
    office.fill("U0HANNA", reorder_value="50")
    office.slack.submit("U0HANNA")
    office.bolt.is_deaf = False
    forgotten = office.bolt.last
    for _number in range(6):
        office.open("U0HANNA")

    _status, body = office.bolt.deliver(forgotten)

    assert "was open for so long" in str(body)
    assert office.checkins() == []
    office.open("U0HANNA")
    assert office.typed("U0HANNA", "value", "reorder") == "50"


def test_a_form_that_could_not_be_opened_leaves_what_was_typed(office: Office) -> None:
    office.open("U0HANNA")
    office.fill("U0HANNA", reorder_value="50")
    lose_window(office, "U0HANNA")
    office.slack.fault("views.open", "error", error="expired_trigger_id")
    office.slack.command("U0HANNA", "/okr checkin")

    office.open("U0HANNA")

    assert office.typed("U0HANNA", "value", "reorder") == "50"


def test_home_says_that_a_check_in_was_begun(office: Office) -> None:
    office.slack.open_home("U0HANNA")
    office.slack.press("U0HANNA", "checkin.open")
    office.fill("U0HANNA", reorder_value="50")

    office.slack.close("U0HANNA")

    home = str(office.slack.home("U0HANNA"))
    assert "Continue where you left off: what you typed is kept." in home
    office.slack.press("U0HANNA", "checkin.open")
    office.submit("U0HANNA")
    assert "Continue where you left off" not in str(office.slack.home("U0HANNA"))


def test_typing_posts_no_message(office: Office) -> None:
    office.open("U0NICK")
    office.fill("U0NICK", audit_done="yes")
    office.line.deliver()

    assert office.slack.dm("U0NICK") == []


def test_the_message_of_the_week_says_that_something_typed_waits(office: Office) -> None:
    office.live_until(MONDAY_NINE)
    [nudge] = office.slack.dm("U0MARIA")
    office.open("U0MARIA")
    office.fill("U0MARIA", uptime_value="94")
    office.line.deliver()
    begun_text = office.dm_text("U0MARIA")
    updates = len(office.slack.calls("chat.update"))

    office.fill("U0MARIA", uptime_value="95")
    office.line.deliver()

    assert len(office.slack.calls("chat.update")) == updates == 1
    office.fill("U0MARIA", uptime_value="92")
    office.line.deliver()
    assert [each["ts"] for each in office.slack.dm("U0MARIA")] == [nudge["ts"]]
    assert WEITER in begun_text
    assert WEITER not in office.dm_text("U0MARIA")
