"""How a reply names a key result, or a milestone of one, by words of its title.

Letters are folded: case, accents, "ae" for "ä". All words of a name must be found in one title and
in no other: whole ones first, then beginnings of at least three letters ("port" for "Portal"),
then with another ending ("reorders" for "reorder"). A number is only found whole, and never alone;
with a decimal mark it is a value, also where the title has one ("at most 1.5 %").
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.domain.okrs import KeyResult, Milestone
from bot.domain.reply_words import AFTER_NAME, ARTICLES, KEYWORDS

MOST_WORDS = 12
"""A name is no longer."""

BEGINNING, STEM = 3, 4
"""Letters that a beginning has at least, and a word with another ending."""

ENDINGS = frozenset(("s", "es", "n", "en", "e", "er", "em", "ed", "ing"))

_WORD = re.compile(r"[^\W_]+")
_NAME_WORD = re.compile(r"(?!\d+[.,]\d)[^\W_]+")
_GAP = re.compile(r"[ \t\u00a0\-'’\"“”„‚‘&()]{0,3}")
_QUOTE = re.compile(r"[\"'“”„‚‘’(\s]*")
_SPELT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})

Variants = frozenset[str]


@dataclass(frozen=True, slots=True)
class Target:
    """What a part of a reply is about; `step` is one of its milestones, where that was named."""

    key_result: KeyResult
    step: Milestone | None = None


@dataclass(frozen=True, slots=True)
class Naming:
    """A name at the beginning of a part: what it may mean, and what stands behind it."""

    targets: tuple[Target, ...]
    rest: str

    @property
    def key_results(self) -> tuple[int, ...]:
        """The ids of what it may mean."""
        return tuple(dict.fromkeys(each.key_result.id for each in self.targets))


@dataclass(frozen=True)
class Names:
    """The names that a person's key results go by."""

    key_results: Sequence[KeyResult]

    @property
    def is_alone(self) -> bool:
        """Whether nothing needs a name: one key result, without milestones."""
        return len(self.key_results) == 1 and not self.key_results[0].milestones

    def at_start(self, text: str) -> Iterator[Naming]:
        """The names that the text may begin with, the longest first."""
        found: list[Naming] = []
        typed: list[Variants] = []
        quoted = _QUOTE.match(text)
        at = quoted.end() if quoted else 0
        while len(typed) < MOST_WORDS and (word := _NAME_WORD.match(text, at)):
            typed.append(_fold(word[0]))
            targets = self._meant([each for each in typed if not each & ARTICLES])
            if targets is None and not typed[-1] & ARTICLES:
                break
            end = word.end()
            if targets and has_words(text[:end]):
                found.append(Naming(targets, text[_after(text, end) :]))
            gap = _GAP.match(text, end)
            at = gap.end() if gap else end
        return reversed(found)

    def shortest(self, target: Target) -> str:
        """A word that names it and nothing else, else all words of its title; "" if none do."""
        title = target.step.title if target.step else target.key_result.title
        words: list[str] = _WORD.findall(title)
        plain = [each for each in words if len(each) >= STEM and each.casefold() not in KEYWORDS]
        names = (*plain, " ".join(words))
        return next((each for each in names if self._is_named(each, target)), "")

    def _is_named(self, name: str, target: Target) -> bool:
        naming = next(self.at_start(name), None)
        return naming is not None and naming.targets == (target,) and not naming.rest

    def _meant(self, typed: Sequence[Variants]) -> tuple[Target, ...] | None:
        """All that these words may mean, by the strictest rule that finds something."""
        if not typed:
            return None
        words = tuple(typed)
        if words not in self._found:
            self._found[words] = self._find(words)
        return self._found[words]

    @cached_property
    def _found(self) -> dict[tuple[Variants, ...], tuple[Target, ...] | None]:
        """What was looked for before: a reply says the same names again and again."""
        return {}

    def _find(self, typed: Sequence[Variants]) -> tuple[Target, ...] | None:
        for fits in (_is_title, _is_in, _is_like):
            found = [target for target, words in self._titles if fits(typed, *words)]
            if found:
                return tuple(found)
        return None

    @cached_property
    def _titles(self) -> list[tuple[Target, tuple[list[Variants], list[Variants]]]]:
        """Each target with the words of its own title and those of the one above."""
        titles: list[tuple[Target, tuple[list[Variants], list[Variants]]]] = []
        for key_result in self.key_results:
            own = _folded(key_result.title)
            titles.append((Target(key_result), (own, [])))
            titles += [
                (Target(key_result, step), (_folded(step.title), own))
                for step in key_result.milestones
            ]
        return titles


def has_words(text: str) -> bool:
    """Whether letters stand in the text."""
    return any(character.isalpha() for character in text)


def _after(text: str, end: int) -> int:
    after = AFTER_NAME.match(text, end)
    return after.end() if after else end


def _folded(title: str) -> list[Variants]:
    return [_fold(word) for word in _WORD.findall(title)]


def _fold(word: str) -> Variants:
    small = unicodedata.normalize("NFC", word).casefold()
    return frozenset((_bare(small), _bare(small.translate(_SPELT))))


def _bare(word: str) -> str:
    parts = unicodedata.normalize("NFKD", word)
    return "".join(each for each in parts if not unicodedata.combining(each))


def _is_title(typed: Sequence[Variants], own: Sequence[Variants], _above: object) -> bool:
    """Whether it is the whole title."""
    plain = [each for each in own if not each & ARTICLES]
    return len(typed) == len(plain) and all(map(_equal, typed, plain))


def _is_in(typed: Sequence[Variants], own: Sequence[Variants], above: Sequence[Variants]) -> bool:
    return _is_found(typed, own, above, _equal)


def _is_like(typed: Sequence[Variants], own: Sequence[Variants], above: Sequence[Variants]) -> bool:
    return _is_found(typed, own, above, _like)


def _is_found(
    typed: Sequence[Variants],
    own: Sequence[Variants],
    above: Sequence[Variants],
    alike: Callable[[Variants, Variants], bool],
) -> bool:
    """Whether each word is among these; a milestone needs one that is not the key result's."""

    def among(word: Variants, words: Iterable[Variants]) -> bool:
        return any(alike(word, each) for each in words)

    if not all(among(word, own) or among(word, above) for word in typed):
        return False
    return not above or not all(among(word, above) for word in typed)


def _equal(typed: Variants, word: Variants) -> bool:
    return bool(typed & word)


def _like(typed: Variants, word: Variants) -> bool:
    return any(_begins(one, other) for one in typed for other in word)


def _begins(typed: str, word: str) -> bool:
    if typed.isdecimal() or word.isdecimal() or typed in KEYWORDS:
        return typed == word
    if len(typed) >= BEGINNING and word.startswith(typed):
        return True
    return len(word) >= STEM and typed.startswith(word) and typed[len(word) :] in ENDINGS
