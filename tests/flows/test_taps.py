"""Checking in by taps in the message of the week, and what becomes of odd ones."""

from decimal import Decimal

from storage.tables import KeyResultRow
from tests.flows.office import (
    MONDAY_NEW_YORK,
    MONDAY_NINE,
    NEXT_MONDAY,
    SLOT,
    TUESDAY_NINE,
    Office,
    text_of,
)
from tests.flows.tapping import buttons, choose, delegate, tap


def test_nothing_changed_is_one_tap(office: Office) -> None:
    office.live_until(MONDAY_NINE)
    nudge = office.slack.dm("U0LENA")[-1]

    tap(office, "U0LENA", "same", "offer")

    (message,) = office.slack.dm("U0LENA")
    assert message["ts"] == nudge["ts"]
    assert message["text"] == "Thank you. Your check-in for week 42 is recorded."
    assert office.checkins("entered", "value_before", "value", "slot") == [
        ("offer", None, Decimal(0), Decimal(0), SLOT)
    ]
    assert buttons(office, "U0LENA") == ["checkin.open"]


def test_one_more_and_one_less_are_one_tap(office: Office) -> None:
    office.live_until(MONDAY_NINE)

    tap(office, "U0HANNA", "plus", "reorder")
    tap(office, "U0MARIA", "plus", "tickets")

    assert office.checkins("entered", "value_before", "value") == [
        ("reorder", Decimal(49), Decimal(48), Decimal(49)),
        ("tickets", Decimal(1), Decimal(20), Decimal(21)),
    ]
    assert "48 → 49 hospitals" in office.dm_text("U0HANNA")


def test_one_less_is_one_tap(office: Office) -> None:
    office.live_until(MONDAY_NINE)

    tap(office, "U0HANNA", "minus", "reorder")

    assert office.checkins("value") == [("reorder", Decimal(47))]


def test_done_is_one_tap(office: Office) -> None:
    office.live_until(MONDAY_NEW_YORK)

    tap(office, "U0NICK", "done", "audit")
    tap(office, "U0MARIA", "done", "clinics")

    assert office.checkins("value_before", "value") == [
        ("audit", Decimal(0), Decimal(1)),
        ("clinics", Decimal(0), Decimal(1)),
    ]
    assert "not yet → done" in office.dm_text("U0NICK")


def test_the_next_milestone_stands_on_its_button(office: Office) -> None:
    office.live_until(MONDAY_NINE)

    assert "Erledigt: Graz" in office.dm_text("U0MARIA")
    tap(office, "U0MARIA", "done", "clinics")
    office.live_until(NEXT_MONDAY)
    assert "Erledigt: Linz" in office.dm_text("U0MARIA")


def test_what_is_recorded_stands_above_what_is_open(office: Office) -> None:
    office.live_until(MONDAY_NINE)

    tap(office, "U0MARIA", "plus", "tickets")

    (message,) = office.slack.dm("U0MARIA")
    blocks = [block.get("block_id", "") for block in message["blocks"]]
    text = text_of(message["blocks"])
    assert message["text"].splitlines()[0] == "Woche 42: 1 von 3 erledigt."
    assert text.index("Tickets closed") < text.index("Portal answers")
    assert f"open:{office.id_of('tickets')}" not in blocks
    assert f"open:{office.id_of('uptime')}" in blocks


def test_a_double_click_is_recorded_once(office: Office) -> None:
    office.live_until(MONDAY_NINE)
    office.slack.click("U0HANNA", "tap.plus")

    office.slack.click("U0HANNA", "tap.plus")  # the message was not renewed yet
    office.line.deliver()

    assert office.checkins("value") == [("reorder", Decimal(49))]
    assert office.slack.view("U0HANNA") is None
    assert office.dm_texts("U0HANNA") == ["Thank you. Your check-in for week 42 is recorded."]


def test_a_tap_delivered_again_is_recorded_once(office: Office) -> None:
    office.live_until(MONDAY_NINE)
    tap(office, "U0HANNA", "plus", "reorder")

    status, _body = office.bolt.deliver(office.bolt.last)

    assert status == 200
    assert office.checkins("value") == [("reorder", Decimal(49))]
    assert office.slack.view("U0HANNA") is None


def test_all_that_is_open_is_confirmed_in_one_tap(office: Office) -> None:
    office.live_until(MONDAY_NINE)
    tap(office, "U0MARIA", "plus", "tickets")

    office.slack.click("U0MARIA", "tap.same_all")
    office.slack.click("U0MARIA", "tap.same_all")
    office.line.deliver()

    assert office.checkins("value") == [
        ("tickets", Decimal(21)),
        ("uptime", Decimal(92)),
        ("clinics", Decimal(0)),
    ]
    assert buttons(office, "U0MARIA") == ["checkin.open"]


def test_one_key_result_needs_no_button_for_all(office: Office) -> None:
    office.live_until(MONDAY_NINE)

    assert "tap.same_all" not in buttons(office, "U0LENA")
    assert "tap.same_all" in buttons(office, "U0MARIA")


def test_what_somebody_else_recorded_meanwhile_is_told_and_kept(office: Office) -> None:
    office.live_until(MONDAY_NINE)
    delegate(office, "reorder", "U0LENA")
    office.open("U0LENA")
    office.fill("U0LENA", reorder_value="55")
    office.submit("U0LENA")
    delegate(office, "reorder", "U0HANNA")

    tap(office, "U0HANNA", "plus", "reorder")

    assert office.checkins("value") == [("reorder", Decimal(55))]
    assert "Lena Lead has recorded “Hospitals that reorder” meanwhile, 48 → 55" in office.shown(
        "U0HANNA"
    )
    assert "48 → 55 hospitals" in office.dm_text("U0HANNA")


