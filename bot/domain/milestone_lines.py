"""Milestones as they are typed: one line each, "title | weight | 2026-10-23"."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.domain.fields import NumberMarks
from bot.domain.numbers import read_number
from bot.domain.okrs import Cycle, Milestone
from bot.domain.rollup import check_weights
from bot.errors import InvalidInput, _

FIELD = "milestones"
MOST_LINES = 100
MOST_CHARACTERS = 200

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_GERMAN = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


def read_milestones(
    text: str, cycle: Cycle | None, marks: NumberMarks, before: Sequence[Milestone] = ()
) -> tuple[Milestone, ...]:
    """The milestones, in their order; lines without anything are left out.

    Weight and date may be left out. A line with the title of one of `before`, or that stands
    where one stood whose title is gone, is that milestone: what is done stays done.

    Raises:
        InvalidInput: naming the first line that cannot be read, or lies outside the cycle.
    """
    lines = [
        (number, line.strip()) for number, line in enumerate(text.splitlines(), 1) if line.strip()
    ]
    if not lines:
        raise InvalidInput(FIELD, _("Write at least one milestone, each on a line of its own."))
    if len(lines) > MOST_LINES:
        raise InvalidInput(FIELD, _("Use at most %(most)s milestones."), most=MOST_LINES)
    known = {each.title for each in before}
    steps = [_step(number, line, marks, known) for number, line in lines]
    for (number, _line), step in zip(lines, steps, strict=True):
        _check_day(number, step.due_on, cycle)
    _check_titles(lines, steps)
    check_weights([each.weight for each in steps], FIELD)
    return _recognised(steps, before)


def write_milestones(milestones: Iterable[Milestone], write: Callable[[Decimal], str]) -> str:
    """The milestones as they can be read again; `write` writes a number."""
    return "\n".join(_line(each, write) for each in milestones)


def _line(step: Milestone, write: Callable[[Decimal], str]) -> str:
    parts = [" ".join(step.title.split())]
    if step.weight != 1 or step.due_on:
        parts.append(write(step.weight))
    if step.due_on:
        parts.append(step.due_on.isoformat())
    return " | ".join(parts)


def _step(number: int, line: str, marks: NumberMarks, known: Iterable[str]) -> Milestone:
    if line in known:  # a title may have a bar in it
        return Milestone(0, line)
    *parts, last = (each.strip() for each in line.split("|"))
    due_on = _day(number, last) if parts and _is_day(last) else None
    rest = parts if due_on else [*parts, last]
    weight = Decimal(1)
    if len(rest) > 1:
        weight = _weight(number, rest.pop(), marks)
    title = " | ".join(rest)
    if len(rest) > 1 and title not in known:
        message = _("Line %(line)s: write title | weight | date, with at most two bars.")
        raise InvalidInput(FIELD, message, line=number)
    return Milestone(0, _title(number, title), weight, due_on)


def _title(number: int, title: str) -> str:
    if not title:
        raise InvalidInput(FIELD, _("Line %(line)s has no title."), line=number)
    if len(title) > MOST_CHARACTERS:
        message = _("Line %(line)s: use at most %(most)s characters for the title.")
        raise InvalidInput(FIELD, message, line=number, most=MOST_CHARACTERS)
    return title


def _weight(number: int, text: str, marks: NumberMarks) -> Decimal:
    try:
        weight = read_number(text, decimal_mark=marks.decimal, group_mark=marks.group, field=FIELD)
    except InvalidInput as fault:
        message = _('Line %(line)s: "%(text)s" is neither a weight nor a date like 2026-10-23.')
        raise InvalidInput(FIELD, message, line=number, text=text[:40]) from fault
    if weight < 0:
        raise InvalidInput(FIELD, _("Line %(line)s: a weight cannot be below 0."), line=number)
    return weight


def _is_day(text: str) -> bool:
    return bool(_ISO.fullmatch(text) or _GERMAN.fullmatch(text))


def _day(number: int, text: str) -> date:
    iso = _ISO.fullmatch(text)
    parts = iso.groups() if iso else tuple(reversed(text.split(".")))
    try:
        return date(*map(int, parts))
    except ValueError as fault:
        message = _("Line %(line)s: there is no day %(day)s.")
        raise InvalidInput(FIELD, message, line=number, day=text) from fault


def _check_day(number: int, due_on: date | None, cycle: Cycle | None) -> None:
    if due_on and cycle and not cycle.starts_on <= due_on <= cycle.ends_on:
        raise InvalidInput(
            FIELD,
            _("Line %(line)s: %(day)s lies outside of %(cycle)s (%(start)s to %(end)s)."),
            line=number,
            day=due_on,
            cycle=cycle.name,
            start=cycle.starts_on,
            end=cycle.ends_on,
        )


def _check_titles(lines: Sequence[tuple[int, str]], steps: Sequence[Milestone]) -> None:
    seen: dict[str, int] = {}
    for (number, _line), step in zip(lines, steps, strict=True):
        if step.title in seen:
            message = _("Line %(line)s says the same as line %(first)s.")
            raise InvalidInput(FIELD, message, line=number, first=seen[step.title])
        seen[step.title] = number


def _recognised(steps: Sequence[Milestone], before: Sequence[Milestone]) -> tuple[Milestone, ...]:
    by_title = {each.title: each for each in before}
    gone = {
        place: each
        for place, each in enumerate(before)
        if each.title not in {step.title for step in steps}
    }
    found = [by_title.get(each.title) or gone.get(place) for place, each in enumerate(steps)]
    return tuple(
        replace(each, id=old.id, done_on=old.done_on) if old else each
        for each, old in zip(steps, found, strict=True)
    )
