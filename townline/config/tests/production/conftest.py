from collections.abc import Iterator

import pytest

from townline.config.tests.production.office import Office, office
from townline.platform.core.paths import DEMO


@pytest.fixture(scope="package")
def served() -> Iterator[Office]:
    """An office that was prepared, with a district and its people."""
    with office() as made:
        made.deploy("--count", "web=2", "--count", "live=2", "--count", "worker=2")
        done = made.command("prepare")
        assert done.returncode == 0, done.stderr
        done = made.command("district", "load", str(DEMO))
        assert done.returncode == 0, done.stderr
        made.loaded = done.stdout
        yield made
