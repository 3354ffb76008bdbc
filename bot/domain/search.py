"""Finding objectives by words and filters: what was asked, what fits, how it is answered.

Words are compared without case and accents; "ü" is found as "u" and as "ue", "ß" as "ss".
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar

from bot.domain.okrs import Cycle, KeyResult, Objective, ObjectiveState, Team
from bot.domain.pace import Status, status
from bot.domain.rollup import count_on_track, objective_progress, worst
from bot.domain.shortening import shorten
from bot.domain.viewing import Viewer

MOST_RESULTS, MOST_KEY_RESULTS = 20, 3
"""So many objectives are answered, and so many of each one's key results."""

IN_A_NOTIFICATION = 5
"""Objectives that the message's top-level text tells."""

TITLE, NAME = 120, 60
"""Characters, as sent, of a title and of the name of a team."""

MINE = frozenset({"mine", "meine"})
TEAM = frozenset({"team"})
AT_RISK = frozenset({"risk", "gefahrdet", "gefaehrdet"})
SILENT = frozenset({"silent", "still"})
"""Words that filter, as `folded` writes them."""

BEHIND = frozenset({Status.AT_RISK, Status.OFF_TRACK})

_TOKEN = re.compile(r'["“”„«»]([^"“”„«»]+)["“”„«»]|(\S+)')
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


@dataclass(frozen=True, slots=True)
class Query:
    """What was asked; `words` are as they were typed, `team` is None for all teams.

    `cycle` is None for all that are not closed.
    """

    words: tuple[str, ...] = ()
    is_mine: bool = False
    team: Team | None = None
    cycle: Cycle | None = None
    is_at_risk: bool = False
    is_silent: bool = False


@dataclass(frozen=True, slots=True)
class FoundKeyResult:
    """A key result that fits, and its status."""

    title: str
    status: Status


@dataclass(frozen=True, slots=True)
class Found:
    """An objective that fits, with those of its key results for which it was found."""

    id: int
    title: str
    team: str
    cycle: str
    state: ObjectiveState
    is_private: bool
    status: Status
    progress: Decimal | None
    on_track: int
    key_results: int
    told: tuple[FoundKeyResult, ...]
    told_more: int


@dataclass(frozen=True, slots=True)
class Results:
    """The answer: the first results, and how many more there are."""

    query: Query
    found: tuple[Found, ...]
    more: int

    @property
    def count(self) -> int:
        """All of them, shown or not."""
        return len(self.found) + self.more

    @property
    def first(self) -> tuple[Found, ...]:
        """Those that a notification tells."""
        return self.found[:IN_A_NOTIFICATION]


def read_query(text: str, viewer: Viewer, cycles: Iterable[Cycle]) -> Query:
    """What somebody typed; nothing at all means what is theirs.

    What stands in quotes is a word, whatever it means elsewhere. `team` without the name of one
    is the person's own; where they have none, it is a word.
    """
    names = _Names.of(viewer, cycles)
    tokens = [_Token(quoted or word, bool(quoted)) for quoted, word in _TOKEN.findall(text)]
    query = Query(is_mine=not tokens)
    while tokens:
        count, query = _read(tokens, query, names)
        tokens = tokens[count:]
    return query


