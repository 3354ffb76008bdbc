"""Handing over: what is refused, and what was typed stays."""

from datetime import timedelta

import pytest

from storage.tables import (
    CycleRow,
    HandoverRow,
    KeyResultRow,
    MembershipRow,
    ObjectiveRow,
)
from tests.flows.agreeing import press, shown
from tests.flows.handing_over import NOTE, answer, offer, open_form, owner, states
from tests.flows.office import MONDAY_NINE, Office


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
