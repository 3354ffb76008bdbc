"""Takes one claimed message to Slack and marks what became of it.

No transaction is open while Slack is called: a slow Slack must not hold the database.

A dead token (invalid_auth, token_revoked, …) says nothing about a message: its row keeps waiting
and the workspace rests for an hour, or until `storage.sending.resume_sending`.
"""

import logging
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from bot.clock import Clock
from bot.domain.outbox import Kind
from bot.slack.failures import CALL_FAILURES, Failure, FailureKind, sort_failure
from bot.slack.gateway import MissingScope, SlackGateway
from bot.slack.records import Posted
from storage import sending
from storage.database import Database
from storage.outbox import Sent
from storage.sending import Busy, Claimed

TRIES = 8
# Covers the wait for a turn, a look into the history and the call, each with its timeout.
LEASE = timedelta(minutes=3)
DEAD_TOKEN_PAUSE = timedelta(hours=1)
# 10 s, 30 s, 90 s … 2 h: the last try comes three hours after the first, when most outages end.
FIRST_DELAY = timedelta(seconds=10)
GROWTH = 3

log = logging.getLogger("okrbot.outbox")

Gateways = Callable[[int], SlackGateway]


class Outcome(StrEnum):
    """What became of one try.

    `repeated` was sent without knowing whether a try before had arrived. `unknown` got no
    answer. `later` will be tried again, `given_up` will not. `paused`: the whole workspace
    waits.
    """

    SENT = "sent"
    REPEATED = "repeated"
    GIVEN_UP = "given_up"
    LATER = "later"
    PAUSED = "paused"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Courier:
    """Safe to share between threads; `gateways` gives the Slack of a workspace (our id)."""

    database: Database
    gateways: Gateways
    clock: Clock

    def claim(self, limit: int, busy: Busy) -> list[Claimed]:
        """Take up to `limit` due messages; nobody else has them for the length of a lease."""
        with self.database.transaction() as session:
            return sending.claim_due(session, self.clock.now(), LEASE, limit, busy)

    def give_back(self, messages: Sequence[Claimed]) -> None:
        """Let go of messages that were not tried: they are due at once, for anybody."""
        if not messages:
            return
        with self.database.transaction() as session:
            for claimed in messages:
                sending.give_back(session, claimed, self.clock.now(), "")

    def deliver(self, claimed: Claimed) -> Outcome:
        """Send it and mark it. Never raises: one bad row must not stop the others."""
        try:
            outcome = self._deliver(claimed)
        except Exception:
            # The row stays leased. When the lease runs out it comes again, as doubtful.
            log.exception("failed %s", _ids(claimed))
            return Outcome.LATER
        return outcome

    def _deliver(self, claimed: Claimed) -> Outcome:
        if claimed.is_orphan:
            return self._give_up(claimed, "target_given_up")
        if claimed.attempts > TRIES:
            return self._give_up(claimed, "no_answer")
        try:
            claimed, posted = self._send(claimed)
        except CALL_FAILURES as failure:
            return self._failed(claimed, sort_failure(failure))
        return self._mark_sent(claimed, posted)

    def _send(self, claimed: Claimed) -> tuple[Claimed, Posted]:
        """The message in Slack, and the row with what is known about it now."""
        gateway = self.gateways(claimed.workspace_id)
        if claimed.kind is Kind.UPDATE:
            # Saying it twice changes nothing, so an update is never doubtful.
            posted = gateway.update_message(
                claimed.channel, claimed.target_ts or "", claimed.payload
            )
            return replace(claimed, is_doubtful=False), posted
        claimed, found = _look(gateway, claimed)
        return claimed, found or gateway.post_message(
            claimed.channel, claimed.payload, claimed.key, claimed.target_ts
        )

    def _mark_sent(self, claimed: Claimed, posted: Posted) -> Outcome:
        with self.database.transaction() as session:
            place = Sent(posted.channel, posted.ts)
            sending.mark_sent(session, claimed, place, self.clock.now())
        outcome = Outcome.REPEATED if claimed.is_doubtful else Outcome.SENT
        log.info("%s %s ts=%s", outcome, _ids(claimed), posted.ts)
        return outcome

    def _failed(self, claimed: Claimed, failure: Failure) -> Outcome:
        match failure.kind:
            case FailureKind.PERMANENT:
                return self._give_up(claimed, failure.error)
            case FailureKind.WORKSPACE:
                return self._pause(claimed, failure, DEAD_TOKEN_PAUSE)
            case FailureKind.RATE_LIMITED:
                return self._pause(claimed, failure, timedelta(seconds=failure.retry_after))
            case _ if claimed.attempts >= TRIES:
                return self._give_up(claimed, failure.error)
            case _:
                return self._try_later(claimed, failure)

    def _give_up(self, claimed: Claimed, error: str) -> Outcome:
        with self.database.transaction() as session:
            sending.mark_given_up(session, claimed, error)
        log.warning("given up %s error=%s", _ids(claimed), error)
        return Outcome.GIVEN_UP

    def _pause(self, claimed: Claimed, failure: Failure, pause: timedelta) -> Outcome:
        """The whole workspace waits, in every replica; the message keeps its number of tries."""
        now = self.clock.now()
        with self.database.transaction() as session:
            sending.pause_sending(session, claimed.workspace_id, now + pause)
            sending.give_back(session, claimed, now, failure.error)
        log.warning("paused %s error=%s for=%s", _ids(claimed), failure.error, pause)
        return Outcome.PAUSED

    def _try_later(self, claimed: Claimed, failure: Failure) -> Outcome:
        has_no_answer = failure.kind is FailureKind.UNKNOWN and claimed.kind is not Kind.UPDATE
        claimed = replace(claimed, is_doubtful=claimed.is_doubtful or has_no_answer)
        not_before = self.clock.now() + _delay(claimed.attempts)
        with self.database.transaction() as session:
            sending.mark_later(session, claimed, not_before, failure.error)
        outcome = Outcome.UNKNOWN if has_no_answer else Outcome.LATER
        log.warning("%s %s error=%s", outcome, _ids(claimed), failure.error)
        return outcome


def _look(gateway: SlackGateway, claimed: Claimed) -> tuple[Claimed, Posted | None]:
    """Where an earlier try has put the message, if it did; doubt ends where Slack lets us look."""
    if not claimed.is_doubtful:
        return claimed, None
    try:
        found = gateway.find_by_key(claimed.channel, claimed.key, claimed.target_ts)
    except MissingScope:
        return claimed, None
    return replace(claimed, is_doubtful=False), found


def _delay(attempts: int) -> timedelta:
    """Longer each time, and not the same for messages that failed together."""
    jitter = random.uniform(0.75, 1.25)  # noqa: S311 - nothing secret about it
    growth = float(GROWTH ** (attempts - 1))
    return FIRST_DELAY * growth * jitter


def _ids(claimed: Claimed) -> str:
    """Which message, for the log: ids only, never what it says."""
    return (
        f"key={claimed.key} workspace={claimed.workspace_id} channel={claimed.channel}"
        f" try={claimed.attempts}"
    )
