"""Every reason has its sentence, in both languages."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.domain.nudges import SENT, Skip
from bot.domain.why import LeftOut, Week, Why
from bot.render import render
from tests.flows.office import text_of
from tests.templates.cases import RICH
from tests.templates.examples_listening import why as example

UNKNOWN = {"en-US": "a reason that this version does not know", "de-DE": "Grund, den diese Version"}
DAY = date(2026, 10, 19)

both_languages = pytest.mark.parametrize("locale", ["en-US", "de-DE"])


def told(locale: str, **changes: Any) -> str:
    why: Why = replace(example(RICH)["why"], earlier=(), **changes)
    return text_of(render("messages/why", locale, why=why)["blocks"])


def texts(locale: str, name: str, words: list[str]) -> set[str]:
    """What is said for each word; two that read the same are one."""
    plain = Week("2026-W43", not_on=DAY)
    changes: list[dict[str, Any]] = [{name: word} for word in words]
    return {told(locale, week=replace(plain, **each)) for each in changes}


@both_languages
@pytest.mark.parametrize("name", ["skipped", "reminded"])
def test_every_reason_has_a_sentence_of_its_own(locale: str, name: str) -> None:
    words = [*Skip, *([SENT] if name == "reminded" else []), ""]

    said = texts(locale, name, [str(each) for each in words])

    assert len(said) == len(words)
    assert [each for each in said if UNKNOWN[locale] in each] == []


@both_languages
@pytest.mark.parametrize("name", ["skipped", "reminded"])
def test_a_word_that_is_not_known_is_shown(locale: str, name: str) -> None:
    [said] = texts(locale, name, ["moonphase"])

    assert UNKNOWN[locale] in said
    assert "moonphase" in said


@both_languages
def test_every_reason_for_what_is_coming_has_a_sentence(locale: str) -> None:
    said = {told(locale, left_out=(LeftOut(DAY, DAY, skip),)) for skip in Skip}

    assert len(said) == len(Skip)
    assert [each for each in said if UNKNOWN[locale] in each] == []
