"""Checks that help to write good OKRs: each fires on facts, and the person decides.

Which words count stands in `quality_words`; what a check says to people stands in the templates.
A person's own words never leave the machine for this.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from bot.domain.okrs import KeyResult, Metric, Objective
from bot.domain.quality_words import (
    DONE_WORDS,
    HABIT_PHRASES,
    HABIT_VERBS,
    OUTPUT_PHRASES,
    OUTPUT_VERBS,
    VAGUE_WORDS,
)

WORDS_OF_A_TITLE = range(4, 19)
KEY_RESULTS_OF_AN_OBJECTIVE = range(2, 6)
OBJECTIVES_OF_A_TEAM = 3
OBJECTIVES_OF_THE_COMPANY = 5
START_CONFIDENCES = range(3, 9)
"""Who begins below does not believe in it, who begins above has not aimed high."""

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_COUNTED = re.compile(r"\w+(?:[-'’.,]\w+)*")


class Check(StrEnum):
    """What can be said of an objective (O…) or a key result (K…); the values never change.

    O7, an objective without dates, is none: a cycle always has some.
    """

    DIGITS = "O1"
    OUTPUT = "O2"
    LENGTH = "O3"
    OBJECTIVE_WITHOUT_OWNER = "O4"
    UNALIGNED = "O5"
    HABIT = "O6"
    NUMBER_OF_KEY_RESULTS = "O8"
    TOO_MANY = "O9"
    NO_BASELINE = "K1"
    NO_TARGET = "K2"
    TASK = "K3"
    VAGUE = "K4"
    WITHOUT_OWNER = "K5"
    START_CONFIDENCE = "K6"
    NO_WAY_TO_GO = "K7"
    SAME_METRIC = "K8"
    KNOWN_AT_THE_END = "K9"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found; `word` is the word or number it fired on, or empty."""

    check: Check
    word: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """What there is to say of one title, in the order of the checks."""

    title: str
    findings: tuple[Finding, ...]


def ids_of(findings: Iterable[Finding]) -> list[str]:
    """The stored words of what was found, such as "O1"."""
    return [each.check.value for each in findings]


def check_team(
    objectives: Sequence[Objective], active: Collection[int], *, is_top: bool
) -> list[Checked]:
    """All that can be said of a team's objectives and their key results, in their order.

    `active` are the ids of the people who are there; the top team has nothing to align with.
    """
    said = [
        each
        for objective in objectives
        for each in (
            Checked(objective.title, check_objective(objective, active, is_top=is_top)),
            *(
                Checked(one.title, check_key_result(one, objective.key_results, active))
                for one in objective.key_results
            ),
        )
    ]
    return [each for each in said if each.findings]


def too_many(objectives: Sequence[Objective], *, is_top: bool) -> Finding | None:
    """Whether a team has more objectives than it can care about; the finding has their number."""
    most = OBJECTIVES_OF_THE_COMPANY if is_top else OBJECTIVES_OF_A_TEAM
    return Finding(Check.TOO_MANY, str(len(objectives))) if len(objectives) > most else None


def check_objective(
    objective: Objective, active: Collection[int], *, is_top: bool
) -> tuple[Finding, ...]:
    """What can be said of one objective by itself."""
    return tuple(_of_objective(objective, active, is_top))


def check_key_result(
    key_result: KeyResult, siblings: Sequence[KeyResult], active: Collection[int]
) -> tuple[Finding, ...]:
    """What can be said of a key result beside its siblings, among which it may stand itself."""
    return tuple(_of_key_result(key_result, siblings, active))


