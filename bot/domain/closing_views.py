"""What the screens of closing show: a team's list, and the page of one objective."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from bot.domain.closing import (
    Closing,
    Graded,
    Open,
    Suggestion,
    is_sandbagging,
)
from bot.domain.closing_answers import outcome_of
from bot.domain.fields import Fields, Typed
from bot.domain.okrs import (
    Commitment,
    Cycle,
    KeyResult,
    Metric,
    Objective,
    ObjectiveState,
    Outcome,
)
from bot.domain.score import ScoreBand, score_band
from bot.domain.shortening import chunked, sent_length, shorten

TITLE, UNIT = 120, 40
"""Characters, as sent, that a line spends on a title and on a unit."""

AROUND_A_LINE, AROUND_DONE = 300, 80
BLOCK_BUDGET = 2_700

PER_PAGE = 25
"""Open objectives on one page of the list: one block each."""

MOST_CHOICES = 100
"""Slack's limit of a select; who has more closes them page by page."""

MOST_DONE = 20
MOST_GRADED = 20
MOST_TERMS = 8
"""So many numbers of a sum can still be followed."""


@dataclass(frozen=True, slots=True)
class GradedLine:
    """A key result with its score; texts are shortened."""

    title: str
    metric: Metric
    unit: str
    baseline: Decimal | None
    target: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    current: Decimal | None
    done: int
    steps: int
    score: Decimal
    weight: Decimal
    is_blocked: bool


@dataclass(frozen=True, slots=True)
class DoneLine:
    """An objective that is closed."""

    title: str
    is_private: bool
    outcome: Outcome
    score: Decimal | None
    band: ScoreBand | None


