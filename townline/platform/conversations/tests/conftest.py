from collections import defaultdict

import pytest

from townline.platform.conversations.models import Resident
from townline.platform.conversations.tests import line as lines
from townline.platform.conversations.tests.line import SimulatedLink
from townline.platform.core import events
from townline.platform.core.district import Settings


@pytest.fixture(autouse=True)
def nobody_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    """This room alone: what other rooms do at its events is theirs to test."""
    monkeypatch.setattr(events, "_handlers", defaultdict(list))


# The district is read anew: one that an earlier test read may be due while statements are counted.
@pytest.fixture
def line(district: Settings) -> SimulatedLink:
    return SimulatedLink()


@pytest.fixture
def resident(district: Settings) -> Resident:
    return lines.resident()
