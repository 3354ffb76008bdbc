"""The history of a key result: opened, turned, sent as a chart."""

from typing import Any

from slack_bolt import Ack, App

from bot.usecases.histories import Place, draw_history, remember_figure, show_history
from handlers.call import Call
from handlers.views import show


def register(app: App) -> None:
    """Listen to what opens and turns a history."""
    app.action("keyresult.history")(press_history)
    app.action("keyresult.newer")(press_turn)
    app.action("keyresult.older")(press_turn)
    app.action("keyresult.chart")(press_chart)


def press_history(ack: Ack, body: dict[str, Any], action: dict[str, Any], call: Call) -> None:
    """Show its first page."""
    ack()
    place = Place(int(action["value"]))
    show(body, call, show_history(call.database, call.caller, place, call.now))


def press_turn(ack: Ack, body: dict[str, Any], action: dict[str, Any], call: Call) -> None:
    """Show another page."""
    ack()
    _turn(body["view"], Place(_place(body["view"]).key_result_id, int(action["value"])), call)


def press_chart(ack: Ack, body: dict[str, Any], call: Call) -> None:
    """Send the chart as a message: Slack draws charts nowhere else."""
    ack()
    place = _place(body["view"])
    drawn = draw_history(call.database, call.caller, place.key_result_id, call.now)
    taken = call.gateway.post_first_taken(call.caller.user, drawn.payloads, drawn.key)
    remember_figure(call.database, call.caller, drawn, taken, call.now)
    _turn(body["view"], Place(place.key_result_id, place.page, is_chart_sent=True), call)


def _turn(shown: dict[str, Any], place: Place, call: Call) -> None:
    view = show_history(call.database, call.caller, place, call.now)
    call.gateway.update_view(shown["id"], shown["hash"], view)


def _place(view: dict[str, Any]) -> Place:
    key_result_id, _space, page = view["private_metadata"].partition(" ")
    return Place(int(key_result_id), int(page))
