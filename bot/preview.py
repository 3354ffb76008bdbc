"""Example values for every template, for `okrbot preview`."""

from collections.abc import Callable
from typing import Any

from bot import preview_people, preview_setup
from bot.domain.checkin_drafts import Draft
from bot.domain.digest import Digest, compose
from bot.domain.digest_pages import pages
from bot.domain.forms import FormFacts, compose_form
from bot.domain.lines import grouped, lines_of
from bot.domain.okrs import Team
from bot.domain.quality import Check, Checked, Finding
from bot.domain.troubles import Trouble
from bot.domain.week import TeamWeek
from bot.preview_agreeing import EXAMPLES as AGREEING
from bot.preview_company import (
    ANNA,
    CHANGES,
    COMPANY,
    OBJECTIVE,
    REVISIONS,
    SLOT,
    TODAY,
)
from bot.preview_cycles import examples as cycle_examples
from bot.preview_ladder import EXAMPLES as LADDER
from bot.preview_listening import EXAMPLES as LISTENING
from bot.preview_listening import OFFERED
from bot.preview_replies import EXAMPLES as REPLIES
from bot.preview_seeing import EXAMPLES as SEEING
from bot.preview_week import EXAMPLES as WEEK
from bot.preview_writing import WRITING_EXAMPLES


def example(template: str) -> dict[str, Any]:
    """Values with which `template` renders.

    Raises:
        KeyError: there is no such template.
    """
    return _EXAMPLES[template]()


def _digest() -> Digest:
    week = TeamWeek(
        team=Team(1, "Platform"),
        slot=SLOT,
        today=TODAY,
        objectives=(OBJECTIVE,),
        revisions=REVISIONS,
        people={ANNA.id: ANNA},
        changes=CHANGES,
    )
    return compose(week)


def _lines() -> dict[str, Any]:
    return {"lines": grouped(lines_of([OBJECTIVE], TODAY, SLOT))}


def _form() -> dict[str, Any]:
    facts = FormFacts([OBJECTIVE], {each.id: each for each in (OBJECTIVE, COMPANY)}, TODAY, SLOT)
    return {"form": compose_form(facts, Draft(unfolded=frozenset({1})), 0)}


def _quality() -> dict[str, Any]:
    vague = Checked("Better training", (Finding(Check.VAGUE, "better"), Finding(Check.NO_TARGET)))
    return {"team": "Hospitals", "count": 1, "checked": [vague], "left_out": 0, "too_many": None}


def _pages() -> dict[str, Any]:
    digest = _digest()
    return {"digest": digest, "chunks": pages(digest)[0]}


_EXAMPLES: dict[str, Callable[[], dict[str, Any]]] = {
    **cycle_examples(),
    "messages/digest": lambda: {**_pages(), "has_more": False, "offered": OFFERED},
    "messages/digest_more": _pages,
    "messages/help": lambda: {"unknown": ""},
    "messages/list": _lines,
    "messages/problem": lambda: {"problem": "Invite me with /invite @okr"},
    "messages/quality": _quality,
    "messages/trouble": lambda: {
        "trouble": Trouble("digest:team1:2026-W45", "C0LEADS", "is_archived")
    },
    "modals/checkin": _form,
    "modals/checkin_over": lambda: {"is_discarded": True, "home": None},
    "modals/problem": lambda: {"problem": "That took too long, please press again"},
    **WRITING_EXAMPLES,
    **AGREEING,
    **preview_people.EXAMPLES,
    **preview_setup.EXAMPLES,
    **SEEING,
    **LADDER,
    **WEEK,
    **REPLIES,
    **LISTENING,
}
