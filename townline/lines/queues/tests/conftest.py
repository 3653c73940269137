"""What the tests of this room may ask for."""

import pytest

from townline.lines.queues.tests.halls import Office


@pytest.fixture
def office(district):
    return Office()
