import shutil
import tempfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def place():
    """A folder the database's account may enter, unlike pytest's own (0700)."""
    folder = Path(tempfile.mkdtemp(prefix="tl-backup-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)
