import pytest

from townline.conversations.models import Resident
from townline.conversations.tests import line as lines
from townline.conversations.tests.line import Line


@pytest.fixture
def line(db: None) -> Line:
    return Line()


@pytest.fixture
def resident(db: None) -> Resident:
    return lines.resident()
