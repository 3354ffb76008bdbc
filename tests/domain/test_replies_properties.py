"""Whatever is written: reading never fails, guesses nothing, and reads what it writes."""

import re
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.domain.checkins import read_updates
from bot.domain.fields import NumberMarks, key_result_of
from bot.domain.okrs import KeyResult
from bot.domain.replies import read_reply
from bot.domain.reply_writing import examples, write_reply
from bot.domain.understood import updates_of
from tests.domain.replying import ENGLISH, GERMAN, PILOT, REGIONS, REORDER, SEVERAL

WORDS = (
    "52", "7", "11", "+3", "-3", "8/10", "1.200,5", "99,2", "%", "hospitals", "tickets", "€",
    "3k", "from", "48", "to", "of", "65", "von", "auf", "confidence", "conf.", "Zuversicht",
    "note:", "blocked:", "next:", "als", "nächstes:", "same", "unchanged", "gleich", "done",
    "erledigt", "not", "nicht", "rest", "all", "alles", "the", "and", "und", "waiting", "for",
    "lab", "reorders", "hospitals", "portal", "pilot", "graz", "linz", "clinics", "tickets",
    "umsatz", "österreich", "region", "1", "2", "12", ":tada:", "👍", "“portal”", "•", "-", "–",
    "~", "?", "!", "&", "<", ">", "*", "_",
)  # fmt: skip
BETWEEN = [" ", " ", " ", ", ", ",", "; ", "\n", " / ", ". ", ": ", ""]

likely = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(BETWEEN)), max_size=14).map(
    lambda parts: "".join(word + between for word, between in parts)
)
texts = st.one_of(likely, likely, st.text(max_size=80))
people = st.sampled_from([(REORDER,), SEVERAL, REGIONS, (PILOT,), SEVERAL[:3], SEVERAL[3:4]])
marks = st.sampled_from([ENGLISH, GERMAN, NumberMarks(",", "\N{NARROW NO-BREAK SPACE}")])


@given(texts, people, marks)
@settings(max_examples=600)
def test_reading_never_fails_and_what_is_clear_can_be_recorded(
    text: str, known: tuple[KeyResult, ...], mark: NumberMarks
) -> None:
    reading = read_reply(text, known, mark)

    updates = updates_of(reading, known, mark)

    assert bool(updates) is reading.is_clear
    about = {key_result_of(name) for name in reading.fields} - {None} | reading.same
    assert about <= {each.key_result_id for each in updates}


@given(texts, people, marks)
@settings(max_examples=600)
@example("1.200,5", (REORDER,), GERMAN)
@example("graz done / linz not done", SEVERAL, ENGLISH)
@example("52, “a” 'b'", (REORDER,), ENGLISH)
def test_what_was_understood_is_understood_again(
    text: str, known: tuple[KeyResult, ...], mark: NumberMarks
) -> None:
    reading = read_reply(text, known, mark)

    again = read_reply(write_reply(reading, known, mark), known, mark)

    assert (again.fields, again.same) == (reading.fields, reading.same)
    assert again.unclear == () or not reading.is_clear


@given(texts, people, marks)
@settings(max_examples=300)
def test_what_is_not_clear_comes_back_as_it_was_typed(
    text: str, known: tuple[KeyResult, ...], mark: NumberMarks
) -> None:
    reading = read_reply(text, known, mark)

    lines = re.sub(r"\r\n?|[\v\f\x85\u2028\u2029]", "\n", text)
    assert [each.text for each in reading.unclear if each.text not in lines] == []


@given(st.decimals(-(10**6), 10**6, places=2), marks)
def test_a_number_is_read_as_the_form_reads_it(number: Decimal, mark: NumberMarks) -> None:
    typed = format(abs(number), "f").replace(".", mark.decimal)

    reading = read_reply(f"{typed}, 7", [REORDER], mark)

    [update] = read_updates(reading.fields, [REORDER], {}, mark)
    assert (update.value, update.confidence) == (abs(number), 7)


@given(st.text(max_size=3100), people)
@settings(max_examples=100)
def test_any_text_is_read(text: str, known: tuple[KeyResult, ...]) -> None:
    assert read_reply(text, known, ENGLISH) == read_reply(text, known, ENGLISH)


@pytest.mark.parametrize("known", [(REORDER,), SEVERAL, SEVERAL[3:4], (PILOT,)])
@pytest.mark.parametrize("mark", [ENGLISH, GERMAN])
def test_the_examples_are_understood(known: tuple[KeyResult, ...], mark: NumberMarks) -> None:
    given_ = examples(known, mark)

    said = [f"{each.name} {each.value or 'done'}, {each.confidence}, why" for each in given_]
    readings = [read_reply(each, known, mark) for each in said]
    assert [each.unclear for each in readings] == [()] * len(said)
    assert len(said) == min(2, len(known))
