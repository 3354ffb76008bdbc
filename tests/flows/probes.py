"""What each right lets somebody do: how it is opened in Slack, filled in and sent.

The way there is gone by an admin, who may all of it; then the right is lost, or never was.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.domain.rights import Right
from storage.tables import ObjectiveRow, RhythmRow, TeamRow
from tests.flows.agreeing import objective_id, press, proposal, propose_change, propose_new
from tests.flows.closing import LESSON, begin_close
from tests.flows.editing import turn_to_check
from tests.flows.founding import option
from tests.flows.office import SLOT, Office
from tests.flows.standing import SOMEBODY
from tests.flows.teaming import COMPANY, PLATFORM, SALES
from tests.flows.writing import TITLE, add_training, align, write_head

Step = Callable[[Office], object]


def nothing(_office: Office) -> None:
    """No step is needed there."""


@dataclass(frozen=True, slots=True)
class Probe:
    """One way to use a right.

    `come` leads to the place where `open` is done, `go_on` from the form that it opens to the
    last page, on which `fields` are filled in. Without any of both, the first press is all there
    is. `changes` is a table in which doing it shows, and `is_locked` goes with the rhythm.
    `within` is the right that is asked for first, to what the button stands in.

    Where nothing changes, for something is only shown, `shows` is part of it.

    What is said instead of the rule: `opened` where a form lists what is left to do and has
    nothing to list, `sent` where one may choose another team and go on, `forged` where what was
    typed is kept for its author alone.
    """

    right: Right
    open: Step
    changes: str = ""
    fields: dict[str, Any] | None = None
    come: Step = nothing
    go_on: Step = nothing
    is_locked: bool = False
    within: Right | None = None
    opened: str = ""
    sent: str = ""
    forged: str = ""
    shows: str = ""


def command(line: str) -> Step:
    return lambda office: office.slack.command(SOMEBODY, line)


def pressing(action_id: str, value: int | None = None) -> Step:
    """Press a button of the top modal."""
    word = None if value is None else str(value)
    return lambda office: office.slack.press(SOMEBODY, action_id, value=word)


def on_objective(action_id: str) -> Step:
    """Press a button about the objective `calm`, wherever it stands."""
    return lambda office: press(office, SOMEBODY, action_id, objective_id(office, "calm"))


def on_key_result(action_id: str) -> Step:
    return lambda office: press(office, SOMEBODY, action_id, office.id_of("uptime"))


def on_proposal(action_id: str) -> Step:
    return lambda office: press(office, SOMEBODY, action_id, int(proposal(office)["id"]))


def nick_proposes(office: Office) -> None:
    propose_new(office, "U0NICK")


def nick_proposes_a_change(office: Office) -> None:
    propose_change(office, "U0NICK", title="No clinic waits")


def nick_checks_in(office: Office) -> None:
    """In this week; nobody else does."""
    office.open("U0NICK")
    office.fill("U0NICK", audit_done="no", audit_confidence="7")
    office.submit("U0NICK")


def acknowledge_words(office: Office) -> None:
    press(office, SOMEBODY, "digest.acknowledge_words", f"{PLATFORM} {SLOT} 0")


def new_for_platform(office: Office) -> None:
    press(office, SOMEBODY, "objective.new", PLATFORM)


def write_all(office: Office) -> None:
    write_head(office, SOMEBODY, title=TITLE)
    align(office, SOMEBODY)
    add_training(office, SOMEBODY)
    office.slack.submit(SOMEBODY)


def write_another_title(office: Office) -> None:
    turn_to_check(office, SOMEBODY, title=TITLE)


def maria_leaves(office: Office) -> None:
    office.slack.update_person("U0MARIA", deleted=True)
    office.line.deliver()


def open_leaver(office: Office) -> None:
    press(office, SOMEBODY, "leaver.open", int(office.person("U0MARIA")["id"]))


def give_to_nick(office: Office) -> None:
    field = f"owner:{objective_id(office, 'calm')}:{office.id_of('uptime')}"
    office.slack.fill(SOMEBODY, {field: "U0NICK"})


def in_december(step: Step) -> Step:
    """It is closing time when somebody comes."""

    def come(office: Office) -> None:
        begin_close(office)
        step(office)

    return come


def press_calm(office: Office) -> None:
    pressing("closing.one", objective_id(office, "calm"))(office)


def choose_calm(office: Office) -> None:
    office.slack.fill(SOMEBODY, {"chosen": [str(objective_id(office, "calm"))]})


def come_to_team(office: Office) -> None:
    command("/okr teams")(office)
    pressing("team.edit", PLATFORM)(office)


def come_when_all_is_closed(office: Office) -> None:
    office.change(ObjectiveRow, {}, state="closed")
    come_to_team(office)


def come_as_manager_of_sales(office: Office) -> None:
    """Who merges has to be somebody in the other team too."""
    office.change(TeamRow, {"id": SALES}, manager_id=office.person(SOMEBODY)["id"])
    come_to_team(office)


def choose_sales(office: Office) -> None:
    office.slack.fill(SOMEBODY, {"into": option(str(SALES))})
    office.slack.submit(SOMEBODY)


def come_when_locked(office: Office) -> None:
    office.change(RhythmRow, {"team_id": COMPANY}, is_locked=True)
    come_to_team(office)


NOTE, REASON, TO_NICK = {"note": "Shorter"}, {"reason": "Not ours"}, {"new_owner": "U0NICK"}
FRIDAYS = {"nudge_day": "4", "nudge_time": "10:00"}
CLOSE, LOOK_BACK = command("/okr close platform"), command("/okr retro platform")
NO_DRAFT = "This draft is not there any more: it was saved or discarded."

PROBES: dict[str, Probe] = {
    "new": Probe(
        Right.WRITE,
        new_for_platform,
        "objective",
        {},
        go_on=write_all,
        sent="You may not write for Platform (any more). Choose another team.",
        forged=NO_DRAFT,
    ),
    "edit": Probe(
        Right.WRITE,
        on_objective("objective.edit"),
        "objective",
        REASON,
        go_on=write_another_title,
        forged=NO_DRAFT,
    ),
    "pause": Probe(Right.WRITE, on_objective("objective.pause"), "objective", REASON),
    "drop": Probe(Right.WRITE, on_objective("objective.drop"), "objective", REASON),
    "drop-key-result": Probe(Right.WRITE, on_key_result("keyresult.drop"), "key_result", REASON),
    "agree": Probe(
        Right.DECIDE, on_proposal("proposal.agree"), "proposal", None, come=nick_proposes
    ),
    "agree-to-change": Probe(
        Right.DECIDE, on_proposal("proposal.agree"), "proposal", None, come=nick_proposes_a_change
    ),
    "change": Probe(
        Right.DECIDE, on_proposal("proposal.change"), "proposal", NOTE, come=nick_proposes
    ),
    "decline": Probe(
        Right.DECIDE, on_proposal("proposal.decline"), "proposal", NOTE, come=nick_proposes
    ),
    "hand-over": Probe(Right.HAND_OVER, on_objective("objective.hand_over"), "handover", TO_NICK),
    "hand-over-key-result": Probe(
        Right.HAND_OVER, on_key_result("keyresult.hand_over"), "handover", TO_NICK
    ),
    "leaver": Probe(
        Right.HAND_OVER,
        open_leaver,
        "key_result",
        {},
        come=maria_leaves,
        go_on=give_to_nick,
        opened="Nothing is left here that you could give to somebody else.",
    ),
    "close": Probe(
        Right.CLOSE, press_calm, "objective", {"post_mortem": LESSON}, come=in_december(CLOSE)
    ),
    "close-many": Probe(
        Right.CLOSE, CLOSE, "objective", {"all_words": LESSON}, come=begin_close, go_on=choose_calm
    ),
    "post": Probe(
        Right.CLOSE,
        pressing("retrospective.post"),
        "outbox",
        {},
        come=in_december(LOOK_BACK),
        within=Right.RETROSPECT,
    ),
    "look-back": Probe(
        Right.RETROSPECT, LOOK_BACK, "retrospective", {"worked": "Pairing"}, come=begin_close
    ),
    "pause-member": Probe(
        Right.PAUSE, command("/okr pause @nick.new"), "person", {"pause_until": "2026-12-24"}
    ),
    "rhythm": Probe(
        Right.SET_RHYTHM,
        pressing("team.rhythm", PLATFORM),
        "rhythm",
        FRIDAYS,
        come=come_to_team,
    ),
    "locked-rhythm": Probe(
        Right.SET_RHYTHM,
        pressing("team.rhythm", PLATFORM),
        "rhythm",
        FRIDAYS,
        come=come_when_locked,
        is_locked=True,
    ),
    "team": Probe(
        Right.SET_TEAM,
        pressing("team.edit", PLATFORM),
        "team",
        {"name": "Clinics"},
        come=command("/okr teams"),
    ),
    "archive": Probe(
        Right.SET_TEAM,
        pressing("team.archive", PLATFORM),
        "team",
        REASON,
        come=come_when_all_is_closed,
    ),
    "merge": Probe(
        Right.SET_TEAM,
        pressing("team.merge", PLATFORM),
        "team",
        {"sure": ["yes"]},
        come=come_as_manager_of_sales,
        go_on=choose_sales,
    ),
    "plan": Probe(
        Right.CYCLES, pressing("cycle.plan"), "cycle", {}, come=in_december(command("/okr cycle"))
    ),
    "finish": Probe(
        Right.CYCLES, pressing("cycle.close"), "cycle", {}, come=in_december(command("/okr cycle"))
    ),
    "acknowledge": Probe(
        Right.ACKNOWLEDGE,
        acknowledge_words,
        "acknowledgement",
        {"said": "Well done"},
        come=nick_checks_in,
    ),
    "why": Probe(
        Right.SEE_WHY,
        command("/okr why <@U0NICK|nick.new>"),
        shows="*When okrbot writes to Nick New*",
    ),
    "admins": Probe(
        Right.ROLES, command("/okr admins"), "person", {"admins": ["U0HANNA", "U0NICK"]}
    ),
}
"""By their names; what people see of what is private to a team is in test_rights_to_see."""
