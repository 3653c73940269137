"""STOP ends the automatic texts to a number, START brings them back; each is answered once."""

import pytest

from townline.platform.conversations import api
from townline.platform.conversations.models import OutgoingText, Resident
from townline.platform.conversations.ports import IncomingView
from townline.platform.conversations.tests.line import SENDER, SimulatedLink, take_all
from townline.platform.core import district
from townline.platform.core.history import audit

pytestmark = pytest.mark.usefixtures("district")


def receive_text(line: SimulatedLink, body: str, sender: str = SENDER) -> str:
    """Let a text come and be routed; give who claimed it."""
    line.come(body, source_addr=sender)
    claimed = api.route_next(claimers=[api.stop_claim, take_all], now=line.now)
    assert claimed is not None
    line.wait(seconds=1)
    return claimed.claimed_by


def sent_bodies(kind: str = "automatic") -> list[str]:
    return list(
        OutgoingText.objects.filter(kind=kind).order_by("id").values_list("body", flat=True)
    )


def automatic(line: SimulatedLink) -> int | None:
    return api.automatic_queue(
        resident_id=Resident.objects.get().pk, body="받았습니다", reference="case:1", now=line.now
    )


@pytest.mark.parametrize("word", ["그만", " 수신거부! ", "안내 그만", "STOP", "unsubscribe."])
def test_after_stop_nothing_automatic_goes_there(line: SimulatedLink, word: str) -> None:
    assert receive_text(line, word) == "conversations.stop"
    assert automatic(line) is None
    assert len(sent_bodies()) == 1


def test_the_word_is_answered_in_its_language_each_time_but_not_for_ever(
    line: SimulatedLink,
) -> None:
    receive_text(line, "stop")
    assert sent_bodies() == [district.text("stopped", "en")]
    for _ in range(9):
        assert receive_text(line, "그만") == "conversations.stop"
    assert sent_bodies()[1:] == [district.text("stopped", "ko")] * 5


@pytest.mark.parametrize(
    "words",
    [
        "수신 거부 합니다",
        "문자 보내지 마세요",
        "스탑",
        "그먄",
        "수신거부해주세요 ㅠㅠ",
        "stop texting me please",
    ],
)
def test_it_is_understood_as_people_say_it(line: SimulatedLink, words: str) -> None:
    assert receive_text(line, words) == "conversations.stop"
    assert Resident.objects.get().stopped_at is not None


@pytest.mark.parametrize(
    "words",
    [
        "공사장에서 문자 보내지 마세요라고 했는데도 계속 광고 문자가 옵니다",
        "옆집에 그만하라고 해 주세요",
        "가스",
        "살려",
        "bus stop",
        "가만",
    ],
)
def test_what_only_holds_or_resembles_it_stops_nothing(line: SimulatedLink, words: str) -> None:
    assert receive_text(line, words) == "test"
    assert Resident.objects.get().stopped_at is None


def test_start_brings_them_back_and_is_answered_once(line: SimulatedLink) -> None:
    receive_text(line, "그만")
    assert receive_text(line, "다시") == "conversations.stop"
    assert sent_bodies() == [district.text("stopped", "ko"), district.text("started", "ko")]
    assert automatic(line) is not None


def test_start_where_nothing_was_stopped_is_a_text_like_any_other(line: SimulatedLink) -> None:
    assert receive_text(line, "다시") == "test"
    assert sent_bodies() == []


@pytest.mark.parametrize("body", ["그만 좀 시끄럽게 해 주세요", "stop the noise", ""])
def test_the_word_within_a_text_stops_nothing(line: SimulatedLink, body: str) -> None:
    assert receive_text(line, body) == "test"
    assert automatic(line) is not None


def test_what_was_asked_for_still_goes(line: SimulatedLink) -> None:
    receive_text(line, "그만")
    for kind in ("answer", "interim", "question"):
        api.text_queue(
            resident_id=Resident.objects.get().pk,
            kind=kind,
            body="답",
            reference="case:1",
            now=line.now,
        )
    assert len({job.text_id for job in line.claim()}) == 4


def test_the_word_is_answered_though_receipts_used_up_the_hour(line: SimulatedLink) -> None:
    receive_text(line, "길이 파였어요")
    for _ in range(4):
        automatic(line)
    assert len(sent_bodies()) == 3
    receive_text(line, "그만")
    receive_text(line, "다시")
    assert sent_bodies()[3:] == [district.text("stopped", "ko"), district.text("started", "ko")]


def test_it_is_obeyed_within_one_batch(line: SimulatedLink) -> None:
    def receipt_to_all(view: IncomingView) -> api.Claim:
        api.automatic_queue(
            resident_id=view.resident_id, body="받았습니다", reference="case:1", now=view.now
        )
        return take_all(view)

    for body in ("그만", "하나", "다시", "둘"):
        line.come(body)
    claimers = [api.stop_claim, receipt_to_all]
    assert api.route_batch(claimers=claimers, limit=100, now=line.now) == 4
    assert sent_bodies() == [
        district.text("stopped", "ko"), district.text("started", "ko"), "받았습니다",
    ]  # fmt: skip


def test_it_stands_in_the_history_of_the_resident(line: SimulatedLink) -> None:
    receive_text(line, "그만")
    receive_text(line, "다시")
    lines = audit.history(f"resident:{Resident.objects.get().pk}")
    assert [(line.event, line.actor) for line in lines] == [
        ("resident:automatic:stop", "resident"),
        ("resident:automatic:start", "resident"),
    ]


def test_the_others_hear_on(line: SimulatedLink) -> None:
    receive_text(line, "그만")
    receive_text(line, "길이 파였어요", sender="01000000043")
    other = Resident.objects.exclude(stopped_at__isnull=False).get()
    queued = api.automatic_queue(
        resident_id=other.pk, body="받았습니다", reference="case:2", now=line.now
    )
    assert queued is not None
