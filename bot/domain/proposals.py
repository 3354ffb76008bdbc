"""A proposal as its decider reads it: the whole of a new objective, or what a change changes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from enum import StrEnum

from bot.domain.change_lines import ChangeLine, Names, change_lines
from bot.domain.changes import changes
from bot.domain.handovers import NAME, TITLE, WORDS
from bot.domain.okrs import KeyResult, Link, Metric, Objective, ObjectiveState, Person, Team
from bot.domain.quality import Checked, check_team
from bot.domain.shortening import chunked, sent_length, shorten

NOTE = "note"
"""The field of the two forms: what should be different, or why not."""

MOST_KEY_RESULTS, MOST_CHANGES, MOST_HINTS = 12, 20, 4
"""So many are told in one message; more are counted. Five key results are many already."""

IN_A_NOTIFICATION = 5
"""Changes that the message's top-level text tells."""

BLOCK_BUDGET, AROUND_A_LINE = 2_700, 150
"""Characters, as sent, of one section, and of the words and numbers around a line's texts."""

UNIT, ALIGNMENT = 40, 300
"""Characters, as sent, of a unit and of what an objective hangs on."""


class Kind(StrEnum):
    """What is proposed."""

    NEW = "new"
    EDIT = "edit"
    PAUSE = "pause"
    CONTINUE = "continue"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class ProposedKeyResult:
    """A key result as it would be; `steps` counts milestones."""

    title: str
    owner: str
    metric: Metric
    unit: str
    baseline: Decimal | None
    target: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    steps: int
    weight: Decimal
    confidence: int


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a proposal proposes, for whoever decides.

    `parent` is None where the objective hangs on a private one. Of a change, `changes` say what
    differs and `key_results` are those that would be new. Both are grouped by what fits into a
    block.
    """

    kind: Kind
    author: str
    team: str
    cycle: str
    title: str
    owner: str
    why: str
    is_committed: bool
    is_private: bool
    link: Link | None
    parent: str | None
    justification: str
    key_results: tuple[tuple[ProposedKeyResult, ...], ...]
    changes: tuple[tuple[ChangeLine, ...], ...]
    hints: tuple[Checked, ...]
    reason: str
    more_key_results: int = 0
    more_changes: int = 0
    more_hints: int = 0

    @property
    def first_changes(self) -> tuple[ChangeLine, ...]:
        """Those that a notification tells."""
        return next(iter(self.changes), ())[:IN_A_NOTIFICATION]


@dataclass(frozen=True, slots=True)
class ProposedFacts:
    """What a proposal is composed from: `stands` is there now, `content` would be.

    `content` is None for a new objective, which stands in its own row. `people` are all whom it
    names, `objectives` the titles of those it hangs on, None for private ones.
    """

    author: Person
    team: Team
    stands: Objective
    content: Objective | None
    reason: str
    people: Mapping[int, Person]
    teams: Mapping[int, str]
    objectives: Mapping[int, str | None]


def compose_proposal(facts: ProposedFacts) -> Proposed:
    """The proposal in reading order, shortened to fit into one message."""
    wanted = facts.content or facts.stands
    kind = kind_of(facts.stands, facts.content)
    told = _changes(facts)
    known = {each.id for each in facts.stands.key_results} if facts.content else set()
    new = [_key_result(each, facts) for each in wanted.key_results if each.id not in known]
    hints = _hints(wanted, facts) if kind in {Kind.NEW, Kind.EDIT} else []
    proposed = Proposed(
        kind=kind,
        author=shorten(facts.author.name, NAME),
        team=shorten(facts.team.name, NAME),
        cycle=wanted.cycle.name,
        title=shorten(wanted.title, TITLE),
        owner=_name(wanted.owner_id, facts),
        why=shorten(wanted.why, WORDS),
        is_committed=wanted.commitment == "committed",
        is_private=wanted.is_private,
        link=wanted.link,
        parent=_parent(wanted, facts),
        justification=shorten(wanted.justification, ALIGNMENT),
        key_results=tuple(chunked(new[:MOST_KEY_RESULTS], _length, BLOCK_BUDGET)),
        changes=tuple(chunked(told[:MOST_CHANGES], _length, BLOCK_BUDGET)),
        hints=tuple(hints[:MOST_HINTS]),
        reason=shorten(facts.reason, WORDS),
    )
    return replace(
        proposed,
        more_key_results=max(0, len(new) - MOST_KEY_RESULTS),
        more_changes=max(0, len(told) - MOST_CHANGES),
        more_hints=max(0, len(hints) - MOST_HINTS),
    )


def kind_of(stands: Objective, content: Objective | None) -> Kind:
    """What would happen to the objective that stands."""
    if content is None:
        return Kind.NEW
    if content.state == stands.state:
        return Kind.EDIT
    return _KIND_OF_STATE.get(content.state, Kind.EDIT)


def named_in(facts: ProposedFacts) -> set[int]:
    """The ids of all people whom the proposal may name."""
    found = {facts.author.id}
    for each in filter(None, (facts.stands, facts.content)):
        found |= _people_of(each)
    return found


def _people_of(objective: Objective) -> set[int]:
    delegates = {each.delegate_id for each in objective.key_results if each.delegate_id}
    return {objective.owner_id, *(each.owner_id for each in objective.key_results)} | delegates


def _length(line: ProposedKeyResult | ChangeLine) -> int:
    """As sent; a unit may stand at two numbers, and words stand around them."""
    texts = [getattr(line, each.name) for each in fields(line)]
    told = [each for each in texts if isinstance(each, str)]
    return AROUND_A_LINE + sum(map(sent_length, told)) + sent_length(line.unit)


def _changes(facts: ProposedFacts) -> tuple[ChangeLine, ...]:
    """The state is what the whole proposal is about, and new key results are told in whole."""
    if facts.content is None:
        return ()
    found = [each for each in changes(facts.stands, facts.content) if each.field not in _TOLD_APART]
    people = {number: each.name for number, each in facts.people.items()}
    key_results = (*facts.stands.key_results, *facts.content.key_results)
    units = {each.id: each.unit for each in key_results}
    return change_lines(found, Names(people, facts.teams, facts.objectives), units)


def _hints(wanted: Objective, facts: ProposedFacts) -> Sequence[Checked]:
    active: Collection[int] = {each.id for each in facts.people.values() if each.is_active}
    checked = check_team([wanted], active, is_top=facts.team.parent_id is None)
    return [replace(each, title=shorten(each.title, TITLE)) for each in checked]


def _key_result(key_result: KeyResult, facts: ProposedFacts) -> ProposedKeyResult:
    return ProposedKeyResult(
        title=shorten(key_result.title, TITLE),
        owner=_name(key_result.owner_id, facts),
        metric=key_result.metric,
        unit=shorten(key_result.unit, UNIT),
        baseline=key_result.baseline,
        target=key_result.target,
        lower=key_result.lower,
        upper=key_result.upper,
        steps=len(key_result.milestones),
        weight=key_result.weight,
        confidence=key_result.confidence,
    )


def _parent(wanted: Objective, facts: ProposedFacts) -> str | None:
    if wanted.parent_id is None:
        return ""
    title = facts.objectives.get(wanted.parent_id)
    return None if title is None else shorten(title, ALIGNMENT)


def _name(person_id: int, facts: ProposedFacts) -> str:
    person = facts.people.get(person_id)
    return shorten(person.name, NAME) if person else ""


_TOLD_APART = frozenset({"state", "added"})
_KIND_OF_STATE = {
    ObjectiveState.PAUSED: Kind.PAUSE,
    ObjectiveState.ACTIVE: Kind.CONTINUE,
    ObjectiveState.DROPPED: Kind.DROP,
}
