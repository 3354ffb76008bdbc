"""`/okr me`: how okrbot reaches somebody, and whose holidays they keep."""

import re
from typing import Any

from slack_bolt import Ack, App

from bot.usecases import personal
from bot.usecases.team_choices import offer_parts
from handlers.call import Asked, Call
from handlers.reading import read_fields
from handlers.views import keep_when_closed

COUNTRY = re.compile("country")
"""The field whose change shows other parts."""

REGION = re.compile(r"region:[A-Z]{2}")


def register(app: App) -> None:
    """Listen to the form."""
    app.action(COUNTRY)(choose_country)
    app.options(REGION)(search_part)
    app.view(personal.FORM)(submit_country)
    keep_when_closed(app, personal.FORM)


def answer_me(asked: Asked) -> None:
    """`/okr me`."""
    asked.ack()
    call = asked.call
    view = personal.open_personal(call.database, call.caller, call.now)
    call.gateway.open_view(asked.trigger_id, view)


def choose_country(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Show the parts of the country."""
    ack()
    shown = body["view"]
    view = personal.choose_country(call.database, call.caller, read_fields(shown), call.now)
    call.gateway.update_view(shown["id"], shown["hash"], view)


def search_part(ack: Ack, payload: dict[str, Any]) -> None:
    """Offer the parts of the country that the field belongs to."""
    country = payload["action_id"].partition(":")[2]
    ack(offer_parts(country, payload.get("value") or ""))


def submit_country(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Store it, and show what follows."""
    fields = read_fields(body["view"])
    view = personal.save_country(call.database, call.caller, fields, call.now)
    ack(response_action="update", view=view)
    call.wake()
