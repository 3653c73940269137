"""A store in memory, for what is about the wire and not about the database."""

import asyncio
import contextlib
import dataclasses
import threading
from collections.abc import AsyncIterator, Callable
from types import SimpleNamespace
from typing import Any

from townline.adapters.smpp import address
from townline.adapters.smpp.doorbell import Doorbell
from townline.adapters.smpp.link import Link
from townline.adapters.smpp.timing import Timing
from townline.platform.conversations.ports import (
    Delivery,
    QueryJob,
    Receipt,
    SegmentJob,
    SubmitResult,
)
from townline.platform.core.text import charsets

PATIENCE = 60
QUICK = Timing(
    connect=5,
    bind=5,
    poll=0.05,
    query=0.1,
    report=5,
    save_read=0,
    first_retry=0.02,
    stop_unbind=0.05,
    longest_retry=0.1,
)


class Ledger:
    def __init__(self, jobs: list[SegmentJob] | None = None) -> None:
        self.jobs = jobs or []
        self.queries: list[QueryJob] = []
        self.deliveries: list[Delivery] = []
        self.receipts: list[Receipt] = []
        self.results: list[SubmitResult] = []
        self.opened: list[str] = []
        self.closed: list[str] = []
        self.read: dict[str, int] = {}
        self.claims: list[int] = []
        self.states: list[tuple[str, str]] = []
        self.gate = threading.Event()
        self.gate.set()
        self.broken = False

    def session_open(self, *, transport, session, now) -> None:
        self._check()
        self.opened.append(session)

    def session_read(self, *, session, upto) -> None:
        self.read[session] = upto

    def session_close(self, *, session, now) -> None:
        self.closed.append(session)

    def deliveries_store(self, *, deliveries, receipts, now):
        self.gate.wait(PATIENCE)
        self._check()
        self.deliveries += deliveries
        self.receipts += receipts
        return SimpleNamespace(stored=len(deliveries), duplicates=0)

    def outgoing_claim(self, *, transport, session, limit, now) -> list[SegmentJob]:
        self._check()
        self.claims.append(limit)
        claimed, self.jobs[:limit] = self.jobs[:limit], []
        return claimed

    def outgoing_report(self, *, results, now) -> None:
        self._check()
        self.results += results

    def segments_to_query(self, *, transport, older_than, limit, now) -> list[QueryJob]:
        queries, self.queries = self.queries, []
        return queries

    def link_report(self, *, transport, state, detail, now, way) -> None:
        self.states.append((state, detail))

    def _check(self) -> None:
        if self.broken:
            raise OSError("the store is broken")

    def texts(self) -> list[str]:
        return [charsets.decode(each.charset, each.payload) for each in self.deliveries]

    def outcomes(self) -> list[tuple[int, str]]:
        return [(each.segment_id, each.outcome) for each in self.results]


def job(segment_id: int = 1, content: str = "hello", **fields: Any) -> SegmentJob:
    plain = SegmentJob(
        segment_id=segment_id,
        text_id=segment_id,
        source_addr="",
        destination_addr="821000000042",
        charset="gsm7",
        content=content,
        number=1,
        total=1,
        concat_reference=7,
        user_message_reference=500 + segment_id,
    )
    return dataclasses.replace(plain, **fields)


@contextlib.asynccontextmanager
async def run_link(url: str, store, timing: Timing = QUICK) -> AsyncIterator[Link]:
    (where,) = address.read_all(url)
    link = Link(where, store=store, line_number="0200000100", doorbell=Doorbell(), timing=timing)
    running = asyncio.create_task(link.run())
    try:
        yield link
    finally:
        link.stop()
        await running


async def until(true: Callable[[], object]) -> None:
    """Wait until something is so; the limit is only there to end a test that fails."""
    async with asyncio.timeout(PATIENCE):
        while not true():  # noqa: ASYNC110 -- the store's threads know nothing of our loop
            await asyncio.sleep(0.005)
