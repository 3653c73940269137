import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from townline.adapters.simulator.tests.peers import PATIENCE, Esme, Simulator


def _close(running: Simulator) -> None:
    if running.process.poll() is None:
        running.process.terminate()
    running.finish()


@pytest.fixture(scope="session")
def shared_simulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Simulator]:
    """One process for all tests that leave it running: a start costs more than a test."""
    running = Simulator(tmp_path_factory.mktemp("simulator"))
    yield running
    _close(running)


@pytest.fixture
def simulator(shared_simulator: Simulator) -> Iterator[Simulator]:
    """A simulator that remembers nothing and has no links."""
    _forget(shared_simulator)
    yield shared_simulator
    shared_simulator.http.cookies.clear()


@pytest.fixture
def own_simulator(tmp_path: Path) -> Iterator[Simulator]:
    """A simulator that the test may stop or kill."""
    running = Simulator(tmp_path)
    yield running
    _close(running)


@pytest.fixture
def esme() -> Iterator[Esme]:
    peer = Esme()
    yield peer
    peer.stop()


@pytest.fixture
def bound(simulator: Simulator, esme: Esme) -> Esme:
    assert esme.bind(simulator.port) == 0
    return esme


def _forget(simulator: Simulator) -> None:
    limit = time.monotonic() + PATIENCE
    while simulator.http.get("/handset/api/trouble").json()["links"]:
        assert time.monotonic() < limit, "the links of the test before stayed open"
        time.sleep(0.01)
    db = sqlite3.connect(simulator.home / "simulator.db", timeout=PATIENCE)
    with db:
        for table in ("outbox", "segments", "calls", "photos", "texts", "trouble"):
            db.execute(f"DELETE FROM {table}")  # noqa: S608 -- the names stand a line above
    db.close()
