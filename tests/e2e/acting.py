"""How people fill the check-in form: what they read off it, and what they type in their locale."""

from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Any

from playground import Playground
from playground.person.payloads import submission
from playground.transport.delivery import Parcel
from tests.e2e.company import Member
from tests.e2e.model import Goal, Standing

Json = dict[str, Any]
Fields = dict[str, Any]
LOW = 3


@dataclass(frozen=True)
class Manner:
    """How somebody checks in this time."""

    is_partial: bool = False
    is_double: bool = False
    writes: bool = False
    mistypes: bool = False
    way: str = "button"


@dataclass(frozen=True)
class Answer:
    """What a person means to say of a goal."""

    value: Fraction
    confidence: int


@dataclass
class Form:
    """A form in front of a person; it answers in the ways of that person."""

    slack: Playground
    member: Member
    manner: Manner
    happened: set[str]

    def open(self) -> None:
        user, has_button = self.member.id, any(map(_has_button, self.slack.dm(self.member.id)))
        self.happened |= {self.manner.way}
        if self.manner.way == "shortcut":
            reply = self.slack.shortcut(user, "checkin.open")
        elif self.manner.way == "button" and has_button:
            reply = self.slack.click(user, "checkin.open")
        else:
            reply = self.slack.command(user, "/okr checkin")
        assert (reply.error, self.slack.toasts(user)) == (None, []), reply

    def fill(
        self, answers: dict[str, Answer], before: dict[str, Standing], goals: list[Goal]
    ) -> None:
        """Fill in page after page, and tick on the last that the rest is still right."""
        by_title = {goal.title: goal for goal in goals}
        while True:
            shown = self._shown()
            for title in [each for each in shown if each in answers]:
                fields = self._fields(shown[title], by_title[title], answers[title], before[title])
                self.slack.fill(self.member.id, fields)
            if self.manner.writes:
                self._write(next(iter(shown.values())))
            if not self._has("checkin.next"):
                break
            self.happened |= {"pages"}
            assert self.slack.press(self.member.id, "checkin.next").error is None
        if self.manner.is_partial:
            self.happened |= {"partial"}
        else:
            self.slack.fill(self.member.id, {"unchanged": ["unchanged"]})

    def submit(self) -> None:
        """Submit until it is stored: first with a slip of the keyboard, then with a word why."""
        if self.manner.mistypes:
            self._mistype()
        for _attempt in range(3):
            body = submission(self.slack.world, self.slack.world.views.stacks[self.member.id][-1])
            reply = self.slack.submit(self.member.id)
            assert (reply.error, self.slack.errors(self.member.id)) == (None, {}), reply
            if not self.slack.view(self.member.id):
                break
            self._explain()
        if self.manner.is_double:
            self.happened |= {"double"}
            self.slack.modals.deliver(Parcel("interactive", body))

    def _mistype(self) -> None:
        blocks = [block["block_id"] for block in self._view()["blocks"]]
        field = next((each for each in blocks if each.startswith("value:")), None)
        if field is None:
            return
        self.happened |= {"mistypes"}
        right = self._view()["state"]["values"][field][field]["value"]
        self.slack.fill(self.member.id, {field: "12 apples"})
        self.slack.submit(self.member.id)
        assert [*self.slack.errors(self.member.id)] == [field]
        self.slack.fill(self.member.id, {field: right})

    def _explain(self) -> None:
        self.happened |= {"explains"}
        notes = [each["block_id"] for each in self._view()["blocks"]]
        empty = {each: "It was a slow week." for each in notes if each.startswith("note:")}
        self.slack.fill(self.member.id, empty)

    def _write(self, number: str) -> None:
        """A note and a blocker, one press away; what was filled in stays."""
        self.happened |= {"writes"}
        block = f"checkin.unfold:{number}"
        before = self._view()["state"]["values"]
        assert self.slack.press(self.member.id, "checkin.unfold", block_id=block).error is None
        after = self._view()["state"]["values"]
        assert before.items() <= after.items()
        words = {f"note:{number}": "We asked them.", f"blocker:{number}": "A contract is missing."}
        self.slack.fill(self.member.id, words)

    def _fields(self, number: str, goal: Goal, answer: Answer, before: Standing) -> Fields:
        fields: Fields = {f"confidence:{number}": str(answer.confidence)}
        if goal.metric == "milestones":
            steps = self._options(f"milestones:{number}")[: int(answer.value)]
            return fields | {f"milestones:{number}": steps}
        if goal.metric == "yes_no":
            return fields | {f"done:{number}": "yes" if answer.value else "no"}
        typed = answer.value - before.value if goal.adds else answer.value
        if goal.adds and not typed:
            return fields
        return fields | {f"value:{number}": written(typed, self.member)}

    def _options(self, block_id: str) -> list[str]:
        block = next(each for each in self._view()["blocks"] if each["block_id"] == block_id)
        return [option["value"] for option in block["element"]["options"]]

    def _shown(self) -> dict[str, str]:
        """The key results of this page: their number in the form by their title."""
        sections = [
            each
            for each in self._view()["blocks"]
            if each["block_id"].startswith("checkin.unfold:")
        ]
        return {each["text"]["text"].split("*")[1]: each["block_id"][15:] for each in sections}

    def _has(self, action_id: str) -> bool:
        return _has_button(self._view(), action_id)

    def _view(self) -> Json:
        view = self.slack.view(self.member.id)
        assert view is not None, self.slack.toasts(self.member.id)
        return view


def _has_button(shown: Json, action_id: str = "checkin.open") -> bool:
    rows = [each.get("elements", []) for each in shown.get("blocks", [])]
    return any(element.get("action_id") == action_id for row in rows for element in row)


def written(value: Fraction, member: Member) -> str:
    """A number as this person writes it."""
    text = f"{float(value):g}"
    return text.replace(".", ",") if member.has_comma else text


def decide(goal: Goal, now: Standing, chance: Random, *, must_move: bool) -> Answer:
    """What happened to a goal this week."""
    confidence = max(0, min(10, now.confidence + chance.choice((-2, -1, 0, 0, 1, 1, 2))))
    if not must_move and chance.random() < 0.3:
        return Answer(now.value, confidence)
    return Answer(_moved(goal, now.value, chance), confidence)


def _moved(goal: Goal, value: Fraction, chance: Random) -> Fraction:
    if goal.metric == "yes_no":
        return 1 - value
    if goal.metric == "milestones":
        return value + 1 if value < goal.steps else value - 1
    step = Fraction(chance.choice((-2, 1, 3, 4, 6, 7, 9)), 2)
    if goal.adds:
        return value + abs(step)
    if goal.metric in ("increase", "decrease"):
        return value + (step if goal.target > goal.baseline else -step)
    return value + chance.choice((-1, 1)) * abs(step) / 2
