"""What the people of the demo said, week by week, as the check-ins they would have submitted."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from bot.company_file import read_data
from bot.domain.cadence import moment, slot_on
from bot.domain.checkins import Update
from bot.domain.okrs import Blocker, BlockerKind, Entry, KeyResult, Metric, Person
from storage.checkins import Submission

WEEKS = 12

FIRST_MONDAY = date(2026, 6, 29)
"""Of 2026-W27. The quarter begins on its Wednesday, so people check in on the day after that."""


@dataclass(frozen=True, slots=True)
class Told:
    """What was said of one key result; weeks count from 1, and "-" is a week of silence."""

    values: Sequence[str]
    confidence: Sequence[str]
    notes: Mapping[int, str]
    blockers: Mapping[int, Mapping[str, str]]


def read_history(text: str) -> dict[str, Told]:
    """What was said, by the key of the key result.

    Raises:
        CompanyFileError: if the text is not YAML.
    """
    return {key: _told(said) for key, said in read_data(text).items()}


def hesitation(seed: str) -> timedelta:
    """How long after the nudge somebody answers: most within hours, some a day later."""
    # Not for secrets: the same demo every time.
    random = Random(seed)  # noqa: S311
    days = random.choice([0, 0, 0, 0, 1])
    return timedelta(
        days=days, minutes=random.choice([4, 11, 18, 26, 42, 67, 95, 140, 215, 310, 390])
    )


def submissions(
    person: Person, workspace_id: int, told: Sequence[tuple[KeyResult, Told]]
) -> Iterator[tuple[Submission, list[Update]]]:
    """The check-ins of one person on their key results, from the first week to the last."""
    present = [key_result for key_result, _told in told]
    for week in range(1, WEEKS + 1):
        updates = []
        for index, (_start, said) in enumerate(told):
            if said.values[week - 1] != "-":
                updates.append(_update(present[index], said, week))
                present[index] = _after(present[index], updates[-1])
        if updates:
            yield _submission(person, workspace_id, week), updates


def _submission(person: Person, workspace_id: int, week: int) -> Submission:
    day, at = _said_at(person, week)
    name = f"demo-{person.slack_id}-{week}"
    return Submission(name, workspace_id, person.id, slot_on(day), at, day)


def _said_at(person: Person, week: int) -> tuple[date, datetime]:
    waited = hesitation(f"{person.slack_id} {week}")
    day = FIRST_MONDAY + timedelta(weeks=week - 1, days=waited.days + (3 if week == 1 else 0))
    at = moment(day, time(10), person.time_zone) + timedelta(seconds=waited.seconds)
    return day, at


def _update(key_result: KeyResult, said: Told, week: int) -> Update:
    word, blocker = said.values[week - 1], said.blockers.get(week, {})
    is_milestones = key_result.metric is Metric.MILESTONES
    done = key_result.milestones[: int(word)] if is_milestones else ()
    value = sum((step.weight for step in done), Decimal(0)) if is_milestones else Decimal(word)
    return Update(
        key_result.id,
        is_milestones=is_milestones,
        value=value,
        confidence=int(said.confidence[week - 1]),
        value_before=_value(key_result),
        confidence_before=key_result.confidence,
        entered=None if is_milestones else _entered(key_result, value),
        milestones_done=tuple(step.id for step in done),
        note=said.notes.get(week, ""),
        blocker=_blocker(blocker) if blocker else None,
        next_step=blocker.get("next_step", ""),
    )


def _blocker(said: Mapping[str, str]) -> Blocker:
    return Blocker(BlockerKind(said["kind"]), said["text"], said.get("helper", ""))


def _entered(key_result: KeyResult, value: Decimal) -> Decimal | None:
    """What was typed so that `value` stands; None where the field was left as it was."""
    if value == key_result.current:
        return None
    is_added = key_result.entry is Entry.ADDS
    return value - (key_result.current or Decimal(0)) if is_added else value


def _value(key_result: KeyResult) -> Decimal | None:
    if key_result.metric is not Metric.MILESTONES:
        return key_result.current
    return sum((step.weight for step in key_result.milestones if step.done_on), Decimal(0))


def _after(key_result: KeyResult, update: Update) -> KeyResult:
    """The key result as the next check-in finds it."""
    steps = tuple(
        replace(step, done_on=FIRST_MONDAY if step.id in update.milestones_done else None)
        for step in key_result.milestones
    )
    current = None if update.is_milestones else update.value
    return replace(key_result, current=current, confidence=update.confidence, milestones=steps)


def _told(said: Mapping[str, Any]) -> Told:
    notes, blockers = said.get("notes", {}), said.get("blockers", {})
    return Told(
        said["values"].split(),
        said["confidence"].split(),
        {int(week): note for week, note in notes.items()},
        {int(week): blocker for week, blocker in blockers.items()},
    )
