"""What people typed into the company that the templates are shown with.

A rich week, a hostile one, and some that are far too big: only the words differ.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from bot.domain.okrs import (
    Blocker,
    BlockerKind,
    Entry,
    KeyResult,
    Link,
    Metric,
    Milestone,
    Objective,
)
from bot.domain.week import Revision
from tests.make import MONDAY, SLOT, make_key_result, make_objective

TUESDAY = date(2026, 10, 13)
HOSTILE = (
    '<!channel> <@U1> <https://x.org|y> & "quoted" \\ back\nnext *bold* _soft_ `code` ~gone~ '
    "> quote \u202eleft %(x)s {{ 7*7 }} 👩\u200d👩\u200d👧🇦🇹 e\u0301"
)
HUGE = Decimal("-123456789012345.678901")

Words = Callable[[str], str]
Example = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """What people typed: `says` turns plain words into theirs. `copies` of everything."""

    says: Words
    copies: int = 1
    number: Decimal | None = None
    steps: int = 5


def always(text: str) -> Words:
    """Whatever was to be said, this is."""
    return lambda _plain: text


RICH = Case(says=lambda text: text)
HOSTILE_CASE = Case(says=lambda text: f"{text} {HOSTILE}", steps=30)
AMPERSANDS = Case(says=always("&" * 3000), copies=25, number=HUGE, steps=30)
EMOJI = Case(says=always("👩\u200d👩\u200d👧" * 600), copies=25, number=HUGE, steps=30)
ONE_WORD = Case(says=always("x"), copies=25, number=HUGE)


@cache
def key_results(case: Case) -> tuple[KeyResult, ...]:
    """Eight of them, one of each metric and one that adds, as often as the case says."""
    return tuple(
        replace(each, id=number)
        for number, each in enumerate(_one_of_each(case) * case.copies, start=1)
    )


def objective(case: Case) -> Objective:
    return make_objective(
        title=case.says("Clinics never wait for our portal"),
        parent_id=2,
        link=Link.CONTRIBUTES,
        key_results=key_results(case),
    )


def revisions(case: Case) -> tuple[Revision, ...]:
    """All but the last key result were updated on Monday; the second is blocked."""
    return tuple(_revision(case, each) for each in key_results(case)[:-1])


def _one_of_each(case: Case) -> tuple[KeyResult, ...]:
    def make(title: str, metric: Metric, current: object, **changes: Any) -> KeyResult:
        value = None if current is None else Decimal(str(current))
        unit = case.says(str(changes.pop("unit", "")))[:30]
        number = value if case.number is None or metric is Metric.YES_NO else case.number
        fixed = {"unit": unit, "current": number, "checked_in_slot": SLOT}
        return make_key_result(**{"title": case.says(title), "metric": metric, **fixed, **changes})

    bound = case.number or Decimal("99.5")
    words = case.says("Waiting for the second data centre")
    blocker = Blocker(BlockerKind.DECISION, words, "U0PERSON2", MONDAY.date())
    waiting = {"baseline": Decimal(90), "target": Decimal(30), "confidence": 2, "blocker": blocker}
    return (
        make("Hospitals that reorder", Metric.INCREASE, 52, unit="hospitals", confidence=8),
        make("Minutes of waiting", Metric.DECREASE, 58, unit="minutes", **waiting),
        make("Portal is up", Metric.AT_LEAST, "99.2", unit="%", target=bound, confidence=6),
        make("Cost of hosting", Metric.AT_MOST, 1500, unit="EUR", target=bound),
        make("Room temperature", Metric.BETWEEN, 21, unit="°C", lower=bound, upper=bound),
        make("Clinics that train", Metric.MILESTONES, None, milestones=_steps(case)),
        make("Audit is passed", Metric.YES_NO, 0, confidence=10),
        make("Trainings held", Metric.INCREASE, 7, entry=Entry.ADDS, checked_in_slot=None),
    )


def _steps(case: Case) -> tuple[Milestone, ...]:
    titles = [case.says(f"Step {number} of the way") for number in range(1, case.steps + 1)]
    return tuple(
        Milestone(id=number, title=title, done_on=TUESDAY if number < 3 else None)
        for number, title in enumerate(titles, start=1)
    )


def _revision(case: Case, key_result: KeyResult) -> Revision:
    is_blocked = key_result.blocker is not None
    is_confirmed = key_result.metric is Metric.AT_MOST
    is_steps = key_result.metric is Metric.MILESTONES
    before = Decimal(1) if is_steps else key_result.baseline
    return Revision(
        key_result_id=key_result.id,
        author_id=1,
        slot=SLOT,
        at=MONDAY - timedelta(days=key_result.id % 3),
        value=Decimal(2) if is_steps else key_result.current,
        value_before=key_result.current if is_confirmed else before,
        confidence=key_result.confidence,
        confidence_before=key_result.confidence if is_confirmed else 5,
        note="" if is_confirmed else case.says("Two orders slipped into next week"),
        blocker=key_result.blocker.text if key_result.blocker else "",
        next_step=case.says("Call the three that wait") if is_blocked else "",
    )
