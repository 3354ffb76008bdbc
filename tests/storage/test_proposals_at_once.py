"""Two people who answer at once, and two schedulers that tell: once, whatever happens."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlmodel import Session, select

from bot.domain.okrs import Caller, ObjectiveState
from bot.errors import OkrError
from bot.usecases.deciding import agree, answer_with_words
from bot.usecases.handovers import accept, offer
from bot.usecases.proposals import tell_proposals
from storage.database import Database
from storage.people import people_by_id
from storage.proposals import add_proposal
from storage.tables import (
    ChangeRow,
    HandoverRow,
    ObjectiveRow,
    OutboxRow,
    PersonRow,
    ProposalRow,
    TeamRow,
    WorkspaceRow,
)
from tests.make import MONDAY, Company, add_company, add_person, add_team

LATER = MONDAY + timedelta(minutes=5)


def proposed(session: Session) -> tuple[Company, str, int]:
    """Maria's objective waits for Hanna; Olga leads the team above. The proposal's id."""
    company = add_company(session)
    olga = add_person(session, company.workspace, name="Olga", slack_id="U0OLGA")
    above = add_team(session, company.workspace, manager_id=olga)
    session.get_one(TeamRow, company.team).parent_id = above
    session.get_one(ObjectiveRow, company.objective).state = ObjectiveState.PROPOSED
    author = people_by_id(session, [company.member])[company.member]
    number = add_proposal(session, author, company.objective, company.manager, now=MONDAY)
    return company, session.get_one(WorkspaceRow, company.workspace).slack_id, number


def answered(database: Database, workspace: str, number: int, user: str, start: Barrier) -> str:
    """Hanna agrees, Olga declines; what they read if they were late."""
    caller = Caller(workspace, user)
    start.wait()
    try:
        if user == "U0HANNA":
            agree(database, caller, number, LATER)
        else:
            form = f"proposal.decline {number}"
            answer_with_words(database, caller, form, {"note": "Not ours"}, LATER)
    except OkrError as late:
        return str(late)
    return ""


@pytest.mark.parametrize("_turn", range(3))
def test_of_two_deciders_at_once_one_counts(database: Database, _turn: int) -> None:
    with database.transaction() as session:
        company, workspace, number = proposed(session)
    start = Barrier(2)

    with ThreadPoolExecutor(2) as pool:
        said = list(
            pool.map(
                lambda user: answered(database, workspace, number, user, start),
                ("U0HANNA", "U0OLGA"),
            )
        )

    with database.reading() as session:
        state = session.get_one(ProposalRow, number).state
        objective = session.get_one(ObjectiveRow, company.objective).state
    first, late = ("Hanna", said[1]) if state == "agreed" else ("Olga", said[0])
    assert "" in said
    assert late.startswith(f"{first} has ")
    assert objective == {"agreed": "active", "declined": "dropped"}[state]


def test_two_schedulers_tell_once(database: Database) -> None:
    with database.transaction() as session:
        proposed(session)
    start = Barrier(2)

    def run(_number: int) -> int:
        start.wait()
        return tell_proposals(database, LATER)["asked"]

    with ThreadPoolExecutor(2) as pool:
        counted = sum(pool.map(run, range(2)))

    with database.reading() as session:
        keys = session.exec(select(OutboxRow.key)).all()
    assert len(keys) == 1
    assert counted == 1


def test_an_offer_is_accepted_once_by_two_presses_at_once(database: Database) -> None:
    with database.transaction() as session:
        company = add_company(session)
        add_person(session, company.workspace, name="Nick", slack_id="U0NICK")
        workspace = session.get_one(WorkspaceRow, company.workspace).slack_id
    hanna, nick = Caller(workspace, "U0HANNA"), Caller(workspace, "U0NICK")
    subject = f"key_result {company.key_result}"
    offer(database, hanna, subject, {"new_owner": "U0NICK", "note": "Yours?"}, MONDAY)
    with database.reading() as session:
        [number] = session.exec(select(HandoverRow.id)).all()
    start = Barrier(2)

    def press(_number: int) -> str:
        start.wait()
        try:
            accept(database, nick, number or 0, LATER)
        except OkrError as late:
            return str(late)
        return ""

    with ThreadPoolExecutor(2) as pool:
        said = sorted(pool.map(press, range(2)))

    with database.reading() as session:
        made = session.exec(select(ChangeRow.field)).all()
        owner = session.exec(select(PersonRow.id).where(PersonRow.slack_id == "U0NICK")).one()
        [changed] = session.exec(select(ChangeRow.after)).all()
    assert said == ["", "You have accepted this already."]
    assert (made, changed) == (["owner_id"], str(owner))
