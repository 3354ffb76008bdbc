"""The forms people fill: as they were agreed, and never over Slack's limits."""

import pytest

from bot.render import render
from bot.slack.limits import check_view
from tests.refusals import refusal
from tests.templates.cases import AMPERSANDS, EMOJI, HOSTILE_CASE, ONE_WORD, RICH, Case
from tests.templates.examples import MODALS, conflicting_form, unfolded_form
from tests.templates.golden import golden

both_languages = pytest.mark.parametrize("locale", ["en-US", "de-DE"])
rich_and_hostile = pytest.mark.parametrize(
    ("kind", "case"), [("rich", RICH), ("hostile", HOSTILE_CASE)]
)


@pytest.mark.parametrize("template", MODALS)
@both_languages
@rich_and_hostile
def test_a_modal_reads_as_agreed(template: str, locale: str, kind: str, case: Case) -> None:
    view = render(template, locale, **MODALS[template](case))

    assert view == golden(f"{template}_{kind}", locale, view)
    check_view(view)


@both_languages
@rich_and_hostile
def test_an_unfolded_form_reads_as_agreed(locale: str, kind: str, case: Case) -> None:
    view = render("modals/checkin", locale, **unfolded_form(case))

    assert view == golden(f"modals/checkin_unfolded_{kind}", locale, view)
    check_view(view)


@both_languages
@rich_and_hostile
def test_a_form_in_conflict_reads_as_agreed(locale: str, kind: str, case: Case) -> None:
    view = render("modals/checkin", locale, **conflicting_form(case))

    assert view == golden(f"modals/checkin_conflict_{kind}", locale, view)
    check_view(view)


@pytest.mark.parametrize(
    "case", [AMPERSANDS, EMOJI, ONE_WORD], ids=["ampersands", "emoji", "one_word"]
)
@both_languages
def test_a_page_of_eight_unfolded_key_results_in_conflict_keeps_to_the_limits(
    locale: str, case: Case
) -> None:
    view = render("modals/checkin", locale, **conflicting_form(case))

    assert refusal(lambda: check_view(view)) is None


@pytest.mark.parametrize(
    "case", [AMPERSANDS, EMOJI, ONE_WORD], ids=["ampersands", "emoji", "one_word"]
)
@both_languages
def test_a_page_of_eight_unfolded_key_results_keeps_to_the_limits(locale: str, case: Case) -> None:
    view = render("modals/checkin", locale, **unfolded_form(case))

    check_view(view)
    assert len(view["blocks"]) == 77


def test_a_form_of_five_key_results_is_light() -> None:
    view = render("modals/checkin", "en", **MODALS["modals/checkin"](RICH))

    kinds = [block["type"] for block in view["blocks"]]
    assert kinds[1:5] == ["section", "input", "input", "divider"]


@pytest.mark.parametrize(("steps", "kind"), [(10, "checkboxes"), (11, "multi_static_select")])
def test_many_milestones_are_chosen_from_a_list(steps: int, kind: str) -> None:
    case = Case(says=lambda text: text, steps=steps)

    view = render("modals/checkin", "en", **MODALS["modals/checkin"](case))

    found = [
        block["element"] for block in view["blocks"] if block.get("block_id") == "milestones:6"
    ]
    assert [each["type"] for each in found] == [kind]


@pytest.mark.parametrize("template", sorted({*MODALS} - {"modals/checkin"}))
@pytest.mark.parametrize(
    "case", [AMPERSANDS, EMOJI, ONE_WORD], ids=["ampersands", "emoji", "one_word"]
)
@both_languages
def test_a_modal_that_is_far_too_big_keeps_to_the_limits(
    template: str, locale: str, case: Case
) -> None:
    view = render(template, locale, **MODALS[template](case))

    assert refusal(lambda: check_view(view)) is None
