"""A batch costs the same few statements, whatever its size."""

from collections.abc import Callable
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from townline.platform.conversations import api
from townline.platform.conversations.tests.line import SimulatedLink, queue, take_all


def _count(act: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured)


def _whole(line: SimulatedLink, numbers: range) -> list[api.Delivery]:
    return [line.delivery(str(n)) for n in numbers]


def _named_deliveries(line: SimulatedLink, numbers: range) -> list[api.Delivery]:
    return [line.delivery("x", provider_reference=f"n{n}") for n in numbers]


def _parts(line: SimulatedLink, numbers: range) -> list[api.Delivery]:
    return [line.part(str(n), n % 2 + 1, 2, reference=n // 2) for n in numbers]


@pytest.mark.parametrize(("make", "most"), [(_whole, 9), (_named_deliveries, 10), (_parts, 14)])
def test_storing(line: SimulatedLink, make, most: int) -> None:
    few, many = make(line, range(10)), make(line, range(10, 310))
    counts = [_count(partial(line.store, *batch)) for batch in (few, many)]
    assert counts[0] == counts[1] <= most


def test_a_batch_that_came_again(line: SimulatedLink) -> None:
    counts = []
    for size in (10, 300):
        line.store(*[line.delivery(str(n)) for n in range(size)])
        line.cut()
        again = [line.delivery(str(n)) for n in range(size)]
        counts.append(_count(partial(line.store, *again)))
        line.cut(read=size)
    assert counts[0] == counts[1] <= 10


def test_routing_texts_of_many_senders(line: SimulatedLink) -> None:
    def route(first: int, count: int) -> int:
        numbers = range(first, first + count)
        line.store(*[line.delivery(str(n), source_addr=f"0100000{n:04}") for n in numbers])
        return _count(lambda: api.route_batch(claimers=[take_all], limit=count, now=line.now))

    assert route(0, 5) == route(100, 50) <= 9


def test_an_automatic_text(line: SimulatedLink, resident, district) -> None:
    def act() -> None:
        api.automatic_queue(resident_id=resident.pk, body="네", reference="case:1", now=line.now)

    assert _count(act) == 2


def test_sending(line: SimulatedLink, resident) -> None:
    def send(count: int) -> list[int]:
        for n in range(count):
            queue(f"{n}" + "가" * 80, to=resident)
        jobs: list[api.SegmentJob] = []
        claim = _count(lambda: jobs.extend(line.claim(limit=500)))
        assert len(jobs) == 2 * count
        report = _count(lambda: line.report(jobs))
        receipts = [line.receipt(job) for job in jobs]
        return [claim, report, _count(lambda: line.tell(*receipts))]

    few, many = send(3), send(60)
    assert few == many
    assert max(many) <= 13
