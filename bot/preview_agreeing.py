"""Example values for the templates of agreeing and handing over, for `okrbot preview`."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.domain.agreeing import Answer
from bot.domain.handovers import Given, Handover, Offer, compose_offer
from bot.domain.okrs import Link, Team
from bot.domain.proposals import ProposedFacts, compose_proposal
from bot.domain.settling import Deed
from bot.preview_company import ANNA, COMPANY, KEY_RESULTS, OBJECTIVE, TODAY
from storage.proposals import Proposal

NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)
NOTE = "You know the hospitals in the south better than I do"

PROPOSAL = Proposal(
    *(7, 1, OBJECTIVE.id, ANNA.id, 2, None, 1, ""),
    *(Answer.RETURNED, "Two key results are enough", NOON, NOON, 2),
)
HANDOVER = Handover(5, 1, 1, 1, 1, 2, 1, Answer.OPEN, NOTE, "", NOON, None)


def _offer() -> Offer:
    given = Given(OBJECTIVE, KEY_RESULTS[0])
    return compose_offer(given, ANNA.name, TODAY, asked_by=ANNA.name, note=NOTE)


def _answer() -> dict[str, Any]:
    declined = replace(HANDOVER, state=Answer.DECLINED, decided_at=NOON)
    told = {"receiver": "Ben Kofler", "reply": "I am away until December", "is_asker": True}
    return {"handover": declined, "offer": _offer(), **told}


def _proposed() -> dict[str, Any]:
    titles: dict[int, str | None] = {COMPANY.id: COMPANY.title}
    team = Team(1, "Platform", parent_id=2)
    new = replace(OBJECTIVE, link=Link.CONTRIBUTES, why="Every hour of waiting costs trust")
    facts = ProposedFacts(ANNA, team, new, None, "", {ANNA.id: ANNA}, {}, titles)
    return {"id": 7, "version": 1, "proposed": compose_proposal(facts)}


def _over() -> dict[str, Any]:
    return {
        "proposal": PROPOSAL,
        "title": OBJECTIVE.title,
        "team": "Platform",
        "author": ANNA.name,
        "by": "Ben Kofler",
        "is_by_reader": True,
        "is_new": True,
        "moved_to": "",
        "note": PROPOSAL.note,
    }


def _words() -> dict[str, Any]:
    return {"id": 7, "title": OBJECTIVE.title, "author": ANNA.name, "typed": {}}


def _settling() -> dict[str, Any]:
    shown = {"title": OBJECTIVE.title, "objective": "", "key_results": 3, "decider": ""}
    return {"deed": Deed.DROP, **shown}


EXAMPLES: dict[str, Callable[[], dict[str, Any]]] = {
    "messages/handover": lambda: {"handover": HANDOVER, "offer": _offer(), "reply": ""},
    "messages/handover_answer": _answer,
    "messages/proposal": _proposed,
    "messages/proposal_answer": _over,
    "messages/proposal_over": _over,
    "modals/handover": lambda: {"subject": "key_result 1", "offer": _offer(), "typed": {}},
    "modals/handover_decline": lambda: {"id": 5, "offer": _offer(), "typed": {}},
    "modals/handover_done": lambda: {"receiver": "Ben Kofler", "is_taken": False},
    "modals/proposal_change": _words,
    "modals/proposal_decline": _words,
    "modals/settle": lambda: {"form": "drop 1", "typed": {}, **_settling()},
    "modals/settled": _settling,
}
