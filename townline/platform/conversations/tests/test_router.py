"""Each text is offered in its sender's order; a failure stays marked and blocks nobody."""

import threading
from typing import Any

import pytest
from django.db import connection

from townline.platform.conversations import api
from townline.platform.conversations.models import IncomingText, Resident
from townline.platform.conversations.ports import Claim, IncomingView
from townline.platform.conversations.services.incoming import router
from townline.platform.conversations.tests.line import SimulatedLink, take_all
from townline.platform.core.history import audit
from townline.platform.core.models import Transition

BATCH = pytest.mark.parametrize("batch", [True, False])


def route(line: SimulatedLink, *claimers, batch: bool = True) -> int:
    if batch:
        return api.route_batch(claimers=claimers, limit=500, now=line.now)
    return sum(1 for _ in iter(lambda: api.route_next(claimers=claimers, now=line.now), None))


@BATCH
def test_the_first_room_that_wants_a_text_has_it(line: SimulatedLink, batch: bool) -> None:
    line.come("가")
    assert route(line, lambda _: None, take_all, pytest.fail, batch=batch) == 1
    text = IncomingText.objects.get()
    assert (text.state, text.claimed_by, text.routed_at) == ("claimed", "test", line.now)
    assert text.reference == f"case:{text.resident_id}"
    line_of_history = Transition.objects.get(subject=f"incoming:{text.pk}")
    assert (line_of_history.from_state, line_of_history.to_state) == ("waiting", "claimed")


def test_what_a_room_sees(line: SimulatedLink) -> None:
    seen: list[IncomingView] = []

    def look(text: IncomingView) -> Claim:
        seen.append(text)
        return take_all(text)

    line.come("A hole in the road", source_addr="0200000777", charset="gsm7")
    line.come("!!", source_addr="0200000777", charset="gsm7")
    route(line, look)
    resident = Resident.objects.get()
    assert [(t.body, t.language, t.sender_is_mobile, t.resident_id) for t in seen] == [
        ("A hole in the road", "en", False, resident.pk),
        ("!!", "en", False, resident.pk),  # nothing to guess from: as the sender wrote before
    ]
    assert seen[0].destination_addr == "0200000100"


@BATCH
def test_order_within_each_sender(line: SimulatedLink, batch: bool) -> None:
    order: list[tuple[int, str]] = []

    def note(text: IncomingView) -> Claim:
        order.append((text.resident_id, text.body))
        return take_all(text)

    for n in range(70):
        line.come(str(n), source_addr=f"0100000000{n % 3}")
    assert route(line, note, batch=batch) == 70
    for resident in Resident.objects.all():
        own = [int(body) for who, body in order if who == resident.pk]
        assert own == sorted(own)
        assert len(own) >= 23


@BATCH
def test_a_failure_is_marked_and_the_senders_next_text_goes_on(
    line: SimulatedLink, batch: bool
) -> None:
    def choosy(text: IncomingView) -> Claim:
        Resident.objects.filter(id=text.resident_id).update(language="xx")
        if text.body == "나쁜":
            raise ZeroDivisionError("with the resident's words in it")
        return take_all(text)

    for body in ("앞", "나쁜", "뒤"):
        line.come(body)
    line.come("나쁜", source_addr="01000000099")
    assert route(line, choosy, batch=batch) == 4
    assert list(IncomingText.objects.order_by("id").values_list("state", flat=True)) == [
        "claimed", "failed", "claimed", "failed",
    ]  # fmt: skip
    failed = api.failed_incoming(5)
    assert [text.problem for text in failed] == ["ZeroDivisionError"] * 2
    assert Resident.objects.count() == 1  # what the failed text had done is undone


def test_a_text_that_nobody_wants_is_marked(line: SimulatedLink) -> None:
    line.come()
    assert route(line) == 1
    assert api.failed_incoming(5)[0].problem == "NotClaimed"


@pytest.mark.server
def test_a_person_lets_a_failed_text_try_again(line: SimulatedLink) -> None:
    line.come()
    route(line)
    [failed] = api.failed_incoming(5)
    api.texts_retry(text_id=failed.id, actor=audit.Actor("staff", 1, "담당"), now=line.now)
    assert route(line, take_all) == 1
    text = IncomingText.objects.get()
    assert (text.state, text.problem) == ("claimed", "")
    with pytest.raises(api.TransitionRefused):
        api.texts_retry(text_id=failed.id, actor=audit.SYSTEM, now=line.now)


def _discarded_rows(plan: dict[str, Any]) -> int:
    """Count the rows that a plan looks at and throws away."""
    own = sum(
        plan.get(key, 0) * plan["Actual Loops"]
        for key in ("Rows Removed by Filter", "Rows Removed by Join Filter")
    )
    return int(own) + sum(_discarded_rows(each) for each in plan.get("Plans", ()))


@pytest.mark.server
def test_a_backlog_after_quiet_days_is_not_compared_with_itself(line: SimulatedLink) -> None:
    """The database last counted when nothing waited, as at the end of every quiet day."""
    line.store(*[line.delivery(str(n), source_addr=f"010000010{n:02}") for n in range(100)])
    IncomingText.objects.update(state="claimed")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE conversations_incomingtext")
        line.store(*[line.delivery(str(n), source_addr=f"01000002{n:03}") for n in range(1000)])
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {router._HEADS}", [50])
        ((plan,),) = cursor.fetchone()
    # Each of fifty with those before it, not each with a thousand.
    assert _discarded_rows(plan["Plan"]) < 50 * 50


@pytest.mark.server
@pytest.mark.django_db(transaction=True)
def test_routers_side_by_side_keep_each_senders_order() -> None:
    line, order, lock = SimulatedLink(), [], threading.Lock()
    line.store(*[line.delivery(str(n), source_addr=f"010000000{n % 7:02}") for n in range(210)])
    start = threading.Barrier(3)

    def note(text: IncomingView) -> Claim:
        with lock:
            order.append((text.resident_id, int(text.body)))
        return take_all(text)

    def run() -> None:
        start.wait()
        try:
            while api.route_batch(claimers=[note], limit=10, now=line.now):
                pass
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    api.route_batch(claimers=[note], limit=500, now=line.now)
    assert sorted(n for _, n in order) == list(range(210))  # each once, none lost
    assert Resident.objects.count() == 7
    for resident in Resident.objects.all():
        own = [n for who, n in order if who == resident.pk]
        assert own == sorted(own)


@pytest.mark.server
@pytest.mark.django_db(transaction=True)
def test_a_sender_in_the_hands_of_one_router_is_passed_by_the_others() -> None:
    line = SimulatedLink()
    line.store(line.delivery("가"), line.delivery("나"))
    line.come("다", source_addr="01000000077")
    seen: list[str] = []

    def note(text: IncomingView) -> Claim:
        seen.append(text.body)
        return take_all(text)

    def other_router() -> None:
        try:
            api.route_batch(claimers=[note], limit=10, now=line.now)
        finally:
            connection.close()

    def slow(text: IncomingView) -> Claim:
        if text.body == "가":
            thread = threading.Thread(target=other_router)
            thread.start()
            thread.join()
        return take_all(text)

    assert api.route_next(claimers=[slow], now=line.now) is not None
    assert seen == ["다"]
