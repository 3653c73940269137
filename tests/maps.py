"""The demo's map for tests: drawn once for each make of it, and kept beside the collected files."""

from pathlib import Path

import pytest

from townline.platform.core.paths import DEMO, ROOT

FOLDER = ROOT / "var" / "test-map"


@pytest.fixture(scope="session")
def map_file() -> Path:
    """Give the folder of the demo district's tiles; draws them when they are of another make."""
    from townline.demo.ground.making import file_in, make

    make(DEMO, file_in(FOLDER, DEMO))
    return FOLDER
