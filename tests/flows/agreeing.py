"""What people do with OKRs that stand: buttons are posted where a test presses them.

Whoever shows an objective shows these buttons; here they stand in a channel where everybody is.
"""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from sqlmodel import Session

from bot.domain.okrs import Caller, Metric, Objective, ObjectiveState, Person
from bot.usecases.proposals import tell_proposals
from playground import Reply
from storage.deciding import find_agreeing
from storage.objectives import add_objective, get_objective
from storage.people import get_person
from storage.proposals import add_proposal
from storage.tables import ChangeRow, ObjectiveRow, ProposalRow
from tests.flows.office import MONDAY_EARLY, Office

NEW = "Every clinic trains its own people"


def press(office: Office, user: str, action_id: str, number: int | str) -> Reply:
    """Press a button that a view of the bot shows somebody, wherever it stands."""
    button = {
        "type": "button",
        "action_id": action_id,
        "text": {"type": "plain_text", "text": action_id},
        "value": str(number),
    }
    payload: dict[str, Any] = {
        "text": action_id,
        "blocks": [{"type": "actions", "elements": [button]}],
    }
    office.line.gateway.post_message("C0ALL", payload, key=f"test:{action_id}:{number}")
    return office.slack.click(user, action_id, value=str(number), channel="C0ALL")


def objective_id(office: Office, key: str) -> int:
    return int(next(row["id"] for row in office.rows(ObjectiveRow) if row["key"] == key))


def objective(office: Office, key: str) -> dict[str, Any]:
    return next(row for row in office.rows(ObjectiveRow) if row["key"] == key)


def shown(office: Office, user: str) -> str:
    """All that the top modal says; "" when none is open."""
    return office.shown(user) if office.slack.view(user) else ""


def changes(office: Office) -> list[tuple[Any, ...]]:
    """What was changed, by whom and why: field, before, after, author's id, reason."""
    return [
        (row["field"], row["before"], row["after"], row["author_id"], row["reason"])
        for row in office.rows(ChangeRow)
    ]


def propose_new(office: Office, user: str, key: str = "calm", **changed: Any) -> int:
    """A copy of an objective as somebody proposes it, for the same team; the proposal's id."""
    with office.database.transaction() as session:
        author = get_person(session, Caller("T0LOCAL", user))
        like = get_objective(session, author.workspace_id, objective_id(office, key))
        key_results = tuple(
            replace(each, id=0, milestones=(), metric=Metric.YES_NO, current=Decimal(0))
            for each in like.key_results
        )
        wanted = replace(like, id=0, state=ObjectiveState.PROPOSED, key_results=key_results)
        wanted = replace(wanted, **{"title": NEW, "why": "Waiting costs trust", **changed})
        number = add_objective(session, author, wanted)
        return _ask(session, author, wanted, number)


def propose_change(office: Office, user: str, key: str = "calm", **changed: Any) -> int:
    """A change to an objective as somebody proposes it; the proposal's id."""
    with office.database.transaction() as session:
        author = get_person(session, Caller("T0LOCAL", user))
        stands = get_objective(session, author.workspace_id, objective_id(office, key))
        return _ask(session, author, replace(stands, **changed), stands.id, stands)


def _ask(
    session: Session,
    author: Person,
    wanted: Objective,
    number: int,
    stands: Objective | None = None,
) -> int:
    decider = find_agreeing(session, author, wanted.team_id)
    assert decider is not None
    return add_proposal(
        session,
        author,
        number,
        decider.id,
        content=wanted if stands else None,
        base_version=stands.version if stands else 0,
        reason="We know more",
        now=MONDAY_EARLY,
    )


def tell(office: Office) -> None:
    """Let everybody hear what there is to hear of proposals."""
    tell_proposals(office.database, office.clock.now())
    office.line.deliver()


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
