"""What a team's week comes to: the digest, composed from records.

A digest reports one slot (an ISO week). What is worth a line, in which order and how it is
shortened is decided here; `digest_pages` decides where it continues, templates only print.
People are Slack ids, fractions are of 0–1.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from bot.domain.confidence import asks_for_narrative
from bot.domain.okrs import BlockerKind, Commitment, KeyResult, Metric, Objective
from bot.domain.pace import DEFAULT, Status, expected_progress, status
from bot.domain.rollup import count_on_track, net_confidence, progress_by_objective, worst
from bot.domain.shortening import shorten
from bot.domain.week import Revision, TeamWeek

NEW_FOR = timedelta(days=7)
"""Who joined less than this ago is not missed yet."""

TITLE, NOTE = 120, 240
"""Characters a digest spends on a title and on what somebody wrote."""

KeyResults = Mapping[int, tuple[KeyResult, Objective]]


@dataclass(frozen=True, slots=True)
class Headline:
    """The week in numbers; net confidence is a fraction from −1 to 1, None without key results."""

    on_track: int
    objectives: int
    net_confidence: Decimal | None
    net_change: Decimal | None
    checked_in: int
    asked: int
    private: int


@dataclass(frozen=True, slots=True)
class ObjectiveLine:
    """An objective against its pace; fractions, None where there is no number."""

    title: str
    status: Status
    progress: Decimal | None
    expected: Decimal
    on_track: int
    key_results: int


@dataclass(frozen=True, slots=True)
class Move:
    """What one key result did in the slot."""

    title: str
    metric: Metric
    unit: str
    value_before: Decimal | None
    value: Decimal | None
    confidence_before: int
    confidence: int
    author: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Attention:
    """A key result that somebody should look at, and the words its owner gave."""

    title: str
    status: Status
    confidence_before: int
    confidence: int
    updater: str
    note: str = ""
    next_step: str = ""


@dataclass(frozen=True, slots=True)
class BlockerLine:
    """What stands in the way of a key result; `helper` is a Slack id or empty."""

    title: str
    kind: BlockerKind
    blocker: str
    author: str
    helper: str
    days: int


@dataclass(frozen=True, slots=True)
class Digest:
    """The digest of one team, in reading order; people are Slack ids."""

    team: str
    slot: str
    headline: Headline
    objectives: tuple[ObjectiveLine, ...]
    moves: tuple[Move, ...]
    attention: tuple[Attention, ...]
    blockers: tuple[BlockerLine, ...]
    missing: tuple[str, ...]


def compose(week: TeamWeek, *, with_private: bool = False) -> Digest:
    """The digest of a team's week; private objectives are only counted unless asked for."""
    told = [each for each in week.objectives if with_private or not each.is_private]
    key_results = {each.id: (each, one) for one in told for each in one.key_results}
    progress_of = progress_by_objective([*week.objectives, *week.contributing])
    lines = tuple(_objective_line(week, each, progress_of[each.id]) for each in told)
    worried = [each for each, one in key_results.values() if _worries(week, each, one)]
    return Digest(
        team=week.team.name,
        slot=week.slot,
        headline=_headline(week, lines, [each for each, _one in key_results.values()]),
        objectives=lines,
        moves=_moves(week, key_results, {each.id for each in worried}),
        attention=_attention(week, key_results, worried),
        blockers=_blockers(week, key_results),
        missing=_missing(week),
    )


def _headline(
    week: TeamWeek, lines: Sequence[ObjectiveLine], key_results: Sequence[KeyResult]
) -> Headline:
    net = net_confidence(each.confidence for each in key_results)
    before = net_confidence(_confidence_before(week, each) for each in key_results)
    checked_in = frozenset(each.author_id for each in week.revisions)
    return Headline(
        on_track=count_on_track(line.status for line in lines),
        objectives=len(lines),
        net_confidence=net,
        net_change=None if net is None or before is None else net - before,
        checked_in=len(checked_in),
        asked=len(_askable(week) | checked_in),
        private=len(week.objectives) - len(lines),
    )


def _objective_line(
    week: TeamWeek, objective: Objective, progress: Decimal | None
) -> ObjectiveLine:
    measured = [objective] if objective.key_results else _below(week, objective)
    statuses = [status(each, one, week.today) for one in measured for each in one.key_results]
    expected = expected_progress(objective.cycle, week.today)
    if objective.commitment is Commitment.ASPIRATIONAL:
        expected *= DEFAULT.aspirational_share
    return ObjectiveLine(
        title=shorten(objective.title, TITLE),
        status=worst(statuses) or Status.PENDING,
        progress=progress,
        expected=expected,
        on_track=count_on_track(statuses),
        key_results=len(statuses),
    )


def _below(week: TeamWeek, objective: Objective) -> list[Objective]:
    """The objectives that contribute to one without key results of its own, at any depth."""
    children = [each for each in week.contributing if each.parent_id == objective.id]
    return children + [below for child in children for below in _below(week, child)]


