"""Stores to compare with: one that keeps nothing, one that keeps bare rows."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection, transaction

from townline.platform.conversations.ports import (
    Delivery,
    QueryJob,
    Receipt,
    SegmentJob,
    SubmitResult,
)


@dataclass(frozen=True)
class StoredCount:
    stored: int
    duplicates: int = 0


class Nothing:
    """Forgets everything: what a link costs by itself."""

    def session_open(self, **_: object) -> None: ...

    def session_read(self, **_: object) -> None: ...

    def session_close(self, **_: object) -> None: ...

    def link_report(self, **_: object) -> None: ...

    def outgoing_report(self, *, results: Sequence[SubmitResult], now: dt.datetime) -> None: ...

    def outgoing_claim(self, **_: object) -> list[SegmentJob]:
        return []

    def segments_to_query(self, **_: object) -> list[QueryJob]:
        return []

    def deliveries_store(
        self, *, deliveries: Sequence[Delivery], receipts: Sequence[Receipt], now: dt.datetime
    ) -> StoredCount:
        return StoredCount(len(deliveries))


class Bare(Nothing):
    """Makes each batch durable as it came, and does nothing else: what COMMIT costs."""

    def __init__(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "CREATE TABLE IF NOT EXISTS bench_bare (id bigserial PRIMARY KEY, session uuid,"
                " sequence bigint, sender text, payload bytea, at timestamptz)"
            )

    def deliveries_store(
        self, *, deliveries: Sequence[Delivery], receipts: Sequence[Receipt], now: dt.datetime
    ) -> StoredCount:
        with transaction.atomic(), connection.cursor() as cursor:
            copying = cursor.copy(
                "COPY bench_bare (session, sequence, sender, payload, at) FROM STDIN"
            )
            with copying as copy:
                for each in deliveries:
                    row = (each.session, each.sequence, each.source_addr, each.payload, now)
                    copy.write_row(row)
        return StoredCount(len(deliveries))
