"""The form itself: wrong numbers, pages, drafts, and what changes while it is open."""

from datetime import date
from decimal import Decimal

import pytest

from bot.domain.checkins import LOST
from storage.tables import CycleRow, DraftRow, KeyResultRow, ObjectiveRow, PersonRow
from tests.flows.office import Office


def person_id(office: Office, slack_id: str) -> int:
    found = next(row for row in office.rows(PersonRow) if row["slack_id"] == slack_id)
    return int(found["id"])


@pytest.mark.parametrize(
    ("user", "key", "typed", "told"),
    [
        ("U0HANNA", "reorder", "12 apples", "Type just a number, such as 1200 or 1.5."),
        ("U0HANNA", "reorder", "9" * 40, "Use at most 15 digits."),
        ("U0HANNA", "reorder", "1,5", 'Write decimals with "." here, as in 1.5.'),
        ("U0MARIA", "uptime", "12 Äpfel", "1200 oder 1,5."),
        ("U0MARIA", "uptime", "9" * 40, "15 Ziffern"),
        ("U0MARIA", "uptime", "1.5", "also 1,5."),
    ],
)
def test_a_wrong_number_is_told_at_its_field(
    office: Office, user: str, key: str, typed: str, told: str
) -> None:
    office.open(user)
    office.slack.fill(user, {office.field("value", key): typed})

    office.submit(user)

    [(field, sentence)] = office.slack.errors(user).items()
    assert field == office.field("value", key)
    assert told in sentence
    assert office.typed(user, "value", key) == typed
    assert office.checkins() == []


@pytest.mark.parametrize(
    ("user", "key", "typed", "value"),
    [
        ("U0MARIA", "uptime", "92,5", Decimal("92.5")),
        ("U0MARIA", "uptime", "93 %", Decimal(93)),
        ("U0HANNA", "reorder", "1,200", Decimal(1200)),
        ("U0HANNA", "reorder", "-3.5 Hospitals", Decimal("-3.5")),
    ],
)
def test_a_number_is_read_as_its_person_writes_it(
    office: Office, user: str, key: str, typed: str, value: Decimal
) -> None:
    office.open(user)
    office.slack.fill(user, {office.field("value", key): typed})

    office.submit(user)

    assert office.checkins("value") == [(key, value)]


def test_what_was_typed_is_there_when_the_form_is_opened_again(office: Office) -> None:
    office.open("U0HANNA")
    office.unfold("U0HANNA", "reorder")
    office.fill("U0HANNA", reorder_value="12 apples", reorder_note="Graz & <Linz> reorder")
    office.submit("U0HANNA")
    office.slack.close("U0HANNA")

    office.open("U0HANNA")

    assert "What you typed before is still here." in office.shown("U0HANNA")
    assert office.typed("U0HANNA", "value", "reorder") == "12 apples"
    assert office.typed("U0HANNA", "note", "reorder") == "Graz & <Linz> reorder"


def test_turning_pages_keeps_what_was_typed(office: Office) -> None:
    office.open("U0MANY")
    assert "Page 1 of 2" in office.shown("U0MANY")
    office.fill("U0MANY", r1_value="21")
    office.slack.press("U0MANY", "checkin.next")
    assert "Page 2 of 2" in office.shown("U0MANY")
    office.fill("U0MANY", r9_value="29")
    office.slack.press("U0MANY", "checkin.back")
    assert office.typed("U0MANY", "value", "r1") == "21"
    office.slack.press("U0MANY", "checkin.next")
    assert office.typed("U0MANY", "value", "r9") == "29"

    office.submit("U0MANY")

    assert office.checkins("value") == [("r1", Decimal(21)), ("r9", Decimal(29))]


def test_a_wrong_number_holds_the_page_and_says_why(office: Office) -> None:
    office.open("U0MANY")
    office.fill("U0MANY", r1_value="many")

    office.slack.press("U0MANY", "checkin.next")

    assert "Page 1 of 2" in office.shown("U0MANY")
    assert "Type just a number, such as 1200 or 1.5." in office.shown("U0MANY")
    assert office.typed("U0MANY", "value", "r1") == "many"


def test_a_fault_on_the_other_page_leads_there(office: Office) -> None:
    office.open("U0MANY")
    office.slack.press("U0MANY", "checkin.next")
    office.fill("U0MANY", r9_value="2.95")
    office.slack.press("U0MANY", "checkin.back")
    office.change(PersonRow, {"slack_id": "U0MANY"}, locale="de-DE")
    office.fill("U0MANY", r1_value="21")

    office.submit("U0MANY")

    assert "Seite 2 von 2" in office.shown("U0MANY")
    assert "also 1,5." in office.shown("U0MANY")
    office.fill("U0MANY", r9_value="29")
    office.submit("U0MANY")
    assert office.checkins("value") == [("r1", Decimal(21)), ("r9", Decimal(29))]


def test_low_confidence_on_the_other_page_is_asked_about_there(office: Office) -> None:
    office.open("U0MANY")
    office.fill("U0MANY", r1_confidence="1")
    office.slack.press("U0MANY", "checkin.next")

    office.submit("U0MANY")

    assert "Page 1 of 2" in office.shown("U0MANY")
    assert "Confidence is low or fell." in office.shown("U0MANY")


def hand_over(office: Office) -> None:
    office.change(KeyResultRow, {"key": "uptime"}, delegate_id=person_id(office, "U0NICK"))


