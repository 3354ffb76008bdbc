"""Handing over: who may offer what to whom, and what comes of it."""

from datetime import timedelta

import pytest

from storage.tables import (
    CycleRow,
    HandoverRow,
    KeyResultRow,
    MembershipRow,
    ObjectiveRow,
    PersonRow,
)
from tests.flows.agreeing import changes, objective, objective_id, press, shown
from tests.flows.office import MONDAY_NINE, Office

NOTE = "You know the clinics best"


def open_form(office: Office, user: str, key: str) -> None:
    press(office, user, "keyresult.hand_over", office.id_of(key))


def offer(office: Office, user: str, key: str, to: str, note: str = NOTE) -> None:
    open_form(office, user, key)
    office.slack.fill(user, {"new_owner": to, "note": note})
    office.submit(user)


def offer_objective(office: Office, user: str, key: str, to: str) -> None:
    press(office, user, "objective.hand_over", objective_id(office, key))
    office.slack.fill(user, {"new_owner": to})
    office.submit(user)


def answer(office: Office, user: str, action_id: str) -> None:
    office.slack.click(user, action_id)
    office.line.deliver()


def owner(office: Office, key: str) -> str:
    by_id = {row["id"]: row["slack_id"] for row in office.rows(PersonRow)}
    return str(by_id[office.key_result(key)["owner_id"]])


def states(office: Office) -> list[str]:
    return [str(row["state"]) for row in office.rows(HandoverRow)]


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


def test_an_offer_is_answered_by_whom_it_was_made_to(office: Office) -> None:
    offer(office, "U0MARIA", "uptime", "U0NICK")

    press(office, "U0LENA", "handover.accept", office.rows(HandoverRow)[0]["id"])

    assert "This offer is not there any more." in shown(office, "U0LENA")
    assert states(office) == ["open"]


@pytest.mark.parametrize(
    ("to", "sentence"),
    [
        ("U0MARIA", "Maria Muster ist schon dafür verantwortlich."),
        ("U0GONE", "Das geht nur an Leute, die hier arbeiten"),
    ],
)
def test_who_cannot_have_it_is_told_at_the_field(office: Office, to: str, sentence: str) -> None:
    offer(office, "U0MARIA", "uptime", to)

    assert sentence in office.slack.errors("U0MARIA")["new_owner"]
    assert office.rows(HandoverRow) == []


@pytest.mark.parametrize("sign", ["is_restricted", "is_ultra_restricted", "is_bot", "deleted"])
def test_guests_and_bots_cannot_have_it(office: Office, sign: str) -> None:
    office.slack.update_person("U0STRANGE", **{sign: True})

    offer(office, "U0MARIA", "uptime", "U0STRANGE")

    assert "nicht an Gäste, Bots" in office.slack.errors("U0MARIA")["new_owner"]
    assert office.rows(HandoverRow) == []


def test_a_private_objective_is_given_only_to_who_may_see_it(office: Office) -> None:
    offer(office, "U0LENA", "offer", "U0MANY")
    errors = office.slack.errors("U0LENA")

    offer(office, "U0LENA", "offer", "U0NICK")

    assert errors == {"new_owner": "This objective is private, and Many Results may not see it."}
    assert states(office) == ["open"]


def test_who_may_see_it_no_more_cannot_accept_it(office: Office) -> None:
    offer(office, "U0LENA", "offer", "U0NICK")
    nick = office.person("U0NICK")["id"]
    with office.database.transaction() as session:
        table = MembershipRow.metadata.tables["membership"]
        session.execute(table.delete().where(table.c.person_id == nick))

    answer(office, "U0NICK", "handover.accept")

    assert "This has changed since it was offered to you." in shown(office, "U0NICK")
    assert owner(office, "offer") == "U0LENA"
    assert states(office) == ["withdrawn"]


@pytest.mark.parametrize("user", ["U0NICK", "U0MANY"])
def test_who_neither_owns_nor_leads_may_not_offer(office: Office, user: str) -> None:
    open_form(office, user, "uptime")

    assert "Only its owner, the manager of Platform and managers above" in shown(office, user)


