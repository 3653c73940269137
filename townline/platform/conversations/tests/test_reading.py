"""What pages read: threads, residents, search, links, figures."""

import pytest

from townline.platform.conversations import api
from townline.platform.conversations.models import Resident
from townline.platform.conversations.tests import line as lines
from townline.platform.conversations.tests.line import START, SimulatedLink, queue, take_all
from townline.platform.core.history import audit

PERSON = audit.Actor("staff", 7, "담당")


def test_a_thread_in_order_of_time(line: SimulatedLink, django_assert_num_queries) -> None:
    line.come("길이 파였어요")
    api.route_batch(claimers=[take_all], limit=5, now=line.now)
    resident = Resident.objects.get()
    reference = f"case:{resident.pk}"
    line.wait(minutes=1)
    queue("가" * 100, to=resident, reference=reference, now=line.now)
    jobs = line.claim()
    line.report(jobs)
    line.wait(minutes=1)
    line.tell(*[line.receipt(job) for job in jobs])
    line.come("고맙습니다")
    api.route_batch(claimers=[take_all], limit=5, now=line.now)
    with django_assert_num_queries(2):
        thread = api.thread(reference)
    assert [(t.direction, t.state) for t in thread] == [
        ("in", "claimed"), ("out", "delivered"), ("in", "claimed"),
    ]  # fmt: skip
    out = thread[1]
    assert (out.segments, out.kind, out.delivered_at) == (2, "answer", line.now)
    assert api.latest_incoming_id(reference) == thread[2].id
    assert api.incoming_get(thread[0].id) == thread[0]
    assert api.outgoing_get(out.id) == out


def test_many_threads_with_two_queries(
    line: SimulatedLink, resident, django_assert_num_queries
) -> None:
    for n in range(9):
        queue(to=resident, reference=f"case:{n}")
    with django_assert_num_queries(2):
        threads = api.thread_many([f"case:{n}" for n in range(10)])
    assert [len(threads[f"case:{n}"]) for n in range(10)] == [1] * 9 + [0]
    assert api.latest_incoming_id("case:1") is None


def test_residents_are_shown_masked(resident, django_assert_num_queries) -> None:
    other = lines.resident("0200000777")
    with django_assert_num_queries(1):
        briefs = api.residents_brief([resident.pk, other.pk, 10**9])
    assert [(b.masked, b.is_mobile) for b in briefs.values()] == [
        ("010-****-0042", True), ("02-****-0777", False),
    ]  # fmt: skip


@pytest.mark.parametrize("written", ["010-0000-0042", "+82 10 0000 0042", "01000000042"])
def test_a_resident_is_found_by_the_number_as_written(resident, written: str) -> None:
    assert api.resident_find(written) == resident.pk


@pytest.mark.parametrize("written", ["010-0000-0043", "", "?"])
def test_nobody_is_found_by_another_number(resident, written: str) -> None:
    assert api.resident_find(written) is None


def test_revealing_a_number_is_recorded(resident) -> None:
    with pytest.raises(ValueError, match="why"):
        api.number_reveal(resident_id=resident.pk, actor=PERSON, reason=" ", now=START)
    assert not audit.history(f"resident:{resident.pk}").exists()
    number = api.number_reveal(resident_id=resident.pk, actor=PERSON, reason="전화 회신", now=START)
    row = audit.history(f"resident:{resident.pk}").get()
    assert (number, row.actor, row.reason) == ("+821000000042", "staff:7", "전화 회신")
    assert "0042" not in str(row.data) + row.reason + row.subject


def test_links_keep_the_time_of_their_last_change(line: SimulatedLink) -> None:
    def report(state: str) -> None:
        api.link_report(transport="one", state=state, detail="x" * 300 + "\x00", now=line.now)

    report("bound")
    line.wait(minutes=1)
    report("bound")
    [link] = api.links()
    assert (link.since, link.seen_at, len(link.detail)) == (START, line.now, 200)
    report("down")
    assert api.links()[0].since == line.now


def test_figures_for_the_person_on_duty(
    line: SimulatedLink, resident, django_assert_num_queries
) -> None:
    empty = api.health(line.now)
    assert (empty.waiting, empty.waiting_oldest_s, empty.queued_oldest_s) == (0, None, None)
    line.store(line.delivery("가"), line.delivery("나"), line.part("다", 1, 2))
    line.come(charset="binary", payload=b"\xff")
    queue(to=resident)
    line.report(line.claim(), "unknown")
    queue(to=resident)
    queue(to=resident, not_before=line.now.replace(year=2030))
    line.wait(seconds=90)
    with django_assert_num_queries(1):
        health = api.health(line.now)
    assert (health.waiting, health.failed, health.unknown, health.queued) == (2, 1, 1, 1)
    assert (health.waiting_oldest_s, health.queued_oldest_s, health.parts_loose) == (90, 90, 1)
