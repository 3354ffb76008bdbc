"""From the nudge through the form to the receipt, and what becomes of odd presses of Submit."""

from decimal import Decimal

import pytest

from storage.tables import DraftRow, NudgeRow, PersonRow
from tests.flows.office import (
    MONDAY_NEW_YORK,
    MONDAY_NINE,
    NEXT_MONDAY,
    SLOT,
    Office,
)


def test_the_nudge_becomes_the_receipt(office: Office) -> None:
    office.live_until(MONDAY_NINE)
    nudge = office.slack.dm("U0MARIA")[-1]
    office.slack.click("U0MARIA", "checkin.open")
    office.fill("U0MARIA", uptime_value="94", uptime_confidence="8")

    office.submit("U0MARIA")

    receipt = office.slack.dm("U0MARIA")[-1]
    assert office.slack.view("U0MARIA") is None
    assert receipt["ts"] == nudge["ts"]
    assert receipt["text"].splitlines()[0] == "Woche 42: 1 von 3 erledigt."
    assert receipt["text"].splitlines()[1:2] == [
        "Portal answers: 92\N{NO-BREAK SPACE}% → 94\N{NO-BREAK SPACE}%, Zuversicht 7 → 8"
    ]
    assert office.checkins("value_before", "value", "confidence_before", "confidence", "slot") == [
        ("uptime", Decimal(92), Decimal(94), 7, 8, SLOT)
    ]
    assert office.key_result("uptime")["current"] == Decimal(94)


def test_the_form_shows_what_is_true_now(office: Office) -> None:
    office.open("U0MARIA")

    assert office.typed("U0MARIA", "value", "uptime") == "92"
    assert office.typed("U0MARIA", "value", "tickets") is None
    assert office.typed("U0MARIA", "confidence", "uptime") == "7"
    assert "Clinics never wait for our portal › Hospitals trust our implants" in office.shown(
        "U0MARIA"
    )


def test_every_kind_of_key_result_is_recorded(office: Office) -> None:
    office.open("U0MARIA")
    graz = office.slack.view("U0MARIA")["blocks"]  # type: ignore[index]
    steps = next(b for b in graz if b["block_id"] == office.field("milestones", "clinics"))
    office.fill(
        "U0MARIA",
        tickets_value="5",
        clinics_milestones=[steps["element"]["options"][0]["value"]],
    )
    office.submit("U0MARIA")
    office.open("U0NICK")
    office.fill("U0NICK", audit_done="yes")

    office.submit("U0NICK")

    assert office.checkins("entered", "value_before", "value") == [
        ("tickets", Decimal(5), Decimal(20), Decimal(25)),
        ("clinics", None, Decimal(0), Decimal(1)),
        ("audit", Decimal(1), Decimal(0), Decimal(1)),
    ]


def test_several_that_changed_are_recorded_and_the_rest_is_left_open(office: Office) -> None:
    office.open("U0MARIA")
    office.fill("U0MARIA", uptime_value="95", tickets_confidence="8")

    office.submit("U0MARIA")

    assert office.checkins("value", "confidence") == [
        ("uptime", Decimal(95), 7),
        ("tickets", Decimal(20), 8),
    ]
    assert office.key_result("clinics")["checked_in_slot"] is None


def test_nothing_changed_is_asked_about(office: Office) -> None:
    office.open("U0NICK")

    office.submit("U0NICK")

    assert office.slack.errors("U0NICK") == {
        "unchanged": "Nothing was changed. Tick this box if everything is still right."
    }
    assert office.checkins() == []


def test_a_tick_confirms_everything(office: Office) -> None:
    office.open("U0MARIA")
    office.slack.fill("U0MARIA", {"unchanged": ["unchanged"]})

    office.submit("U0MARIA")

    assert office.checkins("value_before", "value", "entered") == [
        ("uptime", Decimal(92), Decimal(92), None),
        ("tickets", Decimal(20), Decimal(20), None),
        ("clinics", Decimal(0), Decimal(0), None),
    ]
    assert "Portal answers, Tickets closed, Clinics that train alone" in office.dm_text("U0MARIA")


def test_a_note_unfolds_and_what_was_typed_before_is_still_there(office: Office) -> None:
    office.open("U0NICK")
    office.fill("U0NICK", audit_done="yes", audit_confidence="10")

    office.unfold("U0NICK", "audit")

    office.fill("U0NICK", audit_note="Signed on Friday")
    assert office.typed("U0NICK", "done", "audit") == "yes"
    office.submit("U0NICK")
    assert office.checkins("value", "confidence", "note") == [
        ("audit", Decimal(1), 10, "Signed on Friday")
    ]


