"""Handing one message to a push service, and what its answer says."""

import datetime as dt
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime

import httpx

from townline.adapters.webpush.reaching import Forbidden, Pinned, Unreachable, pin_endpoint
from townline.adapters.webpush.sealing import seal_message
from townline.adapters.webpush.vapid import Identity

_TIMEOUT = httpx.Timeout(10)
_GONE = {404, 410}  # RFC 8030, 7.3: the subscription has ended
_LATER = {408, 425, 429}
_LONGEST_WAIT = dt.timedelta(hours=6)


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
            "Host": place.netloc,
            "Authorization": us.header(browser.endpoint, now),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(max(0, int(ttl.total_seconds()))),
            "Urgency": urgency,
        }
        body = seal_message(data, point=browser.point, auth=browser.auth)
        answer = _post_message(place, headers, body)
    except (Forbidden, ValueError) as error:
        raise PushRefused(str(error)) from None
    except Unreachable as error:
        raise PushLater(str(error)) from None
    except httpx.HTTPError as error:
        raise PushLater(f"no answer ({type(error).__name__})") from None
    _judge(answer, now)


def _post_message(place: Pinned, headers: dict[str, str], body: bytes) -> httpx.Response:
    # No proxy of the environment: what a name leads to would be the proxy's to decide. The
    # answer's words are not read: a stranger's server could go on without end.
    with (
        httpx.Client(timeout=_TIMEOUT, trust_env=False) as client,
        client.stream(
            "POST",
            place.url,
            content=body,
            headers=headers,
            extensions={"sni_hostname": place.name},
        ) as answer,
    ):
        return answer


def _judge(answer: httpx.Response, now: dt.datetime) -> None:
    status = answer.status_code
    if answer.is_success:
        return
    if status in _GONE:
        raise PushGone(f"the browser is gone ({status})")
    if status in _LATER or answer.is_server_error:
        words = f"the push service asks to wait ({status})"
        raise PushLater(words, _after(answer.headers.get("Retry-After", ""), now))
    raise PushRefused(f"the push service refused it ({status})")


def _after(value: str, now: dt.datetime) -> dt.timedelta | None:
    """Read Retry-After (RFC 9110, 10.2.3): seconds or a date; nobody makes us wait for long."""
    try:
        seconds = dt.timedelta(seconds=int(value)) if value.isdigit() else None
        wait = seconds if seconds is not None else parsedate_to_datetime(value) - now
    except (ValueError, TypeError, OverflowError):
        return None
    return min(max(wait, dt.timedelta()), _LONGEST_WAIT)
