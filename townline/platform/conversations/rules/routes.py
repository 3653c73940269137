"""Which link a text leaves by: the better priority first, and what makes a link step back."""

import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum

STEPS_BACK_AFTER = 3  # failures without a success between them
COMES_BACK_AFTER = dt.timedelta(minutes=5)  # of being well without a failure
FRESH = dt.timedelta(seconds=30)  # links speak every ten seconds; one that is silent has no say
KNOWN = dt.timedelta(days=1)  # a link heard of since then is one that may come back
UP = "bound"


class LinkSignal(StrEnum):
    """What was seen of a link: a text taken or not, the link itself up or down."""

    SENT = "sent"
    FAILED = "failed"
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkHealth:
    """How a link stands. While it does not serve, ``reason`` says why it stepped back."""

    serving: bool = True
    failures: int = 0
    well_since: dt.datetime | None = None
    reason: str = ""


def next_health(
    health: LinkHealth, seen: LinkSignal, *, now: dt.datetime, reason: str = ""
) -> LinkHealth:
    """Give how a link stands once something more was seen of it.

    A link that is merely up has proved nothing: only a text taken ends a row of failures. One
    that stepped back gets no texts to prove itself with, and comes back by staying well.
    """
    if seen in (LinkSignal.FAILED, LinkSignal.DOWN):
        return _worse(health, reason)
    if health.serving:
        return LinkHealth() if seen is LinkSignal.SENT else health
    since = health.well_since or now
    return LinkHealth() if now - since >= COMES_BACK_AFTER else replace(health, well_since=since)


def _worse(health: LinkHealth, reason: str) -> LinkHealth:
    failures = health.failures + 1
    if health.serving and failures < STEPS_BACK_AFTER:
        return replace(health, failures=failures)
    first_reason = health.reason if not health.serving else reason
    return LinkHealth(serving=False, failures=failures, reason=first_reason)


def order(*, serving: bool, state: str, priority: int) -> tuple[int, int]:
    """Give a link's place in the queue for texts; the lowest goes first, equals share.

    A link that stepped back is still better than none, and one that is down better than giving
    up: it goes on trying.
    """
    if state != UP:
        return 2, priority
    return (0 if serving else 1), priority
