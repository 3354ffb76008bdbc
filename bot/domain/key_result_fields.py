"""From what stands in the form of a key result to the key result, and back."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from bot.domain.editor import METRIC, typed_text
from bot.domain.fields import Fields, NumberMarks
from bot.domain.milestone_lines import read_milestones, write_milestones
from bot.domain.numbers import read_number
from bot.domain.okrs import Cycle, Entry, KeyResult, Metric, Milestone, Person
from bot.domain.progress import MOVES, check_metric
from bot.errors import InvalidFields, InvalidInput, _

MOST_TITLE, MOST_UNIT = 200, 30
START_CONFIDENCE = 5
STARTING: Fields = {
    METRIC: Metric.INCREASE.value,
    "weight": "1",
    "entry": Entry.REPLACES.value,
    "confidence": str(START_CONFIDENCE),
}
"""What a new key result begins with."""

NUMBERS_OF: Mapping[Metric, tuple[str, ...]] = {
    Metric.INCREASE: ("baseline", "target", "current"),
    Metric.DECREASE: ("baseline", "target", "current"),
    Metric.AT_LEAST: ("target", "current"),
    Metric.AT_MOST: ("target", "current"),
    Metric.BETWEEN: ("lower", "upper", "current"),
    Metric.MILESTONES: (),
    Metric.YES_NO: (),
}
"""The fields for numbers that belong to a metric; only they have a unit and an entry."""

NEEDED = ("baseline", "target", "lower", "upper")


def metric_of(fields: Fields) -> Metric:
    """The chosen metric; most key results go up."""
    word = typed_text(fields, METRIC)
    return Metric(word) if word in set(Metric) else Metric.INCREASE


def is_blank(fields: Fields) -> bool:
    """Whether nothing was typed; what is chosen beforehand does not count."""
    chosen = {METRIC, "owner", "weight", "confidence", "entry"}
    return not any(typed for name, typed in fields.items() if name not in chosen)


def read_key_result(
    fields: Fields,
    people: Mapping[str, Person],
    marks: NumberMarks,
    cycle: Cycle | None,
    before: KeyResult | None = None,
) -> KeyResult:
    """The key result; `before` is the one that is changed, whose value and confidence stay.

    Raises:
        InvalidFields: with everything that is wrong, each at its field.
    """
    reading = _Reading(fields, people, marks)
    key_result = reading.key_result(before or KeyResult(0, 0, "", 0, Metric.INCREASE), cycle)
    if reading.faults:
        raise InvalidFields(reading.faults)
    return key_result


def key_result_fields(
    key_result: KeyResult, write: Callable[[Decimal], str], slack_ids: Mapping[int, str]
) -> Fields:
    """The form filled with a key result as it stands; `write` writes numbers for the reader."""

    def written(number: Decimal | None) -> str | None:
        return None if number is None else write(number)

    return {
        "title": key_result.title,
        METRIC: key_result.metric.value,
        "unit": key_result.unit or None,
        "baseline": written(key_result.baseline),
        "target": written(key_result.target),
        "lower": written(key_result.lower),
        "upper": written(key_result.upper),
        "current": written(key_result.current),
        "milestones": write_milestones(key_result.milestones, write) or None,
        "owner": slack_ids.get(key_result.owner_id),
        "delegate": slack_ids.get(key_result.delegate_id or 0),
        "weight": write(key_result.weight),
        "entry": key_result.entry.value,
        "confidence": str(key_result.confidence),
    }


@dataclass(slots=True)
class _Reading:
    """One form being read; `faults` grows."""

    fields: Fields
    people: Mapping[str, Person]
    marks: NumberMarks
    faults: list[InvalidInput] = field(default_factory=list)

    def key_result(self, base: KeyResult, cycle: Cycle | None) -> KeyResult:
        """What the form makes of `base`; of no use where there are faults."""
        metric = metric_of(self.fields)
        has_numbers = bool(NUMBERS_OF[metric])
        title, unit = self.title(), self.unit() if has_numbers else ""
        numbers = {name: self.number(name, unit) for name in NUMBERS_OF[metric]}
        steps = self.steps(cycle, base.milestones) if metric is Metric.MILESTONES else ()
        key_result = replace(
            base,
            objective_id=0,
            title=title,
            owner_id=self.owner() or 0,
            delegate_id=self.person("delegate"),
            metric=metric,
            unit=unit,
            baseline=numbers.get("baseline"),
            target=numbers.get("target"),
            lower=numbers.get("lower"),
            upper=numbers.get("upper"),
            current=_start(metric, numbers),
            weight=self.weight(),
            entry=Entry((has_numbers and typed_text(self.fields, "entry")) or Entry.REPLACES),
            confidence=int(typed_text(self.fields, "confidence") or START_CONFIDENCE),
            milestones=steps,
        )
        self.check(metric, numbers)
        return key_result

    def title(self) -> str:
        title = " ".join(typed_text(self.fields, "title").split())
        if not title:
            self._add("title", _("Write what you will be able to measure."))
        self._limit("title", title, MOST_TITLE)
        return title

    def unit(self) -> str:
        unit = typed_text(self.fields, "unit").strip()
        self._limit("unit", unit, MOST_UNIT)
        return unit

    def number(self, name: str, unit: str) -> Decimal | None:
        """The number in a field; None where it is empty or cannot be read."""
        text = typed_text(self.fields, name)
        if not text.strip():
            return None
        decimal, group = self.marks.decimal, self.marks.group
        try:
            return read_number(text, decimal_mark=decimal, group_mark=group, field=name, unit=unit)
        except InvalidInput as fault:
            self.faults.append(fault)
            return None

    def steps(self, cycle: Cycle | None, known: tuple[Milestone, ...]) -> tuple[Milestone, ...]:
        try:
            return read_milestones(typed_text(self.fields, "milestones"), cycle, self.marks, known)
        except InvalidInput as fault:
            self.faults.append(fault)
            return ()

    def owner(self) -> int | None:
        if not typed_text(self.fields, "owner"):
            self._add("owner", _("Choose somebody who answers for it."))
        return self.person("owner")

    def person(self, name: str) -> int | None:
        slack_id = typed_text(self.fields, name)
        if not slack_id:
            return None
        person = self.people.get(slack_id)
        if person is None or not person.is_active:
            shown = person.name if person else slack_id
            self.faults.append(InvalidInput(name, GONE_PERSON, name=shown))
        return person.id if person else None

    def weight(self) -> Decimal:
        weight = self.number("weight", "")
        if weight is not None and weight < 0:
            self._add("weight", _("A weight cannot be below 0. With 0 it does not count."))
        return Decimal(1) if weight is None else weight

    def check(self, metric: Metric, numbers: Mapping[str, Decimal | None]) -> None:
        """Whether the numbers make a metric; a field that could not be read is left alone."""
        if {each.field for each in self.faults} & {*NEEDED}:
            return
        self.faults += _unmeasurable(metric, numbers)

    def _limit(self, name: str, text: str, most: int) -> None:
        if len(text) > most:
            message = _("Use at most %(most)s characters; these are %(count)s.")
            self.faults.append(InvalidInput(name, message, most=most, count=len(text)))

    def _add(self, name: str, message: str) -> None:
        self.faults.append(InvalidInput(name, message))


GONE_PERSON = _("%(name)s has left, is a guest or a bot. Choose somebody else.")


def _unmeasurable(metric: Metric, numbers: Mapping[str, Decimal | None]) -> Iterator[InvalidInput]:
    """All numbers that are missing at once; else what is wrong between them."""
    missing = [name for name in NEEDED if name in numbers and numbers[name] is None]
    if missing:
        for name in missing:
            yield InvalidInput(name, _("This metric needs a number here."))
        return
    try:
        check_metric(metric, **{name: numbers[name] for name in NEEDED if name in numbers})
    except InvalidInput as fault:
        yield fault


def _start(metric: Metric, numbers: Mapping[str, Decimal | None]) -> Decimal | None:
    """The starting value; where none is typed, that of having done nothing yet, as imports say."""
    current = numbers.get("current")
    if current is None and metric in MOVES:
        return numbers.get("baseline")
    return Decimal(0) if metric is Metric.YES_NO else current
