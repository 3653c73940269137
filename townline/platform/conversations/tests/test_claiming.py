"""Claiming: each text by one link, answers first, everything committed before it is written."""

import datetime as dt
import threading

import pytest
from django.db import connection

from townline.platform.conversations import api
from townline.platform.conversations.models import OutgoingSegment, OutgoingText
from townline.platform.conversations.tests import line as lines
from townline.platform.conversations.tests.line import START, SimulatedLink, queue


def test_a_job_is_all_a_link_needs(line: SimulatedLink, resident, settings) -> None:
    settings.TOWNLINE_LINE_NUMBER = "02-0000-0100"
    pk = queue("가" * 100, to=resident)
    one, two = line.claim()
    assert (one.source_addr, one.destination_addr) == ("0200000100", "821000000042")
    assert (one.charset, one.content + two.content) == ("ucs2", "가" * 100)
    assert [(job.number, job.total, job.text_id) for job in (one, two)] == [(1, 2, pk), (2, 2, pk)]
    assert one.concat_reference == two.concat_reference
    assert one.user_message_reference != two.user_message_reference
    assert one.lease_until == START + dt.timedelta(seconds=60)
    assert OutgoingText.objects.get().attempts == 1


def test_answers_go_before_automatic_texts_and_older_before_newer(
    line: SimulatedLink, resident
) -> None:
    kinds = {"a1": "automatic", "b1": "answer", "b2": "question", "a2": "automatic"}
    for body, kind in kinds.items():
        queue(body, to=resident, kind=kind)
    assert [job.content for job in line.claim()] == ["b1", "b2", "a1", "a2"]


def test_about_as_many_segments_as_asked_for(line: SimulatedLink, resident) -> None:
    for body in ("하나", "가" * 100, "셋"):
        queue(body, to=resident)
    assert [job.content for job in line.claim(limit=2)] == ["하나"]
    assert len(line.claim(limit=2)) == 2
    assert line.claim(limit=0) == []


def test_a_text_longer_than_the_window_still_goes(line: SimulatedLink, resident) -> None:
    queue("가" * 400, to=resident)
    assert len(line.claim(limit=1)) == 6


def test_references_have_two_octets_and_go_round(line: SimulatedLink, resident) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval('conversations_message_reference', 65534)")
    queue("가" * 200, to=resident)
    assert [job.user_message_reference for job in line.claim()] == [65535, 1, 2]


def test_unsent_texts_are_cut_once(line: SimulatedLink, resident) -> None:
    queue("가" * 100, to=resident)
    line.report(line.claim(), "unwritten")
    jobs = line.claim()
    assert [job.number for job in jobs] == [1, 2]
    assert OutgoingSegment.objects.count() == 2
    assert OutgoingText.objects.get().attempts == 1


@pytest.mark.server
@pytest.mark.django_db(transaction=True)
def test_links_side_by_side_never_claim_the_same() -> None:
    resident, start = lines.resident(), threading.Barrier(4)
    claimed: list[str] = []
    for n in range(60):
        queue(str(n), to=resident)
    links = [SimulatedLink(f"link{n}") for n in range(4)]

    def run(line: SimulatedLink) -> None:
        start.wait()
        try:
            while jobs := line.claim(limit=5):
                claimed.extend(job.content for job in jobs)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[line]) for line in links]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    claimed += [job.content for job in links[0].claim()]
    assert sorted(claimed, key=int) == [str(n) for n in range(60)]


@pytest.mark.server
@pytest.mark.django_db(transaction=True)
def test_a_claim_is_seen_by_others_when_it_returns() -> None:
    line = SimulatedLink()
    queue(to=lines.resident())
    [job] = line.claim()
    found = []

    def look() -> None:
        try:
            found.append(OutgoingSegment.objects.get(id=job.segment_id).state)
        finally:
            connection.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert found == ["claimed"]


@pytest.mark.server
def test_asking_about_what_was_never_reported_on(line: SimulatedLink, resident) -> None:
    queue(to=resident)
    [job] = line.claim()
    line.report([job])

    def ask() -> list[api.QueryJob]:
        hour = dt.timedelta(hours=1)
        return api.segments_to_query(transport="one", older_than=hour, limit=5, now=line.now)

    assert ask() == []
    line.wait(hours=1)
    assert [(q.segment_id, q.message_id) for q in ask()] == [(job.segment_id, f"m{job.segment_id}")]
    assert ask() == []
    line.wait(hours=1)
    assert len(ask()) == 1
    line.wait(days=3)
    assert ask() == []
