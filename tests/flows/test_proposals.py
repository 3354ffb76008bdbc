"""Proposals: who is asked, who may answer how, and what comes of it."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from bot.domain.okrs import Caller
from bot.usecases.deciding import withdraw
from bot.usecases.proposals import tell_proposals
from storage.objectives import get_objective
from storage.tables import CycleRow, ObjectiveRow, PersonRow, ProposalRow, TeamRow
from tests.flows.agreeing import (
    NEW,
    changes,
    objective,
    objective_id,
    press,
    propose_change,
    propose_new,
    shown,
    tell,
)
from tests.flows.office import Office
from tests.flows.writing import TITLE, come_to_check, newest


def click(office: Office, user: str, action_id: str) -> None:
    office.slack.click(user, action_id)
    office.line.deliver()


def answer_with(office: Office, user: str, action_id: str, words: str) -> None:
    office.slack.click(user, action_id)
    office.slack.fill(user, {"note": words})
    office.submit(user)


def proposal(office: Office) -> dict[str, Any]:
    return office.rows(ProposalRow)[-1]


def state_of(office: Office, title: str) -> str:
    found = next(row for row in office.rows(ObjectiveRow) if row["title"] == title)
    return str(found["state"])


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
