from slack_sdk import WebClient

from playground import Playground
from tests.playground.make import Recorder, section


def test_an_event_has_its_envelope(slack: Playground, app: Recorder) -> None:
    slack.say("U0ANNA", "Hi & <@U0BOT>")

    body = app.last
    assert body["event"]["text"] == "Hi &amp; <@U0BOT>"
    assert (body["event"]["channel_type"], body["event"]["channel"]) == ("im", "D0ANNA")
    assert (body["type"], body["event_id"][:2]) == ("event_callback", "Ev")
    assert body["authorizations"][0]["user_id"] == "U0BOT"


def test_a_mention_in_a_channel_is_an_event_of_its_own(slack: Playground, app: Recorder) -> None:
    slack.say("U0ANNA", "Hi <@U0BOT>", "C0PLAT")
    slack.say("U0ANNA", "Hi <@U0BOT>", "C0AWAY")

    assert [body["event"]["type"] for body in app.bodies] == ["message", "app_mention"]


def test_home_opened_carries_the_view_that_is_there(
    slack: Playground, client: WebClient, app: Recorder
) -> None:
    slack.open_home("U0ANNA")
    client.views_publish(user_id="U0ANNA", view={"type": "home", "blocks": [section()]})
    slack.open_home("U0ANNA")

    assert [("view" in body["event"], body["event"]["tab"]) for body in app.bodies] == [
        (False, "home"),
        (True, "home"),
    ]


def test_a_changed_person_is_told_of(slack: Playground, app: Recorder) -> None:
    slack.update_person("U0BOB", tz="Asia/Tokyo")

    assert app.last["event"]["type"] == "user_change"
    assert app.last["event"]["user"]["tz"] == "Asia/Tokyo"


def test_events_about_membership_change_the_workspace(
    slack: Playground, client: WebClient, app: Recorder
) -> None:
    slack.event("member_joined_channel", user="U0BOT", channel="C0AWAY")

    assert client.chat_postMessage(channel="C0AWAY", text="Hi")["ok"]
    assert app.last["event"]["type"] == "member_joined_channel"


def test_an_event_without_an_answer_is_sent_again_three_times(
    slack: Playground, app: Recorder
) -> None:
    app.answers = [(500, None)] * 9

    slack.say("U0ANNA", "Hi")
    at_once = len(app.bodies)
    slack.set_time(slack.now().replace(year=2030))
    slack.set_time(slack.now().replace(year=2031))
    slack.set_time(slack.now().replace(year=2032))

    numbers = [headers.get("x-slack-retry-num") for headers in app.headers]
    assert (at_once, numbers) == (2, [None, "1", "2", "3"])
    assert len({body["event_id"] for body in app.bodies}) == 1
    assert app.headers[1]["x-slack-retry-reason"] == "http_error"


def test_an_event_is_delivered_twice_on_demand(slack: Playground, app: Recorder) -> None:
    slack.say("U0ANNA", "Hi")

    slack.redeliver()

    assert app.bodies[0] == app.bodies[1]
    assert app.headers[1]["x-slack-retry-num"] == "1"


def test_what_is_said_is_told_only_with_the_scope_to_read_it(
    slack: Playground, app: Recorder
) -> None:
    slack.world.scopes = ("chat:write", "channels:history", "app_mentions:read")

    slack.say("U0ANNA", "Hi")
    slack.say("U0ANNA", "Hi", "C0PLAT")

    assert [body["event"]["channel_type"] for body in app.bodies] == ["channel"]
