"""What a link needs from the room that keeps texts; the ``api`` of ``conversations`` fits it.

A Protocol of its own, so that a link can be measured against a store that keeps nothing.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Protocol

from townline.platform.conversations.ports import (
    Delivery,
    QueryJob,
    Receipt,
    SegmentJob,
    SubmitResult,
    TransportProfile,
)


class BatchResult(Protocol):
    """What became of a batch: new texts, redeliveries, and units kept raw for a person."""

    @property
    def stored(self) -> int: ...
    @property
    def duplicates(self) -> int: ...


class Store(Protocol):
    """Called from a database thread; every call commits before it returns."""

    def session_open(self, *, transport: str, session: str, now: dt.datetime) -> object: ...

    def session_read(self, *, session: str, upto: int) -> object: ...

    def session_close(self, *, session: str, now: dt.datetime) -> object: ...

    def deliveries_store(
        self, *, deliveries: Sequence[Delivery], receipts: Sequence[Receipt], now: dt.datetime
    ) -> BatchResult: ...

    def outgoing_claim(
        self, *, transport: str, session: str, limit: int, now: dt.datetime
    ) -> list[SegmentJob]: ...

    def outgoing_report(self, *, results: Sequence[SubmitResult], now: dt.datetime) -> object: ...

    def segments_to_query(
        self, *, transport: str, older_than: dt.timedelta, limit: int, now: dt.datetime
    ) -> list[QueryJob]: ...

    def link_report(
        self, *, transport: str, state: str, detail: str, now: dt.datetime, way: TransportProfile
    ) -> object: ...
