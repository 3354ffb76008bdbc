"""The screens of cycles when there is far too much to show."""

import pytest

from bot.render import render
from bot.slack.limits import check_view
from tests.templates.cases import AMPERSANDS, EMOJI, ONE_WORD, Case
from tests.templates.examples_cycles import MODALS


@pytest.mark.parametrize("template", MODALS)
@pytest.mark.parametrize("locale", ["en-US", "de-DE"])
@pytest.mark.parametrize(
    "case", [AMPERSANDS, EMOJI, ONE_WORD], ids=["ampersands", "emoji", "one_word"]
)
def test_a_screen_of_far_too_much_keeps_to_the_limits(
    template: str, locale: str, case: Case
) -> None:
    check_view(render(template, locale, **MODALS[template](case)))


@pytest.mark.parametrize("template", ["modals/retrospective_post", "modals/cycle_results"])
def test_a_private_objective_is_counted_and_not_named(template: str) -> None:
    view = render(template, "en", **MODALS[template](Case(says=lambda text: text)))

    assert "Secret" not in str(view)
    assert "Not shown: 1 private objective." in str(view)
