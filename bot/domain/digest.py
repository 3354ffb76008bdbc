"""What a team's week comes to: the digest, composed from records.

A digest reports one slot (an ISO week). What is worth a line, in which order and how it is
shortened is decided here; `digest_pages` decides where it continues, templates only print.
People are named, not mentioned: a digest calls nobody but who can help, whose Slack id it has.
Fractions are of 0–1.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.domain.confidence import asks_for_narrative
from bot.domain.digest_changes import Changed, changed
from bot.domain.missing import asked, checked_in, missing
from bot.domain.moves import NOTE, TITLE, Move, moves
from bot.domain.okrs import BlockerKind, Commitment, KeyResult, Link, Objective
from bot.domain.pace import DEFAULT, Status, expected_progress, status
from bot.domain.rollup import count_on_track, net_confidence, progress_by_objective, worst
from bot.domain.shortening import shorten
from bot.domain.week import TeamWeek

NAME, TEAM = 60, 100
"""Characters a digest spends on a name of a person and of a team."""

IN_A_NOTIFICATION = 5
"""Worries, blockers and changes that the message's top-level text tells."""

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
class Moved:
    """A key result that moved in the slot, and who said so."""

    move: Move
    author: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Attention:
    """A key result that somebody should look at, and the words its owner gave."""

    key_result_id: int
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
    """The digest of one team, in reading order."""

    team: str
    slot: str
    headline: Headline
    objectives: tuple[ObjectiveLine, ...]
    moves: tuple[Moved, ...]
    attention: tuple[Attention, ...]
    blockers: tuple[BlockerLine, ...]
    missing: tuple[str, ...]
    changes: tuple[Changed, ...] = ()

    @property
    def first_changes(self) -> tuple[Changed, ...]:
        """What a notification tells of what changed."""
        return self.changes[:IN_A_NOTIFICATION]

    @property
    def gravest(self) -> tuple[Attention, ...]:
        """What a notification tells of what needs attention."""
        return self.attention[:IN_A_NOTIFICATION]

    @property
    def oldest_blockers(self) -> tuple[BlockerLine, ...]:
        """What a notification tells of the blockers."""
        return self.blockers[:IN_A_NOTIFICATION]


def compose(week: TeamWeek, *, with_private: bool = False) -> Digest:
    """The digest of a team's week; private objectives are only counted unless asked for.

    Then they enter no number either: one of them alone below an objective would show through it.
    Those of other teams never do.
    """
    told = [each for each in week.objectives if with_private or not each.is_private]
    below = [each for each in week.contributing if not each.is_private]
    counted = list({each.id: each for each in (*told, *below)}.values())
    key_results = {each.id: (each, one) for one in told for each in one.key_results}
    moved = moves({number: each for number, (each, _) in key_results.items()}, week.revisions)
    progress_of = progress_by_objective(counted)
    lines = tuple(
        _objective_line(week, each, _measured(each, counted), progress_of[each.id]) for each in told
    )
    attention = _attention(week, key_results, moved)
    return Digest(
        team=shorten(week.team.name, TEAM),
        slot=week.slot,
        headline=_headline(week, lines, [each for each, _one in key_results.values()], moved),
        objectives=lines,
        moves=_moved(week, moved, {each.key_result_id for each in attention}),
        attention=attention,
        blockers=_blockers(week, key_results),
        missing=tuple(sorted(_name(week, each) for each in missing(week))),
        changes=changed(week, with_private=with_private),
    )


def _headline(
    week: TeamWeek,
    lines: Sequence[ObjectiveLine],
    key_results: Sequence[KeyResult],
    moved: Mapping[int, Move],
) -> Headline:
    net = net_confidence(each.confidence for each in key_results)
    before = net_confidence(_confidence_before(each, moved) for each in key_results)
    return Headline(
        on_track=count_on_track(line.status for line in lines),
        objectives=len(lines),
        net_confidence=net,
        net_change=None if net is None or before is None else net - before,
        checked_in=len(checked_in(week)),
        asked=len(asked(week)),
        private=len(week.objectives) - len(lines),
    )


def _objective_line(
    week: TeamWeek,
    objective: Objective,
    measured: Sequence[Objective],
    progress: Decimal | None,
) -> ObjectiveLine:
    """`measured` are the objectives whose key results count for this one."""
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


def _measured(objective: Objective, counted: Sequence[Objective]) -> list[Objective]:
    """The objective, or, where it has no key results, those contributing to it at any depth.

    One that has key results speaks for all below it, as its number does. A loop, refused on the
    way in, ends where it closes.
    """
    found = {objective.id: objective}
    bare = {objective.id} if not objective.key_results else set()
    while bare:
        children = [
            each
            for each in counted
            if each.parent_id in bare and each.link is Link.CONTRIBUTES and each.id not in found
        ]
        found |= {each.id: each for each in children}
        bare = {each.id for each in children if not each.key_results}
    return list(found.values())


def _moved(week: TeamWeek, moved: Mapping[int, Move], worried: set[int]) -> tuple[Moved, ...]:
    """What moved or was commented on; a note that is told under attention is not told twice."""
    return tuple(
        Moved(each, _name(week, each.author_id), "" if number in worried else each.note)
        for number, each in moved.items()
        if each.has_moved or (each.note and number not in worried)
    )


def _attention(
    week: TeamWeek, key_results: KeyResults, moved: Mapping[int, Move]
) -> tuple[Attention, ...]:
    """What a manager should look at: behind, stale, or confidence low or falling.

    The gravest first; within one gravity the least confident.
    """
    lines = [
        _attention_line(week, each, status(each, one, week.today), moved)
        for each, one in key_results.values()
    ]
    worrying = [
        line
        for line in lines
        if line.status in _GRAVITY or asks_for_narrative(line.confidence_before, line.confidence)
    ]
    return tuple(sorted(worrying, key=lambda line: (_GRAVITY.get(line.status, 9), line.confidence)))


def _attention_line(
    week: TeamWeek, key_result: KeyResult, standing: Status, moved: Mapping[int, Move]
) -> Attention:
    move = moved.get(key_result.id)
    return Attention(
        key_result_id=key_result.id,
        title=shorten(key_result.title, TITLE),
        status=standing,
        confidence_before=_confidence_before(key_result, moved),
        confidence=key_result.confidence,
        updater=_name(week, key_result.updater_id),
        note=move.note if move else "",
        next_step=move.next_step if move else "",
    )


def _blockers(week: TeamWeek, key_results: KeyResults) -> tuple[BlockerLine, ...]:
    """What stands in the way, the oldest first."""
    blocked = [(each, each.blocker) for each, _one in key_results.values() if each.blocker]
    return tuple(
        BlockerLine(
            title=shorten(key_result.title, TITLE),
            kind=blocker.kind,
            blocker=shorten(blocker.text, NOTE),
            author=_name(week, key_result.updater_id),
            helper=blocker.helper,
            days=max((week.today - (blocker.since or week.today)).days, 0),
        )
        for key_result, blocker in sorted(blocked, key=lambda pair: pair[1].since or week.today)
    )


def _confidence_before(key_result: KeyResult, moved: Mapping[int, Move]) -> int:
    """The confidence at the end of the slot before."""
    move = moved.get(key_result.id)
    return move.confidence_before if move else key_result.confidence


def _name(week: TeamWeek, person_id: int) -> str:
    return shorten(week.people[person_id].name, NAME) if person_id in week.people else ""


_GRAVITY = {Status.OFF_TRACK: 0, Status.AT_RISK: 1, Status.OUTDATED: 2}
