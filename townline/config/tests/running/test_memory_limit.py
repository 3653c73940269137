"""Processes past their memory limit end and are started again while people ask: none fails."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests import homes, tables
from townline.config.tests.running.installation import House

# A house of its own; what decides when a process ends stands in processes/tests/test_memory.py.
pytestmark = pytest.mark.long
AT_ONCE, LIVES = 20, 3
PATIENCE = 180


@pytest.fixture
def small() -> Iterator[House]:
    """Have a house in which every ``web`` is past its limit as soon as it has loaded."""
    with homes.home() as home:
        tables.lay(home)
        running = House(home, TOWNLINE_WEB_MEMORY="1", TOWNLINE_WORKER_MEMORY="1")
        running.start()
        yield running
        running.stop()


def _ask(house: House) -> int:
    with house.client() as client:
        return client.get("/sign-in/").status_code


def test_requests_in_flight_are_answered_while_web_ends_again_and_again(small: House) -> None:
    end = time.monotonic() + PATIENCE
    with ThreadPoolExecutor(AT_ONCE) as pool:
        # Two workers of pages, each of which says so as it begins.
        while small.log().count("web holds ") < 2 * LIVES or len(small.pids("worker")) < LIVES:
            assert [*pool.map(_ask, [small] * AT_ONCE)] == [200] * AT_ONCE
            assert time.monotonic() < end, small.log()
    assert "worker holds " in small.log()
