"""What a person sees when something goes wrong, wherever it went wrong."""

import logging
from typing import Any

from slack_bolt import App, BoltResponse

from bot.errors import OkrError
from bot.usecases.problems import (
    explain_fields,
    problem_message,
    problem_view,
    shown_to_people,
)
from handlers.call import Call
from handlers.views import show

log = logging.getLogger("okrbot.problems")


def register(app: App) -> None:
    """Listen to failures."""
    app.error(tell)


def tell(error: Exception, body: dict[str, Any], call: Call) -> BoltResponse:
    """Tell what is meant for people; hide the rest behind a reference that is in the log."""
    problem = shown_to_people(error)
    if body.get("type") == "event_callback":
        return BoltResponse(status=500, body="")  # nobody waits for an answer; Slack sends it again
    if "command" in body:
        return BoltResponse(status=200, body=problem_message(call.database, call.caller, problem))
    if body.get("type") == "view_submission":
        return BoltResponse(status=200, body=_in_form(body, call, problem))
    if "trigger_id" in body:
        _open(body, call, problem)
    return BoltResponse(status=200, body="")


def _in_form(body: dict[str, Any], call: Call, problem: OkrError) -> dict[str, Any]:
    """The form stays open with what was typed; what is wrong with a field is said at the field.

    Slack shows errors at inputs only: what is about no field stands at the first one. Over a form
    without any input a modal says it.
    """
    if faults := explain_fields(call.database, call.caller, problem):
        return {"response_action": "errors", "errors": faults}
    first_input = next(iter(body["view"]["state"]["values"]), "")
    if not first_input:
        view = problem_view(call.database, call.caller, problem)
        return {"response_action": "push", "view": view}
    message = problem_message(call.database, call.caller, problem)["text"]
    return {"response_action": "errors", "errors": {first_input: message}}


def _open(body: dict[str, Any], call: Call, problem: OkrError) -> None:
    """On top of an open modal, else as a modal of its own, else as a message."""
    try:
        show(body, call, problem_view(call.database, call.caller, problem))
    except Exception:
        # What a person did may be too long ago for a modal; a message has no such limit.
        log.exception("a problem is told in a message")
        _write(body, call, problem)


def _write(body: dict[str, Any], call: Call, problem: OkrError) -> None:
    """Where the person pressed, for them alone; from a place without a channel into the DM."""
    message, user = problem_message(call.database, call.caller, problem), call.caller.user
    channel = (body.get("channel") or {}).get("id")
    if channel:
        call.gateway.post_ephemeral(channel, user, message)
    else:
        call.gateway.post_message(user, message, key=f"problem:{body['trigger_id']}")
