"""The draft of the editor: kept whole, paged through, and merged with what others changed."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.editor import (
    EditorDraft,
    KeyResultDraft,
    Page,
    begin,
    draft_from_json,
    draft_to_json,
    is_editor,
    merged,
    next_key,
    objective_of,
    pages_of,
    put_key_result,
    remove_key_result,
    turned,
    unfinished,
)
from bot.domain.editor_drafts import DraftLine, draft_lines, is_untouched, new_drafts
from tests.make import make_key_result, make_milestone, make_objective

TYPED = st.dictionaries(
    st.sampled_from(["title", "why", "owner", "private", "x"]),
    st.none() | st.text() | st.lists(st.text(), max_size=2),
)
KEYS = st.sampled_from(["n1", "n2", "17", "18"])
DRAFTS = st.builds(
    EditorDraft,
    fields=TYPED,
    key_results=st.lists(
        st.builds(KeyResultDraft, KEYS, TYPED), max_size=3, unique_by=lambda each: each.key
    ).map(tuple),
    begun=st.dictionaries(KEYS, TYPED, max_size=2),
    base=st.none()
    | st.just(
        make_objective(key_results=(make_key_result(milestones=(make_milestone(),)),), version=4)
    ),
    page=st.sampled_from(Page),
)


@given(DRAFTS)
def test_a_stored_draft_comes_back_as_it_was(draft: EditorDraft) -> None:
    assert draft_from_json(json.loads(json.dumps(draft_to_json(draft)))) == draft


@pytest.mark.parametrize(
    ("page", "by", "is_top", "found"),
    [
        (Page.OBJECTIVE, 1, False, Page.ALIGNMENT),
        (Page.OBJECTIVE, 1, True, Page.KEY_RESULTS),
        (Page.KEY_RESULTS, -1, True, Page.OBJECTIVE),
        (Page.CHECK, 1, False, Page.CHECK),
        (Page.OBJECTIVE, -1, False, Page.OBJECTIVE),
        (Page.ALIGNMENT, 1, True, Page.KEY_RESULTS),
    ],
)
def test_pages_are_turned(page: Page, by: int, is_top: bool, found: Page) -> None:
    assert turned(page, by, is_top=is_top) == found


def test_the_top_team_has_three_pages() -> None:
    assert [len(pages_of(is_top=each)) for each in (True, False)] == [3, 4]


@pytest.mark.parametrize(
    ("form", "is_ours", "number"),
    [
        ("objective.new.1a2b", True, 0),
        ("objective:12", True, 12),
        ("objective:", False, 0),
        ("objective:x", False, 0),
        ("setup", False, 0),
    ],
)
def test_forms_are_known_by_their_name(form: str, is_ours: bool, number: int) -> None:
    assert (is_editor(form), objective_of(form)) == (is_ours, number)


def written(**key_results: Any) -> EditorDraft:
    """`k17={"title": …}` is the key result 17 of the database, `n1={…}` a new one."""
    items = [KeyResultDraft(key.removeprefix("k"), fields) for key, fields in key_results.items()]
    return EditorDraft(fields={"title": "x"}, key_results=tuple(items))


def test_key_results_are_begun_put_and_removed() -> None:
    draft = begin(EditorDraft(), "n1", {"title": "Half"})
    assert (unfinished(draft), draft.of("n1")) == (["n1"], {"title": "Half"})

    draft = put_key_result(draft, "n1", {"unit": "%"})
    draft = put_key_result(draft, "n2", {"title": "Second"})
    draft = put_key_result(draft, "n1", {"title": "First"})

    assert [(each.key, each.fields) for each in draft.key_results] == [
        ("n1", {"title": "First", "unit": "%"}),
        ("n2", {"title": "Second"}),
    ]
    assert (unfinished(draft), next_key(draft)) == ([], "n3")
    assert next_key(remove_key_result(draft, "n1")) == "n1"


def test_only_a_number_is_the_id_of_a_row() -> None:
    assert [KeyResultDraft(key).id for key in ("17", "n1", "n17")] == [17, 0, 0]


A1 = {"title": "A", "target": "5"}
A2 = {"title": "A2", "target": "5"}
A3 = {"title": "A3", "target": "5"}
BASE = written(k17=A1, k18={"title": "B"})


@pytest.mark.parametrize(
    ("mine", "theirs", "is_mine", "found"),
    [
        # Only one of the two changed something: that counts, whoever wins.
        (
            {"k17": A2},
            {},
            False,
            {"17": A2},
        ),
        ({}, {"k17": A2}, True, {"17": A2}),
        # Both changed other fields of one key result.
        (
            {"k17": A2},
            {"k17": {"title": "A", "target": "9"}},
            True,
            {"17": {"title": "A2", "target": "9"}},
        ),
        # Both changed the same field.
        (
            {"k17": A2},
            {"k17": A3},
            True,
            {"17": A2},
        ),
        (
            {"k17": A2},
            {"k17": A3},
            False,
            {"17": A3},
        ),
        # One removed it, the other left it alone.
        ({"k17": None}, {}, False, {}),
        ({}, {"k17": None}, True, {}),
        # One removed it, the other changed it.
        ({"k17": None}, {"k17": A3}, True, {}),
        (
            {"k17": None},
            {"k17": A3},
            False,
            {"17": A3},
        ),
        (
            {"k17": A2},
            {"k17": None},
            True,
            {"n17": A2},
        ),
        ({"k17": A2}, {"k17": None}, False, {}),
        # Both removed it.
        ({"k17": None}, {"k17": None}, True, {}),
        # New ones of both stand.
        (
            {"n1": {"title": "Mine"}},
            {"k19": {"title": "Theirs"}},
            False,
            {
                "17": A1,
                "n1": {"title": "Mine"},
                "19": {"title": "Theirs"},
            },
        ),
    ],
)
def test_what_two_people_changed_is_brought_together(
    mine: dict[str, Any], theirs: dict[str, Any], is_mine: bool, found: dict[str, Any]
) -> None:
    sides = [changed(side) for side in (mine, theirs)]

    result = merged(BASE, *sides, is_mine=is_mine)

    rest = {each.key: each.fields for each in result.key_results if each.key != "18"}
    assert rest == found


def test_what_was_begun_stays_and_what_stands_becomes_the_base() -> None:
    stands = make_objective(version=9)
    mine = begin(BASE, "n1", {"title": "Half"})

    result = merged(BASE, mine, replace(BASE, base=stands), is_mine=True)

    assert (result.begun, result.base) == ({"n1": {"title": "Half"}}, stands)


def test_drafts_that_wait_are_listed_by_their_title() -> None:
    titled = EditorDraft(fields={"title": "  Half a\nthought "})
    stored = {
        "objective.new.1": draft_to_json(titled),
        "objective.new.2": draft_to_json(EditorDraft(fields={"team": "2"})),
        "objective:7": draft_to_json(replace(titled, base=make_objective())),
        "objective.new.3": {"written": "by an older version"},
        "setup": {"step": 2},
    }

    lines = draft_lines(stored)

    assert lines == [
        DraftLine("objective.new.1", "Half a thought", 0),
        DraftLine("objective:7", "Half a thought", 7),
    ]
    assert new_drafts(lines) == lines[:1]


@pytest.mark.parametrize(
    ("draft", "found"),
    [
        (EditorDraft(fields={"team": "2", "owner": "U1", "title": " "}), True),
        (EditorDraft(fields={"why": "x"}), False),
        (EditorDraft(begun={"n1": {}}), False),
        (EditorDraft(base=make_objective()), False),
    ],
)
def test_a_draft_without_a_word_is_untouched(draft: EditorDraft, found: bool) -> None:
    assert is_untouched(draft) == found


def changed(side: dict[str, Any]) -> EditorDraft:
    items = {each.key: dict(each.fields) for each in BASE.key_results}
    items |= {key.removeprefix("k"): fields for key, fields in side.items()}
    kept = [KeyResultDraft(key, fields) for key, fields in items.items() if fields is not None]
    return replace(BASE, key_results=tuple(kept))
