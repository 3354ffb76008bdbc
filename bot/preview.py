"""Example values for every template, for `okrbot preview`."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from bot import preview_setup
from bot.domain.cadence import DEFAULT
from bot.domain.digest import Digest, compose
from bot.domain.digest_pages import pages
from bot.domain.forms import Draft, FormFacts, compose_form
from bot.domain.lines import grouped, lines_of
from bot.domain.moves import moves
from bot.domain.okrs import (
    Blocker,
    BlockerKind,
    Cycle,
    KeyResult,
    Metric,
    Milestone,
    Objective,
    Person,
    Team,
)
from bot.domain.quality import Check, Checked, Finding
from bot.domain.receipts import compose_receipt
from bot.domain.troubles import Trouble
from bot.domain.week import Revision, TeamWeek

SLOT, TODAY = "2026-W45", date(2026, 11, 3)

QUARTER = Cycle(1, "2026-Q4", date(2026, 10, 1), date(2026, 12, 31))

ANNA = Person(1, "U0ANNA", "Anna Berger", "Europe/Vienna")

DATA_CENTRE = Blocker(
    BlockerKind.DEPENDENCY, "Waiting for the second data centre", ANNA.slack_id, TODAY
)

KEY_RESULTS = (
    KeyResult(
        1,
        1,
        "Hospitals that reorder",
        ANNA.id,
        Metric.INCREASE,
        unit="hospitals",
        baseline=Decimal(40),
        target=Decimal(65),
        current=Decimal(52),
        confidence=6,
        checked_in_slot=SLOT,
    ),
    KeyResult(
        2,
        1,
        "Portal is up",
        ANNA.id,
        Metric.AT_LEAST,
        unit="%",
        target=Decimal("99.5"),
        current=Decimal("99.2"),
        confidence=4,
        blocker=DATA_CENTRE,
        checked_in_slot=SLOT,
    ),
    KeyResult(
        3,
        1,
        "Clinics that train without us",
        ANNA.id,
        Metric.MILESTONES,
        milestones=(Milestone(1, "Graz", done_on=TODAY), Milestone(2, "Linz")),
    ),
)

COMPANY = Objective(2, 1, ANNA.id, QUARTER, "Hospitals trust our implants")

OBJECTIVE = Objective(
    1,
    1,
    ANNA.id,
    QUARTER,
    "Clinics never wait for our portal",
    parent_id=COMPANY.id,
    key_results=KEY_RESULTS,
)

REVISIONS = (
    Revision(
        1,
        ANNA.id,
        SLOT,
        datetime(2026, 11, 2, 9, tzinfo=UTC),
        value=Decimal(52),
        value_before=Decimal(48),
        confidence=6,
        confidence_before=7,
        note="Two reorders slipped into next week",
    ),
    Revision(
        2,
        ANNA.id,
        SLOT,
        datetime(2026, 11, 2, 9, tzinfo=UTC),
        value=Decimal("99.2"),
        value_before=Decimal("99.2"),
        confidence=4,
        confidence_before=6,
        blocker=DATA_CENTRE.text,
    ),
)


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


def _receipt() -> dict[str, Any]:
    moved = moves({each.id: each for each in KEY_RESULTS}, REVISIONS)
    return {"receipt": compose_receipt(SLOT, moved, lines_of([OBJECTIVE], TODAY, SLOT))}


def _pages() -> dict[str, Any]:
    digest = _digest()
    return {"digest": digest, "chunks": pages(digest)[0]}


_EXAMPLES: dict[str, Callable[[], dict[str, Any]]] = {
    "messages/digest": lambda: {**_pages(), "has_more": False},
    "messages/digest_more": _pages,
    "messages/help": lambda: {"unknown": ""},
    "messages/list": _lines,
    "messages/nudge": lambda: {**_lines(), "slot": SLOT, "rhythm": DEFAULT},
    "messages/problem": lambda: {"problem": "Invite me with /invite @okr"},
    "messages/quality": _quality,
    "messages/receipt": _receipt,
    "messages/trouble": lambda: {
        "trouble": Trouble("digest:team1:2026-W45", "C0LEADS", "is_archived")
    },
    "modals/checkin": _form,
    "modals/problem": lambda: {"problem": "That took too long, please press again"},
    **preview_setup.EXAMPLES,
}
