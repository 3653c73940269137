import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from townline.config.tests.running.house import House


@pytest.fixture(scope="package")
def house() -> Iterator[House]:
    """One running Townline without the demo, for all tests of this folder."""
    # Not pytest's own folder: the database's account may not enter it.
    home = Path(tempfile.mkdtemp(prefix="tl-", dir="/tmp"))
    home.chmod(0o755)
    running = House(home)
    running.start()
    yield running
    running.stop()
    shutil.rmtree(home)
