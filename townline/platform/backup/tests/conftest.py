import pytest

from tests import homes


@pytest.fixture(scope="module")
def place():
    """A folder the database's account may enter, unlike pytest's own (0700)."""
    with homes.home("tl-backup-") as folder:
        yield folder
