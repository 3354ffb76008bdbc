"""Every cell of the right to see what a team keeps to itself, wherever it might show."""

from collections.abc import Callable

import pytest

from bot.domain.rights import TABLE, Right, Standing, Verdict
from storage.tables import AuditRow, ProposalRow
from tests.flows.agreeing import objective_id, press, propose_change
from tests.flows.closing import LESSON, begin_close
from tests.flows.editing import turn_to_check
from tests.flows.office import Office, text_of
from tests.flows.standing import SOMEBODY, become, differing, stored, told
from tests.flows.teaming import PLATFORM

TITLES = ("Buy the rival", "Offer on the table")
GONE = " is not there any more."
SEES = TABLE[Right.SEE_PRIVATE]
BLIND = [standing for standing in SEES if SEES[standing] is Verdict.NO]
Look = Callable[[Office], str]
Step = Callable[[Office], object]


def asking(line: str) -> Look:
    def look(office: Office) -> str:
        assert office.slack.command(SOMEBODY, line).error is None
        return told(office)

    return look


def show(office: Office) -> str:
    press(office, SOMEBODY, "objective.show", objective_id(office, "secret"))
    return told(office)


def read_history(office: Office) -> str:
    press(office, SOMEBODY, "keyresult.history", office.id_of("offer"))
    return told(office)


def edit(office: Office) -> str:
    press(office, SOMEBODY, "objective.edit", objective_id(office, "secret"))
    view = office.slack.view(SOMEBODY) or {}
    return f"{told(office)} {view['state']['values']}"


def drop(office: Office) -> str:
    press(office, SOMEBODY, "objective.drop", objective_id(office, "secret"))
    return told(office)


WAYS: dict[str, Look] = {
    "search": asking("/okr show rival"),
    "team": asking("/okr team platform"),
    "check": asking("/okr check platform"),
    "show": show,
    "history": read_history,
    "edit": edit,
    "drop": drop,
}
AT_ONE = {"show", "history", "edit", "drop"}
"""Ways that lead to what is private alone: it has to sound as if it did not exist."""


def choose_platform(office: Office, standing: Standing) -> None:
    if standing in {Standing.ABOVE, Standing.MANAGER}:
        office.slack.press(SOMEBODY, "home.team", value=str(PLATFORM))


def is_seen(said: str) -> bool:
    return any(title in said for title in TITLES)


def traces(office: Office) -> list[tuple[str, int]]:
    """Which admin looked at what is private to which team."""
    rows = [row for row in office.rows(AuditRow) if row["action"] == "private.seen"]
    return [(row["subject"], row["actor_id"]) for row in rows]


@pytest.mark.parametrize("standing", SEES)
@pytest.mark.parametrize("way", WAYS)
def test_who_sees_what_is_private(office: Office, way: str, standing: Standing) -> None:
    become(office, standing)

    said = WAYS[way](office)

    assert is_seen(said) is (SEES[standing] is not Verdict.NO)
    assert (GONE in said) is (SEES[standing] is Verdict.NO and way in AT_ONE)
    trace = (f"team:{PLATFORM}", office.person(SOMEBODY)["id"])
    assert set(traces(office)) == ({trace} if SEES[standing] is Verdict.AUDITED else set())


@pytest.mark.parametrize("standing", SEES)
def test_home_shows_it_to_who_belongs_to_the_team(office: Office, standing: Standing) -> None:
    """An admin who is nothing else to the team does not have it on Home, so no trace is left."""
    become(office, standing)

    office.slack.open_home(SOMEBODY)
    choose_platform(office, standing)

    assert is_seen(text_of(office.slack.home(SOMEBODY))) is (SEES[standing] is Verdict.YES)
    assert traces(office) == []


def on_secret(action_id: str) -> Step:
    return lambda office: press(office, SOMEBODY, action_id, objective_id(office, "secret"))


def on_offer(action_id: str) -> Step:
    return lambda office: press(office, SOMEBODY, action_id, office.id_of("offer"))


def on_secret_proposal(action_id: str) -> Step:
    def step(office: Office) -> None:
        number = propose_change(office, "U0NICK", "secret", title="Buy the rival soon")
        press(office, SOMEBODY, action_id, number)

    return step


PRESSES: dict[str, Step] = {
    "pause": on_secret("objective.pause"),
    "hand-over": on_secret("objective.hand_over"),
    "hand-over-key-result": on_offer("keyresult.hand_over"),
    "drop-key-result": on_offer("keyresult.drop"),
    "agree": on_secret_proposal("proposal.agree"),
    "change": on_secret_proposal("proposal.change"),
    "decline": on_secret_proposal("proposal.decline"),
}


@pytest.mark.parametrize("standing", BLIND)
@pytest.mark.parametrize("name", PRESSES)
def test_to_others_it_sounds_as_if_it_were_not_there(
    office: Office, name: str, standing: Standing
) -> None:
    become(office, standing)

    PRESSES[name](office)

    assert GONE in told(office)
    assert not is_seen(told(office))
    assert {row["state"] for row in office.rows(ProposalRow)} <= {"open"}


def open_edit(office: Office) -> None:
    on_secret("objective.edit")(office)
    turn_to_check(office, SOMEBODY, why="It is cheap")


def open_close(office: Office) -> None:
    begin_close(office)
    office.slack.command(SOMEBODY, "/okr close platform")
    number = objective_id(office, "secret")
    office.slack.press(SOMEBODY, "closing.one", value=str(number))


REASON, TO_NICK = {"reason": "Too dear"}, {"new_owner": "U0NICK"}
FORMS: dict[str, tuple[Step, dict[str, str]]] = {
    "edit": (open_edit, REASON),
    "drop": (on_secret("objective.drop"), REASON),
    "hand-over": (on_secret("objective.hand_over"), TO_NICK),
    "hand-over-key-result": (on_offer("keyresult.hand_over"), TO_NICK),
    "change": (on_secret_proposal("proposal.change"), {"note": "Shorter"}),
    "decline": (on_secret_proposal("proposal.decline"), {"note": "Not now"}),
    "close": (open_close, {"post_mortem": LESSON}),
}


@pytest.mark.parametrize("standing", BLIND)
@pytest.mark.parametrize("name", FORMS)
def test_who_sees_it_no_more_sends_nothing(office: Office, name: str, standing: Standing) -> None:
    become(office, Standing.ADMIN)
    opened, fields = FORMS[name]
    opened(office)
    office.slack.fill(SOMEBODY, fields)
    become(office, standing)
    before = stored(office)

    assert office.submit(SOMEBODY).error is None

    assert GONE in told(office)
    assert differing(before, stored(office)) == set()
