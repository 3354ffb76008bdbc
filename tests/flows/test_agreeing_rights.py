"""Every cell of the table of rights that agreeing asks about: on open and on submit."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.domain.rights import RULES, TABLE, Right, Standing, Verdict
from storage.tables import KeyResultRow, PersonRow, ProposalRow
from tests.flows.agreeing import objective_id, press, propose_change, propose_new, shown
from tests.flows.office import Office

PEOPLE = {
    Standing.OUTSIDER: "U0MANY",
    Standing.MEMBER: "U0IDLE",
    Standing.MANAGER: "U0LENA",
    Standing.ABOVE: "U0HANNA",
    Standing.ADMIN: "U0MANY",
}
Opener = Callable[[Office, str], Any]


def hand_over(office: Office, user: str) -> None:
    press(office, user, "keyresult.hand_over", office.id_of("uptime"))


def hand_over_objective(office: Office, user: str) -> None:
    press(office, user, "objective.hand_over", objective_id(office, "calm"))


def change(office: Office, user: str) -> None:
    press(office, user, "proposal.change", propose_new(office, "U0NICK"))


def decline(office: Office, user: str) -> None:
    press(office, user, "proposal.decline", propose_new(office, "U0NICK"))


def drop(office: Office, user: str) -> None:
    press(office, user, "objective.drop", objective_id(office, "calm"))


def drop_key_result(office: Office, user: str) -> None:
    press(office, user, "keyresult.drop", office.id_of("uptime"))


FORMS: dict[Opener, tuple[Right, dict[str, str]]] = {
    hand_over: (Right.HAND_OVER, {"new_owner": "U0NICK"}),
    hand_over_objective: (Right.HAND_OVER, {"new_owner": "U0NICK"}),
    change: (Right.DECIDE, {"note": "Shorter"}),
    decline: (Right.DECIDE, {"note": "Not ours"}),
    drop: (Right.WRITE, {"reason": "Not ours"}),
    drop_key_result: (Right.WRITE, {"reason": "Not ours"}),
}
CELLS = [
    pytest.param(opener, standing, id=f"{opener.__name__}-{standing}")
    for opener in FORMS
    for standing in Standing
]


def arrange(office: Office, standing: Standing) -> str:
    """The person who stands so to Platform, and as no more than that."""
    office.change(PersonRow, {"slack_id": "U0HANNA"}, role="member")
    if standing is Standing.ADMIN:
        office.change(PersonRow, {"slack_id": "U0MANY"}, role="admin")
    return PEOPLE[standing]


def refusal(right: Right) -> str:
    return RULES[right] % {"team": "Platform"}


@pytest.mark.parametrize(("opener", "standing"), CELLS)
def test_who_may_open_it(office: Office, opener: Opener, standing: Standing) -> None:
    user, (right, _fields) = arrange(office, standing), FORMS[opener]

    opener(office, user)

    is_refused = TABLE[right][standing] is Verdict.NO
    assert (refusal(right) in shown(office, user)) is is_refused


@pytest.mark.parametrize(("opener", "standing"), CELLS)
def test_who_may_submit_it(office: Office, opener: Opener, standing: Standing) -> None:
    user, (right, fields) = arrange(office, standing), FORMS[opener]
    role = office.person(user)["role"]
    office.change(PersonRow, {"slack_id": user}, role="admin")
    opener(office, user)
    office.change(PersonRow, {"slack_id": user}, role=role)
    office.slack.fill(user, fields)

    office.submit(user)

    is_refused = TABLE[right][standing] is Verdict.NO
    assert (refusal(right) in office.slack.errors(user).values()) is is_refused


@pytest.mark.parametrize("propose", [propose_new, propose_change])
@pytest.mark.parametrize("standing", Standing)
def test_who_may_agree(office: Office, standing: Standing, propose: Callable[..., int]) -> None:
    number = propose(office, "U0NICK", title="No clinic waits")
    user = arrange(office, standing)

    press(office, user, "proposal.agree", number)

    is_refused = TABLE[Right.DECIDE][standing] is Verdict.NO
    state = office.rows(ProposalRow)[-1]["state"]
    assert state == ("open" if is_refused else "agreed")
    assert (refusal(Right.DECIDE) in shown(office, user)) is is_refused


@pytest.mark.parametrize("standing", Standing)
def test_owners_hand_over_what_is_theirs_whatever_they_are(
    office: Office, standing: Standing
) -> None:
    user = arrange(office, standing)
    owner = office.person(user)["id"]
    office.change(KeyResultRow, {"key": "uptime"}, owner_id=owner)

    hand_over(office, user)
    office.slack.fill(user, {"new_owner": "U0NICK"})
    office.submit(user)

    assert "Nick New gets a message now." in shown(office, user)
