"""Long texts: any order, two links, gaps, late parts, references used again."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from townline.platform.conversations import api
from townline.platform.conversations.events import TextCompleted
from townline.platform.conversations.models import IncomingText, TextPart
from townline.platform.conversations.tests.line import SimulatedLink, bodies
from townline.platform.core import events
from townline.platform.core.text import charsets

ELEVEN = [f"{n}번째 " for n in range(1, 12)]


FRESH = [HealthCheck.function_scoped_fixture]  # the test empties the tables itself


@settings(max_examples=25, suppress_health_check=FRESH, deadline=None)
@given(
    order=st.permutations(range(11)),
    cuts=st.sets(st.integers(1, 10)),
    reference=st.integers(0, 65535),
)
def test_eleven_parts_in_any_order(line: SimulatedLink, order, cuts, reference) -> None:
    TextPart.objects.all().delete()
    IncomingText.objects.all().delete()
    batch: list[api.Delivery] = []
    for at, index in enumerate(order):
        if at in cuts:
            line.store(*batch)
            batch = []
        batch.append(line.part(ELEVEN[index], index + 1, 11, reference))
    line.store(*batch)
    assert bodies() == ["".join(ELEVEN)]
    assert not TextPart.objects.filter(text=None).exists()


def test_two_residents_with_one_reference(line: SimulatedLink) -> None:
    one, two = "01000000001", "01000000002"
    line.store(line.part("가", 1, 2, source_addr=one), line.part("갸", 1, 2, source_addr=two))
    line.store(line.part("냐", 2, 2, source_addr=two), line.part("나", 2, 2, source_addr=one))
    assert sorted(bodies()) == ["가나", "갸냐"]
    assert IncomingText.objects.values("sender_lookup").distinct().count() == 2


def test_parts_over_two_links(line: SimulatedLink) -> None:
    line.store(line.part("가", 1, 2))
    other = SimulatedLink("two")
    other.store(other.part("나", 2, 2))
    assert bodies() == ["가나"]


def test_a_character_cut_in_two(line: SimulatedLink) -> None:
    whole = charsets.encode("ucs2", "눈🌨길")
    line.store(line.part("", 2, 2, payload=whole[4:]), line.part("", 1, 2, payload=whole[:4]))
    assert bodies() == ["눈🌨길"]


def test_parts_of_unlike_character_sets_are_read_each_in_its_own(line: SimulatedLink) -> None:
    line.store(line.part("road", 1, 2, charset="gsm7"), line.part("길", 2, 2))
    assert bodies() == ["road길"]


def test_a_long_text_keeps_its_place_between_two_others(line: SimulatedLink) -> None:
    one, two = line.part("가", 1, 2), line.part("나", 2, 2)
    line.store(one, line.delivery("앞"), two, line.delivery("뒤"))
    assert bodies() == ["앞", "가나", "뒤"]


def test_the_time_of_a_long_text_is_that_of_its_first_part(line: SimulatedLink) -> None:
    first = line.now
    line.store(line.part("나", 2, 2))
    line.wait(minutes=3)
    line.store(line.part("가", 1, 2))
    assert IncomingText.objects.get().received_at == first


def expire(line: SimulatedLink) -> int:
    return api.parts_expire(now=line.now, limit_after=dt.timedelta(minutes=5))


def test_a_missing_part_shows_as_a_gap_after_a_while(line: SimulatedLink, district) -> None:
    line.store(line.part("가나", 1, 3), line.part("다라", 3, 3))
    line.wait(minutes=4, seconds=59)
    assert expire(line) == 0
    line.wait(seconds=1)
    assert (expire(line), expire(line)) == (1, 0)
    text = IncomingText.objects.get()
    assert text.body == "가나 [… 2번째 부분이 오지 않았습니다 …] 다라"
    assert (text.parts_total, text.parts_missing) == (3, 1)


def test_each_part_starts_the_waiting_anew(line: SimulatedLink) -> None:
    line.store(line.part("가", 1, 3))
    line.wait(minutes=4)
    line.store(line.part("나", 2, 3))
    line.wait(minutes=4)
    assert expire(line) == 0
    line.store(line.part("다", 3, 3))
    assert bodies() == ["가나다"]


@pytest.mark.server
def test_a_late_part_fills_its_gap(line: SimulatedLink, monkeypatch) -> None:
    received: list[TextCompleted] = []
    monkeypatch.setitem(events._handlers, TextCompleted, [received.append])
    line.store(line.part("가", 1, 4), line.part("라", 4, 4))
    line.wait(minutes=6)
    expire(line)
    line.store(line.part("나", 2, 4))
    line.store(line.part("다", 3, 4))
    text = IncomingText.objects.get()
    assert (text.body, text.parts_missing) == ("가나다라", 0)
    assert [event.text_id for event in received] == [text.pk, text.pk]
    assert line.store(line.part("다", 3, 4)).duplicates == 1
    assert bodies() == ["가나다라"]


def test_a_reference_used_again_makes_another_text(line: SimulatedLink) -> None:
    line.store(line.part("가", 1, 2), line.part("나", 2, 2))
    line.store(line.part("다", 1, 2), line.part("라", 2, 2))
    assert bodies() == ["가나", "다라"]


def test_a_reference_used_again_by_a_text_that_begins_alike(line: SimulatedLink, district) -> None:
    line.store(line.part("안녕하세요 ", 1, 2), line.part("길이 파였어요", 2, 2))
    line.wait(minutes=1)
    line.store(line.part("안녕하세요 ", 1, 2), line.part("불이 나갔어요", 2, 2))
    line.wait(minutes=6)
    expire(line)
    assert bodies() == ["안녕하세요 길이 파였어요", "안녕하세요 불이 나갔어요"]


def test_a_text_that_lost_a_part_does_not_spoil_the_next_one(line: SimulatedLink, district) -> None:
    line.store(line.part("가", 1, 2))
    line.store(line.part("다", 1, 2), line.part("라", 2, 2))
    line.wait(minutes=6)
    assert expire(line) == 1
    assert bodies()[0] == "다라"
    assert bodies()[1].startswith("가")


@pytest.mark.parametrize(("number", "total"), [(0, 2), (3, 2), (1, 1), (1, 0)])
def test_a_senseless_part_header_leaves_a_text_by_itself(
    line: SimulatedLink, number, total
) -> None:
    line.store(line.part("가", number, total))
    assert bodies() == ["가"]


@pytest.mark.parametrize("apart", [False, True], ids=["at once", "one after the other"])
def test_parts_that_hold_a_registration_number_forget_their_bytes(
    line: SimulatedLink, apart
) -> None:
    parts = [line.part("제 번호 900101-", 1, 2, 7), line.part("1234567 입니다", 2, 2, 7)]
    for batch in [[one] for one in parts] if apart else [parts]:
        line.store(*batch)
    assert bodies() == ["제 번호 ******-******* 입니다"]
    assert [bytes(part.payload) for part in TextPart.objects.all()] == [b"", b""]
    line.store(*parts)
    assert len(bodies()) == 1
    line.store(line.part("가로등이 ", 1, 2, 8), line.part("꺼졌어요", 2, 2, 8))
    stored = TextPart.objects.exclude(payload=b"")
    assert stored.count() == 2
