"""Looking back on a team's cycle: what people answered, and the post that is made of it.

Answers are posted without names and in an order that says nothing of who wrote them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import takewhile

from bot.domain.calibration import Calibration
from bot.domain.closing import is_closed
from bot.domain.fields import Fields
from bot.domain.okrs import Objective, Outcome
from bot.domain.score import ScoreBand, score_band
from bot.domain.shortening import chunked, sent_length, shorten
from bot.errors import InvalidFields, InvalidInput, _

MOST_TEXT = 1000
ANSWER = 600
"""Characters, as sent, that one answer takes in the post."""

TITLE = 120
BLOCK_BUDGET = 2_700
MOST_RESULTS = 15
MOST_EARLIER = 4
PER_PAGE = 30
"""Blocks of answers in one message; what is more goes on in its thread."""

IN_PREVIEW = 8
"""Blocks of answers that the preview shows."""


class Question(StrEnum):
    """What is asked; the words are the names of the fields."""

    WORKED = "worked"
    DID_NOT = "did_not"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class Answers:
    """What one person says of a cycle."""

    worked: str = ""
    did_not: str = ""
    change: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said."""
        return not (self.worked or self.did_not or self.change)


@dataclass(frozen=True, slots=True)
class Section:
    """A block of answers to a question; `is_first` for the one under which it is asked."""

    question: Question
    is_first: bool
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ResultLine:
    """How an objective ended."""

    title: str
    outcome: Outcome
    score: Decimal | None
    band: ScoreBand | None


@dataclass(frozen=True, slots=True)
class Earlier:
    """How the team foretold in a cycle before."""

    cycle: str
    brier: Decimal


@dataclass(frozen=True, slots=True)
class LookingBack:
    """The post of a team's cycle. `private` counts objectives that are not named."""

    team: str
    cycle: str
    answered: int
    results: tuple[ResultLine, ...]
    results_left_out: int
    private: int
    calibration: Calibration | None
    earlier: tuple[Earlier, ...]
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class RetrospectiveForm:
    """The form in which somebody looks back."""

    cycle_id: int
    team_id: int
    cycle: str
    team: str
    answers: Answers
    is_restored: bool
    is_stored: bool
    may_post: bool
    answered: int


def read_answers(fields: Fields) -> Answers:
    """What was typed.

    Raises:
        InvalidFields: at the first field, when all are empty.
    """
    answers = typed_answers(fields)
    if answers.is_empty:
        sentence = _("Write at least one of the three.")
        raise InvalidFields([InvalidInput(Question.WORKED, sentence)])
    return answers


def typed_answers(fields: Fields) -> Answers:
    """What stands in the fields, be it nothing."""
    return Answers(**{each: str(fields.get(each) or "").strip() for each in Question})


def compose_looking_back(
    names: tuple[str, str],
    answers: Sequence[Answers],
    objectives: Iterable[Objective],
    calibrations: Mapping[str, Calibration],
) -> LookingBack:
    """The post; `names` are the team's and the cycle's.

    `calibrations` go by the names of cycles, the oldest first; those after this one do not count.
    """
    team, cycle = names
    ended = [each for each in objectives if is_closed(each)]
    told = [each for each in ended if not each.is_private]
    return LookingBack(
        team=team,
        cycle=cycle,
        answered=len(answers),
        results=tuple(_result_line(each) for each in told[:MOST_RESULTS]),
        results_left_out=max(0, len(told) - MOST_RESULTS),
        private=len(ended) - len(told),
        calibration=calibrations.get(cycle),
        earlier=tuple(
            Earlier(name, calibrations[name].brier)
            for name in takewhile(lambda name: name != cycle, calibrations)
        )[-MOST_EARLIER:],
        sections=tuple(_sections(answers)),
    )


def pages(looking_back: LookingBack) -> list[tuple[Section, ...]]:
    """The answers by message: the first one has the results too, others hang in its thread."""
    sections = looking_back.sections
    starts = range(0, max(1, len(sections)), PER_PAGE)
    return [sections[start : start + PER_PAGE] for start in starts]


def _sections(answers: Sequence[Answers]) -> Iterable[Section]:
    for question in Question:
        said = [shorten(getattr(each, question), ANSWER) for each in answers]
        lines = sorted((each for each in said if each), key=str.casefold)
        for number, chunk in enumerate(chunked(lines, _length, BLOCK_BUDGET)):
            yield Section(question, number == 0, chunk)


def _length(line: str) -> int:
    return sent_length(line) + 5


def _result_line(objective: Objective) -> ResultLine:
    return ResultLine(
        shorten(objective.title, TITLE),
        objective.outcome or Outcome.CLOSED,
        objective.score,
        None if objective.score is None else score_band(objective.score),
    )
