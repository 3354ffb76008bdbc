"""What a Slack status says about whether somebody is at work.

A status is a line of text and an emoji. The text decides where it speaks of an absence, also by
denying it ("back from vacation", "nicht krank"); else the emoji does. Words are compared whole,
without case, accents and punctuation; each stretch between commas and the like is read by itself.
The words are in `away_words`, the emoji in `away_emoji`. Nobody else reads the text: it is neither
kept nor logged.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from unicodedata import normalize

from bot.domain import away_emoji, away_words

MOST_READ = 500
"""Characters that are read: Slack takes a hundred, and longer ones are no reason to work longer."""

NEAR, NEXT = 5, 2
"""How many words before an absence are looked at: for what turns it round, for what denies it."""


class Away(StrEnum):
    """Why somebody is away; `here` is nobody's reason and stands for being there."""

    HERE = ""
    VACATION = "vacation"
    SICK = "sick"
    LEAVE = "leave"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class Absence:
    """Why somebody is away, and until when; without `until` it lasts until the status changes."""

    why: Away = Away.HERE
    until: datetime | None = None


_BY_WEIGHT = (Away.LEAVE, Away.SICK, Away.VACATION, Away.AWAY)
"""The narrower reason first: "Elternzeit" says more than "Urlaub", "krank" than "out of office"."""

_LATEST = datetime(9999, 1, 1, tzinfo=UTC).timestamp()
_FOLDED = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d"})
_ACCENTS = re.compile("[\u0300-\u036f\ufe0f]")
_NAME = re.compile(r":([a-z0-9_+'-]+):(?::skin-tone-[2-6]:)?|:skin-tone-[2-6]:")
_SHORT = re.compile(r"\bOOO\b|^\s*ooo\s*$")  # "Ooo, pizza" is something else
_BREAKS = re.compile(r"[,;:!?()\[\]/|–—\n·•+&→。、]|\.(?!\w)|\s[-~*>]+\s")


def read_absence(text: str, emoji: str, expires: int) -> Absence:
    """What a status says that lasts until `expires`, in seconds since 1970; 0 is without an end."""
    why = read_status(text, emoji)
    if why is Away.HERE or not 0 < expires < _LATEST:
        return Absence(why)
    return Absence(why, datetime.fromtimestamp(expires, UTC))


def read_status(text: str, emoji: str) -> Away:
    """Whether a status says that somebody is away, and why; `emoji` is as in ":palm_tree:".

    What is said of an absence that is over, planned, or somebody else's means `HERE`, whatever
    the emoji shows.
    """
    read = _SHORT.sub("out of office", normalize("NFKC", text[:MOST_READ])).lower()
    stretches = [_folded(each) for each in _BREAKS.split(_NAME.sub(" ", read))]
    if any(_is_at_work(each) for each in stretches):
        return Away.HERE
    said = {_read(each) for each in stretches} - {None}
    if said:
        return next((why for why in _BY_WEIGHT if why in said), Away.HERE)
    shown = set(_shown(read, emoji))
    return next((why for why in _BY_WEIGHT if why in shown), Away.HERE)


def _read(stretch: str) -> Away | None:
    """What one stretch says; `HERE` where it turns an absence round, None where it names none."""
    if (why := _alone().get(stretch)) is not None:
        return why
    found = None
    for why, before, after in _absences(stretch):
        if not _is_turned(before, after):
            return why
        found = Away.HERE
    return _read_unspaced(stretch.replace(" ", "")) if found is None else found


def _absences(stretch: str) -> Iterator[tuple[Away, list[str], str]]:
    """Each absence that is named, the narrower reasons first, with what stands around it."""
    for why in _BY_WEIGHT:
        for match in _any_of(away_words.WORDS[why]).finditer(stretch):
            yield why, stretch[: match.start()].split(), stretch[match.end() :]


def _is_turned(before: list[str], after: str) -> bool:
    """Whether the words around an absence say that it is none, or not now."""
    return bool(
        _any_of(away_words.DENIED).search(" ".join(before[-NEXT:]))
        or _any_of(away_words.BEFORE).search(" ".join(before[-NEAR:]))
        or _any_of(away_words.AFTER).match(after.strip())
        or _any_of(away_words.PASSED).search(after)
    )


def _read_unspaced(stretch: str) -> Away | None:
    """Chinese, Japanese and Korean, which have no blanks, or others than one would expect."""
    for why in _BY_WEIGHT:
        if _has(stretch, away_words.UNSPACED[why]):
            return Away.HERE if _has(stretch, away_words.TURNED) else why
    return None


def _is_at_work(stretch: str) -> bool:
    """Whether somebody says that they work elsewhere, or instead of somebody else."""
    if _has(stretch.replace(" ", ""), away_words.AT_WORK_UNSPACED):
        return True
    found = _any_of(away_words.AT_WORK).search(stretch)
    return bool(found) and not _any_of(away_words.FOR_ME).search(stretch)


def _has(stretch: str, words: str) -> bool:
    return any(word in stretch for word in words.split())


def _shown(text: str, emoji: str) -> Iterator[Away]:
    """What the emoji show, beside the text and in it."""
    names = {match[1] for match in _NAME.finditer(f"{emoji.lower()} {text}")}
    for why in _BY_WEIGHT:
        pictures = away_emoji.PICTURES.get(why, "")
        if names & set(away_emoji.EMOJI[why].split()) or any(each in text for each in pictures):
            yield why


def _folded(text: str) -> str:
    """Words without case, accents and marks between them."""
    plain = _ACCENTS.sub("", normalize("NFD", text.casefold()))
    return " ".join(re.findall(r"\w+", normalize("NFC", plain).translate(_FOLDED)))


@cache
def _alone() -> dict[str, Away]:
    return {_folded(word): why for why in _BY_WEIGHT for word in _listed(away_words.ALONE[why])}


@cache
def _any_of(table: str) -> re.Pattern[str]:
    """Whole words and phrases of a table, the longest first; `#` is a number."""
    phrases = sorted({_phrase(each) for each in _listed(table)}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})(?!\w)")


def _phrase(written: str) -> str:
    return r"\s#".join(map(_folded, written.split(" #"))).replace("#", r"\d+")


def _listed(table: str) -> list[str]:
    return [each.strip() for line in table.splitlines() for each in line.split("|") if each.strip()]
