import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import homes
from townline.platform.postgres import Binaries, EmbeddedPostgres, bundled_binaries, on_machine


@pytest.fixture
def home() -> Iterator[Path]:
    """A short path that the database's account may enter, unlike pytest's own (0700)."""
    with homes.home() as folder:
        yield folder


@pytest.fixture(scope="session")
def binaries() -> Binaries:
    wanted = os.environ.get("TOWNLINE_TEST_PG")
    if wanted is None:
        return bundled_binaries()
    found = on_machine(int(wanted))
    assert found is not None, f"PostgreSQL {wanted} is not installed on this machine"
    return found


@pytest.fixture
def server(home: Path, binaries: Binaries) -> Iterator[EmbeddedPostgres]:
    database = EmbeddedPostgres(home, binaries)
    yield database
    database.stop()
