"""The small company that `okrbot preview` shows templates with."""

from datetime import UTC, date, datetime
from decimal import Decimal

from bot.domain.changes import Change
from bot.domain.okrs import (
    Blocker,
    BlockerKind,
    Cycle,
    KeyResult,
    Metric,
    Milestone,
    Objective,
    Person,
)
from bot.domain.week import MadeChange, Revision

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

CHANGE = Change("target", "60", "65", KEY_RESULTS[0].title, KEY_RESULTS[0].id)

CHANGES = (MadeChange(1, CHANGE, False, "hospitals", ANNA.id, "Two more regions joined"),)
