"""What the tests of this room may ask for: the office of the queues."""

import pytest

from townline.lines.queues.tests.halls import Office


@pytest.fixture
def office(district):
    return Office()
