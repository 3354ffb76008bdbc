"""One number or word for many: objectives from key results, teams from objectives.

Progress is clamped before it enters a mean, so that one runaway key result hides no other.
None means that there is nothing to measure, which is not the same as 0.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from bot.domain.confidence import Band, band
from bot.domain.okrs import Link, Objective
from bot.domain.pace import Status
from bot.domain.progress import clamped, progress
from bot.errors import InvalidInput, _

WORST_FIRST = (
    Status.OFF_TRACK,
    Status.AT_RISK,
    Status.OUTDATED,
    Status.PENDING,
    Status.ON_TRACK,
    Status.CLOSED,
)
"""A known problem outranks what nobody has looked at, and that outranks being on track."""


def objective_progress(
    objective: Objective, contributions: Iterable[Decimal | None] = ()
) -> Decimal | None:
    """Fraction 0–1: the weighted mean of its key results; a weight of 0 leaves one out.

    Only an objective without key results of its own takes the mean of `contributions`, the
    progress of the objectives that contribute to it. None when nothing counts.
    """
    if not objective.key_results:
        return team_progress(contributions)
    total = sum((each.weight for each in objective.key_results), Decimal(0))
    done = sum(
        (clamped(progress(each)) * each.weight for each in objective.key_results), Decimal(0)
    )
    return done / total if total else None


def progress_by_objective(objectives: Iterable[Objective]) -> dict[int, Decimal | None]:
    """The progress of each objective by its id, computed from the bottom up.

    Give all that count, of every level: a child that is not among them adds nothing. Links that
    only support never enter a number. A loop, refused on the way in, ends where it closes.
    """
    objectives = list(objectives)
    children: dict[int | None, list[Objective]] = defaultdict(list)
    for objective in objectives:
        if objective.link == Link.CONTRIBUTES:
            children[objective.parent_id].append(objective)
    found: dict[int, Decimal | None] = {}

    def visit(objective: Objective) -> Decimal | None:
        if objective.id not in found:
            found[objective.id] = None
            contributions = [visit(child) for child in children[objective.id]]
            found[objective.id] = objective_progress(objective, contributions)
        return found[objective.id]

    return {objective.id: visit(objective) for objective in objectives}


def team_progress(objectives: Iterable[Decimal | None]) -> Decimal | None:
    """Fraction 0–1: the mean of the objectives' progress; those without a number are left out.

    None when no objective has one.
    """
    known = [each for each in objectives if each is not None]
    return sum(known, Decimal(0)) / len(known) if known else None


def check_weights(weights: Sequence[Decimal], field: str = "weight") -> None:
    """Refuse weights of which no mean can be made: a negative one, or all 0.

    Raises:
        InvalidInput: at `field`.
    """
    if any(weight < 0 for weight in weights):
        raise InvalidInput(field, _("a weight cannot be below 0"))
    if weights and not any(weights):
        raise InvalidInput(field, _("at least one weight must be above 0, or nothing counts"))


def worst(statuses: Iterable[Status]) -> Status | None:
    """The status that stands for all of them; None when there are none."""
    return min(statuses, key=WORST_FIRST.index, default=None)


def count_on_track(statuses: Iterable[Status]) -> int:
    """How many are on track: the 2 in "2 of 3 on track, worst: at risk"."""
    return sum(status == Status.ON_TRACK for status in statuses)


def net_confidence(confidences: Iterable[int]) -> Decimal | None:
    """Share of high minus share of low confidences, −1 to 1; None when there are none."""
    bands = [band(confidence) for confidence in confidences]
    if not bands:
        return None
    return Decimal(bands.count(Band.HIGH) - bands.count(Band.LOW)) / len(bands)
