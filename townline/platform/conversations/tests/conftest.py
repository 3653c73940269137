from collections import defaultdict

import pytest

from townline.platform.conversations.models import Resident
from townline.platform.conversations.tests import line as lines
from townline.platform.conversations.tests.line import SimulatedLink
from townline.platform.core import events


@pytest.fixture(autouse=True)
def nobody_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    """This room alone: what other rooms do at its events is theirs to test."""
    monkeypatch.setattr(events, "_handlers", defaultdict(list))


@pytest.fixture
def line(db: None) -> SimulatedLink:
    return SimulatedLink()


@pytest.fixture
def resident(db: None) -> Resident:
    return lines.resident()
