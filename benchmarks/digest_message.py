"""D2: composing and rendering a digest of 40 key results, against plain dicts.

The bare line writes one section for each key result from the same records: no pace, no order of
gravity, no escaping, one language.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from benchmarks.company import NOW, SLOT
from benchmarks.measure import (
    Result,
    Size,
    at_most,
    in_units,
    judged,
    seconds_each,
    taking_turns,
)
from bot.domain.digest import compose
from bot.domain.digest_pages import pages
from bot.domain.okrs import Cycle, KeyResult, Metric, Objective, Person, Team
from bot.domain.week import Revision, TeamWeek
from bot.render import render

OBJECTIVES, EACH = 10, 4
GOAL, LONGEST_MS = at_most(12), at_most(10)
CYCLE = Cycle(1, "2026-Q4", date(2026, 10, 1), date(2026, 12, 31))


def measure(size: Size) -> Iterator[Result]:
    """Microseconds for one digest, and milliseconds."""
    week, times = _week(), size.of(100, least=20)
    pairs = taking_turns(
        seconds_each(lambda: _plain(week), times * 10),
        seconds_each(lambda: _ours(week), times),
        size.rounds,
    )
    result = judged("compose and render", "µs", in_units(pairs, 1e6), GOAL)
    yield result
    yield Result("compose and render", "ms", result.ours / 1e3, goal=LONGEST_MS)
    composing = seconds_each(lambda: compose(week), times)
    yield Result("of that, compose", "µs", min(composing() for _round in range(3)) * 1e6)


def _ours(week: TeamWeek) -> list[dict[str, Any]]:
    digest = compose(week)
    first, *more = pages(digest)
    return [
        render("messages/digest", "en", digest=digest, chunks=first, has_more=bool(more)),
        *(render("messages/digest_more", "en", digest=digest, chunks=each) for each in more),
    ]


def _plain(week: TeamWeek) -> dict[str, Any]:
    moved = {each.key_result_id: each for each in week.revisions}
    blocks: list[dict[str, Any]] = [_section(f"*{week.team.name}*: {len(moved)} moved")]
    for objective in week.objectives:
        blocks.append(_section(f"*{objective.title}*"))
        for each in objective.key_results:
            author = week.people[moved[each.id].author_id].name
            blocks.append(_section(_line(each, moved[each.id], author)))
    return {"text": f"Digest of {week.team.name}", "blocks": blocks}


def _line(key_result: KeyResult, revision: Revision, author: str) -> str:
    moved = f"{revision.value_before} → {revision.value} of {key_result.target}"
    return f"{key_result.title}: {moved} {key_result.unit}, {revision.confidence} ({author})"


def _section(words: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": words}}


def _week() -> TeamWeek:
    """Everything moved; a third is low in confidence, a tenth is blocked."""
    objectives = tuple(_objective(number) for number in range(1, OBJECTIVES + 1))
    ids = [each.id for one in objectives for each in one.key_results]
    revisions = tuple(_revision(number) for number in ids)
    return TeamWeek(
        team=Team(1, "Platform"),
        slot=SLOT,
        today=date(2026, 10, 13),
        objectives=objectives,
        revisions=revisions,
        people={n: Person(n, f"U{n:05}", f"Person {n}", "Europe/Vienna") for n in range(1, 11)},
        joined_on=dict.fromkeys(range(1, 11), date(2026, 1, 1)),
        nudged=frozenset(range(1, 11)),
    )


def _objective(number: int) -> Objective:
    ids = range((number - 1) * EACH + 1, number * EACH + 1)
    own = tuple(_key_result(each, number) for each in ids)
    title = f"Hospitals trust what we make, in region {number}"
    return Objective(number, 1, number, CYCLE, title, key_results=own)


def _key_result(number: int, objective: int) -> KeyResult:
    return KeyResult(
        id=number,
        objective_id=objective,
        title=f"Hospitals of group {number} that order again",
        owner_id=objective,
        metric=Metric.INCREASE,
        unit="hospitals",
        baseline=Decimal(40),
        target=Decimal(65),
        current=Decimal(50),
        confidence=_confidence(number),
        checked_in_at=NOW,
        checked_in_slot=SLOT,
    )


def _revision(number: int) -> Revision:
    return Revision(
        key_result_id=number,
        author_id=(number - 1) // EACH + 1,
        slot=SLOT,
        at=NOW,
        value=Decimal(50),
        value_before=Decimal(48),
        confidence=_confidence(number),
        confidence_before=7,
        note="We are on our way",
        blocker="Nobody has time to audit" if number % 10 == 0 else "",
    )


def _confidence(number: int) -> int:
    return 3 if number % 3 == 0 else 7
