"""One provider's way out, for as long as the process lives: claim, hand over, report."""

import contextlib
import datetime as dt
import logging
import threading
import time
import uuid
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final, Literal, Protocol

import httpx
from django.db import Error, connection

from townline.adapters.sms_http.common import sending
from townline.adapters.sms_http.common.door import Provider, ProviderAdapter
from townline.platform.conversations.ports import (
    Delivery,
    QueryJob,
    Receipt,
    SubmitResult,
    TextJob,
    TransportProfile,
)
from townline.platform.core import clock
from townline.platform.core.database import availability

log: Final = logging.getLogger(__name__)
State = Literal["connecting", "bound", "refused", "down", "stopped"]
_REFUSED: Final = (401, 403)
_QUERIES: Final = 20
_SERVER_ERROR: Final = 500


class Store(Protocol):
    """What a sender needs of the room that keeps texts; the ``api`` of ``conversations`` fits."""

    def texts_claim(
        self, *, transport: str, session: str, limit: int, now: dt.datetime
    ) -> list[TextJob]: ...

    def outgoing_report(self, *, results: Sequence[SubmitResult], now: dt.datetime) -> object: ...

    def segments_to_query(
        self, *, transport: str, older_than: dt.timedelta, limit: int, now: dt.datetime
    ) -> list[QueryJob]: ...

    def deliveries_store(
        self, *, deliveries: Sequence[Delivery], receipts: Sequence[Receipt], now: dt.datetime
    ) -> object: ...

    def link_report(
        self, *, transport: str, state: str, detail: str, now: dt.datetime, way: TransportProfile
    ) -> object: ...

    def link_forget(self, *, transport: str) -> object: ...


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds; tests shorten them. ``look`` and ``look_well``: how often the provider is probed."""

    poll: float = 1.0
    report: float = 10.0
    look: float = 10.0
    look_well: float = 60.0
    query: float = 15.0
    again: float = 1.0


class Sender:
    """Works in a thread of its own. ``bell`` rings when a text was queued."""

    def __init__(
        self,
        provider: Provider,
        door: ProviderAdapter,
        *,
        store: Store,
        bell: threading.Event,
        timing: Timing | None = None,
    ) -> None:
        self.provider, self._door, self._store, self._bell = provider, door, store, bell
        self._timing = timing or Timing()
        self._session = str(uuid.uuid4())
        self._way = TransportProfile(
            priority=provider.priority, carries="whole", photos=door.photos
        )
        self._stop = threading.Event()
        self._state: State = "connecting"
        self._detail, self._prepared = "", False
        self._results: list[SubmitResult] = []
        self._due: dict[str, float] = {}
        self._pauses = availability.pauses()
        self._thread = threading.Thread(target=self._run, name=provider.name, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Ask for the end; what is in hand is finished."""
        self._stop.set()
        self._bell.set()

    def join(self, timeout: float) -> bool:
        """Wait for the end; say whether it came."""
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            with sending.client() as client, ThreadPoolExecutor(self._door.at_once) as hands:
                while not self._stop.is_set():
                    self._guarded(lambda: self._round(client, hands))
                while self._results and not self._guarded(self._report):
                    pass
            self._set("stopped")
            self._guarded(self._report_state)
        finally:
            connection.close()

    def _guarded(self, act: Callable[[], object]) -> bool:
        """Do something with the database; False when it failed: then wait, and forget nothing."""
        try:
            act()
        except Error as error:
            availability.note(error)
            if not self._stop.wait(self._pauses.after(0)):
                return False
        except Exception:
            log.exception("provider %s: a round failed", self.provider.name)
        else:
            availability.STATE.answered()
            self._pauses = availability.pauses()
            return True
        time.sleep(self._timing.again)
        return False

    def _round(self, client: httpx.Client, hands: ThreadPoolExecutor) -> None:
        self._report()
        if self._time("look", self._timing.look if self._state != "bound" else None):
            self._look(client)
        if self._time("tell", self._timing.report):
            self._report_state()
        if self._state == "bound" and self._time("query", self._timing.query):
            self._ask(client)
        # One that is down goes on trying only as often as it is looked at.
        sent = self._state == "bound" and self._send(client, hands)
        if not sent:
            self._bell.wait(self._timing.poll)
            self._bell.clear()

    def _time(self, what: str, every: float | None) -> bool:
        """Say whether something is due, and note that it is done."""
        now = clock.ticks()
        if now < self._due.get(what, 0):
            return False
        self._due[what] = now + (self._timing.look_well if every is None else every)
        return True

    def _send(self, client: httpx.Client, hands: ThreadPoolExecutor) -> bool:
        jobs = self._store.texts_claim(
            transport=self.provider.name,
            session=self._session,
            limit=self._door.at_once,
            now=clock.now(),
        )
        self._results += hands.map(lambda job: self._submit(client, job), jobs)
        unwritten = [r for r in self._results if r.outcome == "unwritten"]
        if unwritten:
            self._set("down", unwritten[0].detail)
            self._report_state()
        self._report()
        return bool(jobs)

    def _submit(self, client: httpx.Client, job: TextJob) -> SubmitResult:
        # A machine that slept wakes up with claims long expired: a person may have decided.
        if job.lease_until is not None and clock.now() >= job.lease_until:
            return SubmitResult(segment_id=job.segment_id, outcome="unwritten", detail="too late")
        try:
            return self._door.submit(client, job, self.provider)
        except Exception as error:  # noqa: BLE001 -- whatever it was, the text needs an outcome
            return sending.outcome(job, error)

    def _report(self) -> None:
        if self._results:
            self._store.outgoing_report(results=list(self._results), now=clock.now())
            self._results.clear()

    def _look(self, client: httpx.Client) -> None:
        try:
            status = self._door.probe(client, self.provider).status_code
        except httpx.HTTPError as error:
            return self._set("down", f"does not answer ({_kind(error)})")
        if status in _REFUSED:
            return self._set("refused", f"the account is refused ({status})")
        if status >= _SERVER_ERROR:
            return self._set("down", f"the provider answers {status}")
        return self._well(client)

    def _well(self, client: httpx.Client) -> None:
        if self._door.prepare and not self._prepared:
            try:
                self._door.prepare(client, self.provider)
            except httpx.HTTPError as error:
                return self._set("down", f"does not take our address ({_kind(error)})")
            self._prepared = True
        return self._set("bound")

    def _set(self, state: State, detail: str = "") -> None:
        if (state, detail) == (self._state, self._detail):
            return
        log.info("provider %s %s%s", self.provider.name, state, f": {detail}" if detail else "")
        self._prepared = self._prepared and state == "bound"
        self._state, self._detail = state, detail
        self._due.pop("tell", None)

    def _report_state(self) -> None:
        self._store.link_report(
            transport=self.provider.name,
            state=self._state,
            detail=self._detail,
            now=clock.now(),
            way=self._way,
        )

    def _ask(self, client: httpx.Client) -> None:
        if self._door.query is None:
            return
        jobs = self._store.segments_to_query(
            transport=self.provider.name,
            older_than=dt.timedelta(seconds=self._door.query_after),
            limit=_QUERIES,
            now=clock.now(),
        )
        answers = []
        for job in jobs:
            # One that is not answered is asked about again after a while.
            with contextlib.suppress(httpx.HTTPError):
                answers.append(self._door.query(client, job, self.provider))
        receipts = [answer for answer in answers if answer]
        if receipts:
            self._store.deliveries_store(deliveries=[], receipts=receipts, now=clock.now())


def _kind(error: Exception) -> str:
    return type(error).__name__