def folded(text: str) -> str:
    """The text without case, accents and sharp s."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in apart if not unicodedata.combining(each))


def words_fit(words: Iterable[str], titles: Iterable[str]) -> bool:
    """Whether each word stands in one of the titles."""
    text = "\n".join(_searched(each) for each in titles)
    return all(_stands_in(each, text) for each in words)


def find(
    query: Query, objectives: Iterable[Objective], viewer: Viewer, today: date, slot: str
) -> Results:
    """What fits, the person's own first, then what runs, then by team and title.

    `objectives` are those of the cycles that are searched, with their key results.
    """
    fitting = [each for each in objectives if viewer.sees(each) and _fits(query, each, viewer)]
    pairs = [(each, _told(query, each, today, slot)) for each in fitting]
    kept = [(each, told) for each, told in pairs if told or not _asks_for_key_results(query)]
    kept.sort(key=lambda pair: _order(pair[0], viewer, today))
    return Results(
        query,
        tuple(_found(each, told, viewer, today) for each, told in kept[:MOST_RESULTS]),
        max(0, len(kept) - MOST_RESULTS),
    )


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    is_quoted: bool


@dataclass(frozen=True, slots=True)
class _Names:
    """Teams and cycles by the words of their names."""

    teams: Mapping[tuple[str, ...], Team]
    cycles: Mapping[tuple[str, ...], Cycle]
    own: Team | None

    @classmethod
    def of(cls, viewer: Viewer, cycles: Iterable[Cycle]) -> "_Names":
        teams = [viewer.teams[number] for number in viewer.active]
        return cls(
            {_parts(each.name): each for each in teams},
            {_parts(each.name): each for each in cycles},
            next(iter(viewer.own_teams), None),
        )


def _read(tokens: Sequence[_Token], query: Query, names: _Names) -> tuple[int, Query]:
    """How many tokens say what, and the query with it."""
    first, *rest = tokens
    said = set() if first.is_quoted else _forms(first.text)
    if said & MINE:
        return 1, replace(query, is_mine=True)
    if said & AT_RISK:
        return 1, replace(query, is_at_risk=True)
    if said & SILENT:
        return 1, replace(query, is_silent=True)
    team, count = _longest(names.teams, rest) if said & TEAM else (None, 0)
    if said & TEAM and (team or names.own):
        return 1 + count, replace(query, team=team or names.own)
    cycle, count = _longest(names.cycles, tokens) if said else (None, 0)
    if cycle:
        return count, replace(query, cycle=cycle)
    return 1, replace(query, words=(*query.words, first.text))


_Named = TypeVar("_Named")


def _longest(
    named: Mapping[tuple[str, ...], _Named], tokens: Sequence[_Token]
) -> tuple[_Named | None, int]:
    """What the most of the first tokens name, and how many those are."""
    for count in range(len(tokens), 0, -1):
        name = _parts(" ".join(each.text for each in tokens[:count]))
        if name in named:
            return named[name], count
    return None, 0


def _parts(name: str) -> tuple[str, ...]:
    return tuple(folded(name).split())


@lru_cache(maxsize=2_000)  # titles are searched again and again
def _forms(text: str) -> frozenset[str]:
    """How a word may be written: "Größe" as "grosse" and as "groesse"."""
    composed = unicodedata.normalize("NFC", text).casefold()
    return frozenset({folded(text), folded(composed.translate(_GERMAN))})


def _searched(title: str) -> str:
    return "\n".join(_forms(title))


def _stands_in(word: str, text: str) -> bool:
    return any(form in text for form in _forms(word))


def _fits(query: Query, objective: Objective, viewer: Viewer) -> bool:
    """Whether an objective fits by its words, team and people."""
    titles = [objective.title, *(each.title for each in objective.key_results)]
    return (
        (query.team is None or objective.team_id == query.team.id)
        and (not query.is_mine or _is_own(objective, viewer))
        and words_fit(query.words, titles)
    )


def _asks_for_key_results(query: Query) -> bool:
    return query.is_at_risk or query.is_silent


def _is_own(objective: Objective, viewer: Viewer) -> bool:
    people = {objective.owner_id}
    for each in objective.key_results:
        people |= {each.owner_id, each.updater_id}
    return viewer.person.id in people


def _told(query: Query, objective: Objective, today: date, slot: str) -> list[KeyResult]:
    """The key results for which an objective is found; none where its own title is enough."""
    if _asks_for_key_results(query) and not _is_asked_about(objective, today):
        return []
    return [
        each
        for each in objective.key_results
        if (query.words or _asks_for_key_results(query))
        and (not query.words or _is_meant(query.words, objective, each))
        and (not query.is_at_risk or status(each, objective, today) in BEHIND)
        and (not query.is_silent or (each.checked_in_slot or "") < slot)
    ]


def _is_meant(words: Iterable[str], objective: Objective, key_result: KeyResult) -> bool:
    """Whether a key result has one of the words, or its objective has all of them."""
    title = _searched(key_result.title)
    has_one = any(_stands_in(each, title) for each in words)
    return has_one or words_fit(words, [objective.title])


def _is_asked_about(objective: Objective, today: date) -> bool:
    return objective.state is ObjectiveState.ACTIVE and objective.cycle.is_running(today)


def _order(objective: Objective, viewer: Viewer, today: date) -> tuple[bool, bool, str, str]:
    team = viewer.teams.get(objective.team_id)
    return (
        not _is_own(objective, viewer),
        not objective.cycle.is_running(today),
        folded(team.name) if team else "",
        folded(objective.title),
    )


def _found(objective: Objective, told: Collection[KeyResult], viewer: Viewer, today: date) -> Found:
    statuses = [status(each, objective, today) for each in objective.key_results]
    team = viewer.teams.get(objective.team_id)
    first = list(told)[:MOST_KEY_RESULTS]
    return Found(
        id=objective.id,
        title=shorten(objective.title, TITLE),
        team=shorten(team.name, NAME) if team else "",
        cycle=shorten(objective.cycle.name, NAME),
        state=objective.state,
        is_private=objective.is_private,
        status=worst(statuses) or Status.PENDING,
        progress=objective_progress(objective),
        on_track=count_on_track(statuses),
        key_results=len(statuses),
        told=tuple(
            FoundKeyResult(shorten(each.title, TITLE), status(each, objective, today))
            for each in first
        ),
        told_more=len(told) - len(first),
    )