@dataclass(frozen=True, slots=True)
class OpenLine:
    """An objective that is to be closed."""

    id: int
    title: str
    cycle: str
    is_private: bool
    is_committed: bool
    score: Decimal | None
    band: ScoreBand | None
    open: tuple[Open, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What became of the last step, told on top of the list.

    `closed` counts. `left` are those that stay open, with the reasons; `unlinked` are titles of
    those that hang on nothing in their new cycle.
    """

    closed: int = 0
    left: tuple[OpenLine, ...] = ()
    unlinked: tuple[str, ...] = ()
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class ClosingList:
    """One page of what a team has to close; pages count from 0."""

    team_id: int
    team: str
    cycles: tuple[Cycle, ...]
    today: date
    page: int
    pages: int
    items: tuple[OpenLine, ...]
    choices: tuple[OpenLine, ...]
    open: int
    ready: int
    done: tuple[tuple[DoneLine, ...], ...]
    done_left_out: int
    done_count: int
    is_sandbagging: bool
    targets: tuple[Cycle, ...]
    fields: Fields = field(default_factory=dict)
    result: Result | None = None

    @property
    def outcome(self) -> Outcome:
        """What the form for several says now."""
        return outcome_of({"closing.outcome": self.fields.get("all_outcome")})

    @property
    def target(self) -> Cycle | None:
        """The cycle that is chosen in the form for several, else the first."""
        return _chosen_cycle(self.targets, self.fields.get("all_target"))

    @property
    def chosen(self) -> tuple[OpenLine, ...]:
        """Those of the choices that are chosen in the form for several."""
        typed = self.fields.get("chosen") or []
        return tuple(each for each in self.choices if str(each.id) in typed)


@dataclass(frozen=True, slots=True)
class ClosingPage:
    """The page of one objective; `chunks` are its key results by what fits into a block."""

    line: OpenLine
    version: int
    why: str
    chunks: tuple[tuple[GradedLine, ...], ...]
    left_out: int
    terms: tuple[GradedLine, ...]
    is_weighted: bool
    weights: Decimal
    below: int
    outcome: Outcome
    asks_post_mortem: bool
    targets: tuple[Cycle, ...]
    fields: Fields
    is_restored: bool

    @property
    def target(self) -> Cycle | None:
        """The cycle that is chosen, else the first."""
        return _chosen_cycle(self.targets, self.fields.get("target_cycle"))


def compose_list(
    closing: Closing, page: int, fields: Fields, result: Result | None = None
) -> ClosingList:
    """One page of the list; a page out of range is the nearest one."""
    lines = [open_line(each) for each in closing.open]
    pages = max(1, -(-len(lines) // PER_PAGE))
    page = min(max(page, 0), pages - 1)
    on_page = tuple(lines[page * PER_PAGE : (page + 1) * PER_PAGE])
    return ClosingList(
        team_id=closing.team.id,
        team=closing.team.name,
        cycles=closing.cycles,
        today=closing.today,
        page=page,
        pages=pages,
        items=on_page,
        choices=tuple(lines) if len(lines) <= MOST_CHOICES else on_page,
        open=len(lines),
        ready=sum(not each.open for each in lines),
        done=tuple(chunked(map(done_line, closing.done[:MOST_DONE]), done_length, BLOCK_BUDGET)),
        done_left_out=max(0, len(closing.done) - MOST_DONE),
        done_count=len(closing.done),
        is_sandbagging=is_sandbagging(closing.done),
        targets=tuple(closing.shared_targets[:MOST_CHOICES]),
        fields=fields,
        result=result,
    )


def compose_page(
    suggestion: Suggestion, targets: Iterable[Cycle], fields: Fields, *, is_restored: bool = False
) -> ClosingPage:
    """The page on which one objective is closed."""
    graded = [_graded_line(each) for each in suggestion.key_results]
    terms = [each for each in graded if each.weight > 0]
    outcome = outcome_of(fields)
    is_committed = suggestion.objective.commitment is Commitment.COMMITTED
    return ClosingPage(
        line=open_line(suggestion),
        version=suggestion.objective.version,
        why=shorten(suggestion.objective.why, 500),
        chunks=tuple(chunked(graded[:MOST_GRADED], _length, BLOCK_BUDGET)),
        left_out=max(0, len(graded) - MOST_GRADED),
        terms=tuple(terms) if len(terms) <= MOST_TERMS else (),
        is_weighted=len({each.weight for each in terms}) > 1,
        weights=suggestion.weights,
        below=len(suggestion.below),
        outcome=outcome,
        asks_post_mortem=is_committed and outcome is not Outcome.DROPPED,
        targets=tuple(targets)[:MOST_CHOICES],
        fields=fields,
        is_restored=is_restored,
    )


def open_line(suggestion: Suggestion) -> OpenLine:
    """The line of an objective that is to be closed."""
    objective = suggestion.objective
    return OpenLine(
        id=objective.id,
        title=shorten(objective.title, TITLE),
        cycle=objective.cycle.name,
        is_private=objective.is_private,
        is_committed=objective.commitment is Commitment.COMMITTED,
        score=suggestion.score,
        band=suggestion.band,
        open=suggestion.open,
    )


def compose_result(
    closed: int, left: Sequence[Suggestion], unlinked: Sequence[Objective]
) -> Result:
    """What became of a step, as much of it as can be read."""
    return Result(
        closed=closed,
        left=tuple(open_line(each) for each in left[:MOST_TERMS]),
        unlinked=tuple(shorten(each.title, TITLE) for each in unlinked[:MOST_TERMS]),
        left_out=max(0, len(left) - MOST_TERMS),
    )


def _chosen_cycle(targets: Sequence[Cycle], typed: Typed) -> Cycle | None:
    found = (each for each in targets if str(each.id) == typed)
    return next(found, targets[0] if targets else None)


def done_line(objective: Objective) -> DoneLine:
    """The line of an objective that was closed or dropped, the latter also before the close."""
    is_dropped = objective.state is ObjectiveState.DROPPED
    return DoneLine(
        shorten(objective.title, TITLE),
        objective.is_private,
        Outcome.DROPPED if is_dropped else objective.outcome or Outcome.CLOSED,
        objective.score,
        None if objective.score is None else score_band(objective.score),
    )


def _graded_line(graded: Graded) -> GradedLine:
    key_result: KeyResult = graded.key_result
    return GradedLine(
        title=shorten(key_result.title, TITLE),
        metric=key_result.metric,
        unit=shorten(key_result.unit, UNIT),
        baseline=key_result.baseline,
        target=key_result.target,
        lower=key_result.lower,
        upper=key_result.upper,
        current=key_result.current,
        done=sum(1 for step in key_result.milestones if step.done_on),
        steps=len(key_result.milestones),
        score=graded.score,
        weight=key_result.weight,
        is_blocked=key_result.blocker is not None,
    )


def done_length(line: DoneLine) -> int:
    """How long it gets at most, as it is sent."""
    return AROUND_DONE + sent_length(line.title)


def _length(line: GradedLine) -> int:
    return AROUND_A_LINE + sent_length(line.title) + 3 * sent_length(line.unit)
