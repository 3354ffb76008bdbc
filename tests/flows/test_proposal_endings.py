"""Proposals whose people, teams or cycles are other ones meanwhile, and private ones."""

import pytest

from bot.domain.okrs import Caller
from bot.usecases.deciding import withdraw
from bot.usecases.proposals import tell_proposals
from storage.tables import CycleRow, ObjectiveRow, PersonRow, ProposalRow, TeamRow
from tests.flows.agreeing import (
    NEW,
    answer_with,
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
from tests.flows.writing import TITLE, come_to_check, newest


def test_a_new_manager_is_asked_instead_of_the_old_one(office: Office) -> None:
    propose_new(office, "U0NICK")
    tell(office)
    office.change(TeamRow, {"name": "Platform"}, manager_id=office.person("U0MARIA")["id"])

    tell(office)

    assert "Nick New schlägt ein Objective für Platform vor" in office.dm_text("U0MARIA")
    assert "Maria Muster is asked now." in office.dm_text("U0LENA")
    click(office, "U0MARIA", "proposal.agree")
    assert state_of(office, NEW) == "active"


def test_who_left_is_not_asked_but_the_next_one_above(office: Office) -> None:
    propose_new(office, "U0NICK")
    tell(office)
    office.change(PersonRow, {"slack_id": "U0LENA"}, is_active=False)

    tell(office)

    assert "Nick New proposes an objective for Platform" in office.dm_text("U0HANNA")
    assert proposal(office)["decider_id"] == office.person("U0HANNA")["id"]


def test_what_somebody_proposed_who_left_can_still_be_agreed(office: Office) -> None:
    propose_new(office, "U0NICK")
    tell(office)
    office.change(PersonRow, {"slack_id": "U0NICK"}, is_active=False)

    click(office, "U0LENA", "proposal.agree")

    assert state_of(office, NEW) == "active"
    assert office.slack.dm("U0NICK") == []


@pytest.mark.parametrize("over", ["team", "cycle", "objective"])
def test_what_can_be_decided_no_more_is_closed_and_its_author_told(
    office: Office, over: str
) -> None:
    propose_change(office, "U0NICK", title="No clinic waits")
    tell(office)
    {
        "team": lambda: office.change(TeamRow, {"name": "Platform"}, is_active=False),
        "cycle": lambda: office.change(CycleRow, {}, is_closed=True),
        "objective": lambda: office.change(ObjectiveRow, {"key": "calm"}, state="dropped"),
    }[over]()

    tell(office)

    assert proposal(office)["state"] == "withdrawn"
    assert "there is nothing to decide any more" in office.dm_text("U0LENA")
    assert "Your proposal is off the table" in office.dm_text("U0NICK")


@pytest.mark.parametrize(
    ("over", "sentence"),
    [
        ("team", "The team Platform is not there any more"),
        ("cycle", "The cycle 2026-Q4 is closed."),
    ],
)
def test_what_is_over_cannot_be_agreed_to(office: Office, over: str, sentence: str) -> None:
    propose_new(office, "U0NICK")
    tell(office)
    {
        "team": lambda: office.change(TeamRow, {"name": "Platform"}, is_active=False),
        "cycle": lambda: office.change(CycleRow, {}, is_closed=True),
    }[over]()

    office.slack.click("U0LENA", "proposal.agree")

    assert sentence in shown(office, "U0LENA")
    assert state_of(office, NEW) == "proposed"


def test_what_its_author_overtook_is_closed_quietly(office: Office) -> None:
    first = propose_change(office, "U0NICK", title="No clinic waits")
    tell(office)
    office.change(ProposalRow, {"id": first}, state="withdrawn")
    propose_change(office, "U0NICK", title="Nobody waits")

    tell(office)

    texts = office.dm_texts("U0LENA")
    assert "a change to an objective of Platform: No clinic waits" in texts[0]
    assert "It was taken back" in str(office.slack.dm("U0LENA")[0]["text"])
    assert "Nobody waits" in texts[1]
    assert office.slack.dm("U0NICK") == []


def test_a_private_proposal_is_not_there_for_others(office: Office) -> None:
    number = propose_new(office, "U0NICK", is_private=True)

    press(office, "U0MANY", "proposal.agree", number)

    assert "This objective is not there any more." in shown(office, "U0MANY")


def test_a_private_parent_of_another_team_is_not_named(office: Office) -> None:
    office.change(ObjectiveRow, {"key": "grow"}, is_private=True)
    propose_new(office, "U0NICK")

    tell(office)

    assert "Contributes to: a private objective" in office.dm_text("U0LENA")


def test_a_proposal_that_cannot_be_told_keeps_no_other_from_it(office: Office) -> None:
    propose_change(office, "U0NICK", title="No clinic waits")
    propose_new(office, "U0NICK")
    first = office.rows(ProposalRow)[0]
    office.change(ProposalRow, {"id": first["id"]}, content={"title": "of an older version"})

    counted = tell_proposals(office.database, office.clock.now())

    assert counted == {"asked": 1}


def test_a_stranger_cannot_take_back_anything(office: Office) -> None:
    number = propose_new(office, "U0NICK")

    with pytest.raises(Exception, match="I do not know you yet"):
        withdraw(office.database, Caller("T0LOCAL", "U0STRANGE"), number, office.clock.now())


def test_what_is_written_in_the_editor_reaches_the_manager_at_once(office: Office) -> None:
    come_to_check(office, "U0NICK")
    office.submit("U0NICK")
    asked = office.dm_text("U0LENA")

    click(office, "U0LENA", "proposal.agree")

    assert f"*{TITLE}*" in asked
    assert "• *Clinics that train alone*: from 4 to 20 clinics · Nick New" in asked
    assert newest(office)["state"] == "active"


def test_what_was_sent_back_is_changed_and_proposed_again(office: Office) -> None:
    come_to_check(office, "U0NICK")
    office.submit("U0NICK")
    office.slack.close("U0NICK")
    answer_with(office, "U0LENA", "proposal.change", "Say which clinics")

    office.slack.click("U0NICK", "objective.edit")
    office.slack.fill("U0NICK", {"title": "Clinics in Styria train alone"})
    for _page in range(4):
        office.submit("U0NICK")

    assert [row["state"] for row in office.rows(ProposalRow)] == ["returned", "open"]
    assert "*Clinics in Styria train alone*" in office.dm_text("U0LENA")
    click(office, "U0LENA", "proposal.agree")
    assert state_of(office, "Clinics in Styria train alone") == "active"
