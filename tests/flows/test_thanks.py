"""Thanks to a colleague about a key result: the form, the message, what is refused."""

from typing import Any

import pytest

from storage.tables import CycleRow, FormDraftRow, PersonRow, ThanksRow
from tests.flows.agreeing import press
from tests.flows.founding import option
from tests.flows.office import Office, text_of

SAID = "Your call with <Linz> turned it around"


def open_form(office: Office, user: str = "U0NICK", line: str = "/okr thanks") -> None:
    assert office.slack.command(user, line).error is None


def fill(office: Office, user: str = "U0NICK", **changed: Any) -> None:
    typed = {"colleague": "U0MARIA", "thanked_for": "uptime", "said": SAID} | changed
    chosen = option(str(office.id_of(typed.pop("thanked_for"))))
    office.slack.fill(user, {**typed, "thanked_for": chosen})


def kept(office: Office) -> list[str]:
    return [row["words"] for row in office.rows(ThanksRow)]


def test_a_colleague_reads_it_in_their_language(office: Office) -> None:
    open_form(office)
    fill(office)
    office.submit("U0NICK")

    [message] = office.slack.dm("U0MARIA")
    assert "Nick New dankt dir für *Portal answers*" in text_of(message)
    assert ">Your call with &lt;Linz&gt; turned it around" in text_of(message)
    assert kept(office) == [SAID]
    assert "Maria Muster gets your words in a message now." in office.shown("U0NICK")
    assert office.rows(FormDraftRow) == []


def test_a_form_that_is_delivered_twice_is_one_message(office: Office) -> None:
    open_form(office)
    fill(office)
    office.submit("U0NICK")

    office.bolt.deliver(office.bolt.last)
    office.line.deliver()

    assert len(kept(office)) == 1
    assert len(office.slack.dm("U0MARIA")) == 1


def test_the_history_of_a_key_result_offers_it_with_that_one_chosen(office: Office) -> None:
    press(office, "U0NICK", "keyresult.history", office.id_of("uptime"))
    office.slack.press("U0NICK", "thanks.open")

    office.slack.fill("U0NICK", {"colleague": "U0MARIA", "said": SAID})
    office.submit("U0NICK")

    assert [row["key_result_id"] for row in office.rows(ThanksRow)] == [office.id_of("uptime")]


@pytest.mark.parametrize(
    ("changed", "field", "told"),
    [
        ({"colleague": "U0NICK"}, "colleague", "Choose somebody else"),
        ({"colleague": "U0GONE"}, "colleague", "Choose a colleague who is active in Slack."),
        ({"said": "  "}, "said", "Write what you thank them for."),
    ],
)
def test_what_is_wrong_is_told_at_the_field_and_kept(
    office: Office, changed: dict[str, str], field: str, told: str
) -> None:
    open_form(office)
    fill(office, **changed)
    office.submit("U0NICK")

    assert told in office.slack.errors("U0NICK")[field]
    assert kept(office) == []
    assert len(office.rows(FormDraftRow)) == 1


def test_five_a_day_and_the_sixth_waits(office: Office) -> None:
    for number in range(6):
        open_form(office)
        fill(office, said=f"Thanks {number}")
        office.submit("U0NICK")

    assert len(kept(office)) == 5
    assert "You have sent 5 thanks today." in office.slack.errors("U0NICK")["colleague"]


def private_form(office: Office, user: str) -> str:
    press(office, user, "thanks.open", office.id_of("offer"))
    return office.shown(user)


def test_what_is_private_to_others_is_not_there(office: Office) -> None:
    told = private_form(office, "U0MANY")

    assert "This key result is not there any more." in told
    assert "Offer" not in told


def test_who_may_not_see_it_is_not_thanked_for_it(office: Office) -> None:
    private_form(office, "U0NICK")
    office.slack.fill("U0NICK", {"colleague": "U0MANY", "said": SAID})
    office.submit("U0NICK")

    assert "not there for both of you" in office.slack.errors("U0NICK")["thanked_for"]
    assert office.slack.dm("U0MANY") == []


def test_within_the_team_a_private_one_can_be_thanked_for(office: Office) -> None:
    private_form(office, "U0NICK")
    office.slack.fill("U0NICK", {"colleague": "U0LENA", "said": SAID})
    office.submit("U0NICK")

    assert kept(office) == [SAID]


def test_a_cycle_that_was_closed_meanwhile_is_over(office: Office) -> None:
    open_form(office)
    fill(office)
    office.change(CycleRow, {}, is_closed=True)
    office.submit("U0NICK")

    assert "not there for both of you" in office.slack.errors("U0NICK")["thanked_for"]


def test_a_closed_form_keeps_what_was_typed(office: Office) -> None:
    office.change(PersonRow, {"slack_id": "U0MARIA"}, locale="en")
    open_form(office)
    fill(office)
    office.slack.close("U0NICK")

    open_form(office, line="/okr danke")
    office.submit("U0NICK")

    assert kept(office) == [SAID]
