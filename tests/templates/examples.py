"""What the templates are shown with: a rich week, a hostile one, and one that is far too big.

All three are the same company; only what its people typed differs.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import time
from decimal import Decimal

from bot.domain.changes import Change
from bot.domain.checkin_drafts import Draft
from bot.domain.conflicts import Conflict
from bot.domain.digest import Digest, compose
from bot.domain.digest_pages import pages
from bot.domain.fields import UNTOUCHED_IS_CONFIRMED, WORDS, Shown
from bot.domain.forms import FormFacts, Notice, compose_form
from bot.domain.lines import grouped, lines_of
from bot.domain.okrs import (
    Objective,
)
from bot.domain.quality import Check, Checked, Finding
from bot.domain.troubles import Trouble
from bot.domain.week import MadeChange, TeamWeek
from bot.errors import InvalidInput
from tests.make import SLOT, make_objective, make_person, make_team
from tests.templates import examples_agreeing as agreeing
from tests.templates import (
    examples_cycles,
    examples_ladder,
    examples_people,
    examples_replies,
    examples_setup,
    examples_week,
)
from tests.templates import examples_listening as listening
from tests.templates import examples_seeing as seeing
from tests.templates.cases import (
    AMPERSANDS,
    EMOJI,
    HOSTILE,
    HOSTILE_CASE,
    HUGE,
    ONE_WORD,
    RICH,
    TUESDAY,
    Case,
    Example,
    Words,
    always,
    key_results,
    objective,
    revisions,
)

__all__ = [
    "AMPERSANDS",
    "EMOJI",
    "HOSTILE",
    "HOSTILE_CASE",
    "HUGE",
    "MESSAGES",
    "MODALS",
    "ONE_WORD",
    "RICH",
    "TUESDAY",
    "Case",
    "Example",
    "Words",
    "always",
    "key_results",
    "objective",
    "revisions",
]


def above(case: Case) -> dict[int, Objective]:
    """Four levels: a private one is not named."""
    titles = ("Hospitals trust our implants", "Secret", "Every patient walks again")
    line = [objective(case)] + [
        make_objective(id=number, parent_id=number + 1, title=case.says(title))
        for number, title in enumerate(titles, start=2)
    ]
    return {each.id: replace(each, is_private=each.id == 3) for each in line}


def week(case: Case) -> TeamWeek:
    people = {
        number: make_person(id=number, slack_id=f"U0PERSON{number}", name=case.says(name))
        for number, name in enumerate(("Anna Berger", "Ben Kofler", "Chiara Rossi"), start=1)
    }
    private = make_objective(id=9, title="Secret", is_private=True)
    return TeamWeek(
        team=make_team(name=case.says("Platform")[:150]),
        slot=SLOT,
        today=TUESDAY,
        objectives=(objective(case), make_objective(id=8, title=case.says("No numbers")), private),
        revisions=revisions(case),
        people=people,
        nudged=frozenset(people),
        changes=changes(case),
    )


def changes(case: Case) -> tuple[MadeChange, ...]:
    """All that can change of one key result, one that is new, and an objective that is dropped."""
    title, unit = case.says("Hospitals that reorder"), case.says("hospitals")[:30]
    numbers = ("baseline", "target", "lower", "upper")
    before, after = str(case.number or 60), str(case.number or Decimal("65.5")) + "1"
    fields = [(name, before, after) for name in numbers] + [
        ("title", case.says("Hospitals that order again"), title),
        ("owner_id", "1", "2"),
        ("metric", "increase", "at_least"),
        ("unit", case.says("houses")[:30], unit),
    ]
    why = case.says("The south joined, so we aim higher")
    made = [_made(Change(name, was, now, title, 1), unit, why) for name, was, now in fields]
    new = case.says("Calls for each order")
    dropped = Change("state", "active", "dropped", case.says("Every patient walks again"))
    return (
        *made * case.copies,
        _made(Change("added", "", new, new), "", ""),
        replace(_made(dropped, "", why), objective_id=2),
        replace(_made(replace(dropped, title="Secret"), "", "Secret"), is_private=True),
    )


def _made(change: Change, unit: str, reason: str) -> MadeChange:
    return MadeChange(1, change, is_private=False, unit=unit, author_id=2, reason=reason)


def draft(case: Case) -> Draft:
    """What was typed into the form: words everywhere, all of them unfolded, one box ticked."""
    numbers = [each.id for each in key_results(case)]
    typed = {f"{word}:{number}": _typed(case, word) for number in numbers for word in WORDS}
    return Draft(
        fields=typed | {"value:1": case.says("12")[:60], UNTOUCHED_IS_CONFIRMED: ["unchanged"]},
        unfolded=frozenset(numbers),
    )


def facts(case: Case) -> FormFacts:
    return FormFacts([objective(case)], above(case), TUESDAY, SLOT)


def folded_form(case: Case) -> Example:
    """Before anything was typed."""
    return {"form": replace(compose_form(facts(case), Draft(), 0), notice=Notice.RESTORED)}


def unfolded_form(case: Case) -> Example:
    """A middle page with everything unfolded, and faults on top of it."""
    fault = InvalidInput("value:1", "Write decimals with %(mark)s.", mark=case.says(",")[:1])
    form = compose_form(facts(case), draft(case), 1)
    return {"form": replace(form, notice=Notice.FAULTS, faults=(fault,) * 7)}


def conflicting_form(case: Case) -> Example:
    """The same page; whatever can be in conflict is, and every target was another one."""
    numbers = [each.id for each in key_results(case)]
    named = Conflict(
        field="",
        before=case.number or Decimal(48),
        theirs=case.number or Decimal("55.5"),
        mine=case.number or Decimal(60),
        who=case.says("Anna Berger"),
        day=TUESDAY,
        clock=time(10, 12),
    )
    sure = Conflict("", Decimal(5), Decimal(7), Decimal(3))
    found = [
        replace(each, field=f"{word}:{number}")
        for number in numbers
        for word, each in (("value", named), ("confidence", sure))
    ]
    base = {number: Shown(None, 5, target=Decimal(64)) for number in numbers}
    shown = replace(facts(case), base=base, conflicts=found)
    form = compose_form(shown, draft(case), 1)
    return {"form": replace(form, notice=Notice.CONFLICT, home=3, window=12)}


def lines(case: Case) -> Example:
    return {"lines": grouped(lines_of([objective(case)], TUESDAY, SLOT))}


def trouble(case: Case) -> Trouble:
    """A digest whose channel is archived, or a nudge that Slack refuses for its own reason."""
    if case.says("") == "":
        return Trouble("digest:team1:2026-W42", "C0LEADS", "is_archived")
    return Trouble("nudge:1:2026-W42", "U0MARIA", case.says("odd")[:300])


def digest(case: Case) -> Digest:
    return compose(week(case))


def first_page(case: Case) -> Example:
    composed = digest(case)
    first = pages(composed)[0]
    return {
        "digest": composed,
        "chunks": first,
        "has_more": True,
        "offered": listening.offer(case),
    }


def last_page(case: Case) -> Example:
    composed = digest(case)
    return {"digest": composed, "chunks": pages(composed)[-1]}


def quality(case: Case) -> Example:
    """Everything that can be said, of an objective and a key result."""
    said = {
        kind: [each for each in Check if each.value[0] == kind and each != Check.TOO_MANY]
        for kind in "OK"
    }
    checked = [
        Checked(case.says("Maintain 42 things"), tuple(Finding(each, "42") for each in checks))
        for checks in said.values()
    ]
    return {
        "team": case.says("Platform"),
        "count": case.copies,
        "checked": (checked * case.copies)[:20],
        "left_out": 3,
        "too_many": Finding(Check.TOO_MANY, "7"),
    }


MESSAGES: Mapping[str, Callable[[Case], Example]] = {
    "messages/digest": first_page,
    "messages/digest_more": last_page,
    "messages/help": lambda case: {"unknown": case.says("")},
    "messages/list": lines,
    "messages/problem": lambda case: {"problem": case.says("There is no such team.")},
    "messages/quality": quality,
    "messages/trouble": lambda case: {"trouble": trouble(case)},
    **agreeing.MESSAGES,
    **examples_cycles.MESSAGES,
    **examples_ladder.MESSAGES,
    **examples_people.MESSAGES,
    **examples_replies.MESSAGES,
    **examples_setup.MESSAGES,
    **seeing.MESSAGES,
    **examples_week.MESSAGES,
    **listening.MESSAGES,
}
MODALS: Mapping[str, Callable[[Case], Example]] = {
    "modals/checkin": folded_form,
    "modals/checkin_over": lambda _case: {"is_discarded": False, "home": 3},
    "modals/problem": lambda case: {"problem": case.says("There is no such team.")},
    **agreeing.MODALS,
    **examples_cycles.MODALS,
    **examples_people.MODALS,
    **examples_setup.MODALS,
    **seeing.MODALS,
    **examples_week.MODALS,
    **listening.MODALS,
}


def _typed(case: Case, word: str) -> str:
    fixed = {"blocker_kind": "dependency", "helper": "U0PERSON2"}
    most = 1000 if word == "note" else 300
    return fixed.get(word) or case.says("What I typed")[:most]
