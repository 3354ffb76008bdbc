"""`/okr`: the first word chooses, the answer shows only to who asked."""

from typing import Any

from slack_bolt import Ack, App, Respond

from bot.usecases.digests import show_team
from bot.usecases.lists import list_mine, show_help
from bot.usecases.quality import check_wording
from handlers.call import Call
from handlers.checkins import open_form

MOST_ANSWERS = 5
"""Slack takes no more of them to one command."""


def register(app: App) -> None:
    """Listen to /okr."""
    app.command("/okr")(answer)


def answer(ack: Ack, command: dict[str, Any], respond: Respond, call: Call) -> None:
    """Do what the first word says; what is not understood is answered with help."""
    text = command.get("text", "").strip()
    word, _space, rest = text.partition(" ")
    match word.casefold():
        case "checkin" | "check-in" | "einchecken":
            _check_in(ack, command, call)
        case "list" | "liste":
            ack(list_mine(call.database, call.caller, call.now))
        case "team":
            _show_team(ack, respond, call, rest)
        case "check" | "prüfen":
            ack(check_wording(call.database, call.caller, rest, call.now))
        case known:
            unknown = "" if known in {"", "help", "hilfe"} else text
            ack(show_help(call.database, call.caller, unknown=unknown))


def _check_in(ack: Ack, command: dict[str, Any], call: Call) -> None:
    ack()
    open_form(command["trigger_id"], call)


def _show_team(ack: Ack, respond: Respond, call: Call, name: str) -> None:
    *earlier, last = show_team(call.database, call.caller, name, call.now)[:MOST_ANSWERS]
    for message in earlier:  # the acknowledgement goes out last, when we are done here
        respond(message)
    ack(last)
