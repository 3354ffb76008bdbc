"""The message of the week at each of its stages: as it was agreed, and never over the limits."""

import pytest

from bot.render import render
from bot.slack.limits import check_message
from tests.refusals import refusal
from tests.templates.cases import AMPERSANDS, EMOJI, HOSTILE_CASE, ONE_WORD, RICH, Case
from tests.templates.examples_week import STAGES
from tests.templates.golden import golden

every_stage = pytest.mark.parametrize("name", STAGES)
both_languages = pytest.mark.parametrize("locale", ["en-US", "de-DE"])


@every_stage
@both_languages
def test_a_stage_reads_as_agreed(name: str, locale: str) -> None:
    template, example = STAGES[name]

    message = render(template, locale, **example(RICH))

    assert message == golden(f"messages/{name}", locale, message)


@every_stage
@both_languages
@pytest.mark.parametrize(
    "case",
    [HOSTILE_CASE, AMPERSANDS, EMOJI, ONE_WORD],
    ids=["hostile", "ampersands", "emoji", "one_word"],
)
def test_a_stage_keeps_to_the_limits(name: str, locale: str, case: Case) -> None:
    template, example = STAGES[name]

    message = render(template, locale, **example(case))

    assert refusal(lambda: check_message(message)) is None
