"""What somebody decided about an objective that closes, read from the fields of the form."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from bot.domain.closing import GOES_ON, Suggestion, is_missed
from bot.domain.fields import Fields, NumberMarks
from bot.domain.numbers import read_number
from bot.domain.okrs import Outcome
from bot.errors import InvalidFields, InvalidInput, _

OUTCOME = "closing.outcome"
"""The field that is heard of at once: other fields follow from it."""

MOST_TEXT = 1000


@dataclass(frozen=True, slots=True)
class Decision:
    """How an objective ends. `score` is None for one that is dropped or was never measured."""

    outcome: Outcome
    score: Decimal | None = None
    score_note: str = ""
    closing_note: str = ""
    post_mortem: str = ""
    reason: str = ""
    target_id: int | None = None

    @property
    def last_words(self) -> str:
        """What is kept as its closing note: for one that is dropped that is the reason."""
        return self.reason if self.outcome is Outcome.DROPPED else self.closing_note


def as_suggested(suggestion: Suggestion) -> Decision:
    """Closed with the suggested score and nothing said."""
    return Decision(Outcome.CLOSED, suggestion.score)


def outcome_of(fields: Fields) -> Outcome:
    """The outcome that is chosen, `closed` where none is."""
    typed = fields.get(OUTCOME)
    return Outcome(typed) if isinstance(typed, str) and typed in set(Outcome) else Outcome.CLOSED


def is_touched(fields: Fields) -> bool:
    """Whether anything was typed or chosen that would be missed."""
    chosen = {OUTCOME, "target_cycle", "all_outcome", "all_target"}
    words = any(typed for name, typed in fields.items() if name not in chosen)
    return words or {fields.get(OUTCOME), fields.get("all_outcome")} - {None, "closed"} != set()


def read_decision(
    fields: Fields, suggestion: Suggestion, targets: Collection[int], marks: NumberMarks
) -> Decision:
    """What the form of one objective says; `targets` are the cycles it may go on in.

    Raises:
        InvalidFields: at each field that is wrong or still empty.
    """
    outcome, faults = outcome_of(fields), list[InvalidInput]()
    target_id = _target(fields, outcome, targets, faults)
    if outcome is Outcome.DROPPED:
        reason = _text(fields, "reason")
        if not reason:
            faults.append(InvalidInput("reason", _("Say in a sentence why it is dropped.")))
        score = None
    else:
        reason = ""
        score = _score(fields, suggestion, marks, faults)
    decision = Decision(
        outcome=outcome,
        score=score,
        score_note=_text(fields, "score_note"),
        closing_note=_text(fields, "closing_note"),
        post_mortem=_text(fields, "post_mortem"),
        reason=reason,
        target_id=target_id,
    )
    faults += _missing_words(decision, suggestion, {each.field for each in faults})
    if faults:
        raise InvalidFields(faults)
    return decision


@dataclass(frozen=True, slots=True)
class ManyDecisions:
    """One outcome for several objectives; `words` are the reason, or why commitments missed."""

    chosen: frozenset[int]
    outcome: Outcome
    words: str = ""
    target_id: int | None = None

    def of(self, suggestion: Suggestion) -> Decision:
        """What that means for one of them."""
        is_dropped = self.outcome is Outcome.DROPPED
        return Decision(
            outcome=self.outcome,
            score=None if is_dropped else suggestion.score,
            post_mortem=self.words if suggestion.needs_post_mortem and not is_dropped else "",
            reason=self.words if is_dropped else "",
            target_id=self.target_id,
        )

    def answers(self, suggestion: Suggestion) -> bool:
        """Whether nothing keeps that objective from this outcome; dropping needs no number."""
        if self.outcome is Outcome.DROPPED:
            return True
        return suggestion.score is not None and not (
            suggestion.needs_post_mortem and not self.words
        )


def read_many(fields: Fields, targets: Collection[int]) -> ManyDecisions:
    """What the list's form says.

    Raises:
        InvalidFields: at each field that is wrong or still empty.
    """
    outcome, faults = outcome_of({OUTCOME: fields.get("all_outcome")}), list[InvalidInput]()
    typed = fields.get("chosen") or []
    chosen = frozenset(int(each) for each in typed if each.isdecimal())
    if not chosen:
        faults.append(InvalidInput("chosen", _("Choose at least one objective.")))
    words, renamed = _text(fields, "all_words"), {"target_cycle": fields.get("all_target")}
    found: list[InvalidInput] = []
    target_id = _target(renamed, outcome, targets, found)
    names = {OUTCOME: "all_outcome", "target_cycle": "all_target"}
    faults += [InvalidInput(names[each.field], each.message, **each.values) for each in found]
    if outcome is Outcome.DROPPED and not words:
        faults.append(InvalidInput("all_words", _("Say in a sentence why they are dropped.")))
    if faults:
        raise InvalidFields(faults)
    return ManyDecisions(chosen, outcome, words, target_id)


def _target(
    fields: Fields, outcome: Outcome, targets: Collection[int], faults: list[InvalidInput]
) -> int | None:
    if outcome not in GOES_ON:
        return None
    typed = _text(fields, "target_cycle")
    if not targets:
        sentence = _("There is no later cycle yet. An admin plans one with /okr cycle.")
        faults.append(InvalidInput(OUTCOME, sentence))
    elif not typed.isdecimal() or int(typed) not in targets:
        faults.append(InvalidInput("target_cycle", _("Choose the cycle in which it goes on.")))
    else:
        return int(typed)
    return None


def _score(
    fields: Fields, suggestion: Suggestion, marks: NumberMarks, faults: list[InvalidInput]
) -> Decimal | None:
    """The typed score, else the suggested one."""
    typed = _text(fields, "score")
    if not typed:
        if suggestion.score is None:
            sentence = _("Nothing here is measured: give it a score from 0 to 1.")
            faults.append(InvalidInput("score", sentence))
        return suggestion.score
    try:
        number = read_number(
            typed, decimal_mark=marks.decimal, group_mark=marks.group, field="score"
        )
    except InvalidInput as fault:
        faults.append(fault)
        return None
    if number == suggestion.score:
        return number
    if not 0 <= number <= 1 or number * 10 != (number * 10).to_integral_value():
        sentence = _("A score goes from 0 to 1, with one decimal, such as 0%(mark)s7.")
        faults.append(InvalidInput("score", sentence, mark=marks.decimal))
        return None
    return number


def _missing_words(
    decision: Decision, suggestion: Suggestion, wrong: Collection[str]
) -> list[InvalidInput]:
    if decision.outcome is Outcome.DROPPED:
        return []
    faults = []
    if decision.score != suggestion.score and not decision.score_note and "score" not in wrong:
        sentence = _("Your score is not the suggested one: say in a sentence why.")
        faults.append(InvalidInput("score_note", sentence))
    if is_missed(suggestion.objective, decision.score) and not decision.post_mortem:
        sentence = _("A commitment was missed: what happened, and what do you learn from it?")
        faults.append(InvalidInput("post_mortem", sentence))
    return faults


def _text(fields: Fields, name: str) -> str:
    typed = fields.get(name)
    return typed.strip() if isinstance(typed, str) else ""
