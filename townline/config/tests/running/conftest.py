from collections.abc import Iterator

import pytest

from tests import homes, tables
from townline.config.tests.running.installation import House


@pytest.fixture(scope="package")
def house() -> Iterator[House]:
    """One running Townline without the demo, for all tests of this folder."""
    with homes.home() as home:
        tables.lay(home)
        running = House(home)
        running.start()
        yield running
        running.stop()
