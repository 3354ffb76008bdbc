"""`/okr`: the first word chooses, the answer shows only to who asked."""

from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App, Respond

from bot.usecases.colleagues import remind_colleague
from bot.usecases.digests import show_team
from bot.usecases.lists import list_mine, show_help
from bot.usecases.quality import check_wording
from bot.usecases.showing import search
from handlers import checkins, closing, cycles, objectives, retrospectives, thanks, why
from handlers.admins import answer_admins
from handlers.call import Asked, Call
from handlers.pauses import answer_pause
from handlers.personal import answer_me
from handlers.reading import read_mention, read_words
from handlers.setting_up import answer_setup, meet_founder
from handlers.teams import answer_teams

MOST_ANSWERS = 5
"""Slack takes no more of them to one command."""


def register(app: App) -> None:
    """Listen to /okr."""
    app.command("/okr")(answer)


def answer(ack: Ack, command: dict[str, Any], respond: Respond, call: Call) -> None:
    """Do what the first word says; what is not understood is answered with help."""
    text = command.get("text", "").strip()
    word, _space, rest = text.partition(" ")
    meet_founder(call)
    typed, sent = read_words(rest).strip(), rest.strip()
    asked = Asked(ack, respond, command["trigger_id"], typed, call, sent)
    if known := WORDS.get(word.casefold()):
        known(asked)
    else:
        ack(show_help(call.database, call.caller, unknown=read_words(text)))


def _help(asked: Asked) -> None:
    asked.ack(show_help(asked.call.database, asked.call.caller))


def _check_in(asked: Asked) -> None:
    asked.ack()
    checkins.open_form(asked.trigger_id, asked.call)


def _new(asked: Asked) -> None:
    asked.ack()
    objectives.open_new(asked.trigger_id, asked.call)


def _list(asked: Asked) -> None:
    call = asked.call
    asked.ack(list_mine(call.database, call.caller, call.now))


def _team(asked: Asked) -> None:
    call = asked.call
    *earlier, last = show_team(call.database, call.caller, asked.rest, call.now)[:MOST_ANSWERS]
    for message in earlier:  # the acknowledgement goes out last, when we are done here
        asked.respond(message)
    asked.ack(last)


def _check(asked: Asked) -> None:
    call = asked.call
    asked.ack(check_wording(call.database, call.caller, asked.rest, call.now))


def _show(asked: Asked) -> None:
    call = asked.call
    asked.ack(search(call.database, call.caller, asked.rest, call.now))


def _remind(asked: Asked) -> None:
    call = asked.call
    whom = read_mention(asked.sent)
    asked.ack(remind_colleague(call.database, call.caller, whom, call.now))
    call.wake()


WORDS: dict[str, Callable[[Asked], None]] = {
    **dict.fromkeys(("", "help", "hilfe"), _help),
    **dict.fromkeys(("checkin", "check-in", "einchecken"), _check_in),
    **dict.fromkeys(("new", "neu"), _new),
    **dict.fromkeys(("list", "liste"), _list),
    "team": _team,
    **dict.fromkeys(("check", "prüfen"), _check),
    **dict.fromkeys(("setup", "einrichten"), answer_setup),
    "teams": answer_teams,
    "admins": answer_admins,
    **dict.fromkeys(("cycle", "cycles", "zyklus", "zyklen"), cycles.answer),
    **dict.fromkeys(("close", "abschliessen"), closing.answer),
    **dict.fromkeys(("retro", "rückblick"), retrospectives.answer),
    **dict.fromkeys(("remind", "erinnern"), _remind),
    "pause": answer_pause,
    **dict.fromkeys(("me", "ich"), answer_me),
    **dict.fromkeys(("show", "zeigen", "zeig"), _show),
    **dict.fromkeys(("why", "warum"), why.answer),
    **dict.fromkeys(("thanks", "danke"), thanks.answer),
}
"""What the first word does, in English and German, case-folded: "ß" is "ss" then."""
