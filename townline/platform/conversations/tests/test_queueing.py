"""Texts waiting to go out: what may be queued, held back, taken back."""

import datetime as dt
import threading

import pytest
from django.db import connection

from townline.platform.conversations import api
from townline.platform.conversations.models import OutgoingText
from townline.platform.conversations.tests import line as lines
from townline.platform.conversations.tests.line import START, SimulatedLink, queue, state
from townline.platform.core.tests.deciding import decide


def test_a_queued_text_keeps_its_words_and_its_confirmation(resident) -> None:
    pk = queue(" 네.\n고쳤습니다 ", to=resident, confirmed_hash="ab12")
    text = OutgoingText.objects.get(id=pk)
    assert (text.body, text.confirmed_hash, text.not_before) == (" 네.\n고쳤습니다 ", "ab12", START)


@pytest.mark.parametrize("body", ["", " \n", "a\x00b", "a\ud800", "가" * (67 * 255 + 1)])
def test_what_cannot_be_sent_is_refused_before_it_is_queued(resident, body: str) -> None:
    with pytest.raises(ValueError, match=r"text"):
        queue(body, to=resident)
    assert not OutgoingText.objects.exists()


def test_a_text_held_back_is_not_claimed_before_its_time(line: SimulatedLink, resident) -> None:
    queue(to=resident, not_before=START + dt.timedelta(seconds=20))
    assert line.claim() == []
    line.wait(seconds=20)
    assert len(line.claim()) == 1


@pytest.mark.server
def test_a_text_can_be_taken_back_until_a_link_holds_it(line: SimulatedLink, resident) -> None:
    first, second = queue(to=resident), queue("둘", to=resident)
    assert api.text_cancel(text_id=first, now=START)
    assert [job.content for job in line.claim()] == ["둘"]
    assert not api.text_cancel(text_id=second, now=START)
    assert not api.text_cancel(text_id=first, now=START)
    assert (state(first), state(second)) == ("cancelled", "claimed")


def test_a_text_that_is_partly_gone_cannot_be_taken_back(line: SimulatedLink, resident) -> None:
    pk = queue("가" * 100, to=resident)
    one, two = line.claim()
    line.report([one])
    line.report([two], "refused")
    assert state(pk) == "queued"
    assert not api.text_cancel(text_id=pk, now=START)


def automatic(resident, now: dt.datetime = START) -> int | None:
    return api.automatic_queue(
        resident_id=resident.pk, body="받았습니다", reference="case:1", now=now
    )


def test_three_automatic_texts_an_hour(resident, district) -> None:
    assert all(automatic(resident) for _ in range(3))
    assert automatic(resident) is None
    assert automatic(lines.resident("01000000099")) is not None
    assert automatic(resident, START + dt.timedelta(hours=1)) is not None


def test_answers_do_not_count_as_automatic(resident, district) -> None:
    for _ in range(5):
        queue(to=resident)
    assert automatic(resident) is not None


@pytest.mark.parametrize("number", ["0200000777", "15880000", "HANDEUL"])
def test_no_automatic_text_to_what_is_no_mobile_number(db, district, number: str) -> None:
    assert automatic(lines.resident(number)) is None
    assert not OutgoingText.objects.exists()


def test_the_district_decides_how_many(resident, district, monkeypatch) -> None:
    decide(monkeypatch, receipt={"hourly_limit_per_number": 1})
    assert automatic(resident) is not None
    assert automatic(resident) is None


@pytest.mark.server
@pytest.mark.django_db(transaction=True)
def test_automatic_texts_at_the_same_moment_count_each_other() -> None:
    resident, start, queued = lines.resident(), threading.Barrier(6), []

    def run() -> None:
        start.wait()
        try:
            queued.append(automatic(resident))
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([pk for pk in queued if pk]) == OutgoingText.objects.count() == 3