def close_key_result(office: Office) -> None:
    office.change(KeyResultRow, {"key": "uptime"}, is_active=False)


def drop_objective(office: Office) -> None:
    office.change(ObjectiveRow, {"key": "calm"}, state="dropped")


def end_cycle(office: Office) -> None:
    office.change(CycleRow, {"name": "2026-Q4"}, ends_on=date(2026, 10, 11))


def close_cycle(office: Office) -> None:
    office.change(CycleRow, {"name": "2026-Q4"}, is_closed=True)


@pytest.mark.parametrize(
    "happening", [hand_over, close_key_result, drop_objective, end_cycle, close_cycle]
)
def test_a_key_result_lost_while_the_form_is_open_is_told_and_nothing_is_half_saved(
    office: Office, happening: object
) -> None:
    office.change(PersonRow, {"slack_id": "U0MARIA"}, locale="en-GB")
    office.open("U0MARIA")
    office.fill("U0MARIA", uptime_value="94")
    assert callable(happening)
    happening(office)

    office.submit("U0MARIA")

    assert office.slack.errors("U0MARIA") == {office.field("value", "uptime"): LOST}
    assert office.checkins() == []
    assert office.key_result("uptime")["current"] == Decimal(92)


def test_the_rest_is_kept_when_a_key_result_is_lost(office: Office) -> None:
    office.open("U0MARIA")
    office.fill("U0MARIA", uptime_value="94", tickets_value="7")
    hand_over(office)
    office.submit("U0MARIA")
    office.slack.close("U0MARIA")
    office.open("U0MARIA")
    assert office.typed("U0MARIA", "value", "tickets") == "7"

    office.submit("U0MARIA")

    assert office.checkins("value") == [("tickets", Decimal(27))]


def test_a_lost_key_result_that_was_not_touched_stops_nobody(office: Office) -> None:
    office.open("U0MARIA")
    office.fill("U0MARIA", tickets_value="7")
    hand_over(office)

    office.submit("U0MARIA")

    assert office.checkins("value") == [("tickets", Decimal(27))]


def test_a_lost_key_result_on_the_other_page_is_told(office: Office) -> None:
    office.open("U0MANY")
    office.fill("U0MANY", r1_value="21")
    office.slack.press("U0MANY", "checkin.next")
    office.change(KeyResultRow, {"key": "r1"}, is_active=False)

    office.submit("U0MANY")

    assert LOST in office.shown("U0MANY")
    assert office.checkins() == []


def test_a_page_turns_when_everything_else_is_lost(office: Office) -> None:
    office.open("U0MANY")
    drop = {"title": "Every region sells"}
    office.change(ObjectiveRow, drop, state="dropped")

    reply = office.slack.press("U0MANY", "checkin.next")

    assert reply.error is None
    assert office.slack.toasts("U0MANY") == []


def test_who_was_deactivated_meanwhile_is_told_so(office: Office) -> None:
    office.open("U0NICK")
    office.fill("U0NICK", audit_done="yes")
    office.change(PersonRow, {"slack_id": "U0NICK"}, is_active=False)

    office.submit("U0NICK")

    [sentence] = office.slack.errors("U0NICK").values()
    assert sentence.startswith("I do not know you yet.")
    assert office.checkins() == []


def test_somebody_elses_key_results_cannot_be_updated_by_forging_fields(office: Office) -> None:
    office.open("U0NICK")
    office.fill("U0NICK", audit_done="yes")
    office.bolt.is_deaf = True
    office.slack.submit("U0NICK")
    forged = office.bolt.last
    value = office.field("value", "reorder")
    typed = {"type": "plain_text_input", "value": "65"}
    forged["view"]["state"]["values"][value] = {value: typed}

    office.bolt.deliver(forged)

    assert [key for key, *_ in office.checkins()] in ([], ["audit"])
    assert office.key_result("reorder")["current"] == Decimal(48)


@pytest.mark.parametrize("metadata", ["2026-W42 99", "2026-W42 -1", "1999-W01 0", "", "x y z"])
def test_forged_metadata_does_no_harm(office: Office, metadata: str) -> None:
    office.open("U0NICK")
    office.fill("U0NICK", audit_done="yes")
    office.bolt.is_deaf = True
    office.slack.submit("U0NICK")
    forged = office.bolt.last
    forged["view"]["private_metadata"] = metadata

    status, _body = office.bolt.deliver(forged)

    assert status == 200
    assert office.checkins("slot") in ([], [("audit", "2026-W42")])


def test_somebody_elses_words_cannot_be_unfolded(office: Office) -> None:
    office.open("U0NICK")
    office.bolt.is_deaf = True
    office.unfold("U0NICK", "audit")
    forged = office.bolt.last
    forged["actions"][0]["value"] = str(office.id_of("reorder"))

    office.bolt.deliver(forged)

    assert "Hospitals that reorder" not in office.shown("U0NICK")


@pytest.mark.parametrize("answers", [{"shown": 1}, {"fields": {}}, {"shown": {"x": {}}}])
def test_a_draft_that_cannot_be_read_locks_nobody_out(
    office: Office, answers: dict[str, object]
) -> None:
    office.open("U0MARIA")
    office.slack.close("U0MARIA")
    office.change(DraftRow, {}, answers=answers)

    office.open("U0MARIA")

    office.fill("U0MARIA", uptime_value="95")
    office.submit("U0MARIA")
    assert office.slack.view("U0MARIA") is None
