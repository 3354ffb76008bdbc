"""Home: as it was agreed, never over Slack's limits, whatever people typed and however much."""

from functools import partial
from typing import Any

import pytest

from bot.domain.home import compose_home
from bot.domain.home_pages import page_of
from bot.render import render
from bot.slack.limits import check_view
from tests.refusals import refusal
from tests.templates.cases import AMPERSANDS, EMOJI, HOSTILE_CASE, ONE_WORD, RICH, Case
from tests.templates.examples_seeing import HOMES, MESSAGES, MODALS, home_facts
from tests.templates.golden import golden

SEEN = {**HOMES, **MODALS, **MESSAGES}

both_languages = pytest.mark.parametrize("locale", ["en-US", "de-DE"])
rich_and_hostile = pytest.mark.parametrize(
    ("kind", "case"), [("rich", RICH), ("hostile", HOSTILE_CASE)]
)
far_too_big = pytest.mark.parametrize(
    "case", [AMPERSANDS, EMOJI, ONE_WORD], ids=["ampersands", "emoji", "one_word"]
)


@pytest.mark.parametrize("template", HOMES)
@both_languages
@rich_and_hostile
def test_home_reads_as_agreed(template: str, locale: str, kind: str, case: Case) -> None:
    view = render(template, locale, **HOMES[template](case))

    assert view == golden(f"{template}_{kind}", locale, view)
    check_view(view)


@both_languages
@far_too_big
def test_every_page_of_a_huge_home_keeps_to_the_limits(locale: str, case: Case) -> None:
    home = compose_home(home_facts(case))
    count = page_of(home, 0).count

    views = [
        render("home/home", locale, home=home, page=page_of(home, number), admins=[])
        for number in range(count)
    ]

    assert count > 3
    assert [refusal(partial(check_view, view)) for view in views] == [None] * count


@far_too_big
def test_every_line_of_a_huge_home_stands_on_one_page(case: Case) -> None:
    home = compose_home(home_facts(case))
    pages = [page_of(home, number) for number in range(page_of(home, 0).count)]

    told = [line for page in pages for chunk in page.chunks for line in chunk.lines]

    assert told == [*home.asks, *home.key_results, *home.teams, *home.objectives, *home.above]


@pytest.mark.parametrize("template", MODALS)
@both_languages
@far_too_big
def test_a_huge_modal_keeps_to_the_limits(template: str, locale: str, case: Case) -> None:
    view = render(template, locale, **MODALS[template](case))

    assert refusal(lambda: check_view(view)) is None


@pytest.mark.parametrize("template", SEEN)
def test_nothing_that_was_typed_can_call_anybody(template: str) -> None:
    view = render(template, "en", **SEEN[template](HOSTILE_CASE))

    assert [text for text in mrkdwn(view) if "<!channel" in text or "<@U1>" in text] == []


@pytest.mark.parametrize("template", SEEN)
@rich_and_hostile
def test_what_is_private_to_others_is_not_named(template: str, kind: str, case: Case) -> None:
    written = str(render(template, "en", **SEEN[template](case)))

    assert "Secret" not in written


def mrkdwn(part: Any) -> list[str]:
    """All texts in which markup is read, however deep they stand."""
    if isinstance(part, list):
        return [text for each in part for text in mrkdwn(each)]
    if not isinstance(part, dict):
        return []
    own = [part["text"]] if part.get("type") == "mrkdwn" else []
    return own + mrkdwn(list(part.values()))
