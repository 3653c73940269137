"""A link counts as bound while its process says so; a restored copy's rows say nothing."""

import datetime as dt

import pytest

from townline.platform.conversations import api as conversations
from townline.platform.core import clock
from townline.platform.processes import liveness

pytestmark = pytest.mark.django_db


def _report(state: str, ago_s: float) -> dt.datetime:
    now = clock.now()
    conversations.link_report(
        transport="smpp-9",
        state=state,
        detail="",
        now=now - dt.timedelta(seconds=ago_s),
    )
    return now


@pytest.mark.parametrize(
    ("state", "ago_s", "shown"),
    [
        ("bound", 0, "bound"),
        ("bound", 25, "bound"),
        ("bound", 31, "silent"),
        ("bound", 86_400, "silent"),
        ("unbound", 31, "silent"),
        ("stopped", 86_400, "stopped"),
    ],
)
def test_readyz_shows_what_a_living_process_said(client, state, ago_s, shown):
    now = _report(state, ago_s)
    (link,) = [each for each in conversations.links() if each.transport == "smpp-9"]
    assert liveness.link_state(link, now) == shown
    assert client.get("/readyz").json()["links"]["smpp-9"] == shown
