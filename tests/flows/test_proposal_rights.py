"""Proposals: who may answer, who was first, and what is taken back."""

import pytest

from bot.usecases.proposals import tell_proposals
from storage.tables import ObjectiveRow, TeamRow
from tests.flows.agreeing import (
    NEW,
    answer_with,
    changes,
    click,
    press,
    proposal,
    propose_change,
    propose_new,
    shown,
    state_of,
    tell,
)
from tests.flows.office import Office


@pytest.mark.parametrize("action_id", ["proposal.agree", "proposal.change", "proposal.decline"])
@pytest.mark.parametrize(
    ("user", "sentence"),
    [
        ("U0MARIA", "Den OKRs von Platform stimmen nur die Leitung"),
        ("U0MANY", "Only the manager of Platform and managers above agree"),
        ("U0STRANGE", "I do not know you yet."),
    ],
)
def test_who_does_not_lead_may_not_answer(
    office: Office, user: str, sentence: str, action_id: str
) -> None:
    number = propose_new(office, "U0NICK")

    press(office, user, action_id, number)

    assert sentence in shown(office, user)
    assert proposal(office)["state"] == "open"


def test_who_lost_the_right_while_the_form_was_open_may_not_answer(office: Office) -> None:
    propose_new(office, "U0NICK")
    tell(office)
    office.slack.click("U0LENA", "proposal.decline")
    office.slack.fill("U0LENA", {"note": "No"})
    office.change(TeamRow, {"name": "Platform"}, manager_id=office.person("U0MARIA")["id"])

    office.submit("U0LENA")

    [sentence] = office.slack.errors("U0LENA").values()
    assert "Only the manager of Platform" in sentence
    assert proposal(office)["state"] == "open"


def test_nobody_agrees_to_their_own_where_somebody_else_could(office: Office) -> None:
    office.change(TeamRow, {"name": "Company"}, wants_proposals=True)
    number = propose_new(office, "U0LENA")

    press(office, "U0LENA", "proposal.agree", number)

    assert "Somebody else has to agree to what you propose yourself." in shown(office, "U0LENA")
    assert proposal(office)["state"] == "open"


def test_a_manager_proposes_to_the_level_above_where_that_is_wanted(office: Office) -> None:
    office.change(TeamRow, {"name": "Company"}, wants_proposals=True)
    propose_new(office, "U0LENA")
    tell(office)

    click(office, "U0HANNA", "proposal.agree")

    assert state_of(office, NEW) == "active"


def test_the_second_of_two_deciders_reads_who_was_first(office: Office) -> None:
    number = propose_new(office, "U0NICK")
    tell(office)
    press(office, "U0HANNA", "proposal.agree", number)
    press(office, "U0LENA", "proposal.decline", number)
    office.line.deliver()

    assert "Hanna Head has agreed to this already." in shown(office, "U0LENA")
    assert "Hanna Head agreed" in office.dm_text("U0LENA")
    assert len(office.dm_texts("U0NICK")) == 1
    assert proposal(office)["state"] == "agreed"


def test_a_double_click_agrees_once(office: Office) -> None:
    propose_change(office, "U0NICK", title="No clinic waits")
    tell(office)
    office.slack.click("U0LENA", "proposal.agree")

    office.slack.click("U0LENA", "proposal.agree")  # the message is not updated yet
    office.line.deliver()

    assert len(changes(office)) == 1
    assert "Lena Lead has agreed to this already." in shown(office, "U0LENA")
    assert len(office.dm_texts("U0NICK")) == 1


def test_a_new_objective_that_was_written_anew_is_shown_anew(office: Office) -> None:
    propose_new(office, "U0NICK")
    tell(office)
    office.change(ObjectiveRow, {"title": NEW}, title="Clinics train alone", version=2)

    office.slack.click("U0LENA", "proposal.agree")
    office.line.deliver()

    assert "please look again" in shown(office, "U0LENA")
    assert state_of(office, "Clinics train alone") == "proposed"
    assert "*Clinics train alone*" in office.dm_text("U0LENA")
    office.slack.close("U0LENA")
    click(office, "U0LENA", "proposal.agree")
    assert state_of(office, "Clinics train alone") == "active"


def test_an_author_takes_it_back(office: Office) -> None:
    number = propose_new(office, "U0NICK")
    tell(office)

    press(office, "U0NICK", "proposal.withdraw", number)
    office.line.deliver()

    assert proposal(office)["state"] == "withdrawn"
    assert state_of(office, NEW) == "dropped"
    assert "It was taken back" in office.dm_text("U0LENA")
    assert office.slack.dm("U0NICK") == []


def test_what_was_sent_back_can_be_taken_back(office: Office) -> None:
    number = propose_new(office, "U0NICK")
    tell(office)
    answer_with(office, "U0LENA", "proposal.change", "Shorter")

    press(office, "U0NICK", "proposal.withdraw", number)

    assert state_of(office, NEW) == "dropped"


def test_what_is_taken_back_before_it_was_sent_is_never_sent(office: Office) -> None:
    number = propose_new(office, "U0NICK")
    tell_proposals(office.database, office.clock.now())

    press(office, "U0NICK", "proposal.withdraw", number)
    office.line.deliver()

    assert office.slack.dm("U0LENA") == []


def test_only_its_author_takes_it_back(office: Office) -> None:
    number = propose_new(office, "U0NICK")

    press(office, "U0MARIA", "proposal.withdraw", number)

    assert "Diesen Vorschlag gibt es nicht mehr." in shown(office, "U0MARIA")
    assert proposal(office)["state"] == "open"


def test_what_was_agreed_cannot_be_taken_back(office: Office) -> None:
    number = propose_new(office, "U0NICK")
    tell(office)
    click(office, "U0LENA", "proposal.agree")

    press(office, "U0NICK", "proposal.withdraw", number)

    assert "Lena Lead has agreed to this already." in shown(office, "U0NICK")
