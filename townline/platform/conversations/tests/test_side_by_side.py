"""Two transactions that cannot see each other's rows still come to one result."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from townline.platform.conversations import api
from townline.platform.conversations.tests import line as lines
from townline.platform.conversations.tests.line import SimulatedLink, bodies, queue, state

pytestmark = [pytest.mark.server, pytest.mark.django_db(transaction=True)]


def _run_concurrently(act: Callable[[], object]) -> threading.Thread:
    """Start ``act`` on a connection of its own; return once it waits for a lock of ours."""

    def run() -> None:
        try:
            act()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    waiting = 0
    with connection.cursor() as cursor:
        while not waiting and thread.is_alive():
            cursor.execute(
                "SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype='advisory'"
            )
            waiting = cursor.fetchone()[0]
    assert waiting, "it did not wait"
    return thread


def test_a_receipt_and_its_response_at_the_same_moment() -> None:
    line = SimulatedLink()
    pk = queue(to=lines.resident())
    [job] = line.claim()
    with transaction.atomic():
        line.report([job])
        thread = _run_concurrently(lambda: line.tell(line.receipt(job)))
    thread.join()
    assert state(pk) == "delivered"


def test_a_response_and_its_receipt_at_the_same_moment() -> None:
    line = SimulatedLink()
    pk = queue(to=lines.resident())
    [job] = line.claim()
    with transaction.atomic():
        line.tell(line.receipt(job))
        thread = _run_concurrently(lambda: line.report([job]))
    thread.join()
    assert state(pk) == "delivered"


def test_two_parts_over_two_links_at_the_same_moment() -> None:
    one, two = SimulatedLink("one"), SimulatedLink("two")
    with transaction.atomic():
        one.store(one.part("가", 1, 2))
        thread = _run_concurrently(lambda: two.store(two.part("나", 2, 2)))
    thread.join()
    assert bodies() == ["가나"]


def test_taking_back_does_not_wait_for_a_link_that_holds_the_text() -> None:
    line = SimulatedLink()
    pk, results = queue(to=lines.resident()), []

    def take_back() -> None:
        try:
            results.append(api.text_cancel(text_id=pk, now=line.now))
        finally:
            connection.close()

    with transaction.atomic():
        assert len(line.claim()) == 1
        thread = threading.Thread(target=take_back)
        thread.start()
        thread.join()
    assert (results, state(pk)) == ([False], "claimed")