def _moves(week: TeamWeek, key_results: KeyResults, worried: set[int]) -> tuple[Move, ...]:
    """What moved in the slot, from its first revision to its last.

    A note that is told under attention is not told twice.
    """
    of_slot: dict[int, list[Revision]] = {}
    for revision in week.revisions:
        of_slot.setdefault(revision.key_result_id, []).append(revision)
    return tuple(
        _move(week, key_result, of_slot[number], with_note=number not in worried)
        for number, (key_result, _objective) in key_results.items()
        if number in of_slot and _has_moved(of_slot[number])
    )


def _has_moved(revisions: Sequence[Revision]) -> bool:
    first, last = revisions[0], revisions[-1]
    is_same = (first.value_before, first.confidence_before) == (last.value, last.confidence)
    return not is_same or bool(last.note)


def _move(
    week: TeamWeek, key_result: KeyResult, revisions: Sequence[Revision], *, with_note: bool
) -> Move:
    first, last = revisions[0], revisions[-1]
    return Move(
        title=shorten(key_result.title, TITLE),
        metric=key_result.metric,
        unit=key_result.unit,
        value_before=first.value_before,
        value=last.value,
        confidence_before=first.confidence_before,
        confidence=last.confidence,
        author=_slack_id(week, last.author_id),
        note=shorten(last.note, NOTE) if with_note else "",
    )


def _worries(week: TeamWeek, key_result: KeyResult, objective: Objective) -> bool:
    """Whether a manager should look: behind, stale, or confidence low or falling."""
    is_behind = status(key_result, objective, week.today) in _GRAVITY
    return is_behind or asks_for_narrative(
        _confidence_before(week, key_result), key_result.confidence
    )


def _attention(
    week: TeamWeek, key_results: KeyResults, worried: Sequence[KeyResult]
) -> tuple[Attention, ...]:
    """The gravest first; within one gravity the least confident."""
    lines = []
    for each in worried:
        newest = week.newest.get(each.id)
        is_of_slot = newest is not None and newest.slot == week.slot
        lines.append(
            Attention(
                title=shorten(each.title, TITLE),
                status=status(each, key_results[each.id][1], week.today),
                confidence_before=_confidence_before(week, each),
                confidence=each.confidence,
                updater=_slack_id(week, each.updater_id),
                note=shorten(newest.note, NOTE) if newest and is_of_slot else "",
                next_step=shorten(newest.next_step, NOTE) if newest and is_of_slot else "",
            )
        )
    return tuple(sorted(lines, key=lambda line: (_GRAVITY.get(line.status, 9), line.confidence)))


def _blockers(week: TeamWeek, key_results: KeyResults) -> tuple[BlockerLine, ...]:
    """What the newest check-in of a key result calls a blocker, the oldest first."""
    open_now = [
        week.newest[number]
        for number in key_results
        if number in week.newest and week.newest[number].blocker
    ]
    return tuple(
        BlockerLine(
            title=shorten(key_results[each.key_result_id][0].title, TITLE),
            kind=BlockerKind(each.blocker_kind or BlockerKind.OTHER),
            blocker=shorten(each.blocker, NOTE),
            author=_slack_id(week, each.author_id),
            helper=_slack_id(week, each.helper_id),
            days=max((week.today - each.at.date()).days, 0),
        )
        for each in sorted(open_now, key=lambda each: each.at)
    )


def _missing(week: TeamWeek) -> tuple[str, ...]:
    """Who was asked in this slot and has not answered, by name."""
    checked_in = {each.author_id for each in week.revisions}
    people = [week.people[each] for each in (_askable(week) & week.nudged) - checked_in]
    return tuple(each.slack_id for each in sorted(people, key=lambda each: each.name))


def _askable(week: TeamWeek) -> frozenset[int]:
    """Who updates a key result of the team and is neither away, gone nor new."""
    updaters = {each.updater_id for one in week.objectives for each in one.key_results}
    return frozenset(
        each for each in updaters if each in week.people and not _is_excused(week, each)
    )


def _is_excused(week: TeamWeek, person_id: int) -> bool:
    person = week.people[person_id]
    is_paused = person.paused_until is not None and week.today <= person.paused_until
    joined_on = week.joined_on.get(person_id)
    is_new = joined_on is not None and week.today - joined_on < NEW_FOR
    return not person.is_active or is_paused or is_new


def _confidence_before(week: TeamWeek, key_result: KeyResult) -> int:
    """The confidence at the end of the slot before."""
    of_slot = (each for each in week.revisions if each.key_result_id == key_result.id)
    first = next(of_slot, None)
    return first.confidence_before if first else key_result.confidence


def _slack_id(week: TeamWeek, person_id: int | None) -> str:
    person = week.people.get(person_id) if person_id else None
    return person.slack_id if person else ""


_GRAVITY = {Status.OFF_TRACK: 0, Status.AT_RISK: 1, Status.OUTDATED: 2}
