"""Check-in forms of one objective below another one."""

from dataclasses import replace
from datetime import date
from typing import Any

from bot.domain.checkin_drafts import Draft
from bot.domain.forms import FormFacts, FormItem, compose_form
from bot.domain.okrs import KeyResult, Metric
from tests.make import SLOT, make_key_result, make_milestone, make_objective

TODAY = date(2026, 10, 13)
STEPS = tuple(make_milestone(id=id_) for id_ in range(1, 4))
DONE_STEPS = (replace(STEPS[0], done_on=TODAY), *STEPS[1:])
MILESTONES = make_key_result(id=17, metric=Metric.MILESTONES, milestones=DONE_STEPS)


def make_facts(*key_results: KeyResult) -> FormFacts:
    """A form of one objective below another one."""
    own = make_objective(title="Own", parent_id=2, key_results=key_results)
    above = make_objective(id=2, title="Above")
    return FormFacts([own], {1: own, 2: above}, TODAY, SLOT)


def item_of(key_result: KeyResult, **draft: Any) -> FormItem:
    form = compose_form(make_facts(key_result), Draft(**draft), 0)
    return form.items[0]
