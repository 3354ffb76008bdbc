"""Who gets past the guard of the HTTP surface, and what the others hear."""

import json
import random
from datetime import timedelta

import pytest

from bot.web import MOST_BYTES
from tests.make import MONDAY
from tests.slack.front import COMMAND, EVENT, FORM, JSON, NOW, Front, signed


@pytest.mark.parametrize("seconds", [-300, 300])
def test_five_minutes_are_still_fresh(front: Front, seconds: int) -> None:
    assert front.post(COMMAND, signed(COMMAND, at=NOW + seconds)) == 200


@pytest.mark.parametrize(
    "at",
    [
        NOW - 301, NOW + 301, "", "soon", "-1", "1e9", "nan", f"{NOW}.5", f" {NOW}0", "9" * 400,
        "0x10", "+5",
    ],
)  # fmt: skip
def test_a_time_that_is_not_now_is_refused(front: Front, at: int | str) -> None:
    assert front.post(COMMAND, signed(COMMAND, at=at)) == 401
    assert front.seen == []


@pytest.mark.parametrize(
    "wrong",
    [
        signed(COMMAND, secret="another"),
        signed(COMMAND + b"&admin=1"),
        signed(COMMAND) | {"x-slack-signature": ""},
        signed(COMMAND) | {"x-slack-signature": "v0="},
        signed(COMMAND) | {"x-slack-signature": "v0=\xe4\xf6\xfc"},
        signed(COMMAND) | {"x-slack-signature": signed(COMMAND)["x-slack-signature"].upper()},
        signed(COMMAND) | {"x-slack-request-timestamp": str(NOW + 1)},
        {"content-type": FORM},
    ],
)
def test_what_slack_did_not_sign_is_refused(front: Front, wrong: dict[str, str]) -> None:
    assert front.post(COMMAND, wrong) == 401
    assert front.seen == []


def test_the_same_request_again_is_refused(front: Front) -> None:
    headers = signed(COMMAND)

    assert [front.post(COMMAND, headers) for _ in range(2)] == [200, 401]


def test_an_event_that_slack_repeats_is_let_through(front: Front) -> None:
    headers = signed(EVENT, JSON)

    assert front.post(EVENT, headers) == 200
    assert front.post(EVENT, headers) == 401
    assert front.post(EVENT, headers | {"x-slack-retry-num": "1"}) == 200


@pytest.mark.parametrize("kind", [FORM, JSON, "application/jsonx", "application/json, x", ""])
def test_a_command_cannot_be_repeated_by_calling_it_a_retry(front: Front, kind: str) -> None:
    headers = signed(COMMAND)
    again = headers | {"content-type": kind, "x-slack-retry-num": "1"}

    assert [front.post(COMMAND, each) for each in (headers, again)] == [200, 401]


def test_a_request_stays_known_for_as_long_as_it_could_be_fresh(front: Front) -> None:
    headers = signed(COMMAND, at=NOW + 299)
    front.post(COMMAND, headers)
    front.clock.set(MONDAY + timedelta(seconds=598))
    front.post(EVENT, signed(EVENT, JSON, at=NOW + 598))

    assert front.post(COMMAND, headers) == 401


def test_a_body_that_is_too_long_is_refused_before_anything_else(front: Front) -> None:
    at_the_limit, too_long = b"x" * MOST_BYTES, b"x" * (MOST_BYTES + 1)

    assert front.post(at_the_limit, {"content-type": FORM}) == 401
    assert front.post(too_long, {"content-type": FORM}) == 413


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"payload={not json", FORM),
        (b"payload=" + b"[" * 100_000, FORM),
        (b"[" * 100_000, JSON),
        (b"{", JSON),
        (b"\xff\xfe", FORM),
        (b"payload=%ff%fe", FORM),
    ],
)
def test_signed_junk_is_no_error_of_ours(front: Front, body: bytes, kind: str) -> None:
    assert front.post(body, signed(body, kind)) == 400


def test_unsigned_junk_is_never_an_error_of_ours_and_never_logged(
    front: Front, caplog: pytest.LogCaptureFixture
) -> None:
    dice = random.Random(7)  # noqa: S311 - the same junk each time

    answers = [front.post(*junk(dice)) for _ in range(3000)]

    assert set(answers) <= {400, 401}
    assert front.seen == []
    assert "secret words" not in caplog.text


def junk(dice: random.Random) -> tuple[bytes, dict[str, str | bytes]]:
    bodies = [
        b"", b"payload={not json secret words", b"payload=" + b"[" * 5000, b"\xff\x00secret words",
        dice.randbytes(dice.randrange(300)), json.dumps({"type": "url_verification"}).encode(),
        b"{" * 5000, COMMAND, EVENT, b"ssl_check=1&secret words",
    ]  # fmt: skip
    values: list[str | bytes] = [
        "", "v0=", "v0=" + "0" * 64, str(NOW), "-1", "9" * 300, "NaN", b"\xff\xfe",
        "application/json", "multipart/form-data; boundary=",
        "text/plain; charset=klingon", "١٢٣".encode(), "gzip",
    ]  # fmt: skip
    names = [
        "x-slack-signature", "x-slack-request-timestamp", "content-type", "x-slack-retry-num",
        "cookie", "accept-language",
    ]  # fmt: skip
    return dice.choice(bodies), {name: dice.choice(values) for name in dice.sample(names, 4)}
