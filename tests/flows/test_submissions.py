"""Presses of Submit that come twice, at once, late, or from a window somebody forgot."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest

from storage.tables import AuditRow
from tests.flows.office import Office


def test_the_same_press_delivered_again_is_stored_once(office: Office) -> None:
    office.open("U0MARIA")
    office.fill("U0MARIA", uptime_value="94")
    office.submit("U0MARIA")

    again = office.bolt.deliver(office.bolt.last, {"x-slack-retry-num": "1"})

    assert again[0] == 200
    assert office.checkins("value") == [("uptime", Decimal(94))]


def test_two_presses_at_once_are_stored_once(office: Office) -> None:
    office.open("U0MARIA")
    office.fill("U0MARIA", uptime_value="94")
    office.bolt.is_deaf = True
    office.slack.submit("U0MARIA")
    press = office.bolt.last

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(office.bolt.deliver, [press] * 8))

    assert {status for status, _body in answers} == {200}
    assert office.checkins("value") == [("uptime", Decimal(94))]
    recorded = [row for row in office.rows(AuditRow) if row["action"] == "checkin.recorded"]
    assert len(recorded) == 1


def test_a_correction_after_a_lost_answer_is_a_second_revision(office: Office) -> None:
    office.open("U0MARIA")
    office.fill("U0MARIA", uptime_value="94")
    office.bolt.loses_answers = 1
    assert office.submit("U0MARIA").error is not None
    office.fill("U0MARIA", uptime_value="95")

    office.submit("U0MARIA")

    assert office.slack.view("U0MARIA") is None
    assert office.checkins("value_before", "value") == [
        ("uptime", Decimal(92), Decimal(94)),
        ("uptime", Decimal(94), Decimal(95)),
    ]


def test_what_was_corrected_back_after_a_lost_answer_is_believed(office: Office) -> None:
    office.open("U0MARIA")
    office.fill("U0MARIA", uptime_value="94", uptime_confidence="8")
    office.bolt.loses_answers = 1
    office.submit("U0MARIA")
    office.fill("U0MARIA", uptime_confidence="7")

    office.submit("U0MARIA")

    assert office.checkins("value", "confidence") == [
        ("uptime", Decimal(94), 8),
        ("uptime", Decimal(94), 7),
    ]


def test_a_form_left_open_elsewhere_undoes_nothing(office: Office) -> None:
    office.open("U0MARIA")
    office.bolt.is_deaf = True
    office.unfold("U0MARIA", "uptime")
    office.fill("U0MARIA", tickets_value="3")
    office.slack.submit("U0MARIA")
    left_open = office.bolt.last
    office.bolt.is_deaf = False
    office.open("U0MARIA")
    office.fill("U0MARIA", uptime_value="97")
    office.submit("U0MARIA")

    office.bolt.deliver(left_open)

    assert office.checkins("value") == [("uptime", Decimal(97)), ("tickets", Decimal(23))]


@pytest.mark.parametrize("unkept", ["\x00", "\ud83d"], ids=["NUL", "half an emoji"])
def test_a_character_that_no_database_keeps_is_left_out(office: Office, unkept: str) -> None:
    office.open("U0MARIA")
    office.unfold("U0MARIA", "uptime")
    office.fill("U0MARIA", uptime_value="94")
    office.slack.fill("U0MARIA", {office.field("note", "uptime"): f"Graz{unkept} is back"})

    office.submit("U0MARIA")

    assert office.checkins("note") == [("uptime", "Graz is back")]
