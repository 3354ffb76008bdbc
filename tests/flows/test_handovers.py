"""Handing over: offered, accepted, declined."""

import pytest

from storage.tables import (
    HandoverRow,
    KeyResultRow,
    PersonRow,
)
from tests.flows.agreeing import changes, objective, shown
from tests.flows.handing_over import NOTE, answer, offer, offer_objective, open_form, owner, states
from tests.flows.office import Office


def test_nothing_changes_hands_before_it_is_accepted(office: Office) -> None:
    offer(office, "U0MARIA", "uptime", "U0NICK")

    assert owner(office, "uptime") == "U0MARIA"
    assert states(office) == ["open"]
    asked = office.dm_text("U0NICK")
    assert "Maria Muster wants to give you a key result" in asked
    assert "*Portal answers*" in asked
    assert "92% of 100%" in asked
    assert NOTE in asked
    assert "Nick New bekommt jetzt eine Nachricht" in shown(office, "U0MARIA")


def test_who_accepts_owns_it(office: Office) -> None:
    offer(office, "U0MARIA", "uptime", "U0NICK")

    answer(office, "U0NICK", "handover.accept")

    assert owner(office, "uptime") == "U0NICK"
    maria, nick = office.person("U0MARIA")["id"], office.person("U0NICK")["id"]
    assert changes(office) == [("owner_id", str(maria), str(nick), maria, NOTE)]
    assert "You accepted" in office.dm_text("U0NICK")
    assert "Accept\n" not in office.dm_text("U0NICK")
    assert office.dm_texts("U0MARIA") == ["Nick New hat angenommen: Portal answers"]


def test_who_accepts_is_asked_about_it_from_then_on(office: Office) -> None:
    offer(office, "U0MARIA", "uptime", "U0NICK")
    answer(office, "U0NICK", "handover.accept")

    office.open("U0NICK")

    assert "Portal answers" in office.shown("U0NICK")


def test_who_declines_may_say_why(office: Office) -> None:
    offer(office, "U0MARIA", "uptime", "U0NICK")
    office.slack.click("U0NICK", "handover.decline")
    office.slack.fill("U0NICK", {"reason": "I am away until December"})

    office.submit("U0NICK")

    assert owner(office, "uptime") == "U0MARIA"
    assert changes(office) == []
    assert "I am away until December" in office.dm_text("U0MARIA")
    assert "Nick New hat abgelehnt" in office.dm_text("U0MARIA")
    assert "You declined" in office.dm_text("U0NICK")
    assert [row["reply"] for row in office.rows(HandoverRow)] == ["I am away until December"]


def test_a_reason_is_not_needed(office: Office) -> None:
    offer(office, "U0MARIA", "uptime", "U0NICK")
    office.slack.click("U0NICK", "handover.decline")

    office.submit("U0NICK")

    assert states(office) == ["declined"]


def test_a_manager_offers_what_a_member_owns_and_both_hear_of_it(office: Office) -> None:
    offer(office, "U0LENA", "uptime", "U0NICK")

    answer(office, "U0NICK", "handover.accept")

    assert owner(office, "uptime") == "U0NICK"
    assert office.dm_texts("U0LENA")[-1] == "Nick New accepted: Portal answers"
    assert "Nick New ist ab jetzt dafür verantwortlich" in office.dm_text("U0MARIA")
    assert "Lena Lead hat es übergeben" in office.dm_text("U0MARIA")


def test_a_manager_takes_over_without_being_asked(office: Office) -> None:
    office.change(PersonRow, {"slack_id": "U0MARIA"}, is_active=False)

    offer(office, "U0LENA", "uptime", "U0LENA")

    assert owner(office, "uptime") == "U0LENA"
    assert "It is yours from now on." in shown(office, "U0LENA")
    assert [key for key in office.outbox() if key.startswith("handover:")] == []


def test_an_objective_changes_hands_and_its_key_results_do_not(office: Office) -> None:
    offer_objective(office, "U0LENA", "calm", "U0MARIA")
    assert "möchte dir ein Objective übergeben" in office.dm_text("U0MARIA")

    answer(office, "U0MARIA", "handover.accept")

    assert objective(office, "calm")["owner_id"] == office.person("U0MARIA")["id"]
    assert owner(office, "audit") == "U0NICK"


@pytest.mark.parametrize("delegate", ["U0MARIA", "U0NICK"])
def test_a_delegate_who_gives_or_takes_it_is_none_any_more(office: Office, delegate: str) -> None:
    number = office.person(delegate)["id"]
    office.change(KeyResultRow, {"key": "uptime"}, delegate_id=number)
    offer(office, "U0MARIA", "uptime", "U0NICK")

    answer(office, "U0NICK", "handover.accept")

    assert office.key_result("uptime")["delegate_id"] is None


def test_another_delegate_stays(office: Office) -> None:
    number = office.person("U0IDLE")["id"]
    office.change(KeyResultRow, {"key": "uptime"}, delegate_id=number)
    offer(office, "U0MARIA", "uptime", "U0NICK")

    answer(office, "U0NICK", "handover.accept")

    assert office.key_result("uptime")["delegate_id"] == number


def test_somebody_new_is_met_and_asked(office: Office) -> None:
    offer(office, "U0MARIA", "uptime", "U0STRANGE")
    answer(office, "U0STRANGE", "handover.accept")

    assert owner(office, "uptime") == "U0STRANGE"
    assert office.person("U0STRANGE")["name"] == "Stella Strange"


def test_a_second_offer_takes_the_first_one_back(office: Office) -> None:
    offer(office, "U0MARIA", "uptime", "U0NICK")
    asked = office.slack.dm("U0NICK")[-1]["ts"]

    offer(office, "U0MARIA", "uptime", "U0LENA")

    assert states(office) == ["withdrawn", "open"]
    assert "This offer was taken back" in office.dm_text("U0NICK")
    assert office.slack.dm("U0NICK")[-1]["ts"] == asked
    assert "Maria Muster wants to give you a key result" in office.dm_text("U0LENA")


def test_an_offer_that_was_not_sent_yet_is_never_sent(office: Office) -> None:
    open_form(office, "U0MARIA", "uptime")
    office.slack.fill("U0MARIA", {"new_owner": "U0NICK"})
    office.slack.submit("U0MARIA")

    offer(office, "U0MARIA", "uptime", "U0LENA")

    assert office.slack.dm("U0NICK") == []


def test_an_offer_of_another_key_result_stays_open(office: Office) -> None:
    offer(office, "U0MARIA", "uptime", "U0NICK")

    offer(office, "U0MARIA", "tickets", "U0NICK")

    assert states(office) == ["open", "open"]


@pytest.mark.parametrize("second", ["handover.accept", "handover.decline"])
def test_a_double_click_changes_nothing_and_says_so(office: Office, second: str) -> None:
    offer(office, "U0MARIA", "uptime", "U0NICK")
    office.slack.click("U0NICK", "handover.accept")

    office.slack.click("U0NICK", second)  # the message is not updated yet
    office.line.deliver()

    assert "You have accepted this already." in shown(office, "U0NICK")
    assert len(changes(office)) == 1
    assert len(office.dm_texts("U0MARIA")) == 1