def test_a_value_that_an_import_changed_is_not_confirmed_unseen(office: Office) -> None:
    office.live_until(MONDAY_NINE)
    office.change(KeyResultRow, {"key": "reorder"}, current=Decimal(60))

    tap(office, "U0HANNA", "same", "reorder")

    assert office.checkins() == []
    assert "has changed since you were shown it" in office.shown("U0HANNA")
    assert "60 of 65 hospitals" in office.dm_text("U0HANNA")


def test_what_changed_is_left_out_of_confirming_all(office: Office) -> None:
    office.live_until(MONDAY_NINE)
    office.change(KeyResultRow, {"key": "uptime"}, current=Decimal(99))

    office.slack.click("U0MARIA", "tap.same_all")
    office.line.deliver()

    assert office.checkins("value") == [("tickets", Decimal(20)), ("clinics", Decimal(0))]
    assert "hat sich geändert, seit es dir gezeigt wurde" in office.shown("U0MARIA")


def test_what_is_somebody_elses_by_now_is_told(office: Office) -> None:
    office.live_until(MONDAY_NINE)
    office.change(
        KeyResultRow, {"key": "tickets"}, owner_id=office.person("U0LENA")["id"], delegate_id=None
    )

    tap(office, "U0MARIA", "plus", "tickets")

    assert office.checkins() == []
    assert "Du aktualisierst dieses Key Result nicht mehr" in office.shown("U0MARIA")
    assert "Tickets closed" not in office.dm_text("U0MARIA")


def test_a_week_that_is_over_is_never_written(office: Office) -> None:
    office.live_until(MONDAY_NINE)
    old = office.slack.dm("U0LENA")[-1]["ts"]
    office.live_until(NEXT_MONDAY)

    office.slack.click("U0LENA", "tap.same", ts=old)
    office.line.deliver()

    assert office.checkins() == []
    assert "This message is of week 42, which is over" in office.shown("U0LENA")
    first, *_reminder, second = office.slack.dm("U0LENA")
    assert first["text"] == "Week 42 is over: 0 of 1 were recorded."
    assert "Time for your check-in" in second["text"]


def test_a_tap_made_up_of_something_else_records_nothing(office: Office) -> None:
    office.live_until(MONDAY_NINE)
    office.slack.click("U0LENA", "tap.same")
    body = office.bolt.last
    theirs = body["actions"][0]["value"].replace(
        str(office.id_of("offer")), str(office.id_of("reorder")), 1
    )
    before = office.checkins()

    office.bolt.deliver({**body, "actions": [body["actions"][0] | {"value": theirs}]})

    assert office.checkins() == before


def test_what_nobody_spoke_of_for_long_wants_a_sentence(office: Office) -> None:
    office.change(
        KeyResultRow, {"key": "offer"}, checked_in_slot="2026-W41", spoken_slot="2026-W38"
    )
    office.live_until(MONDAY_NINE)

    tap(office, "U0LENA", "same", "offer")

    assert office.checkins() == []
    assert "It has stood like this for a while." in office.shown("U0LENA")
    office.fill("U0LENA", offer_note="The bank decides in November")
    office.submit("U0LENA")
    assert office.checkins("value", "note") == [
        ("offer", Decimal(0), "The bank decides in November")
    ]


def test_confirming_all_asks_for_the_sentences_that_are_wanted(office: Office) -> None:
    office.change(
        KeyResultRow, {"key": "uptime"}, checked_in_slot="2026-W41", spoken_slot="2026-W38"
    )
    office.live_until(MONDAY_NINE)

    office.slack.click("U0MARIA", "tap.same_all")
    office.line.deliver()

    assert office.checkins("value") == [("tickets", Decimal(20)), ("clinics", Decimal(0))]
    assert "Das steht schon länger so." in office.shown("U0MARIA")
    assert office.typed("U0MARIA", "note", "uptime") is None
    assert office.dm_texts("U0MARIA") == ["Woche 42: 2 von 3 erledigt."]


def test_the_form_opens_at_a_key_result(office: Office) -> None:
    office.live_until(MONDAY_NINE)

    choose(office, "U0MARIA", "form", "clinics")

    office.fill("U0MARIA", clinics_note="Graz is next")
    office.submit("U0MARIA")
    assert office.checkins("note") == [("clinics", "Graz is next")]


def test_confirming_all_again_asks_again_for_the_sentence(office: Office) -> None:
    office.change(
        KeyResultRow, {"key": "uptime"}, checked_in_slot="2026-W41", spoken_slot="2026-W38"
    )
    office.live_until(TUESDAY_NINE)
    reminder = office.slack.dm("U0MARIA")[-1]
    office.slack.click("U0MARIA", "tap.same_all", ts=reminder["ts"])
    office.slack.close("U0MARIA")

    office.slack.click("U0MARIA", "tap.same_all", ts=reminder["ts"])
    office.line.deliver()

    assert len(office.checkins()) == 2
    assert "Das steht schon länger so." in office.shown("U0MARIA")


def test_confirming_all_says_nothing_of_what_is_recorded_already(office: Office) -> None:
    office.live_until(MONDAY_NINE)
    office.slack.click("U0MARIA", "tap.same_all")
    before = office.bolt.last
    office.line.deliver()
    office.open("U0MARIA")
    office.fill("U0MARIA", uptime_value="95")
    office.submit("U0MARIA")

    office.bolt.deliver(before)

    assert len(office.checkins()) == 4
    assert office.slack.view("U0MARIA") is None
