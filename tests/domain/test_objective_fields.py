"""From what stands in the editor to an objective, and back."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.editor import LINK, METRIC, EditorDraft, KeyResultDraft, Page
from bot.domain.editor_differences import Difference, changes_of, is_counted
from bot.domain.fields import NumberMarks
from bot.domain.objective_fields import (
    EditorFacts,
    draft_of,
    faults_of,
    faults_on,
    read_objective,
)
from bot.domain.okrs import (
    Commitment,
    Entry,
    KeyResult,
    Link,
    Metric,
    Milestone,
    Objective,
    ObjectiveState,
)
from bot.domain.rights import Verdict
from bot.errors import InvalidFields
from tests.make import (
    MONDAY,
    make_cycle,
    make_key_result,
    make_milestone,
    make_objective,
    make_person,
    make_team,
)

MARIA = make_person(id=1, slack_id="U0MARIA")
NICK = make_person(id=2, slack_id="U0NICK", name="Nick")
GUS = make_person(id=3, slack_id="U0GUS", name="Gus", is_active=False)
TOP, TEAM, BELOW = make_team(id=1), make_team(id=2, parent_id=1), make_team(id=3, parent_id=2)
FACTS = EditorFacts(
    person=MARIA,
    today=MONDAY.date(),
    marks=NumberMarks(),
    write=lambda number: format(number, "f"),
    teams={each.id: each for each in (TOP, TEAM, BELOW)},
    writable={1: Verdict.YES, 2: Verdict.PROPOSE},
    cycles={1: make_cycle()},
    people={each.slack_id: each for each in (MARIA, NICK, GUS)},
    above={9: make_objective(id=9, team_id=1), 8: make_objective(id=8, team_id=3)},
)
KEY_RESULT = KeyResultDraft(
    "n1", {"title": "Hospitals", METRIC: "increase", "baseline": "40", "target": "65"}
)
FIELDS: dict[str, Any] = {
    "title": "Hospitals  trust\nour implants ",
    "team": "2",
    "cycle": "1",
    "owner": "U0MARIA",
    "commitment": "aspirational",
    LINK: "supports",
    "parent": "9",
    "justification": "left from before",
}
DRAFT = EditorDraft(fields=FIELDS, key_results=(KEY_RESULT,))


def with_fields(**fields: Any) -> EditorDraft:
    return replace(DRAFT, fields={**FIELDS, **fields})


def told(draft: EditorDraft, facts: EditorFacts = FACTS) -> list[tuple[str, str, str]]:
    found = faults_of(draft, facts)
    return [(each.page.value, each.fault.field, each.fault.message) for each in found]


def test_a_draft_becomes_an_objective() -> None:
    assert read_objective(DRAFT, FACTS) == Objective(
        id=0,
        team_id=2,
        owner_id=1,
        cycle=make_cycle(),
        title="Hospitals trust our implants",
        commitment=Commitment.ASPIRATIONAL,
        parent_id=9,
        link=Link.SUPPORTS,
        key_results=(
            KeyResult(
                0,
                0,
                "Hospitals",
                1,
                Metric.INCREASE,
                baseline=Decimal(40),
                target=Decimal(65),
                current=Decimal(40),
            ),
        ),
    )


def test_who_stands_alone_has_a_justification_and_no_parent() -> None:
    found = read_objective(with_fields(**{LINK: "alone"}), FACTS)

    assert (found.link, found.parent_id) == (None, None)
    assert found.justification == "left from before"


def test_the_top_team_hangs_on_nothing_whatever_was_chosen_before() -> None:
    found = read_objective(with_fields(team="1"), FACTS)

    assert (found.link, found.parent_id, found.justification) == (None, None, "")


def test_the_top_teams_objective_keeps_the_link_it_came_with() -> None:
    base = make_objective(id=7, team_id=1, parent_id=9, link=Link.SUPPORTS)

    found = read_objective(draft_of(base, FACTS), FACTS)

    assert (found.link, found.parent_id) == (Link.SUPPORTS, 9)


@pytest.mark.parametrize(
    ("fields", "page", "name"),
    [
        ({"title": " \n"}, "objective", "title"),
        ({"title": None}, "objective", "title"),
        ({"title": "x" * 201}, "objective", "title"),
        ({"why": "x" * 1001}, "objective", "why"),
        ({"team": "99"}, "objective", "team"),
        ({"team": None}, "objective", "team"),
        ({"team": "3", LINK: "alone"}, "objective", "team"),
        ({"cycle": "99"}, "objective", "cycle"),
        ({"owner": None}, "objective", "owner"),
        ({"owner": "U0GUS"}, "objective", "owner"),
        ({"owner": "U0NOBODY"}, "objective", "owner"),
        ({"parent": None}, "alignment", "parent"),
        ({"parent": "77"}, "alignment", "parent"),
        ({"parent": "8"}, "alignment", "parent"),
        ({LINK: "alone", "justification": "x" * 501}, "alignment", "justification"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(fields: dict[str, Any], page: str, name: str) -> None:
    # A key result without an owner is its objective's owner's, and so tells the same.
    found = [each[:2] for each in told(with_fields(**fields)) if each[0] != "key_results"]
    assert found == [(page, name)]


def test_a_page_tells_only_its_own_faults() -> None:
    draft = with_fields(title="", parent=None)

    pages = [each.page for page in Page for each in faults_on(page, draft, FACTS)]

    assert pages == [Page.OBJECTIVE, Page.ALIGNMENT]
    with pytest.raises(InvalidFields):
        read_objective(draft, FACTS)


def test_a_circle_is_found() -> None:
    own = make_objective(id=7, team_id=2, owner_id=1)
    above = {
        9: make_objective(id=9, team_id=1, parent_id=6),
        6: make_objective(id=6, team_id=1, parent_id=7),
    }
    draft = replace(draft_of(own, FACTS), fields={**FIELDS, "parent": "9"})

    assert [each[1] for each in told(draft, replace(FACTS, above=above))] == ["parent"]


@pytest.mark.parametrize(("count", "found"), [(0, 0), (10, 0), (11, 1)])
def test_ten_key_results_fit(count: int, found: int) -> None:
    draft = replace(DRAFT, key_results=(KEY_RESULT,) * count)

    assert len(faults_of(draft, FACTS)) == found


@pytest.mark.parametrize(("weights", "found"), [(["0", "1"], 0), (["0", "0"], 1)])
def test_some_weight_is_above_0(weights: list[str], found: int) -> None:
    items = [
        KeyResultDraft(f"n{number}", {**KEY_RESULT.fields, "weight": weight})
        for number, weight in enumerate(weights)
    ]

    assert len(faults_of(replace(DRAFT, key_results=tuple(items)), FACTS)) == found


def test_a_key_result_is_its_objectives_owners_until_it_is_somebody_elses() -> None:
    other = KeyResultDraft("n2", {**KEY_RESULT.fields, "owner": "U0NICK", "delegate": "U0MARIA"})

    found = read_objective(replace(DRAFT, key_results=(KEY_RESULT, other)), FACTS)

    owners = [(each.owner_id, each.delegate_id) for each in found.key_results]
    assert owners == [(1, None), (2, 1)]


@pytest.mark.parametrize(
    ("metric", "stored"),
    [
        (Metric.INCREASE, {"baseline": 1, "target": 9, "current": 1}),
        (Metric.AT_LEAST, {"target": 9, "current": None}),
        (Metric.AT_MOST, {"target": 9, "current": None}),
        (Metric.BETWEEN, {"lower": 2, "upper": 8, "current": None}),
        (Metric.MILESTONES, {"current": None}),
        (Metric.YES_NO, {"current": 0}),
    ],
)
def test_only_the_numbers_of_its_metric_are_kept(
    metric: Metric, stored: dict[str, int | None]
) -> None:
    numbers = {"baseline": "1", "target": "9", "lower": "2", "upper": "8", "milestones": "Graz"}
    item = KeyResultDraft("n1", {"title": "x", METRIC: metric.value, "entry": "adds", **numbers})

    (found,) = read_objective(replace(DRAFT, key_results=(item,)), FACTS).key_results

    names = ("baseline", "target", "lower", "upper", "current")
    nothing: dict[str, int | None] = dict.fromkeys(names)
    assert {name: getattr(found, name) for name in names} == nothing | stored
    is_number = metric not in (Metric.MILESTONES, Metric.YES_NO)
    assert found.entry is (Entry.ADDS if is_number else Entry.REPLACES)


NUMBERS = st.decimals(-1000, 1000, places=3)
WORDS = st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1, max_size=30)
GOING_UP = st.builds(
    lambda title, start, way, weight, confidence: make_key_result(
        id=17,
        objective_id=7,
        title=title,
        baseline=start,
        current=start,
        target=start + way,
        weight=weight,
        confidence=confidence,
        delegate_id=2,
        entry=Entry.ADDS,
    ),
    WORDS,
    NUMBERS,
    st.decimals("0.001", 1000, places=3),
    st.decimals(0, 10, places=2),
    st.integers(0, 10),
)
STEPS = make_key_result(
    id=18,
    objective_id=7,
    metric=Metric.MILESTONES,
    unit="",
    baseline=None,
    target=None,
    current=None,
    milestones=(
        make_milestone(id=1, done_on=MONDAY.date()),
        Milestone(2, "Linz", Decimal("1.5"), MONDAY.date()),
    ),
)


@given(GOING_UP, WORDS, WORDS, st.booleans())
def test_what_stands_is_read_again_as_it_stood(
    key_result: KeyResult, title: str, why: str, is_private: bool
) -> None:
    objective = make_objective(
        id=7,
        team_id=2,
        title=title,
        why=why,
        is_private=is_private,
        parent_id=9,
        link=Link.CONTRIBUTES,
        state=ObjectiveState.PAUSED,
        version=4,
        key_results=(key_result, STEPS),
    )

    draft = draft_of(objective, FACTS)

    assert read_objective(draft, FACTS) == objective
    assert changes_of(draft, FACTS) == []


def test_what_is_changed_is_named() -> None:
    base = make_objective(
        id=7, team_id=2, parent_id=9, link=Link.SUPPORTS, key_results=(make_key_result(id=17),)
    )
    draft = draft_of(base, FACTS)
    (item,) = draft.key_results
    changed = KeyResultDraft("17", {**item.fields, "target": "70", "owner": "U0NICK"})
    fields = {**draft.fields, LINK: "contributes", "private": ["private"]}
    draft = replace(draft, fields=fields, key_results=(changed, KEY_RESULT))

    found = changes_of(draft, FACTS)

    assert found == [
        Difference("private", "no", "yes"),
        Difference(LINK, "supports", "contributes"),
        Difference("target", "65", "70", "Hospitals that reorder"),
        Difference("owner", "U0MARIA", "U0NICK", "Hospitals that reorder"),
        Difference("added", "", "", "Hospitals"),
    ]
    assert is_counted(found)
    assert not is_counted(found[:2])
