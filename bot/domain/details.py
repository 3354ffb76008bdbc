"""One objective with everything there is to know about it, as a reader sees it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeVar

from bot.domain.deeds import Deeds, deeds
from bot.domain.lines import KeyResultLine, key_result_line
from bot.domain.okrs import Commitment, KeyResult, Objective
from bot.domain.pace import DEFAULT, Status, expected_progress
from bot.domain.reckoning import Reckoning, reckon
from bot.domain.rollup import count_on_track, objective_progress, worst
from bot.domain.shortening import chunked, shorten
from bot.domain.told_changes import ToldChange
from bot.domain.view_pages import line_cost
from bot.domain.viewing import Viewer
from bot.domain.week import Revision

_Line = TypeVar("_Line")

TITLE, WHY, WORDS, NOTE, NAME = 600, 1_500, 800, 300, 60
"""Characters, as sent, of what stands in a detail."""

KEY_RESULTS_BUDGET, CHANGES_BUDGET = 130_000, 60_000
"""Bytes of a modal that they may take; the others are counted."""

KEY_RESULT_COST, CHANGE_COST = 3_000, 2_000
"""Bytes that one counts at least: no more than 43 and 30 of them, of 100 blocks."""


@dataclass(frozen=True, slots=True)
class ClosingWords:
    """What was said when an objective was closed."""

    score: str = ""
    closing: str = ""
    post_mortem: str = ""


@dataclass(frozen=True, slots=True)
class KeyResultDetail:
    """A key result, why it has its status, who answers for it, and what was said last."""

    line: KeyResultLine
    reckoning: Reckoning
    owner: str
    delegate: str
    note: str
    blocker: str


@dataclass(frozen=True, slots=True)
class Upward:
    """What an objective hangs on; `title` is None and `id` 0 where it is private to others."""

    id: int
    title: str | None
    team: str


@dataclass(frozen=True, slots=True)
class Detail:
    """The whole of it; `…_more` count what is not shown, `deeds` are what the viewer may begin.

    Fractions are of 0–1."""

    objective: Objective
    title: str
    why: str
    justification: str
    team: str
    owner: str
    is_top: bool
    upward: Upward | None
    status: Status
    progress: Decimal | None
    expected: Decimal
    on_track: int
    closing: ClosingWords
    key_results: tuple[KeyResultDetail, ...]
    key_results_more: int
    key_results_count: int
    changes: tuple[ToldChange, ...]
    changes_more: int
    deeds: Deeds


@dataclass(frozen=True, slots=True)
class DetailFacts:
    """What a detail is made from: `revisions` are all of its key results, oldest first.

    So are `changes`. `people` are names by id.
    """

    viewer: Viewer
    objective: Objective
    today: date
    slot: str
    parent: Objective | None = None
    people: Mapping[int, str] = field(default_factory=dict)
    revisions: Sequence[Revision] = ()
    changes: Sequence[ToldChange] = ()
    closing: ClosingWords = ClosingWords()


def compose_detail(facts: DetailFacts) -> Detail:
    """The objective in reading order, its changes the newest first."""
    objective = facts.objective
    told = [_key_result(facts, each) for each in objective.key_results]
    statuses = [each.reckoning.status for each in told]
    team = facts.viewer.teams.get(objective.team_id)
    shown = _first(told, KEY_RESULTS_BUDGET, KEY_RESULT_COST)
    changes = _first(tuple(reversed(facts.changes)), CHANGES_BUDGET, CHANGE_COST)
    return Detail(
        objective=objective,
        title=shorten(objective.title, TITLE),
        why=shorten(objective.why, WHY),
        justification=shorten(objective.justification, WORDS),
        team=shorten(team.name, NAME) if team else "",
        owner=_name(facts, objective.owner_id),
        is_top=team is not None and team.parent_id is None,
        upward=_upward(facts),
        status=worst(statuses) or Status.PENDING,
        progress=objective_progress(objective),
        expected=_expected(objective, facts.today),
        on_track=count_on_track(statuses),
        closing=_shortened(facts.closing),
        key_results=shown,
        key_results_more=len(told) - len(shown),
        key_results_count=len(told),
        changes=changes,
        changes_more=len(facts.changes) - len(changes),
        deeds=deeds(facts.viewer, objective),
    )


def _first(lines: Sequence[_Line], budget: int, at_least: int) -> tuple[_Line, ...]:
    """As many as fit."""
    return next(chunked(lines, lambda line: line_cost(line, at_least), budget), ())


def _expected(objective: Objective, today: date) -> Decimal:
    expected = expected_progress(objective.cycle, today)
    is_aspirational = objective.commitment is Commitment.ASPIRATIONAL
    return expected * DEFAULT.aspirational_share if is_aspirational else expected


def _key_result(facts: DetailFacts, key_result: KeyResult) -> KeyResultDetail:
    notes = [each.note for each in facts.revisions if each.key_result_id == key_result.id]
    last_note = next((each for each in reversed(notes) if each), "")
    return KeyResultDetail(
        line=key_result_line(key_result, facts.objective, facts.today, facts.slot),
        reckoning=reckon(key_result, facts.objective, facts.today),
        owner=_name(facts, key_result.owner_id),
        delegate=_name(facts, key_result.delegate_id) if key_result.delegate_id else "",
        note=shorten(last_note, NOTE),
        blocker=shorten(key_result.blocker.text, NOTE) if key_result.blocker else "",
    )


def _upward(facts: DetailFacts) -> Upward | None:
    parent = facts.parent
    if parent is None:
        return None
    if not facts.viewer.sees(parent):
        return Upward(0, None, "")
    team = facts.viewer.teams.get(parent.team_id)
    return Upward(parent.id, shorten(parent.title, NOTE), shorten(team.name, NAME) if team else "")


def _name(facts: DetailFacts, person_id: int) -> str:
    return shorten(facts.people.get(person_id, ""), NAME)


def _shortened(words: ClosingWords) -> ClosingWords:
    return ClosingWords(
        *(shorten(each, WORDS) for each in (words.score, words.closing, words.post_mortem))
    )
