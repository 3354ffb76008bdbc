"""What must hold in a company file as a whole: names that exist, no loops, numbers that measure.

What is blank is not judged here: its fault, if it is one, was found when it was read.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain
from typing import cast

from bot.domain.alignment import find_loop
from bot.domain.cadence import is_zone
from bot.domain.company import (
    CompanyPlan,
    CyclePlan,
    Fault,
    KeyResultPlan,
    ObjectivePlan,
    OrganisationPlan,
    PersonPlan,
    Planned,
    TeamPlan,
)
from bot.domain.company_fields import suggestion
from bot.domain.okrs import Metric, ObjectiveState
from bot.domain.progress import check_metric
from bot.domain.rhythm_words import read_digest, read_every, read_nudge
from bot.domain.rollup import check_weights
from bot.errors import InvalidInput, _

MOST_MILESTONES = 100
"""As many as Slack shows in one list."""

_NO_PERSON = (
    _("%(name)s is neither listed under people nor in a team"),
    _("%(name)s is neither listed under people nor in a team; did you mean %(suggestion)s?"),
)
_NO_TEAM = (
    _("team %(name)s does not exist"),
    _("team %(name)s does not exist; did you mean %(suggestion)s?"),
)
_NO_CYCLE = (
    _("cycle %(name)s does not exist"),
    _("cycle %(name)s does not exist; did you mean %(suggestion)s?"),
)
_NO_OBJECTIVE = (
    _("no objective has the key %(name)s"),
    _("no objective has the key %(name)s; did you mean %(suggestion)s?"),
)
_NO_COUNTRY = _("no public holidays are known of %(name)s; write a country like AT or DE-BY")
_NO_ZONE = _("time zone %(name)s is not known; write it like Europe/Vienna")

_USED_BY: Mapping[str, frozenset[Metric]] = {
    "baseline": frozenset({Metric.INCREASE, Metric.DECREASE}),
    "target": frozenset({Metric.INCREASE, Metric.DECREASE, Metric.AT_LEAST, Metric.AT_MOST}),
    "lower": frozenset({Metric.BETWEEN}),
    "upper": frozenset({Metric.BETWEEN}),
    "current": frozenset(Metric) - {Metric.MILESTONES},
    "milestones": frozenset({Metric.MILESTONES}),
}


def check(plan: CompanyPlan, is_country: Callable[[str], bool]) -> list[Fault]:
    """Everything that is wrong between the items of a file, in the order of its lines.

    `is_country` says whether the public holidays of a country, or part of one, are known.
    """
    teams = {team.name: team for team in plan.teams}
    people = frozenset(person.slack_id for person in plan.people)
    faults = chain(
        _zones(plan),
        _countries(plan, is_country),
        _duplicates((person, "slack_id") for person in plan.people),
        _duplicates((team, "name") for team in plan.teams),
        _duplicates((cycle, "name") for cycle in plan.cycles),
        _duplicates((objective, "key") for objective in plan.objectives),
        chain.from_iterable(_team(team, teams) for team in plan.teams),
        _loops(plan.teams, {team.name: team.parent for team in plan.teams}),
        chain.from_iterable(_cycle(cycle) for cycle in plan.cycles),
        _objectives(plan, teams, people),
    )
    return sorted(faults, key=lambda fault: fault.line)


def _objectives(
    plan: CompanyPlan, teams: Mapping[str, TeamPlan], people: frozenset[str]
) -> Iterator[Fault]:
    by_key = {objective.key: objective for objective in plan.objectives}
    cycles = frozenset(cycle.name for cycle in plan.cycles)
    for objective in plan.objectives:
        yield from _reference(objective, "team", teams, _NO_TEAM)
        yield from _reference(objective, "owner", people, _NO_PERSON)
        yield from _reference(objective, "cycle", cycles, _NO_CYCLE)
        yield from _link(objective, by_key, teams)
        yield from _key_results(objective, people)
    yield from _loops(plan.objectives, {key: objective.parent for key, objective in by_key.items()})


def _reference(
    item: Planned, name: str, known: Iterable[str], messages: tuple[str, str]
) -> Iterator[Fault]:
    word = cast("str", getattr(item, name))
    return _unknown(word, item.line_of(name), known, messages)


def _unknown(
    word: str, line: int, known: Iterable[str], messages: tuple[str, str]
) -> Iterator[Fault]:
    """A fault if `word` is not known; the second message is for one that has a suggestion."""
    if not word or word in known:
        return
    meant = suggestion(word, known)
    if meant:
        yield Fault(line, messages[1], {"name": word, "suggestion": meant})
    else:
        yield Fault(line, messages[0], {"name": word})


def _duplicates(items: Iterable[tuple[Planned, str]]) -> Iterator[Fault]:
    """Items whose identity, the named attribute, an item before has taken."""
    lines: dict[str, int] = {}
    for item, name in items:
        word, line = cast("str", getattr(item, name)), item.line_of(name)
        if word in lines:
            message = _("%(name)s stands here a second time; the first is in line %(line)s")
            yield Fault(line, message, {"name": word, "line": lines[word]})
        elif word:
            lines[word] = line


def _zones(plan: CompanyPlan) -> Iterator[Fault]:
    places: list[OrganisationPlan | PersonPlan] = [plan.organisation, *plan.people]
    for item in places:
        if item.time_zone and not is_zone(item.time_zone):
            yield Fault(item.line_of("time_zone"), _NO_ZONE, {"name": item.time_zone})


def _countries(plan: CompanyPlan, is_country: Callable[[str], bool]) -> Iterator[Fault]:
    places: list[OrganisationPlan | PersonPlan] = [plan.organisation, *plan.people]
    for item in places:
        if item.country and not is_country(item.country):
            yield Fault(item.line_of("country"), _NO_COUNTRY, {"name": item.country})


def _team(team: TeamPlan, teams: Mapping[str, TeamPlan]) -> Iterator[Fault]:
    yield from _reference(team, "parent", teams, _NO_TEAM)
    for index, member in enumerate(team.members):
        line = team.line_of(f"members.{index}")
        if member and member in team.members[:index]:
            yield Fault(line, _("%(name)s is listed twice in this team"), {"name": member})
    yield from _rhythm(team, teams)


def _rhythm(team: TeamPlan, teams: Mapping[str, TeamPlan]) -> Iterator[Fault]:
    """Rhythms that cannot be read, and those that a team above has locked."""
    locked = [above.name for above in _above(team, teams) if above.locked]
    for name, read in (("nudge", read_nudge), ("digest", read_digest), ("every", read_every)):
        words = getattr(team, name)
        if not words:
            continue
        try:
            read(words)
        except InvalidInput as fault:
            yield Fault(team.line_of(name), fault.message, fault.values)
        if locked:
            message = _("team %(team)s has locked its rhythm, so %(field)s cannot be set here")
            yield Fault(team.line_of(name), message, {"team": locked[0], "field": name})


def _above(team: TeamPlan, teams: Mapping[str, TeamPlan]) -> list[TeamPlan]:
    """The teams above, upward; it ends at an unknown one and before it would pass one twice."""
    line: list[TeamPlan] = []
    here = teams.get(team.parent)
    while here is not None and here not in line and here is not team:
        line.append(here)
        here = teams.get(here.parent)
    return line


def _loops(
    items: Sequence[TeamPlan | ObjectivePlan], parent_of: Mapping[str, str]
) -> Iterator[Fault]:
    """One fault for each loop, at the first of its items in the file."""
    names = [getattr(item, "key", "") or getattr(item, "name", "") for item in items]
    stands = Counter(names)  # what is not unique has its fault already
    ids = {name: index for index, name in enumerate(names) if stands[name] == 1}
    parents = {ids[name]: ids.get(above) for name, above in parent_of.items() if name in ids}
    while loop := find_loop(parents):
        item = items[min(loop)]
        words = " → ".join(names[index] for index in [*loop, loop[0]])
        line = max(item.line_of(name) for name in ("parent", "contributes_to", "supports"))
        yield Fault(line, _("this goes in a circle: %(loop)s"), {"loop": words})
        parents = {index: above for index, above in parents.items() if index not in loop}


def _cycle(cycle: CyclePlan) -> Iterator[Fault]:
    if cycle.starts_on and cycle.ends_on and cycle.ends_on < cycle.starts_on:
        message = _("cycle %(name)s ends before it starts")
        yield Fault(cycle.line_of("ends_on"), message, {"name": cycle.name})


def _link(
    objective: ObjectivePlan, by_key: Mapping[str, ObjectivePlan], teams: Mapping[str, TeamPlan]
) -> Iterator[Fault]:
    if objective.contributes_to and objective.supports:
        message = _("an objective has one link upward: contributes_to or supports, not both")
        yield Fault(objective.line_of("supports"), message)
    for name in ("contributes_to", "supports"):
        yield from _reference(objective, name, by_key, _NO_OBJECTIVE)
    parent = by_key.get(objective.parent)
    own, above = teams.get(objective.team), teams.get(parent.team) if parent else None
    if parent and own and above and len(_above(above, teams)) > len(_above(own, teams)):
        field = "contributes_to" if objective.contributes_to else "supports"
        message = _("%(key)s belongs to %(team)s, which is on a level below %(own)s")
        values = {"key": parent.key, "team": above.name, "own": own.name}
        yield Fault(objective.line_of(field), message, values)


def _key_results(objective: ObjectivePlan, people: frozenset[str]) -> Iterator[Fault]:
    yield from _duplicates((result, "identity") for result in objective.key_results)
    for key_result in objective.key_results:
        yield from _reference(key_result, "owner", people, _NO_PERSON)
        yield from _reference(key_result, "delegate", people, _NO_PERSON)
        yield from _metric(key_result, is_draft=objective.state == ObjectiveState.DRAFT)
        yield from _steps(key_result)
    yield from _weights(objective, objective.key_results)


def _metric(key_result: KeyResultPlan, *, is_draft: bool) -> Iterator[Fault]:
    """A draft may still lack its numbers; everything else must be measurable."""
    if not key_result.is_readable("metric"):
        return
    metric = key_result.metric
    for name, metrics in _USED_BY.items():
        if name in key_result.lines and metric not in metrics:
            message = _("%(field)s does not belong to the metric %(metric)s")
            yield Fault(key_result.line_of(name), message, {"field": name, "metric": metric.value})
    yield from _current(key_result)
    if not is_draft and key_result.is_readable("baseline", "target", "lower", "upper"):
        yield from _numbers(key_result)


def _numbers(key_result: KeyResultPlan) -> Iterator[Fault]:
    try:
        check_metric(
            key_result.metric,
            baseline=key_result.baseline,
            target=key_result.target,
            lower=key_result.lower,
            upper=key_result.upper,
        )
    except InvalidInput as fault:
        line = key_result.line_of(fault.field)
        values = {"field": fault.field, "problem": str(fault)}
        yield Fault(line, _("%(field)s: %(problem)s"), values)


def _current(key_result: KeyResultPlan) -> Iterator[Fault]:
    """Yes and no, 1 and 0 belong to yes_no, and it takes nothing else."""
    current, line = key_result.current, key_result.line_of("current")
    if key_result.metric == Metric.YES_NO and current not in {None, Decimal(0), Decimal(1)}:
        yield Fault(line, _("current should be yes or no for the metric yes_no"))
    if key_result.metric != Metric.YES_NO and isinstance(current, bool):
        yield Fault(line, _("current should be a number; yes and no belong to the metric yes_no"))


def _steps(key_result: KeyResultPlan) -> Iterator[Fault]:
    steps = key_result.milestones
    yield from _duplicates((step, "title") for step in steps)
    yield from _weights(key_result, steps)
    if (
        key_result.metric == Metric.MILESTONES
        and not steps
        and key_result.is_readable("milestones")
    ):
        yield Fault(key_result.line, _("the metric milestones needs at least one milestone"))
    if len(steps) > MOST_MILESTONES:
        yield Fault(
            key_result.line,
            _("a key result has at most %(most)s milestones"),
            {"most": MOST_MILESTONES},
        )


def _weights(item: Planned, parts: Sequence[Planned]) -> Iterator[Fault]:
    weights = [cast("Decimal", getattr(part, "weight", Decimal(1))) for part in parts]
    try:
        check_weights(weights)
    except InvalidInput as fault:
        below = [part for part, weight in zip(parts, weights, strict=True) if weight < 0]
        for line in [part.line_of("weight") for part in below] or [item.line]:
            yield Fault(line, fault.message)
