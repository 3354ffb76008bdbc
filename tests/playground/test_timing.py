import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from slack_sdk import WebClient

from playground import Person, Playground
from tests.playground.make import Recorder, actions, button, home, modal, section
from tests.playground.test_control import do, read

MONDAY = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


class Quarter:
    """A long run that waits at half of the way until it may go on, or is stopped."""

    def __init__(self) -> None:
        self.may_go_on, self.was_stopped = threading.Event(), False

    def __call__(self, report: Callable[[float], None], is_stopped: Callable[[], bool]) -> None:
        report(0.5)
        while not (self.may_go_on.wait(0.01) or is_stopped()):
            pass
        self.was_stopped = is_stopped()


@pytest.fixture
def quarter(slack: Playground) -> Quarter:
    work = Quarter()
    slack.runs["quarter"] = work
    return work


def running(slack: Playground) -> Any:
    return read(slack, "state")["running"]


def test_a_long_run_shows_how_far_it_is(slack: Playground, quarter: Quarter) -> None:
    before = running(slack)
    do(slack, "run", name="quarter")
    slack.wait_for(lambda: slack.running and slack.running.done)
    during = running(slack)
    quarter.may_go_on.set()
    slack.wait_until_still()

    assert (before, during, running(slack)) == (None, {"name": "quarter", "done": 0.5}, None)
    assert read(slack, "state")["runs"] == ["quarter"]
    assert not quarter.was_stopped


def test_a_long_run_is_stopped(slack: Playground, quarter: Quarter) -> None:
    do(slack, "run", name="quarter")
    do(slack, "stop_run")
    slack.wait_until_still()

    assert quarter.was_stopped


def test_only_one_moves_the_time(slack: Playground, quarter: Quarter) -> None:
    do(slack, "run", name="quarter")

    moved = do(slack, "time", seconds=60)
    again = do(slack, "run", name="quarter")

    told = {"error": "the time is moving already: quarter"}
    assert (moved, again) == (told, told)


def test_a_plain_move_shows_while_it_works(slack: Playground) -> None:
    seen: list[Any] = []
    slack.on_time(lambda _moment: seen.append(running(slack)))

    do(slack, "time", to=MONDAY.isoformat())

    assert (seen, running(slack)) == ([{"name": "time", "done": 0.0}], None)


def test_an_unknown_run_is_a_mistake(slack: Playground) -> None:
    assert "there is no run called 'year'" in do(slack, "run", name="year")["error"]


def test_without_a_host_there_is_nothing_more_to_do(slack: Playground) -> None:
    state = read(slack, "state")

    offered = {key: state[key] for key in ("runs", "running", "can_start_over", "has_tours")}
    assert offered == {"runs": [], "running": None, "can_start_over": False, "has_tours": False}
    assert do(slack, "start_over") == {"error": "this workspace cannot start over"}
    assert read(slack, "tours") == []


def test_tours_are_handed_on(slack: Playground) -> None:
    slack.tours = [{"id": "monday"}]

    assert read(slack, "tours") == [{"id": "monday"}]
    assert read(slack, "state")["has_tours"]


def test_starting_over_ends_a_long_run_first(slack: Playground, quarter: Quarter) -> None:
    seen: list[Any] = []
    slack.start_over = lambda: seen.append((quarter.was_stopped, slack.running))
    do(slack, "run", name="quarter")

    answer = do(slack, "start_over")

    assert [was_stopped for was_stopped, _ in seen] == [True]
    assert ("now" in answer, slack.running) == (True, None)
    assert read(slack, "state")["can_start_over"]


def test_a_cleared_workspace_is_as_new(slack: Playground, client: WebClient, app: Recorder) -> None:
    fresh = read(slack, "state", user="U0ANNA")
    client.chat_postMessage(channel="U0ANNA", text="Hi", blocks=[actions(button())])
    client.chat_postEphemeral(channel="C0PLAT", user="U0ANNA", text="Psst")
    client.views_publish(user_id="U0ANNA", view=home(section()))
    slack.command("U0ANNA", "/try")
    client.views_open(trigger_id=app.last["trigger_id"], view=modal())
    slack.update_person("U0BOB", tz="Asia/Tokyo")
    slack.add_person(Person("U0NEW", "New Here"))
    slack.event("channel_archive", channel="C0PLAT")
    slack.switch("slow", is_on=True)
    slack.fault("auth.test", "429")
    slack.switch("uninstalled", is_on=True)
    do(slack, "read", user="U0ANNA", channel="D0ANNA")

    slack.clear()

    state = read(slack, "state", user="U0ANNA")
    assert {**state, "version": 0, "now": ""} == {**fresh, "version": 0, "now": ""}
    assert state["version"] > fresh["version"]
    assert (slack.ephemerals("U0ANNA"), slack.calls(), read(slack, "log")["entries"]) == (
        [], [], [],
    )  # fmt: skip
    assert client.auth_test()["ok"]


def test_who_looks_at_a_room_is_told_that_all_is_gone(slack: Playground, client: WebClient) -> None:
    slack.set_time(MONDAY)
    ts = client.chat_postMessage(channel="U0ANNA", text="Hi")["ts"]
    asked = {"channel": "D0ANNA", "viewer": "U0ANNA"}
    version = read(slack, "page", **asked)["version"]

    slack.clear()

    since = read(slack, "page", **asked, since=str(version))
    assert (since["messages"], since["gone"]) == ([], [ts])


def test_after_clearing_times_begin_again(slack: Playground, client: WebClient) -> None:
    slack.set_time(MONDAY + timedelta(days=90))
    client.chat_postMessage(channel="C0PLAT", text="late")

    slack.clear()
    slack.set_time(MONDAY)
    ts = client.chat_postMessage(channel="C0PLAT", text="early")["ts"]

    assert datetime.fromtimestamp(float(str(ts)), UTC).date() == MONDAY.date()


def test_the_same_moment_can_come_twice(slack: Playground, client: WebClient) -> None:
    slack.set_time(MONDAY)
    asked = {"channel": "C0PLAT", "viewer": "U0ANNA"}
    first = client.chat_postMessage(channel="C0PLAT", text="first")["ts"]
    version = read(slack, "page", **asked)["version"]

    slack.clear()
    slack.set_time(MONDAY)
    second = client.chat_postMessage(channel="C0PLAT", text="second")["ts"]

    since = read(slack, "page", **asked, since=str(version))
    assert first == second
    assert ([one["text"] for one in since["messages"]], since["gone"]) == (["second"], [])


def test_a_stopped_workspace_stops_its_run(quarter: Quarter) -> None:
    slack = Playground()
    slack.runs["quarter"] = quarter
    with slack.start():
        httpx.post(f"{slack.url}/control/run", json={"name": "quarter"})
    slack.wait_until_still()

    assert quarter.was_stopped


@pytest.mark.parametrize(
    ("text", "blocks", "mentions"),
    [
        ("Hello", [], 0),
        ("Hello <@U0BOB>", [], 1),
        ("Hello", [section("see <@U0BOB|bob>")], 1),
        ("<!here> hello", [], 1),
        ("Hello <@U0ANNA>", [], 0),
    ],
)
def test_unread_mentions_are_counted(
    slack: Playground, client: WebClient, text: str, blocks: list[Any], mentions: int
) -> None:
    client.chat_postMessage(channel="C0PLAT", text=text, blocks=blocks)

    rooms = read(slack, "state", user="U0BOB")["rooms"]

    assert [(one["unread"], one["mentions"]) for one in rooms[:1]] == [(1, mentions)]
