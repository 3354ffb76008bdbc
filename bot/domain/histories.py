"""What was said of a key result, slot by slot, and what was changed of it in between."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal

from bot.domain.deeds import Deeds, deeds
from bot.domain.lines import KeyResultLine, key_result_line
from bot.domain.moves import UNIT, is_weighted, told_value
from bot.domain.okrs import KeyResult, Metric, Objective
from bot.domain.progress import clamped, progress
from bot.domain.reckoning import Reckoning, reckon
from bot.domain.shortening import chunked, shorten
from bot.domain.told_changes import ToldChange
from bot.domain.view_pages import PAGE_BUDGET, line_cost
from bot.domain.viewing import Viewer
from bot.domain.week import Revision

NOTE, WORDS, NAME = 1_000, 300, 60
"""Characters, as sent, of a note, of a blocker or next step, and of a name."""

ENTRY_COST = 5_000
"""Bytes that an entry counts at least, so that no page has more than 40 of them."""


@dataclass(frozen=True, slots=True)
class Said:
    """One revision; the fields are those that a Move has, so that both read alike.

    `progress` is the fraction of 0–1 that the value comes to by today's baseline and target.
    """

    slot: str
    at: datetime
    author: str
    metric: Metric
    unit: str
    value: Decimal | None
    value_before: Decimal | None
    steps: int | None
    confidence: int
    confidence_before: int
    progress: Decimal
    note: str
    blocker: str
    next_step: str

    @property
    def has_value_moved(self) -> bool:
        """Whether the value is another one than before."""
        return self.value != self.value_before


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a history: something that was said, or something that was changed."""

    said: Said | None = None
    change: ToldChange | None = None


@dataclass(frozen=True, slots=True)
class History:
    """One page of it, counted from 0, the newest entry first; `count` is that of all entries."""

    line: KeyResultLine
    reckoning: Reckoning
    owner: str
    page: int
    pages: int
    entries: tuple[Entry, ...]
    count: int
    has_chart: bool
    deeds: Deeds


@dataclass(frozen=True, slots=True)
class HistoryFacts:
    """What a history is made from: `revisions` and `changes` are oldest first.

    Changes are those of this key result; `people` are names by id.
    """

    viewer: Viewer
    objective: Objective
    key_result: KeyResult
    today: date
    slot: str
    revisions: Sequence[Revision] = ()
    changes: Sequence[ToldChange] = ()
    people: Mapping[int, str] = field(default_factory=dict)


def compose_history(facts: HistoryFacts, page: int) -> History:
    """One page of a history; a page out of range is the nearest one."""
    entries = _entries(facts)
    pages = list(chunked(entries, lambda entry: line_cost(entry, ENTRY_COST), PAGE_BUDGET)) or [()]
    page = min(max(page, 0), len(pages) - 1)
    return History(
        line=key_result_line(facts.key_result, facts.objective, facts.today, facts.slot),
        reckoning=reckon(facts.key_result, facts.objective, facts.today),
        owner=shorten(facts.people.get(facts.key_result.owner_id, ""), NAME),
        page=page,
        pages=len(pages),
        entries=pages[page],
        count=len(entries),
        has_chart=any(each.value is not None for each in facts.revisions),
        deeds=deeds(facts.viewer, facts.objective, facts.key_result),
    )


def _entries(facts: HistoryFacts) -> list[Entry]:
    timed = [(each.at, Entry(said=_said(facts, each))) for each in facts.revisions]
    timed += [(each.at, Entry(change=replace(each, key_result=""))) for each in facts.changes]
    return [entry for _at, entry in sorted(timed, key=lambda pair: pair[0], reverse=True)]


def _said(facts: HistoryFacts, revision: Revision) -> Said:
    key_result = facts.key_result
    return Said(
        slot=revision.slot,
        at=revision.at,
        author=shorten(facts.people.get(revision.author_id, ""), NAME),
        metric=key_result.metric,
        unit=shorten(key_result.unit, UNIT),
        value=told_value(key_result, revision.value),
        value_before=told_value(key_result, revision.value_before),
        steps=None if is_weighted(key_result) else len(key_result.milestones),
        confidence=revision.confidence,
        confidence_before=revision.confidence_before,
        progress=progress_at(key_result, revision.value),
        note=shorten(revision.note, NOTE),
        blocker=shorten(revision.blocker, WORDS),
        next_step=shorten(revision.next_step, WORDS),
    )


def progress_at(key_result: KeyResult, value: Decimal | None) -> Decimal:
    """The clamped fraction that a value comes to; of milestones it is the weight of those done."""
    if key_result.metric is not Metric.MILESTONES:
        return clamped(progress(replace(key_result, current=value)))
    total = sum((step.weight for step in key_result.milestones), Decimal(0))
    return clamped((value or Decimal(0)) / total) if total else Decimal(0)
