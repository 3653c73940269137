"""Processes fall, the house stands; it stops whole, and starts again."""

import os
import select
import signal
import time

import pytest

from tests.amount import ways
from townline.config.tests.running.installation import House
from townline.platform.postgres import EmbeddedPostgres, embedded

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


@pytest.mark.parametrize("name", ways(["worker", "web"]))
def test_a_killed_process_comes_back(house: House, name: str) -> None:
    before = house.pids(name)
    os.kill(before[-1], signal.SIGKILL)
    _until_started_again(house, name, before)
    _until_page(house)


def test_a_killed_database_comes_back(house: House) -> None:
    data = EmbeddedPostgres(house.home).places.data
    for pid in embedded.server_processes(data):
        os.kill(pid, signal.SIGKILL)
    _until_page(house)
    assert embedded.postmaster(data) is not None


def _outliving(handles: dict[int, str]) -> list[str]:
    """Wait until the processes of these handles have ended; name those that have not."""
    poll = select.poll()
    for handle in handles:
        poll.register(handle, select.POLLIN)
    left = dict(handles)
    while left and (ready := poll.poll(PATIENCE * 1000)):
        for handle, _ in ready:
            poll.unregister(handle)
            del left[handle]
    for handle in handles:
        os.close(handle)
    return list(left.values())


def _handles(house: House) -> dict[int, str]:
    pids = {name: house.pids(name)[-1] for name in ("live", "web", "worker")}
    database = embedded.postmaster(EmbeddedPostgres(house.home).places.data)
    assert database is not None
    return {os.pidfd_open(pid): name for name, pid in (pids | {"database": database}).items()}


def test_a_stop_leaves_nothing_behind_and_a_start_finds_everything(house: House) -> None:
    handles = _handles(house)
    assert house.stop() == 0
    assert _outliving(handles) == []
    house.start()
    with house.client() as client:
        house.until_ready(client)


def test_nothing_outlives_a_killed_supervisor(house: House) -> None:
    handles = _handles(house)
    house.stop(signal.SIGKILL)
    assert _outliving(handles) == []
    house.start()
    with house.client() as client:
        house.until_ready(client)