def test_low_confidence_is_asked_about_once(office: Office) -> None:
    office.open("U0NICK")
    office.fill("U0NICK", audit_confidence="2")

    office.submit("U0NICK")

    assert "Confidence is low or fell." in office.shown("U0NICK")
    assert office.typed("U0NICK", "note", "audit") is None
    assert office.checkins() == []
    office.submit("U0NICK")
    assert office.checkins("confidence", "note") == [("audit", 2, "")]


def test_a_blocker_names_who_can_help(office: Office) -> None:
    office.open("U0NICK")
    office.unfold("U0NICK", "audit")
    office.fill(
        "U0NICK",
        audit_confidence="3",
        audit_blocker="No auditor has time",
        audit_blocker_kind="people",
        audit_helper="U0LENA",
        audit_next_step="Ask in Graz",
    )

    office.submit("U0NICK")

    assert office.checkins("blocker_kind", "blocker", "helper", "next_step") == [
        ("audit", "people", "No auditor has time", "U0LENA", "Ask in Graz")
    ]


@pytest.mark.parametrize(("word", "value"), [("blocker_kind", "money"), ("helper", "U0LENA")])
def test_a_blocker_without_words_is_refused_at_its_field(
    office: Office, word: str, value: str
) -> None:
    office.open("U0NICK")
    office.unfold("U0NICK", "audit")
    office.slack.fill("U0NICK", {office.field(word, "audit"): value})

    office.submit("U0NICK")

    assert office.slack.errors("U0NICK") == {
        office.field("blocker", "audit"): "Say in a few words what is in the way."
    }


def test_who_has_checked_in_before_gets_a_receipt_and_no_nudge(office: Office) -> None:
    office.open("U0NICK")
    office.fill("U0NICK", audit_done="yes")
    office.submit("U0NICK")

    office.live_until(MONDAY_NEW_YORK)

    nick = next(row["id"] for row in office.rows(PersonRow) if row["slack_id"] == "U0NICK")
    assert office.dm_texts("U0NICK") == ["Thank you. Your check-in for week 42 is recorded."]
    assert [row["skipped"] for row in office.rows(NudgeRow) if row["person_id"] == nick] == [
        "already_checked_in"
    ]


def test_a_second_checkin_updates_the_same_message(office: Office) -> None:
    office.open("U0NICK")
    office.fill("U0NICK", audit_confidence="9")
    office.submit("U0NICK")
    office.slack.click("U0NICK", "checkin.open")
    office.fill("U0NICK", audit_done="yes")

    office.submit("U0NICK")

    assert len(office.slack.dm("U0NICK")) == 1
    assert "not yet → done, confidence 8 → 9" in office.dm_text("U0NICK")


def test_a_nudge_that_is_still_waiting_is_taken_back(office: Office) -> None:
    office.slack.fault("chat.postMessage", "429", times=3, retry_after=1800)
    office.live_until(MONDAY_NINE)
    assert office.slack.dm("U0LENA") == []
    office.open("U0LENA")
    office.fill("U0LENA", offer_done="yes")
    office.submit("U0LENA")

    office.live_until(MONDAY_NEW_YORK)

    assert office.dm_texts("U0LENA") == ["Thank you. Your check-in for week 42 is recorded."]


def test_a_draft_is_forgotten_once_it_is_recorded(office: Office) -> None:
    office.open("U0NICK")
    office.fill("U0NICK", audit_confidence="9")
    office.submit("U0NICK")

    office.open("U0NICK")

    assert "What you typed before is still here." not in office.shown("U0NICK")
    assert office.typed("U0NICK", "confidence", "audit") == "9"


def test_a_form_opened_on_sunday_and_submitted_on_monday_counts_for_the_new_week(
    office: Office,
) -> None:
    office.live_until(NEXT_MONDAY.replace(day=18))
    office.open("U0NICK")
    office.live_until(NEXT_MONDAY)
    office.fill("U0NICK", audit_done="yes")

    office.submit("U0NICK")

    assert office.checkins("slot") == [("audit", "2026-W43")]
    assert office.dm_texts("U0NICK")[-1] == "Thank you. Your check-in for week 43 is recorded."
    assert [row for row in office.rows(DraftRow) if row["answers"]["fields"]] == []
