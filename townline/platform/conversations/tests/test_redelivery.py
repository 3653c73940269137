"""What comes again never becomes a second text; what is said twice stays two texts."""

import uuid

import pytest

from townline.platform.conversations import api
from townline.platform.conversations.models import IncomingText, LinkSession
from townline.platform.conversations.tests.line import SimulatedLink, bodies

SAME = "길이 파였어요"


@pytest.mark.parametrize(
    ("read", "change", "texts", "again"),
    [
        (0, {}, 1, 1),
        (1, {}, 2, 0),  # the network had read the response: this one is new
        (0, {"source_addr": "01000000043"}, 2, 0),
        (0, {"destination_addr": "0200000101"}, 2, 0),
        (0, {"payload": b"\xac\x00"}, 2, 0),
        (0, {"charset": "cp949"}, 2, 0),
        (0, {"provider_reference": "n1"}, 2, 0),  # a network with ids tells its texts apart
    ],
)
def test_a_text_after_a_cut(line: SimulatedLink, read, change, texts, again) -> None:
    line.come(SAME)
    line.cut(read=read)
    stored = line.come(SAME, **change)
    assert (IncomingText.objects.count(), stored.duplicates) == (texts, again)
    assert sum(IncomingText.objects.values_list("came_again", flat=True)) == again


def test_equal_texts_in_one_live_session_are_two(line: SimulatedLink) -> None:
    line.come(SAME)
    assert line.come(SAME).stored == 1
    assert bodies() == [SAME, SAME]


def test_each_row_absorbs_one(line: SimulatedLink) -> None:
    line.store(line.delivery(SAME), line.delivery(SAME))
    line.cut()
    stored = line.store(line.delivery(SAME), line.delivery(SAME), line.delivery(SAME))
    assert (stored.stored, stored.duplicates) == (1, 2)
    assert len(bodies()) == 3


def test_a_claimed_row_may_come_again_until_its_new_response_is_read(line: SimulatedLink) -> None:
    line.come(SAME)
    for _ in range(3):
        line.cut()
        assert line.come(SAME).duplicates == 1
    line.cut(read=1)
    assert line.come(SAME).stored == 1
    assert sorted(IncomingText.objects.values_list("came_again", flat=True)) == [0, 3]


def test_another_link_claims_nothing(line: SimulatedLink) -> None:
    line.come(SAME)
    line.cut()
    other = SimulatedLink("two")
    assert other.come(SAME).stored == 1


def test_a_killed_process_leaves_its_session_to_be_closed_by_the_next(line: SimulatedLink) -> None:
    line.come(SAME)
    line.bind()  # nobody closed the first one
    assert LinkSession.objects.filter(closed_at=None).count() == 1
    assert line.come(SAME).duplicates == 1


def test_opening_a_session_twice_keeps_it_open(line: SimulatedLink) -> None:
    api.session_open(transport=line.transport, session=line.session, now=line.now)
    assert LinkSession.objects.get().closed_at is None


def test_what_was_read_never_goes_back(line: SimulatedLink) -> None:
    api.session_read(session=line.session, upto=5)
    api.session_read(session=line.session, upto=3)
    assert LinkSession.objects.get().read_upto == 5


def test_claims_end_after_three_days(line: SimulatedLink) -> None:
    line.come(SAME)
    line.cut()
    line.wait(days=3, seconds=1)
    assert line.come(SAME).stored == 1


def test_the_networks_own_id(line: SimulatedLink) -> None:
    line.come(SAME, provider_reference="n1")
    line.wait(days=30)
    assert line.come("다른 말", provider_reference="n1").duplicates == 1
    assert bodies() == [SAME]


def test_the_networks_own_id_twice_in_one_batch(line: SimulatedLink) -> None:
    twice = [line.delivery(SAME, provider_reference="n1") for _ in range(2)]
    stored = line.store(*twice)
    assert (stored.stored, stored.duplicates) == (1, 1)
    assert IncomingText.objects.get().came_again == 1


def test_a_batch_stored_again_after_a_doubtful_commit(line: SimulatedLink) -> None:
    batch = [line.delivery(SAME), line.delivery("또"), line.part("가", 1, 2), line.part("나", 2, 2)]
    line.store(*batch)
    assert line.store(*batch).stored == 0
    assert bodies() == [SAME, "또", "가나"]


def test_a_claimed_batch_stored_again_after_a_doubtful_commit(line: SimulatedLink) -> None:
    line.come(SAME)
    line.cut()
    again = line.delivery(SAME)
    assert line.store(again).duplicates == 1
    assert line.store(again).stored == 0
    assert bodies() == [SAME]


def test_a_part_of_the_same_day_is_known_even_on_a_live_link(line: SimulatedLink) -> None:
    line.store(line.part("가", 1, 2), line.part("가", 1, 2), line.part("나", 2, 2))
    assert line.store(line.part("나", 2, 2)).duplicates == 1
    text = IncomingText.objects.get()
    assert (text.body, text.came_again) == ("가나", 1)


@pytest.mark.server
def test_a_part_with_the_networks_own_id(line: SimulatedLink) -> None:
    line.store(line.part("가", 1, 2, provider_reference="n1"))
    line.store(line.part("나", 2, 2, provider_reference="n1"))
    assert line.store(line.part("나", 2, 2, provider_reference="n1")).duplicates == 1
    assert bodies() == ["가나"]


def test_sessions_are_uuids(line: SimulatedLink) -> None:
    with pytest.raises(ValueError, match="badly formed"):
        api.session_open(transport="one", session="7", now=line.now)
    assert uuid.UUID(line.session)