def test_who_lost_the_right_while_the_form_was_open_may_not_offer(office: Office) -> None:
    open_form(office, "U0MARIA", "uptime")
    office.change(KeyResultRow, {"key": "uptime"}, owner_id=office.person("U0NICK")["id"])
    office.slack.fill("U0MARIA", {"new_owner": "U0IDLE"})

    office.submit("U0MARIA")

    [sentence] = office.slack.errors("U0MARIA").values()
    assert "Weitergeben können nur die verantwortliche Person" in sentence
    assert office.rows(HandoverRow) == []


def test_what_is_private_is_not_even_there_for_others(office: Office) -> None:
    open_form(office, "U0MANY", "offer")

    assert "This objective is not there any more." in shown(office, "U0MANY")


def test_a_closed_cycle_stays_as_it_is(office: Office) -> None:
    offer(office, "U0MARIA", "uptime", "U0NICK")
    office.change(CycleRow, {}, is_closed=True)

    open_form(office, "U0MARIA", "tickets")
    answer(office, "U0NICK", "handover.accept")

    assert "Der Zyklus 2026-Q4 ist abgeschlossen." in shown(office, "U0MARIA")
    assert owner(office, "uptime") == "U0MARIA"
    assert states(office) == ["withdrawn"]


@pytest.mark.parametrize(
    ("state", "sentence"),
    [("proposed", "is not agreed yet"), ("dropped", "is over"), ("closed", "is over")],
)
def test_what_is_not_running_cannot_change_hands(office: Office, state: str, sentence: str) -> None:
    office.change(ObjectiveRow, {"key": "calm"}, state=state)

    open_form(office, "U0LENA", "uptime")

    assert sentence in shown(office, "U0LENA")


def test_a_key_result_that_was_removed_meanwhile(office: Office) -> None:
    offer(office, "U0MARIA", "uptime", "U0NICK")
    open_form(office, "U0MARIA", "uptime")
    office.change(KeyResultRow, {"key": "uptime"}, is_active=False)

    answer(office, "U0NICK", "handover.accept")
    office.slack.fill("U0MARIA", {"new_owner": "U0NICK"})
    office.submit("U0MARIA")

    assert "This has changed since it was offered to you." in shown(office, "U0NICK")
    assert "Dieses Key Result gibt es nicht mehr." in office.slack.errors("U0MARIA").values()


def test_what_was_typed_stands_there_again(office: Office) -> None:
    open_form(office, "U0MARIA", "uptime")
    office.slack.fill("U0MARIA", {"new_owner": "U0GONE", "note": NOTE})
    office.submit("U0MARIA")
    office.slack.close("U0MARIA")
    open_form(office, "U0MARIA", "uptime")
    refused = office.slack.view("U0MARIA")
    office.slack.fill("U0MARIA", {"note": "Only closed"})
    office.slack.close("U0MARIA")

    open_form(office, "U0MARIA", "uptime")

    assert refused is not None
    assert refused["state"]["values"]["new_owner"]["new_owner"]["selected_user"] == "U0GONE"
    assert refused["state"]["values"]["note"]["note"]["value"] == NOTE
    view = office.slack.view("U0MARIA")
    assert view is not None
    assert view["state"]["values"]["note"]["note"]["value"] == "Only closed"


def test_what_was_offered_is_not_offered_again_by_the_form(office: Office) -> None:
    offer(office, "U0MARIA", "uptime", "U0NICK")
    office.slack.close("U0MARIA")

    open_form(office, "U0MARIA", "uptime")

    view = office.slack.view("U0MARIA")
    assert view is not None
    assert view["state"]["values"]["note"]["note"]["value"] is None


def test_a_reason_that_was_not_sent_stands_there_again(office: Office) -> None:
    offer(office, "U0MARIA", "uptime", "U0NICK")
    office.slack.click("U0NICK", "handover.decline")
    office.slack.fill("U0NICK", {"reason": "I am away"})
    office.slack.close("U0NICK")

    office.slack.click("U0NICK", "handover.decline")

    view = office.slack.view("U0NICK")
    assert view is not None
    assert view["state"]["values"]["reason"]["reason"]["value"] == "I am away"


def test_the_nudge_of_the_week_goes_to_the_new_owner(office: Office) -> None:
    offer(office, "U0MARIA", "uptime", "U0IDLE")
    answer(office, "U0IDLE", "handover.accept")

    office.live_until(MONDAY_NINE + timedelta(minutes=1))

    assert "Portal answers" in office.dm_text("U0IDLE")
    assert "How does it stand" not in office.dm_text("U0MARIA")
