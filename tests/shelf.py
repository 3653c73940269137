"""A media store of the test's own."""

import pytest


@pytest.fixture
def shelf(settings, tmp_path):
    """Keep files in a folder of the test's own."""
    settings.TOWNLINE_HOME = tmp_path
    return tmp_path
