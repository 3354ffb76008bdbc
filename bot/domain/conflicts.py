"""What somebody typed into a check-in form while somebody else recorded something else.

Only a value that takes the place of another one and a confidence can be in conflict. Values that
add and milestones are merged, and of yes and no there is no third: who both changed it agree.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal

from bot.domain.checkins import Update
from bot.domain.fields import Fields, NumberMarks, Shown, field, is_touched, key_result_of
from bot.domain.okrs import Entry, KeyResult, Metric
from bot.domain.week import Revision

THEIRS = "theirs"
"""The answer that gives up what was typed; any other keeps it."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field in which `mine` was typed over `before`, where `theirs` stands by now.

    `author_id` recorded theirs `at` that moment; both are None where no check-in did it. `who` is
    the author's name, `day` and `clock` are those of who reads it.
    """

    field: str
    before: Decimal | None
    theirs: Decimal | None
    mine: Decimal | None
    author_id: int | None = None
    at: datetime | None = None
    who: str = ""
    day: date | None = None
    clock: time | None = None

    @property
    def word(self) -> str:
        """Which field of the key result: "value" or "confidence"."""
        return self.field.partition(":")[0]

    @property
    def seen(self) -> str:
        """What names theirs: who was shown it and submits again has decided."""
        return "" if self.theirs is None else format(self.theirs, "f")


def find_conflicts(
    fields: Fields,
    key_results: Sequence[KeyResult],
    base: Mapping[int, Shown],
    updates: Iterable[Update],
    marks: NumberMarks,
) -> list[Conflict]:
    """The fields that this person touched and that hold another truth than when they were shown.

    `base` is what was shown, `updates` are what the fields would make. Who both came to the same
    are in no conflict.
    """
    mine = {each.key_result_id: each for each in updates}
    return [
        conflict
        for key_result in key_results
        if key_result.id in base and key_result.id in mine
        for conflict in _of(key_result, base[key_result.id], mine[key_result.id])
        if is_touched(conflict.field, fields.get(conflict.field), base, marks)
        and conflict.theirs not in {conflict.before, conflict.mine}
    ]


def attributed(
    conflicts: Iterable[Conflict], revisions: Sequence[Revision], author_id: int
) -> list[Conflict]:
    """The conflicts with who recorded what stands, from `revisions`, oldest first.

    What the person of `author_id` recorded themselves, elsewhere, is no conflict: they know.
    """
    told = [_attributed(each, revisions) for each in conflicts]
    return [each for each in told if each.author_id != author_id]


def given_up(fields: Fields) -> dict[str, None]:
    """The fields in which the person chose to keep theirs, emptied: see `keep_field`."""
    names = [field_kept(name) for name, typed in fields.items() if typed == THEIRS]
    return {name: None for name in names if name}


def keep_field(name: str) -> str:
    """The field that asks what to keep of another field: `keep_value:17`."""
    return f"keep_{name}"


def field_kept(name: str) -> str:
    """The field that such a field is about; "" for any other field."""
    return name.removeprefix("keep_") if name.startswith("keep_") else ""


def _of(key_result: KeyResult, base: Shown, update: Update) -> Iterable[Conflict]:
    is_number = key_result.metric not in {Metric.MILESTONES, Metric.YES_NO}
    if is_number and key_result.entry is Entry.REPLACES and update.entered is not None:
        name = field("value", key_result.id)
        yield Conflict(name, base.current, key_result.current, update.value)
    name = field("confidence", key_result.id)
    now = Decimal(key_result.confidence)
    yield Conflict(name, Decimal(base.confidence), now, Decimal(update.confidence))


def _attributed(conflict: Conflict, revisions: Sequence[Revision]) -> Conflict:
    number = key_result_of(conflict.field)
    for each in reversed(revisions):
        if each.key_result_id == number and _changed(conflict, each):
            return replace(conflict, author_id=each.author_id, at=each.at)
    return conflict


def _changed(conflict: Conflict, revision: Revision) -> bool:
    if conflict.word == "confidence":
        before, after = Decimal(revision.confidence_before), Decimal(revision.confidence)
        return before != after == conflict.theirs
    return revision.value_before != revision.value and revision.value == conflict.theirs
