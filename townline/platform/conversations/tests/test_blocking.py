"""A blocked sender's texts are kept and read, and neither handed on nor answered."""

import datetime as dt

import pytest

from townline.platform.conversations import api
from townline.platform.conversations.models import Resident, SenderBlock
from townline.platform.conversations.tests.line import SENDER, SimulatedLink, take_all
from townline.platform.core.history import audit

CLERK = audit.Actor("staff", 1, "민원 접수 담당자 1")
DAYS = dt.timedelta(days=7)
CLAIMERS = [api.stop_claim, api.block_claim, take_all]

pytestmark = pytest.mark.usefixtures("district")


def receive_text(line: SimulatedLink, body: str = "길이 파였어요") -> str:
    line.come(body)
    claimed = api.route_next(claimers=CLAIMERS, now=line.now)
    assert claimed is not None
    return claimed.claimed_by


def block(
    line: SimulatedLink, reason: str = "하루에 광고 오십 통", until: dt.timedelta = DAYS
) -> int:
    resident = Resident.objects.get().pk
    api.sender_block(
        resident_id=resident, reason=reason, until=line.now + until, actor=CLERK, now=line.now
    )
    return resident


@pytest.fixture
def blocked(line: SimulatedLink) -> int:
    receive_text(line)
    return block(line)


def test_its_texts_are_kept_and_nobody_else_gets_them(line: SimulatedLink, blocked: int) -> None:
    assert receive_text(line, "광고 하나") == "conversations.blocked"
    assert receive_text(line, "광고 둘") == "conversations.blocked"
    found = api.blocked_incoming(10)
    assert [(t.body, t.sender_masked) for t in found] == [
        ("광고 둘", "010-****-0042"),
        ("광고 하나", "010-****-0042"),
    ]


def test_nothing_automatic_goes_there(line: SimulatedLink, blocked: int) -> None:
    queued = api.automatic_queue(
        resident_id=blocked, body="받았습니다", reference="case:1", now=line.now
    )
    assert queued is None


def test_it_ends_by_itself(line: SimulatedLink, blocked: int) -> None:
    line.wait(days=7)
    assert api.blocks_active(line.now) == []
    assert receive_text(line) == "test"
    queued = api.automatic_queue(
        resident_id=blocked, body="받았습니다", reference="case:1", now=line.now
    )
    assert queued is not None


def test_a_text_that_came_before_the_end_stays_out(line: SimulatedLink, blocked: int) -> None:
    line.come("광고")
    line.wait(days=8)
    claimed = api.route_next(claimers=CLAIMERS, now=line.now)
    assert claimed is not None
    assert claimed.claimed_by == "conversations.blocked"


@pytest.mark.server
def test_a_person_ends_it_at_once(line: SimulatedLink, blocked: int) -> None:
    assert api.sender_unblock(resident_id=blocked, actor=CLERK, now=line.now)
    assert not api.sender_unblock(resident_id=blocked, actor=CLERK, now=line.now)
    assert receive_text(line) == "test"


def test_it_is_listed_with_reason_end_and_who(line: SimulatedLink, blocked: int) -> None:
    [view] = api.blocks_active(line.now)
    assert (view.resident_id, view.masked, view.reason) == (
        blocked, "010-****-0042", "하루에 광고 오십 통",
    )  # fmt: skip
    assert (view.by, view.by_label, view.at, view.until) == (
        "staff:1", "민원 접수 담당자 1", line.now, line.now + DAYS,
    )  # fmt: skip


def test_blocking_again_gives_a_new_reason_and_end(line: SimulatedLink, blocked: int) -> None:
    line.wait(days=1)
    block(line, "욕설", dt.timedelta(days=30))
    [view] = api.blocks_active(line.now)
    assert (view.reason, view.until) == ("욕설", line.now + dt.timedelta(days=30))
    assert SenderBlock.objects.count() == 2


def test_blocking_and_unblocking_stand_in_the_history(line: SimulatedLink, blocked: int) -> None:
    api.sender_unblock(resident_id=blocked, actor=CLERK, now=line.now)
    lines = audit.history(f"resident:{blocked}")
    assert [(line.event, line.actor, line.reason) for line in lines] == [
        ("resident:sender:block", "staff:1", "하루에 광고 오십 통"),
        ("resident:sender:unblock", "staff:1", ""),
    ]


@pytest.mark.parametrize(("reason", "until"), [("  ", DAYS), ("광고", dt.timedelta())])
def test_without_reason_or_end_nothing_is_blocked(
    line: SimulatedLink, reason: str, until: dt.timedelta
) -> None:
    receive_text(line)
    with pytest.raises(ValueError, match=r"reason|future"):
        block(line, reason, until)
    assert receive_text(line) == "test"


def test_stop_of_a_blocked_sender_is_obeyed_in_silence(line: SimulatedLink, blocked: int) -> None:
    assert receive_text(line, "그만") == "conversations.stop"
    assert Resident.objects.get().stopped_at is not None
    assert line.claim() == []


def test_only_that_sender_is_blocked(line: SimulatedLink, blocked: int) -> None:
    line.come("길이 파였어요", source_addr="01000000043")
    claimed = api.route_next(claimers=CLAIMERS, now=line.now)
    assert claimed is not None
    assert claimed.claimed_by == "test"
    assert SENDER != "01000000043"
