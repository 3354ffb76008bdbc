"""Proposals: told to who decides, agreed to, sent back, declined."""

from dataclasses import replace
from decimal import Decimal

import pytest

from storage.objectives import get_objective
from storage.tables import ObjectiveRow
from tests.flows.agreeing import (
    NEW,
    answer_with,
    changes,
    click,
    objective,
    objective_id,
    proposal,
    propose_change,
    propose_new,
    shown,
    state_of,
    tell,
)
from tests.flows.office import Office


def test_the_manager_reads_the_whole_of_what_a_member_proposes(office: Office) -> None:
    propose_new(office, "U0NICK")

    tell(office)

    asked = office.dm_text("U0LENA")
    assert "Nick New proposes an objective for Platform, 2026-Q4" in asked
    assert f"*{NEW}*" in asked
    assert "Contributes to: Hospitals trust our implants" in asked
    assert "Waiting costs trust" in asked
    assert "• *Portal answers*: yes or no · Maria Muster" in asked
    assert "We know more" in asked
    assert "Each of its key results is known only at the end." in asked


def test_it_is_told_once(office: Office) -> None:
    propose_new(office, "U0NICK")

    tell(office)
    tell(office)

    assert len(office.slack.dm("U0LENA")) == 1


def test_what_is_agreed_counts(office: Office) -> None:
    propose_new(office, "U0NICK")
    tell(office)

    click(office, "U0LENA", "proposal.agree")

    assert state_of(office, NEW) == "active"
    assert proposal(office)["state"] == "agreed"
    assert "You agreed" in office.dm_text("U0LENA")
    assert office.dm_texts("U0NICK") == [f"Lena Lead agreed to your proposal: {NEW}"]


def test_a_change_is_read_by_what_differs(office: Office) -> None:
    with office.database.reading() as session:
        workspace = office.line.workspace.id
        stands = get_objective(session, workspace, objective_id(office, "calm"))
    first, second, *others = stands.key_results
    new = replace(first, id=0, title="Calls per order")
    wanted = (replace(first, target=Decimal(200)), *others, new)
    propose_change(office, "U0NICK", title="No clinic waits", key_results=wanted)

    tell(office)

    asked = office.dm_text("U0LENA")
    assert "proposes a change to an objective of Platform" in asked
    assert "Wording: Clinics never wait for our portal → No clinic waits" in asked
    assert "*Portal answers*: Target: 100% → 200%" in asked
    assert "*Calls per order*: from 90% to 100% · Maria Muster · new key result" in asked
    assert f"*{second.title}*: key result dropped" in asked
    assert "audit" not in asked


def test_an_agreed_change_is_made_and_kept_as_its_author_s(office: Office) -> None:
    propose_change(office, "U0NICK", title="No clinic waits")
    tell(office)

    click(office, "U0LENA", "proposal.agree")

    nick = office.person("U0NICK")["id"]
    before = "Clinics never wait for our portal"
    assert objective(office, "calm")["title"] == "No clinic waits"
    assert changes(office) == [("title", before, "No clinic waits", nick, "We know more")]


def test_a_check_in_meanwhile_is_not_undone(office: Office) -> None:
    propose_change(office, "U0NICK", title="No clinic waits")
    tell(office)
    office.open("U0MARIA")
    office.fill("U0MARIA", uptime_value="97", uptime_confidence="9")
    office.submit("U0MARIA")

    click(office, "U0LENA", "proposal.agree")

    uptime = office.key_result("uptime")
    assert objective(office, "calm")["title"] == "No clinic waits"
    assert (uptime["current"], uptime["confidence"]) == (97, 9)


def test_a_change_of_what_changed_meanwhile_goes_back_to_its_author(office: Office) -> None:
    propose_change(office, "U0NICK", title="No clinic waits")
    tell(office)
    office.change(ObjectiveRow, {"key": "calm"}, version=2, why="Because")

    click(office, "U0LENA", "proposal.agree")

    assert "Nick New is asked to look at it again." in shown(office, "U0LENA")
    assert objective(office, "calm")["title"] == "Clinics never wait for our portal"
    assert proposal(office)["state"] == "returned"
    assert "The objective has changed since this was proposed." in office.dm_text("U0NICK")


def test_a_wish_goes_back_to_the_author(office: Office) -> None:
    propose_new(office, "U0NICK")
    tell(office)

    answer_with(office, "U0LENA", "proposal.change", "Two key results are enough")

    assert proposal(office)["state"] == "returned"
    assert state_of(office, NEW) == "proposed"
    assert "Lena Lead suggests a change to your proposal" in office.dm_text("U0NICK")
    assert "Two key results are enough" in office.dm_text("U0NICK")
    assert "You asked for a change" in office.dm_text("U0LENA")


def test_what_is_declined_is_dropped_and_its_author_reads_why(office: Office) -> None:
    propose_new(office, "U0NICK")
    tell(office)

    answer_with(office, "U0LENA", "proposal.decline", "Training is not ours")

    assert proposal(office)["state"] == "declined"
    assert state_of(office, NEW) == "dropped"
    assert "Lena Lead declined your proposal" in office.dm_text("U0NICK")
    assert "Training is not ours" in office.dm_text("U0NICK")


def test_a_declined_change_leaves_the_objective_as_it_is(office: Office) -> None:
    propose_change(office, "U0NICK", title="No clinic waits")
    tell(office)

    answer_with(office, "U0LENA", "proposal.decline", "The old wording is known")

    assert objective(office, "calm")["state"] == "active"
    assert objective(office, "calm")["title"] == "Clinics never wait for our portal"
    assert "The objective stays as it is." in office.dm_text("U0NICK")


@pytest.mark.parametrize("action_id", ["proposal.change", "proposal.decline"])
def test_a_word_is_needed_and_blanks_are_none(office: Office, action_id: str) -> None:
    propose_new(office, "U0NICK")
    tell(office)

    answer_with(office, "U0LENA", action_id, "   ")

    assert office.slack.errors("U0LENA") == {"note": "Write a sentence: the author will ask."}
    assert proposal(office)["state"] == "open"


def test_words_that_were_not_sent_stand_there_again(office: Office) -> None:
    propose_new(office, "U0NICK")
    tell(office)
    office.slack.click("U0LENA", "proposal.change")
    office.slack.fill("U0LENA", {"note": "Two are enough"})
    office.slack.close("U0LENA")

    office.slack.click("U0LENA", "proposal.change")

    view = office.slack.view("U0LENA")
    assert view is not None
    assert view["state"]["values"]["note"]["note"]["value"] == "Two are enough"
