from collections.abc import Iterator
from pathlib import Path

import pytest

from townline.adapters.simulator.tests.peers import Esme, Simulator


@pytest.fixture
def simulator(tmp_path: Path) -> Iterator[Simulator]:
    running = Simulator(tmp_path)
    yield running
    if running.process.poll() is None:
        running.process.terminate()
    running.finish()


@pytest.fixture
def esme() -> Iterator[Esme]:
    peer = Esme()
    yield peer
    peer.stop()


@pytest.fixture
def bound(simulator: Simulator, esme: Esme) -> Esme:
    assert esme.bind(simulator.port) == 0
    return esme
