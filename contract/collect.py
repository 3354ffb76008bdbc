"""One sample of everything the playground sends: payloads, events, answers of the Web API."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from slack_sdk import WebClient

from playground import Channel, Person, Playground

Json = dict[str, Any]


@dataclass(frozen=True)
class Sample:
    """A value and the type of prelude.ts that it must have."""

    type: str
    value: Any


@dataclass
class Heard:
    """An app that keeps what it is sent."""

    bodies: list[Json] = field(default_factory=list)

    def __call__(self, _kind: str, body: Json, _headers: dict[str, str]) -> tuple[int, Any]:
        """Acknowledges everything."""
        self.bodies.append(body)
        is_query = body.get("type") == "block_suggestion"
        return 200, {"options": [_option("one")]} if is_query else None


def playground_samples() -> list[Sample]:
    """What a workspace sends while people and an app do all they can."""
    people = [Person("U0ANNA", "Anna Berger"), Person("U0BEN", "Ben Ito", tz="Asia/Tokyo")]
    channels = [Channel("C0ALL", "all", ("U0ANNA", "U0BEN"))]
    app = Heard()
    with Playground(people, channels).start() as slack:
        slack.use_callable(app)
        client = WebClient("xoxb-playground", base_url=slack.api_url)
        _converse(slack, client)
        _use_views(slack, client, app)
        _happen(slack)
        _ask(slack, client)
        answers = [Sample(f'Answers["{call.method}"]', call.response) for call in slack.calls()]
    return [Sample(_type_of(body), body) for body in app.bodies] + answers


def _converse(slack: Playground, client: WebClient) -> None:
    row = {"type": "actions", "block_id": "row", "elements": [*_elements(), _found()]}
    blocks = [*_words(), _rich_text(), row]
    ts = client.chat_postMessage(channel="U0ANNA", text="Hello", blocks=blocks)["ts"]
    client.chat_update(channel="D0ANNA", ts=ts, text="Hello again", blocks=blocks)
    client.chat_postEphemeral(channel="C0ALL", user="U0ANNA", text="Psst")
    client.chat_getPermalink(channel="D0ANNA", message_ts=ts)
    values = {"menu": "one", "day": "2026-01-05", "time": "09:30", "who": "U0BEN", "go": None}
    for action_id, value in (values | {"more": "one", "boxes": ["one"], "radio": "one"}).items():
        slack.click("U0ANNA", action_id, value=value)
    slack.suggest("U0ANNA", "found", "on", ts=str(ts), channel="D0ANNA")
    slack.react("U0ANNA", "D0ANNA", str(ts), "tada")
    client.reactions_add(channel="D0ANNA", timestamp=ts, name="eyes")
    client.reactions_get(channel="D0ANNA", timestamp=ts)
    slack.click("U0ANNA", "go")  # from a message with reactions
    client.reactions_remove(channel="D0ANNA", timestamp=ts, name="eyes")
    slack.react("U0ANNA", "D0ANNA", str(ts), "tada")
    slack.command("U0ANNA", "/try this & that", channel="C0ALL")
    slack.shortcut("U0ANNA", "new")
    slack.message_action("U0ANNA", "keep", ts, "D0ANNA")
    client.chat_delete(channel="D0ANNA", ts=ts)


def _use_views(slack: Playground, client: WebClient, app: Heard) -> None:
    slack.command("U0ANNA", "/try")
    modal = _modal()
    view = client.views_open(trigger_id=app.bodies[-1]["trigger_id"], view=modal)["view"]
    client.views_update(view_id=view["id"], hash=view["hash"], view=modal)
    slack.fill("U0ANNA", {"name": "Ada", "number": "7", "channel": "C0ALL", "people": ["U0BEN"]})
    slack.suggest("U0ANNA", "found", "on")
    slack.press("U0ANNA", "go")
    client.views_push(trigger_id=app.bodies[-1]["trigger_id"], view=modal)
    slack.close("U0ANNA")
    slack.submit("U0ANNA")
    client.views_publish(user_id="U0ANNA", view={"type": "home", "blocks": _words()})
    client.views_publish(user_id="U0ANNA", view={"type": "home", "blocks": _home()})
    slack.press("U0ANNA", "go")
    slack.suggest("U0ANNA", "found", "on")


def _happen(slack: Playground) -> None:
    slack.say("U0ANNA", "Hello <@U0BOT>", "C0ALL")
    slack.open_home("U0ANNA")
    slack.open_home("U0BEN", tab="messages")
    slack.update_person("U0BEN", tz="Europe/Vienna")
    slack.add_person(Person("U0NEW", "New Here"))
    slack.event(
        "member_joined_channel", user="U0NEW", channel="C0ALL", channel_type="C", team="T0LOCAL"
    )
    slack.event("tokens_revoked", tokens={"oauth": [], "bot": ["U0BOT"]})
    slack.event("app_uninstalled")


def _ask(slack: Playground, client: WebClient) -> None:
    client.oauth_v2_access(client_id="1.2", client_secret="3", code="4")  # noqa: S106
    client.api_test()
    client.auth_test()
    client.team_info()
    client.users_info(user="U0ANNA", include_locale=True)
    client.users_list(limit=2)
    client.conversations_info(channel="C0ALL")
    client.conversations_list()
    client.conversations_members(channel="C0ALL")
    client.conversations_open(users="U0BEN")
    client.files_getUploadURLExternal(filename="a.csv", length=3)
    WebClient(base_url=slack.api_url).apps_connections_open(
        app_token="xapp-playground"  # noqa: S106
    )


KINDS = {
    "view_submission": "Submission",
    "view_closed": "Closed",
    "shortcut": "Shortcut",
    "message_action": "MessageShortcut",
}


def _type_of(body: Json) -> str:
    kind = body.get("type")
    if kind is None:
        return "Command"
    if kind == "event_callback":
        return f'Events["{body["event"]["type"]}"]'
    if kind == "block_suggestion":
        return "ViewSuggestion" if "view" in body else "MessageSuggestion"
    if kind == "block_actions":
        return "ViewActions" if "view" in body else "MessageActions"
    return KINDS[kind]


def _plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def _option(value: str) -> Json:
    return {"text": _plain(value.title()), "value": value}


def _go() -> Json:
    return {"type": "button", "action_id": "go", "text": _plain("Go"), "value": "1"}


def _home() -> list[Json]:
    return [*_words(), {"type": "actions", "elements": [_go(), _found()]}]


def _found() -> Json:
    return {"type": "external_select", "action_id": "found", "min_query_length": 1}


def _rich_text() -> Json:
    spans: list[Json] = [
        {"type": "text", "text": "Hi ", "style": {"bold": True}},
        {"type": "user", "user_id": "U0ANNA"},
        {"type": "emoji", "name": "wave"},
        {"type": "link", "url": "https://example.com", "text": "there"},
        {"type": "date", "timestamp": 1767225600, "format": "{date_short}", "fallback": "soon"},
    ]
    line = {"type": "rich_text_section", "elements": spans}
    parts = [
        line,
        {"type": "rich_text_list", "style": "bullet", "indent": 1, "elements": [line]},
        {"type": "rich_text_quote", "elements": spans},
        {"type": "rich_text_preformatted", "elements": spans[:1]},
    ]
    return {"type": "rich_text", "elements": parts}


def _words() -> list[Json]:
    return [
        {"type": "header", "text": _plain("Hello")},
        {"type": "section", "text": {"type": "mrkdwn", "text": "*Hi*"}, "fields": [_plain("a")]},
        {"type": "divider"},
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "small"}]},
    ]


def _elements() -> list[Json]:
    options = [_option("one"), _option("two")]
    return [
        _go(),
        {"type": "static_select", "action_id": "menu", "options": options},
        {"type": "overflow", "action_id": "more", "options": options},
        {"type": "datepicker", "action_id": "day", "initial_date": "2026-01-01"},
        {"type": "timepicker", "action_id": "time"},
        {"type": "users_select", "action_id": "who"},
        {"type": "checkboxes", "action_id": "boxes", "options": options},
        {"type": "radio_buttons", "action_id": "radio", "options": options},
    ]


def _input(name: str, kind: str, **more: object) -> Json:
    element = {"type": kind, "action_id": name, **more}
    label = _plain(name)
    return {"type": "input", "block_id": name, "label": label, "element": element, "optional": True}


def _modal() -> Json:
    return {
        "type": "modal",
        "callback_id": "form",
        "title": _plain("Form"),
        "submit": _plain("Save"),
        "notify_on_close": True,
        "blocks": [
            *_words(),
            _input("name", "plain_text_input"),
            _input("number", "number_input", is_decimal_allowed=True),
            _input("channel", "conversations_select", response_url_enabled=True),
            _input("people", "multi_users_select"),
            _input("found", "external_select", min_query_length=1),
            _input("choice", "static_select", options=[_option("one")]),
            {"type": "actions", "elements": [_go()]},
        ],
    }
