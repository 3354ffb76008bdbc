"""Two people change the same key result: who comes second is shown both and asked."""

from decimal import Decimal

import pytest

from storage.tables import KeyResultRow, PersonRow
from tests.flows.office import MONDAY_NINE, Office

ANNA, BEN, MARIA = "U0HANNA", "U0LENA", "U0MARIA"
WAITING = "Weiter, wo du warst"


@pytest.fixture
def shared(office: Office) -> Office:
    """Hanna owns the key result and has opened it; then Lena, to whom it goes, records 55 and 8."""
    lena = office.person(BEN)["id"]
    office.open(ANNA)
    office.change(KeyResultRow, {"key": "reorder"}, delegate_id=lena)
    office.open(BEN)
    office.fill(BEN, reorder_value="55", reorder_confidence="8")
    office.submit(BEN)
    office.change(KeyResultRow, {"key": "reorder"}, delegate_id=None)
    return office


def test_what_somebody_else_changed_is_shown_and_nothing_is_recorded(shared: Office) -> None:
    shared.fill(ANNA, reorder_value="60")

    shared.submit(ANNA)

    said = shared.shown(ANNA)
    assert "Nothing is recorded yet." in said
    assert "Lena Lead changed this from 48 hospitals to 55 hospitals" in said
    assert "You typed 60 hospitals. What is right?" in said
    assert shared.typed(ANNA, "value", "reorder") == "60"
    assert [row[1] for row in shared.checkins("value")] == [Decimal(55)]


def test_who_submits_again_has_decided(shared: Office) -> None:
    shared.fill(ANNA, reorder_value="60")
    shared.submit(ANNA)

    shared.submit(ANNA)

    assert shared.slack.view(ANNA) is None
    assert shared.checkins("value_before", "value", "confidence")[1:] == [
        ("reorder", Decimal(55), Decimal(60), 8)
    ]


def test_another_number_after_the_question_is_recorded(shared: Office) -> None:
    shared.fill(ANNA, reorder_value="60")
    shared.submit(ANNA)
    shared.fill(ANNA, reorder_value="57")

    shared.submit(ANNA)

    assert shared.checkins("value")[1:] == [("reorder", Decimal(57))]


def test_theirs_can_be_kept(shared: Office) -> None:
    shared.fill(ANNA, reorder_value="60")
    shared.submit(ANNA)
    shared.fill(ANNA, reorder_keep_value="theirs")

    shared.submit(ANNA)

    assert shared.slack.view(ANNA) is None
    assert len(shared.checkins()) == 1
    shared.open(ANNA)
    assert shared.typed(ANNA, "value", "reorder") == "55"


def test_where_theirs_is_kept_the_message_of_the_week_says_no_more_that_something_waits(
    office: Office,
) -> None:
    office.live_until(MONDAY_NINE)
    office.open(MARIA)
    office.fill(MARIA, uptime_value="94")
    office.line.deliver()
    before = office.dm_text(MARIA)
    office.change(KeyResultRow, {"key": "uptime"}, current=Decimal(96))
    office.submit(MARIA)
    office.fill(MARIA, uptime_keep_value="theirs")

    office.submit(MARIA)

    office.line.deliver()
    assert office.slack.view(MARIA) is None
    assert WAITING in before
    assert WAITING not in office.dm_text(MARIA)


def test_theirs_can_be_kept_of_one_field_and_mine_of_the_other(shared: Office) -> None:
    shared.fill(ANNA, reorder_value="60", reorder_confidence="9")
    shared.submit(ANNA)
    shared.fill(ANNA, reorder_keep_value="theirs")

    shared.submit(ANNA)

    assert shared.checkins("value", "confidence")[1:] == [("reorder", Decimal(55), 9)]


def test_what_was_not_touched_follows_theirs(shared: Office) -> None:
    shared.unfold(ANNA, "reorder")
    shared.fill(ANNA, reorder_note="Graz is back")

    shared.submit(ANNA)

    assert shared.checkins("value", "confidence", "note")[1:] == [
        ("reorder", Decimal(55), 8, "Graz is back")
    ]


def test_who_came_to_the_same_is_asked_nothing(shared: Office) -> None:
    shared.fill(ANNA, reorder_value="55", reorder_confidence="7")
    shared.fill(ANNA, reorder_confidence="8")
    shared.unfold(ANNA, "reorder")
    shared.fill(ANNA, reorder_note="I see the same")

    shared.submit(ANNA)

    assert shared.slack.view(ANNA) is None
    assert shared.checkins("value", "confidence")[1:] == [("reorder", Decimal(55), 8)]


def test_a_third_value_meanwhile_is_asked_about_again(shared: Office) -> None:
    shared.fill(ANNA, reorder_value="60")
    shared.submit(ANNA)
    shared.change(KeyResultRow, {"key": "reorder"}, current=Decimal(58))

    shared.submit(ANNA)

    assert "This was changed from 48 hospitals to 58 hospitals meanwhile." in shared.shown(ANNA)
    assert len(shared.checkins()) == 1


def test_a_form_that_opens_again_shows_both_at_once(shared: Office) -> None:
    shared.fill(ANNA, reorder_value="60")
    shared.slack.close(ANNA)

    shared.open(ANNA)

    assert "Lena Lead changed this from 48 hospitals to 55 hospitals" in shared.shown(ANNA)
    shared.submit(ANNA)
    assert shared.checkins("value")[1:] == [("reorder", Decimal(60))]


def test_a_newer_window_does_not_make_the_older_one_undo_what_it_never_showed(
    shared: Office,
) -> None:
    shared.unfold(ANNA, "reorder")
    shared.bolt.is_deaf = True
    shared.fill(ANNA, reorder_note="From the phone")
    shared.slack.submit(ANNA)
    shared.bolt.is_deaf = False
    on_the_phone = shared.bolt.last
    shared.open(ANNA)

    shared.bolt.deliver(on_the_phone)

    assert shared.checkins("value", "note")[1:] == [("reorder", Decimal(55), "From the phone")]


def test_what_i_recorded_elsewhere_myself_is_no_conflict(office: Office) -> None:
    office.open(ANNA)
    office.bolt.is_deaf = True
    office.fill(ANNA, reorder_value="60")
    office.slack.submit(ANNA)
    office.bolt.is_deaf = False
    first = office.bolt.last
    office.open(ANNA)
    office.fill(ANNA, reorder_value="55")
    office.submit(ANNA)

    office.bolt.deliver(first)

    assert [row[1] for row in office.checkins("value")] == [Decimal(55), Decimal(60)]


def test_a_target_that_was_changed_is_told_and_stops_nobody(office: Office) -> None:
    office.open(ANNA)
    office.fill(ANNA, reorder_value="60")
    office.change(KeyResultRow, {"key": "reorder"}, target=Decimal(70))
    office.slack.close(ANNA)

    office.open(ANNA)

    told = "The target was changed meanwhile: target 65 hospitals became target 70 hospitals."
    assert told in office.shown(ANNA)
    office.submit(ANNA)
    assert office.checkins("value") == [("reorder", Decimal(60))]


def test_the_question_is_asked_in_the_readers_language(shared: Office) -> None:
    shared.change(PersonRow, {"slack_id": ANNA}, locale="de-DE")
    shared.fill(ANNA, reorder_value="60")

    shared.submit(ANNA)

    assert "Lena Lead hat das am 12.10.2026 um 08:00 von 48" in shared.shown(ANNA)