def _of_objective(objective: Objective, active: Collection[int], is_top: bool) -> Iterator[Finding]:
    title, count = objective.title, len(_COUNTED.findall(objective.title))
    if digits := re.search(r"\d[\d.,]*", title):
        yield Finding(Check.DIGITS, digits[0])
    if verb := _verb(title, OUTPUT_VERBS, OUTPUT_PHRASES):
        yield Finding(Check.OUTPUT, verb)
    if count not in WORDS_OF_A_TITLE:
        yield Finding(Check.LENGTH, str(count))
    if objective.owner_id not in active:
        yield Finding(Check.OBJECTIVE_WITHOUT_OWNER)
    if not is_top and objective.parent_id is None and not objective.justification.strip():
        yield Finding(Check.UNALIGNED)
    if verb := _verb(title, HABIT_VERBS, HABIT_PHRASES):
        yield Finding(Check.HABIT, verb)
    if len(objective.key_results) not in KEY_RESULTS_OF_AN_OBJECTIVE:
        yield Finding(Check.NUMBER_OF_KEY_RESULTS, str(len(objective.key_results)))
    metrics = {each.metric for each in objective.key_results}
    if metrics == {Metric.YES_NO}:
        yield Finding(Check.KNOWN_AT_THE_END)


def _of_key_result(
    key_result: KeyResult, siblings: Sequence[KeyResult], active: Collection[int]
) -> Iterator[Finding]:
    has_way = key_result.metric in {Metric.INCREASE, Metric.DECREASE}
    if has_way and key_result.baseline is None:
        yield Finding(Check.NO_BASELINE)
    if not _has_target(key_result):
        yield Finding(Check.NO_TARGET)
    if word := _task(key_result):
        yield Finding(Check.TASK, word)
    if word := _vague(key_result):
        yield Finding(Check.VAGUE, word)
    if key_result.owner_id not in active:
        yield Finding(Check.WITHOUT_OWNER)
    is_new = key_result.checked_in_at is None  # later the confidence is no longer that of the start
    if is_new and key_result.confidence not in START_CONFIDENCES:
        yield Finding(Check.START_CONFIDENCE, str(key_result.confidence))
    if has_way and key_result.target is not None and key_result.target == key_result.baseline:
        yield Finding(Check.NO_WAY_TO_GO)
    mine = _measured(key_result.title, key_result.unit)
    if sum(_measured(each.title, each.unit) == mine for each in siblings) > 1:
        yield Finding(Check.SAME_METRIC)


def _has_target(key_result: KeyResult) -> bool:
    match key_result.metric:
        case Metric.YES_NO:
            return True
        case Metric.MILESTONES:
            return bool(key_result.milestones)
        case Metric.BETWEEN:
            return key_result.lower is not None and key_result.upper is not None
        case _:
            return key_result.target is not None


def _task(key_result: KeyResult) -> str:
    if verb := _verb(key_result.title, OUTPUT_VERBS, OUTPUT_PHRASES):
        return verb
    is_yes_no = key_result.metric is Metric.YES_NO
    return next((one for one in _words(key_result.title) if is_yes_no and one in DONE_WORDS), "")


def _vague(key_result: KeyResult) -> str:
    """The vague word of a title, where neither it nor the target says how much."""
    is_counted = key_result.metric not in {Metric.YES_NO, Metric.MILESTONES}
    if re.search(r"\d", key_result.title) or (is_counted and _has_target(key_result)):
        return ""
    return next((one for one in _words(key_result.title) if one in VAGUE_WORDS), "")


def _verb(title: str, verbs: Collection[str], phrases: Collection[str]) -> str:
    """The verb or phrase that says what is done: at the beginning, or a German one at the end."""
    words = _words(title)
    if not words:
        return ""
    said = " ".join(words)
    if phrase := next((each for each in phrases if said.startswith(each)), ""):
        return phrase
    first, last = words[0], words[-1]
    is_german = last.endswith(("en", "ern", "eln"))
    return first if first in verbs else last if is_german and last in verbs else ""


def _words(title: str) -> list[str]:
    return [each.casefold() for each in _WORD.findall(title)]


@lru_cache(maxsize=1_000)  # each is compared with each
def _measured(title: str, unit: str) -> tuple[str, ...]:
    """What a key result measures: its words, in any case and spacing, and its unit."""
    return (*_COUNTED.findall(title.casefold()), unit.casefold())
