"""What one text sets off in another room never stops the others' news."""

import pytest

from townline.platform.conversations import api
from townline.platform.conversations.events import OutgoingAccepted, OutgoingSettled
from townline.platform.conversations.models import ReceivedReceipt
from townline.platform.conversations.tests.line import SimulatedLink, queue, state
from townline.platform.core import events


@pytest.fixture
def one_room_breaks(monkeypatch) -> list[int]:
    """Have a room that cannot take any news of the text it is given."""
    broken: list[int] = []

    def fragile(event: OutgoingAccepted | OutgoingSettled) -> None:
        if event.text_id in broken:
            raise ZeroDivisionError

    for kind in (OutgoingAccepted, OutgoingSettled):
        monkeypatch.setitem(events._handlers, kind, [fragile])
    return broken


def test_a_report_that_a_room_cannot_take(line: SimulatedLink, resident, one_room_breaks) -> None:
    texts = [queue(str(n), to=resident) for n in range(5)]
    one_room_breaks.append(texts[2])
    line.report(line.claim())
    assert [state(pk) for pk in texts] == ["submitted"] * 2 + ["claimed"] + ["submitted"] * 2


def test_a_receipt_that_a_room_cannot_take_is_kept(
    line: SimulatedLink, resident, one_room_breaks
) -> None:
    texts = [queue(str(n), to=resident) for n in range(5)]
    jobs = line.claim()
    line.report(jobs)
    one_room_breaks.append(texts[2])
    line.store(line.delivery("가"), receipts=[line.receipt(job) for job in jobs])
    assert [state(pk) for pk in texts] == ["delivered"] * 2 + ["submitted"] + ["delivered"] * 2
    assert ReceivedReceipt.objects.filter(segment=None).count() == 1
    assert ReceivedReceipt.objects.count() == 5


def test_a_lease_whose_end_a_room_cannot_take(
    line: SimulatedLink, resident, one_room_breaks
) -> None:
    texts = [queue(str(n), to=resident) for n in range(5)]
    one_room_breaks.append(texts[2])
    line.claim()
    line.wait(minutes=2)
    assert api.leases_expire(now=line.now) == 4
    assert [state(pk) for pk in texts] == ["unknown"] * 2 + ["claimed"] + ["unknown"] * 2
