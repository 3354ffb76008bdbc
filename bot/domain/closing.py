"""Closing objectives: the suggested score with its arithmetic, and what has to be said before.

Scores have two decimals and are rounded down, so that 1 always means: reached. An objective's
score is made of its key results' scores, so that the arithmetic can be checked by hand.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum

from bot.domain.okrs import (
    Commitment,
    Cycle,
    KeyResult,
    Objective,
    ObjectiveState,
    Outcome,
    Team,
)
from bot.domain.pace import is_outdated
from bot.domain.score import ScoreBand, score_band, suggested_score
from bot.errors import NotFound, _

SANDBAGGING_ABOVE = Decimal("0.8")
"""Aspirational goals that score more on average were not ambitious."""

NOT_NOW = _("No cycle ends now: objectives are closed in the last two weeks of their cycle.")

_CENT = Decimal("0.01")
GOES_ON = frozenset({Outcome.CARRIED, Outcome.RESTARTED})
"""Outcomes that make a new objective in a later cycle."""


class Open(StrEnum):
    """What keeps an objective from being closed as suggested."""

    NO_NUMBER = "no_number"
    POST_MORTEM = "post_mortem"
    NEVER_CHECKED = "never_checked"
    OUTDATED = "outdated"
    CHILDREN = "children"


@dataclass(frozen=True, slots=True)
class Graded:
    """A key result with its score 0–1 of two decimals."""

    key_result: KeyResult
    score: Decimal

    @property
    def counts(self) -> bool:
        """Whether it enters the objective's score."""
        return self.key_result.weight > 0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An objective with the score it closes with, None where nothing is measured, and why.

    `below` are the scores of objectives that contribute; they count where there are no key
    results of its own.
    """

    objective: Objective
    score: Decimal | None
    key_results: tuple[Graded, ...] = ()
    below: tuple[Decimal, ...] = ()
    open: tuple[Open, ...] = ()

    @property
    def band(self) -> ScoreBand | None:
        """How the score reads."""
        return None if self.score is None else score_band(self.score)

    @property
    def needs_post_mortem(self) -> bool:
        """Whether a commitment is missed."""
        return is_missed(self.objective, self.score)

    @property
    def weights(self) -> Decimal:
        """By what the weighted scores are divided."""
        return sum((each.key_result.weight for each in self.key_results), Decimal(0))


@dataclass(frozen=True, slots=True)
class Closing:
    """A team's objectives of the cycles that close: what is open, with a suggestion, and done.

    `targets` are the cycles in which something of each closing cycle can go on, by its id.
    """

    team: Team
    cycles: tuple[Cycle, ...]
    open: tuple[Suggestion, ...]
    done: tuple[Objective, ...]
    targets: dict[int, list[Cycle]]
    today: date

    def get(self, objective_id: int) -> Suggestion:
        """One that is open.

        Raises:
            NotFound: it is not among them.
        """
        found = next((each for each in self.open if each.objective.id == objective_id), None)
        if found is None:
            raise NotFound(_("This objective is not there any more."))
        return found

    def targets_of(self, objective: Objective) -> list[Cycle]:
        """Where that objective can go on."""
        return self.targets.get(objective.cycle.id, [])

    @property
    def shared_targets(self) -> list[Cycle]:
        """Where all of them can go on."""
        lists = [self.targets[each.id] for each in self.cycles]
        return [each for each in lists[0] if all(each in one for one in lists)] if lists else []


def rounded(fraction: Decimal) -> Decimal:
    """A score with two decimals, rounded down."""
    return fraction.quantize(_CENT, ROUND_DOWN)


def is_missed(objective: Objective, score: Decimal | None) -> bool:
    """Whether a committed objective stays below 1.0; what has no score is not judged."""
    return objective.commitment is Commitment.COMMITTED and score is not None and score < 1


def suggest(
    objective: Objective, below: Sequence[Objective], today: date, scores: Mapping[int, Decimal]
) -> Suggestion:
    """What an objective closes with; `below` are those that contribute to it.

    `scores` has the scores of those below, by their id, as far as they have one.
    """
    graded = tuple(Graded(each, rounded(suggested_score(each))) for each in objective.key_results)
    children = () if graded else tuple(scores[each.id] for each in below if each.id in scores)
    score = _mean(graded) if graded else _plain_mean(children)
    waits = any(each.state in _GOES_ON_STATES for each in below) and not graded
    return Suggestion(
        objective, score, graded, children, tuple(_open(objective, score, today, waits=waits))
    )


def is_closed(objective: Objective) -> bool:
    """Whether it was closed or dropped."""
    return objective.state in (ObjectiveState.CLOSED, ObjectiveState.DROPPED)


def aspirational_mean(objectives: Iterable[Objective]) -> Decimal | None:
    """The mean score of closed aspirational objectives; None for fewer than two."""
    scores = [
        each.score
        for each in objectives
        if each.commitment is Commitment.ASPIRATIONAL and each.score is not None
    ]
    return _plain_mean(scores) if len(scores) > 1 else None


def is_sandbagging(objectives: Iterable[Objective]) -> bool:
    """Whether aspirational goals may have been set too low. Source: Google re:Work."""
    mean = aspirational_mean(objectives)
    return mean is not None and mean > SANDBAGGING_ABOVE


def _open(
    objective: Objective, score: Decimal | None, today: date, *, waits: bool
) -> Iterable[Open]:
    slots = [each.checked_in_slot for each in objective.key_results if each.weight > 0]
    last_day = min(today, objective.cycle.ends_on)
    if score is None:
        yield Open.NO_NUMBER
    if is_missed(objective, score):
        yield Open.POST_MORTEM
    if None in slots:
        yield Open.NEVER_CHECKED
    if any(slot is not None and is_outdated(slot, last_day, objective.every) for slot in slots):
        yield Open.OUTDATED
    if waits:
        yield Open.CHILDREN


def _mean(graded: Iterable[Graded]) -> Decimal | None:
    pairs = [(each.score, each.key_result.weight) for each in graded]
    total = sum((weight for _score, weight in pairs), Decimal(0))
    if not total:
        return None
    return rounded(sum((score * weight for score, weight in pairs), Decimal(0)) / total)


def _plain_mean(scores: Sequence[Decimal]) -> Decimal | None:
    return rounded(sum(scores, Decimal(0)) / len(scores)) if scores else None


_GOES_ON_STATES = frozenset({ObjectiveState.ACTIVE, ObjectiveState.PAUSED})
