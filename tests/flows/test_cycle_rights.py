"""Who may plan, close and look back: every cell of the table, when it opens and when it is sent."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.domain.rights import TABLE, Right, Standing, Verdict
from storage.tables import (
    CycleRow,
    MembershipRow,
    ObjectiveRow,
    OutboxRow,
    PersonRow,
    RetrospectiveRow,
    TeamRow,
)
from tests.flows.closing import LESSON, begin_close, objective, press_one
from tests.flows.office import Office

RULES = {
    Right.CLOSE: "Only the manager of Platform and managers above close its OKRs.",
    Right.CYCLES: "Only admins of okrbot plan, start and close cycles.",
    Right.RETROSPECT: "Only members of Platform and its managers look back on its cycle.",
}
USER = "U0NICK"


def become(office: Office, standing: Standing) -> None:
    """Nick stands to Platform in this way, and in no other."""
    nick = office.person(USER)["id"]
    sales = next(row["id"] for row in office.rows(TeamRow) if row["name"] == "Sales")
    platform = next(row["id"] for row in office.rows(TeamRow) if row["name"] == "Platform")
    is_member = standing is Standing.MEMBER
    team = platform if is_member else sales
    office.change(MembershipRow, {"person_id": nick}, team_id=team)
    role = "admin" if standing is Standing.ADMIN else "member"
    office.change(PersonRow, {"id": nick}, role=role)
    managers = {"Platform": Standing.MANAGER, "Company": Standing.ABOVE}
    lena, hanna = office.person("U0LENA")["id"], office.person("U0HANNA")["id"]
    for name, manager in (("Platform", lena), ("Company", hanna)):
        is_nick = managers[name] is standing
        office.change(TeamRow, {"name": name}, manager_id=nick if is_nick else manager)


def close_one(office: Office) -> None:
    office.slack.command(USER, "/okr close platform")
    press_one(office, USER, "calm")
    office.slack.fill(USER, {"post_mortem": LESSON})


def close_many(office: Office) -> None:
    office.slack.command(USER, "/okr close platform")
    chosen = [str(objective(office, "calm")["id"])]
    office.slack.fill(USER, {"chosen": chosen, "all_words": LESSON})


def plan(office: Office) -> None:
    office.slack.command(USER, "/okr cycle")
    office.slack.press(USER, "cycle.plan")


def finish(office: Office) -> None:
    office.slack.command(USER, "/okr cycle")
    office.slack.press(USER, "cycle.close")


def look_back(office: Office) -> None:
    office.slack.command(USER, "/okr retro platform")
    office.slack.fill(USER, {"worked": "Pairing"})


def post(office: Office) -> None:
    office.slack.command(USER, "/okr retro platform")
    office.slack.press(USER, "retrospective.post")


ACTS: dict[Callable[[Office], None], Right] = {
    close_one: Right.CLOSE,
    close_many: Right.CLOSE,
    plan: Right.CYCLES,
    finish: Right.CYCLES,
    look_back: Right.RETROSPECT,
    post: Right.CLOSE,
}
CELLS = [
    pytest.param(act, right, standing, id=f"{act.__name__}-{standing}")
    for act, right in ACTS.items()
    for standing in Standing
]
ALLOWED = [each for each in CELLS if TABLE[each.values[1]][each.values[2]] is not Verdict.NO]  # type: ignore[index]
REFUSED = [each for each in CELLS if each not in ALLOWED]


def written(office: Office) -> list[Any]:
    """All that these acts can write."""
    posts = [key for key in office.outbox() if key.startswith("retrospective:team")]
    return [
        [(row["state"], row["score"]) for row in office.rows(ObjectiveRow)],
        office.rows(CycleRow),
        office.rows(RetrospectiveRow),
        posts,
    ]


@pytest.fixture
def december(office: Office) -> Office:
    begin_close(office)
    return office


@pytest.mark.parametrize(("act", "right", "standing"), ALLOWED)
def test_who_may_does(
    december: Office, act: Callable[[Office], None], right: Right, standing: Standing
) -> None:
    become(december, standing)
    before = written(december)
    act(december)

    reply = december.submit(USER)

    assert reply.error is None
    assert right in RULES
    assert written(december) != before


@pytest.mark.parametrize(("act", "right", "standing"), REFUSED)
def test_who_may_not_is_refused_when_it_is_sent_and_told_the_rule(
    december: Office, act: Callable[[Office], None], right: Right, standing: Standing
) -> None:
    become(december, Standing.ADMIN)
    act(december)
    become(december, standing)
    before = written(december)

    december.submit(USER)

    view: Any = december.slack.world.views.top(USER)
    assert RULES[right] in f"{view.errors} {december.shown(USER)}"
    assert written(december) == before


OPENS = {
    "/okr close platform": Right.CLOSE,
    "/okr retro platform": Right.RETROSPECT,
}


@pytest.mark.parametrize(
    ("line", "standing"),
    [
        (line, standing)
        for line, right in OPENS.items()
        for standing in Standing
        if TABLE[right][standing] is Verdict.NO
    ],
)
def test_who_may_not_is_refused_when_it_opens(
    december: Office, line: str, standing: Standing
) -> None:
    become(december, standing)

    december.slack.command(USER, line)

    assert RULES[OPENS[line]] in december.answer(USER)
    assert december.slack.view(USER) is None


@pytest.mark.parametrize(
    ("act", "right", "action", "standing"),
    [
        (lambda office: office.slack.command(USER, "/okr cycle"), Right.CYCLES, action, standing)
        for action in ("cycle.plan", "cycle.close")
        for standing in Standing
        if standing is not Standing.ADMIN
    ],
)
def test_a_button_that_was_shown_to_an_admin_is_of_no_use_to_others(
    december: Office, act: Callable[[Office], None], right: Right, action: str, standing: Standing
) -> None:
    become(december, Standing.ADMIN)
    act(december)
    become(december, standing)

    december.slack.press(USER, action)

    assert RULES[right] in december.shown(USER)
    assert december.rows(OutboxRow) == []
