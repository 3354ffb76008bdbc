"""What people are sent: as it was agreed, and never over Slack's limits."""

from typing import Any

import pytest

from bot.domain.digest_pages import pages
from bot.domain.quality import Check
from bot.render import list_templates, render
from bot.slack.limits import check_message
from tests.refusals import refusal
from tests.templates.cases import AMPERSANDS, EMOJI, HOSTILE_CASE, ONE_WORD, RICH, Case
from tests.templates.examples import MESSAGES, MODALS, digest
from tests.templates.examples_seeing import HOMES
from tests.templates.examples_week import STAGES
from tests.templates.examples_writing import OTHERS, WRITING
from tests.templates.golden import FOLDER, golden

every_message = pytest.mark.parametrize("template", MESSAGES)
both_languages = pytest.mark.parametrize("locale", ["en-US", "de-DE"])
rich_and_hostile = pytest.mark.parametrize(
    ("kind", "case"), [("rich", RICH), ("hostile", HOSTILE_CASE)]
)
far_too_big = pytest.mark.parametrize(
    "case", [AMPERSANDS, EMOJI, ONE_WORD], ids=["ampersands", "emoji", "one_word"]
)


def test_every_template_has_an_example() -> None:
    assert set(list_templates()) == {*MESSAGES, *MODALS, *HOMES, *WRITING, "menus/choices"}


def test_every_golden_file_belongs_to_a_template() -> None:
    forms = ("modals/checkin_unfolded", "modals/checkin_conflict")
    templates = (*MESSAGES, *MODALS, *forms, *HOMES, *WRITING, "menus/choices")
    others = {
        f"{template.replace('/', '_')}_{name}.{locale}.json"
        for name, (template, _example) in OTHERS.items()
        for locale in ("en-US", "de-DE")
    }

    stages = {f"messages_{name}.{locale}.json" for name in STAGES for locale in ("en-US", "de-DE")}
    expected = {
        f"{template.replace('/', '_')}_{kind}.{locale}.json"
        for template in templates
        for kind in ("rich", "hostile")
        for locale in ("en-US", "de-DE")
    }

    assert {path.name for path in FOLDER.iterdir()} == expected | others | stages


@every_message
@both_languages
@rich_and_hostile
def test_a_message_reads_as_agreed(template: str, locale: str, kind: str, case: Case) -> None:
    message = render(template, locale, **MESSAGES[template](case))

    assert message == golden(f"{template}_{kind}", locale, message)


@every_message
@both_languages
@rich_and_hostile
def test_a_message_keeps_to_the_limits(template: str, locale: str, kind: str, case: Case) -> None:
    message = render(template, locale, **MESSAGES[template](case))

    assert refusal(lambda: check_message(message)) is None


@every_message
@both_languages
@far_too_big
def test_a_message_of_200_key_results_keeps_to_the_limits(
    template: str, locale: str, case: Case
) -> None:
    message = render(template, locale, **MESSAGES[template](case))

    assert refusal(lambda: check_message(message)) is None


@both_languages
@far_too_big
def test_every_page_of_a_digest_keeps_to_the_limits(locale: str, case: Case) -> None:
    composed = digest(case)

    messages = [
        render("messages/digest_more", locale, digest=composed, chunks=chunks)
        for chunks in pages(composed)
    ]

    assert len(messages) > 2
    check_each(messages)


@every_message
def test_nothing_that_was_typed_can_call_anybody(template: str) -> None:
    message = render(template, "en", **MESSAGES[template](HOSTILE_CASE))

    texts = [text.replace("<!date^", "") for text in mrkdwn(message)]
    assert [text for text in texts if "<!" in text or "<@U1>" in text] == []


@pytest.mark.parametrize("template", ["messages/digest", "messages/digest_more"])
def test_nothing_of_a_private_objective_is_told(template: str) -> None:
    message = render(template, "en", **MESSAGES[template](RICH))

    assert [text for text in mrkdwn(message) if "Secret" in text] == []


def check_each(messages: list[dict[str, Any]]) -> None:
    for message in messages:
        check_message(message)


def mrkdwn(message: dict[str, Any]) -> list[str]:
    """All texts of a message in which markup is read."""
    parts = [part for block in message["blocks"] for part in (block, *block.get("elements", ()))]
    objects = [part if part["type"] == "mrkdwn" else part.get("text") for part in parts]
    found = [each["text"] for each in objects if each and each["type"] == "mrkdwn"]
    return [message["text"], *found]


@both_languages
def test_each_check_has_a_reason_and_a_better_example(locale: str) -> None:
    message = render("messages/quality", locale, **MESSAGES["messages/quality"](RICH))

    text = "\n".join(
        each["text"]["text"] for each in message["blocks"] if each["type"] == "section"
    )
    said = [line for line in text.split("\n") if line.startswith("•")]
    assert len(said) == len(Check) - 1  # too many objectives are told by the team's name
    assert not [line for line in said if "•  " in line or line.endswith(": _")]
