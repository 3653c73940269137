"""Sends what waits: a thread for each receiver, so that a slow one delays no other."""

import asyncio
import datetime as dt
import logging
import threading
from collections.abc import Sequence
from typing import Self

from django.conf import settings

from townline.adapters.webhooks import deliveries, payloads
from townline.adapters.webhooks.endpoints import secrets_of
from townline.adapters.webhooks.models import Delivery
from townline.adapters.webhooks.signing import signed_headers
from townline.platform.core import clock
from townline.platform.core.database import availability
from townline.platform.core.outgoing.reaching import (
    Forbidden,
    Pinned,
    PostResult,
    Unreachable,
    open_client,
    pin_endpoint,
    post_pinned,
)

log = logging.getLogger(__name__)
BATCH = 32  # messages that are leased at a time
PARALLEL = 8  # calls to one receiver at a time; a batch of slow ones ends within its lease
_HEADERS = {"Content-Type": "application/json", "User-Agent": "Townline-Webhooks/1"}

type Outcomes = dict[int, PostResult | str]
type SignedRequest = tuple[int, dict[str, str], bytes]  # the delivery's id, headers, body


class Caller:
    """Calls one receiver; its connections stay open from one batch to the next."""

    def __enter__(self) -> Self:
        self._runner = asyncio.Runner()
        self._client = open_client()
        return self

    def __exit__(self, *_: object) -> None:
        with self._runner as runner:
            runner.run(self._client.aclose())

    def post_all(
        self, place: Pinned, requests: Sequence[SignedRequest], now: dt.datetime
    ) -> Outcomes:
        """Post each message, PARALLEL at a time; give what became of it by id."""
        return self._runner.run(self._post_all(place, requests, now))

    async def _post_all(
        self, place: Pinned, requests: Sequence[SignedRequest], now: dt.datetime
    ) -> Outcomes:
        turns = asyncio.Semaphore(PARALLEL)
        found = await asyncio.gather(
            *(self._post(turns, place, headers, body, now) for _, headers, body in requests)
        )
        return {row_id: outcome for (row_id, _, _), outcome in zip(requests, found, strict=True)}

    async def _post(
        self,
        turns: asyncio.Semaphore,
        place: Pinned,
        headers: dict[str, str],
        body: bytes,
        now: dt.datetime,
    ) -> PostResult | str:
        sent = _HEADERS | headers
        try:
            async with turns:
                return await post_pinned(self._client, place, headers=sent, body=body, now=now)
        except Unreachable as error:
            return str(error)


class Dispatcher:
    """Starts a sender for each receiver that something is due for and that has none at work."""

    def __init__(self) -> None:
        self._senders: dict[int, threading.Thread] = {}

    def run(self) -> int:
        """Start what is due; gives 0, since nothing is gained by asking again at once."""
        now = clock.now()
        deliveries.deliveries_lapse(now=now)
        for endpoint_id in deliveries.due_endpoints(now):
            sender = self._senders.get(endpoint_id)
            if sender is None or not sender.is_alive():
                self._start(endpoint_id)
        return 0

    def _start(self, endpoint_id: int) -> None:
        # A daemon: what it holds at the end of the process is taken up again when its lease ends.
        sender = threading.Thread(target=_send_all, args=(endpoint_id,), daemon=True)
        self._senders[endpoint_id] = sender
        sender.start()

    def wait_for(self, endpoint_id: int) -> None:
        """Wait until a receiver's sender has nothing more to do."""
        self._senders[endpoint_id].join()


def _send_all(endpoint_id: int) -> None:
    try:
        with Caller() as caller:
            while _send_batch(endpoint_id, caller, clock.now()):
                pass
    except Exception as error:  # noqa: BLE001 -- other receivers go on; this one is tried again
        log.error("sending to webhook %s failed: %s", endpoint_id, type(error).__name__)  # noqa: TRY400 -- a trace may hold a resident's words
    finally:
        availability.close_connection()


def send_batch(endpoint_id: int, *, now: dt.datetime) -> int:
    """Send some of what is due for one receiver; say how many were tried.

    Call it outside a transaction: a receiver may take its time.
    """
    with Caller() as caller:
        return _send_batch(endpoint_id, caller, now)


def _send_batch(endpoint_id: int, caller: Caller, now: dt.datetime) -> int:
    rows = deliveries.deliveries_claim(endpoint_id, now=now, limit=BATCH)
    if not rows:
        return 0
    hidden = payloads.withheld([row.message for row in rows])
    deliveries.deliveries_withhold([r.id for r in rows if r.message_id in hidden], now=now)
    shown = [row for row in rows if row.message_id not in hidden]
    outcomes = _send_rows(shown, caller, now)
    deliveries.deliveries_settle(outcomes, now=clock.now())
    return len(rows)


def _send_rows(rows: Sequence[Delivery], caller: Caller, now: dt.datetime) -> Outcomes:
    if not rows:
        return {}
    endpoint = rows[0].endpoint
    signing = secrets_of(endpoint, now)
    bodies = [payloads.body_of(row.message, endpoint.scopes) for row in rows]
    # No connection of the database is held while a receiver takes its time.
    availability.close_connection()
    try:
        place = pin_endpoint(endpoint.url, anywhere=settings.TOWNLINE_WEBHOOKS_ANYWHERE)
    except (Forbidden, Unreachable) as error:
        return {row.id: str(error) for row in rows}
    requests = [
        (
            row.id,
            signed_headers(signing, message_id=row.message.message_id, now=now, body=body),
            body,
        )
        for row, body in zip(rows, bodies, strict=True)
    ]
    return caller.post_all(place, requests, now)
