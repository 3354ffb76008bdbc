"""How people answer in their message of the week, without the form: they read it, and tap."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from playground import Playground
from tests.e2e.acting import Answer, Form, Manner
from tests.e2e.company import Member
from tests.e2e.model import Goal, Slot, Standing

Json = dict[str, Any]


@dataclass
class Taps:
    """The newest message that offers taps to somebody."""

    slack: Playground
    member: Member
    happened: set[str]

    def is_offered(self, slot: Slot) -> bool:
        """Whether all that is open in this week can be confirmed there."""
        values = [each["value"] for _ts, each in self._elements("tap.same_all")]
        return bool(values) and values[-1].startswith(f"{slot[0]}-W{slot[1]:02} ")

    def tap(
        self, before: dict[str, Standing], still_open: list[Goal], *, is_double: bool
    ) -> dict[str, Answer]:
        """One more of the first that counts, and no change in the others; what that says."""
        said = {each.title: before[each.title] for each in still_open}
        answers = {title: Answer(now.value, now.confidence) for title, now in said.items()}
        if title := self._add_one():
            answers[title] = Answer(said[title].value + 1, said[title].confidence)
        self._press("tap.same_all")
        if self.slack.view(self.member.id):
            self._say_why(still_open)
        elif is_double:
            self._press("tap.same_all")
        return answers

    def _add_one(self) -> str | None:
        """The title of what one was added to; None where the message offers that of nothing."""
        message = self._newest("tap.same_all")
        counted = next((each for each in message["blocks"] if _has(each, "tap.plus")), None)
        if counted is None:
            return None
        self._press("tap.plus", ts=message["ts"], block_id=counted["block_id"])
        number = counted["block_id"].removeprefix("tap:")
        row = next(each for each in message["blocks"] if each["block_id"] == f"open:{number}")
        return str(row["text"]["text"].split("*")[1])

    def _say_why(self, still_open: list[Goal]) -> None:
        """What nobody said a word about for weeks is asked for in the form."""
        self.happened |= {"asked for words"}
        form = Form(self.slack, self.member, Manner(), self.happened)
        form.fill({}, {}, still_open)
        form.submit()

    def _press(self, action_id: str, **where: str) -> None:
        self.happened |= {action_id}
        reply = self.slack.click(self.member.id, action_id, **where)
        assert (reply.error, self.slack.toasts(self.member.id)) == (None, []), reply

    def _newest(self, action_id: str) -> Json:
        [*_older, ts] = [ts for ts, _element in self._elements(action_id)]
        return next(each for each in self.slack.dm(self.member.id) if each["ts"] == ts)

    def _elements(self, action_id: str) -> Iterator[tuple[str, Json]]:
        for message in self.slack.dm(self.member.id):
            for block in message["blocks"]:
                for element in block.get("elements", []):
                    if element.get("action_id") == action_id:
                        yield message["ts"], element


def _has(block: Json, action_id: str) -> bool:
    return any(each.get("action_id") == action_id for each in block.get("elements", []))
