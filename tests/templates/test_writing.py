"""The editor of objectives: as it was agreed, and never over Slack's limits."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from jinja2 import DictLoader

from bot.domain.editor import Page
from bot.domain.editor_pages import compose_page
from bot.domain.okrs import Team
from bot.domain.rights import Verdict
from bot.errors import OkrError
from bot.render import Renderer, render
from bot.slack.limits import check_view
from tests.templates.examples import AMPERSANDS, EMOJI, HOSTILE_CASE, ONE_WORD, RICH, Case
from tests.templates.examples_writing import NEW, OTHERS, WRITING, draft, facts, menu
from tests.templates.golden import golden

both_languages = pytest.mark.parametrize("locale", ["en-US", "de-DE"])
rich_and_hostile = pytest.mark.parametrize(
    ("kind", "case"), [("rich", RICH), ("hostile", HOSTILE_CASE)]
)
huge = pytest.mark.parametrize(
    "case", [AMPERSANDS, EMOJI, ONE_WORD], ids=["ampersands", "emoji", "one_word"]
)


@pytest.mark.parametrize("template", WRITING)
@both_languages
@rich_and_hostile
def test_a_page_reads_as_agreed(template: str, locale: str, kind: str, case: Case) -> None:
    view = render(template, locale, **WRITING[template](case))

    assert view == golden(f"{template}_{kind}", locale, view)
    check_view(view)


@pytest.mark.parametrize("name", OTHERS)
@both_languages
def test_a_page_in_another_state_reads_as_agreed(name: str, locale: str) -> None:
    template, example = OTHERS[name]

    view = render(template, locale, **example(RICH))

    assert view == golden(f"{template}_{name}", locale, view)
    check_view(view)


@pytest.mark.parametrize("template", WRITING)
@both_languages
@huge
def test_a_page_keeps_to_the_limits(template: str, locale: str, case: Case) -> None:
    check_view(render(template, locale, **WRITING[template](case)))


@pytest.mark.parametrize("name", OTHERS)
@both_languages
@huge
def test_a_page_in_another_state_keeps_to_the_limits(name: str, locale: str, case: Case) -> None:
    template, example = OTHERS[name]

    check_view(render(template, locale, **example(case)))


@both_languages
@rich_and_hostile
def test_a_menu_reads_as_agreed(locale: str, kind: str, case: Case) -> None:
    shown = render("menus/choices", locale, **menu(case))

    assert shown == golden(f"menus/choices_{kind}", locale, shown)
    assert max(len(each["text"]["text"]) for each in shown["options"]) <= 75


@pytest.mark.parametrize(("count", "kind"), [(100, "static_select"), (101, "external_select")])
def test_more_than_a_hundred_teams_are_searched(count: int, kind: str) -> None:
    teams = {number: Team(number, f"Team {number}") for number in range(1, count + 1)}
    writable = dict.fromkeys(teams, Verdict.YES)
    many = replace(facts(RICH), teams=teams, writable=writable)

    view = render("modals/objective_objective", "en", page=compose_page(NEW, draft(RICH), many))

    assert element(view, "team")["type"] == kind
    check_view(view)


def test_a_title_that_was_longer_before_is_shown_and_can_be_changed() -> None:
    written = draft(RICH)
    written = replace(written, fields={**written.fields, "title": "x" * 3001}, page=Page.OBJECTIVE)

    view = render("modals/objective_objective", "en", page=compose_page(NEW, written, facts(RICH)))

    assert element(view, "title")["max_length"] == 3000
    assert element(view, "title")["initial_value"] == "x" * 3000
    check_view(view)


@pytest.mark.parametrize(
    ("locale", "said"),
    [("en-US", "Oct 23, 2026 and 1,200.5 of <x>"), ("de-DE", "23.10.2026 and 1.200,5 of <x>")],
)
def test_an_error_is_explained_with_its_numbers_and_dates(locale: str, said: str) -> None:
    templates = Renderer(DictLoader({"one.json.j2": '{"x": "{{ error|explain }}"}'}))
    error = OkrError(
        "%(day)s and %(number)s of %(typed)s",
        day=date(2026, 10, 23),
        number=Decimal("1200.50"),
        typed="<x>",
    )

    assert templates.render("one", locale, error=error) == {"x": said}


def element(view: dict[str, Any], block_id: str) -> dict[str, Any]:
    found: dict[str, Any] = next(
        block["element"] for block in view["blocks"] if block.get("block_id") == block_id
    )
    return found
