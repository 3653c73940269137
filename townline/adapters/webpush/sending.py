"""Handing one message to a push service, and what its answer says."""

import asyncio
import datetime as dt
from dataclasses import dataclass, field

from townline.adapters.webpush.sealing import seal_message
from townline.adapters.webpush.vapid import Identity
from townline.platform.core.outgoing.reaching import (
    Forbidden,
    Pinned,
    PostResult,
    Unreachable,
    open_client,
    pin_endpoint,
    post_pinned,
)

_GONE = {404, 410}  # RFC 8030, 7.3: the subscription has ended
_LATER = {408, 425, 429}
_SERVER_ERROR = 500


class PushGone(RuntimeError):
    """The browser is not subscribed any more: nothing more goes there."""


class PushRefused(RuntimeError):
    """It was refused for good: too large, not authorised, an address that may not be called."""


class PushLater(RuntimeError):
    """It was not taken now. ``after``: not before that, as the push service wishes."""

    def __init__(self, words: str, after: dt.timedelta | None = None) -> None:
        super().__init__(words)
        self.after = after


@dataclass(frozen=True, slots=True)
class Browser:
    """Where one browser is reached, and its keys: a point of 65 bytes, a secret of 16."""

    endpoint: str = field(repr=False)
    point: bytes
    auth: bytes = field(repr=False)


def send(
    browser: Browser,
    data: bytes,
    *,
    us: Identity,
    urgency: str,
    ttl: dt.timedelta,
    now: dt.datetime,
    anywhere: bool = False,
) -> None:
    """Hand a message over. Raises PushGone, PushRefused, PushLater, whose words name no address.

    ``anywhere`` lets tests call this machine.
    """
    try:
        place = pin_endpoint(browser.endpoint, anywhere=anywhere)
        headers = {
            "Authorization": us.header(browser.endpoint, now),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(max(0, int(ttl.total_seconds()))),
            "Urgency": urgency,
        }
        body = seal_message(data, point=browser.point, auth=browser.auth)
        answer = asyncio.run(_post_message(place, headers, body, now))
    except (Forbidden, ValueError) as error:
        raise PushRefused(str(error)) from None
    except Unreachable as error:
        raise PushLater(str(error)) from None
    _judge(answer)


async def _post_message(
    place: Pinned, headers: dict[str, str], body: bytes, now: dt.datetime
) -> PostResult:
    async with open_client() as client:
        return await post_pinned(client, place, headers=headers, body=body, now=now)


def _judge(answer: PostResult) -> None:
    status = answer.status
    if answer.accepted:
        return
    if status in _GONE:
        raise PushGone(f"the browser is gone ({status})")
    if status in _LATER or status >= _SERVER_ERROR:
        raise PushLater(f"the push service asks to wait ({status})", answer.after)
    raise PushRefused(f"the push service refused it ({status})")
