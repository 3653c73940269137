"""Processes fall, the house stands; it stops whole, and starts again."""

import os
import select
import signal
import time

import pytest

from townline.adapters.postgres import EmbeddedPostgres, leftovers
from townline.config.tests.running.house import House

pytestmark = pytest.mark.kill

PATIENCE = 60


def _until_page(house: House) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        with house.client() as client:
            status = client.get("/readyz").status_code
        if status == 200:
            return
        assert time.monotonic() < end, house.log()
        time.sleep(0.05)


def _until_started_again(house: House, name: str, before: list[int]) -> None:
    end = time.monotonic() + PATIENCE
    while house.pids(name) == before:
        assert time.monotonic() < end, house.log()
        time.sleep(0.05)


@pytest.mark.parametrize("name", ["web", "worker"])
def test_a_killed_process_comes_back(house: House, name: str) -> None:
    before = house.pids(name)
    os.kill(before[-1], signal.SIGKILL)
    _until_started_again(house, name, before)
    _until_page(house)


def test_a_killed_database_comes_back(house: House) -> None:
    data = EmbeddedPostgres(house.home).places.data
    for pid in leftovers.server_processes(data):
        os.kill(pid, signal.SIGKILL)
    _until_page(house)
    assert leftovers.postmaster(data) is not None


def _all_ended(handles: list[int]) -> bool:
    poll = select.poll()
    for handle in handles:
        poll.register(handle, select.POLLIN)
    left = set(handles)
    while left:
        ready = poll.poll(PATIENCE * 1000)
        if not ready:
            return False
        for handle, _ in ready:
            poll.unregister(handle)
            left.discard(handle)
            os.close(handle)
    return True


def _handles(house: House) -> list[int]:
    names = ("live", "web", "worker")
    database = leftovers.postmaster(EmbeddedPostgres(house.home).places.data)
    assert database is not None
    return [os.pidfd_open(pid) for pid in (*(house.pids(n)[-1] for n in names), database)]


def test_a_stop_leaves_nothing_behind_and_a_start_finds_everything(house: House) -> None:
    handles = _handles(house)
    assert house.stop() == 0
    assert _all_ended(handles)
    house.start()
    with house.client() as client:
        assert client.get("/readyz").status_code == 200


def test_nothing_outlives_a_killed_supervisor(house: House) -> None:
    handles = _handles(house)
    house.stop(signal.SIGKILL)
    assert _all_ended(handles)
    house.start()
    with house.client() as client:
        assert client.get("/readyz").status_code == 200
