"""Every sentence that a person may read is translated, with the same holes."""

import re
from collections.abc import Iterable, Iterator

import pytest
from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from bot.locales import CATALOGUES, LANGUAGES

ROOT = CATALOGUES.parents[1]
SOURCES = ("bot", "handlers", "storage", "templates")

translated_languages = pytest.mark.parametrize("language", LANGUAGES[1:])


@translated_languages
def test_the_catalogue_has_every_sentence_and_no_other(language: str) -> None:
    listed = {message.id for message in messages(language)}

    assert listed == set(extracted()), "run `make translations`"


@translated_languages
def test_every_sentence_is_translated(language: str) -> None:
    untranslated = [
        message.id
        for message in messages(language)
        if message.fuzzy or not all(forms(message.string))
    ]

    assert untranslated == []


@translated_languages
def test_a_translation_has_the_holes_of_its_sentence(language: str) -> None:
    different = [
        message.id
        for message in messages(language)
        if all(forms(message.string))
        and {holes(form) for form in forms(message.string)}
        != {holes(form) for form in forms(message.id)}
    ]

    assert different == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("%(b)s of %(a)s, %(a)s", ("%(a)s", "%(a)s", "%(b)s")),
        ("{time} at 50 %%", ("%%", "{time}")),
        ("100 %", ()),
    ],
)
def test_holes_are_found(text: str, found: tuple[str, ...]) -> None:
    assert holes(text) == found


def extracted() -> Iterator[str | tuple[str, ...]]:
    """The sentences of sources and templates; a plural is a tuple of its two forms."""
    with (ROOT / "templates" / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    for source in SOURCES:
        for _file, _line, message, *_rest in extract_from_dir(ROOT / source, methods, options):
            yield message


def messages(language: str) -> list[Message]:
    """All entries of a catalogue but its header."""
    with (CATALOGUES / language / "LC_MESSAGES" / "okrbot.po").open("rb") as file:
        catalogue: Catalog = read_po(file, locale=language)
    return [message for message in catalogue if message.id]


def forms(text: str | Iterable[str] | None) -> tuple[str, ...]:
    return (text or "",) if text is None or isinstance(text, str) else tuple(text)


def holes(text: str) -> tuple[str, ...]:
    return tuple(sorted(re.findall(r"%\(\w+\)s|\{\w+\}|%%", text)))
