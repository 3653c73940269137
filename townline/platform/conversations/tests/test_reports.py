"""What became of a text: only what was certainly not accepted is ever sent again."""

import pytest

from townline.platform.conversations import api
from townline.platform.conversations.events import OutgoingAccepted, OutgoingSettled
from townline.platform.conversations.models import OutgoingSegment, OutgoingText, ReceivedReceipt
from townline.platform.conversations.tests.line import START, SimulatedLink, queue, state
from townline.platform.core import events
from townline.platform.core.history import audit
from townline.platform.core.models import Transition

PERSON = audit.Actor("staff", 7, "담당")


@pytest.fixture
def events_received(monkeypatch) -> list[object]:
    news: list[object] = []
    for kind in (OutgoingAccepted, OutgoingSettled):
        monkeypatch.setitem(events._handlers, kind, [news.append])
    return news


def test_accepted_then_delivered(line: SimulatedLink, resident, events_received) -> None:
    pk = queue("가" * 100, to=resident)
    one, two = line.claim()
    line.report([one])
    assert (state(pk), events_received) == ("claimed", [])
    line.wait(seconds=2)
    line.report([two])
    assert state(pk) == "submitted"
    assert [type(event).__name__ for event in events_received] == ["OutgoingAccepted"]
    assert OutgoingText.objects.get().accepted_at == line.now
    line.tell(line.receipt(one))
    assert state(pk) == "submitted"
    line.tell(line.receipt(two))
    assert state(pk) == "delivered"
    assert (events_received[-1].state, events_received[-1].reference) == ("delivered", "case:1")
    steps = Transition.objects.filter(subject=f"text:{pk}").order_by("id")
    assert [row.to_state for row in steps] == ["claimed", "submitted", "delivered"]


def test_refused_for_now_is_tried_six_times(line: SimulatedLink, resident, events_received) -> None:
    pk = queue(to=resident)
    waits = []
    for _ in range(6):
        [job] = line.claim()
        line.report([job], "refused", raw_status=0x58)
        if state(pk) == "failed":
            break
        wait = (OutgoingText.objects.get().not_before - line.now).total_seconds()
        waits.append(wait)
        line.wait(seconds=wait - 1)
        assert line.claim() == []
        line.wait(seconds=1)
    assert waits == [30, 60, 120, 240, 480]
    assert state(pk) == "failed"
    assert [(event.state, event.detail) for event in events_received] == [
        ("failed", "refused by the network (88)")
    ]


def test_refused_for_good_fails_at_once(line: SimulatedLink, resident, events_received) -> None:
    pk = queue(to=resident)
    line.report(line.claim(), "refused", permanent=True, raw_status=0x0B, detail="no such address")
    assert (state(pk), events_received[0].detail) == ("failed", "no such address")
    assert OutgoingSegment.objects.get().raw_status == 0x0B
    line.wait(days=1)
    assert line.claim() == []


def test_only_unaccepted_segments_are_sent_again(line: SimulatedLink, resident) -> None:
    pk = queue("가" * 150, to=resident)
    one, two, three = line.claim()
    line.report([one, three])
    line.report([two], "refused")
    assert state(pk) == "queued"
    line.wait(seconds=30)
    again = line.claim()
    assert [(job.number, job.segment_id) for job in again] == [(2, two.segment_id)]
    assert again[0].concat_reference == one.concat_reference
    line.report(again)
    assert state(pk) == "submitted"


def test_unknown_is_held_and_never_sent_again_by_itself(
    line: SimulatedLink, resident, events_received
) -> None:
    pk = queue(to=resident)
    line.report(line.claim(), "unknown")
    for _ in range(20):
        line.wait(hours=7)
        api.leases_expire(now=line.now)
        assert line.claim() == []
    assert state(pk) == "unknown"
    assert [event.state for event in events_received] == ["unknown"]
    assert [text.id for text in api.unknown_outgoing(5)] == [pk]


def test_one_unknown_segment_holds_the_whole_text(line: SimulatedLink, resident) -> None:
    pk = queue("가" * 100, to=resident)
    one, two = line.claim()
    line.report([one], "unwritten")
    line.report([two], "unknown")
    assert state(pk) == "unknown"
    line.wait(days=1)
    assert line.claim() == []


def test_a_lease_that_runs_out_leaves_the_text_unknown(line: SimulatedLink, resident) -> None:
    pk = queue(to=resident)
    line.claim()
    line.wait(seconds=60)
    assert api.leases_expire(now=line.now) == 0
    line.wait(seconds=1)
    assert (api.leases_expire(now=line.now), api.leases_expire(now=line.now)) == (1, 0)
    assert (state(pk), line.claim()) == ("unknown", [])


def test_a_late_report_settles_what_a_lease_left_unknown(line: SimulatedLink, resident) -> None:
    pk = queue(to=resident)
    jobs = line.claim()
    line.wait(minutes=2)
    api.leases_expire(now=line.now)
    line.report(jobs)
    assert state(pk) == "submitted"


@pytest.mark.parametrize(
    ("receipt", "after"),
    [
        ("delivered", "delivered"),
        ("enroute", "submitted"),
        ("accepted", "submitted"),
        ("undeliverable", "failed"),
        ("rejected", "failed"),
        ("unknown", "unknown"),
    ],
)
def test_a_receipt_settles_an_unknown_text(line: SimulatedLink, resident, receipt, after) -> None:
    pk = queue(to=resident)
    [job] = line.claim()
    line.report([job], "unknown")
    line.tell(line.receipt(job, receipt, user_message_reference=job.user_message_reference))
    assert state(pk) == after


def test_our_reference_counts_for_three_days_on_the_same_link(
    line: SimulatedLink, resident
) -> None:
    pk = queue(to=resident)
    [job] = line.claim()
    line.report([job], "unknown")
    line.tell(line.receipt(job, transport="two", user_message_reference=job.user_message_reference))
    assert state(pk) == "unknown"
    line.wait(days=3, minutes=2)
    line.tell(line.receipt(job, user_message_reference=job.user_message_reference))
    assert state(pk) == "unknown"


def test_the_newest_bearer_of_a_reference_is_meant(line: SimulatedLink, resident) -> None:
    old, new = queue(to=resident), queue(to=resident)
    jobs = line.claim()
    line.report(jobs, "unknown")
    OutgoingSegment.objects.update(user_message_reference=9)
    line.tell(line.receipt(jobs[1], message_id="x", user_message_reference=9))
    assert (state(old), state(new)) == ("unknown", "delivered")


def test_a_reference_gone_round_settles_nothing_with_another_id(
    line: SimulatedLink, resident
) -> None:
    pk = queue(to=resident)
    [job] = line.claim()
    line.report([job])
    line.tell(line.receipt(job, message_id="x", user_message_reference=job.user_message_reference))
    assert state(pk) == "submitted"


def test_a_receipt_before_its_response_by_the_networks_id(
    line: SimulatedLink, resident, events_received
) -> None:
    pk = queue(to=resident)
    [job] = line.claim()
    line.tell(line.receipt(job))
    assert state(pk) == "claimed"
    line.report([job])
    assert state(pk) == "delivered"
    assert [type(event).__name__ for event in events_received] == [
        "OutgoingAccepted",
        "OutgoingSettled",
    ]
    assert ReceivedReceipt.objects.get().segment_id == job.segment_id


@pytest.mark.parametrize("outcome", ["accepted", "unknown", "unwritten", "refused"])
def test_a_receipt_before_its_response_by_our_reference(
    line: SimulatedLink, resident, outcome
) -> None:
    pk = queue(to=resident)
    [job] = line.claim()
    line.tell(line.receipt(job, user_message_reference=job.user_message_reference))
    line.report([job], outcome)
    assert state(pk) == "delivered"
    line.wait(days=1)
    assert line.claim() == []


def test_nothing_lowers_a_delivered_text(line: SimulatedLink, resident) -> None:
    pk = queue(to=resident)
    [job] = line.claim()
    line.report([job])
    for word in ("delivered", "enroute", "undeliverable", "delivered"):
        line.tell(line.receipt(job, word))
    assert state(pk) == "delivered"
    assert ReceivedReceipt.objects.count() == 4


def test_a_network_that_fails_and_delivers_later_all_the_same(
    line: SimulatedLink, resident
) -> None:
    pk = queue(to=resident)
    [job] = line.claim()
    line.report([job])
    line.tell(line.receipt(job, "undeliverable"))
    assert state(pk) == "failed"
    line.tell(line.receipt(job, "delivered"))
    assert state(pk) == "delivered"


def test_an_answer_to_a_question_settles_and_an_idle_one_is_not_kept(
    line: SimulatedLink, resident
) -> None:
    pk = queue(to=resident)
    [job] = line.claim()
    line.report([job])
    line.tell(line.receipt(job, "enroute", queried=True))
    assert not ReceivedReceipt.objects.exists()
    line.tell(line.receipt(job, "delivered", queried=True))
    assert state(pk) == "delivered"


def test_a_receipt_for_nothing_of_ours_is_kept(line: SimulatedLink) -> None:
    receipt = api.Receipt(
        transport="one", session=line.session, message_id="9\x00", message_state="delivered",
        received_at=START, user_message_reference=70000, raw=b"id:9",
    )  # fmt: skip
    line.tell(receipt)
    assert (ReceivedReceipt.objects.get().segment_id, ReceivedReceipt.objects.get().message_id) == (
        None,
        "9",
    )


@pytest.mark.parametrize(
    ("decision", "event", "after"),
    [
        ("was_sent", "confirm", "submitted"),
        ("send_again", "resend", "queued"),
        ("give_up", "abandon", "failed"),
    ],
)
def test_a_person_settles_an_unknown_text(
    line: SimulatedLink, resident, events_received, *, decision, event, after
) -> None:
    pk = queue(to=resident)
    [job] = line.claim()
    line.report([job], "unknown")
    line.wait(hours=20)
    settle = {"text_id": pk, "decision": decision, "actor": PERSON, "now": line.now}
    with pytest.raises(ValueError, match="why"):
        api.text_settle(**settle, reason=" ")
    api.text_settle(**settle, reason="통신사에 물어봄")
    assert state(pk) == after
    history = Transition.objects.filter(subject=f"text:{pk}", actor="staff:7")
    assert history.filter(reason="통신사에 물어봄", event=f"text:outcome:{event}").exists()
    with pytest.raises(api.TransitionRefused):
        api.text_settle(**settle, reason="또")


def test_was_sent_counts_from_the_time_of_sending(line: SimulatedLink, resident) -> None:
    pk = queue(to=resident)
    [job] = line.claim()
    line.report([job], "unknown")
    line.wait(days=2)
    api.text_settle(text_id=pk, decision="was_sent", actor=PERSON, reason="확인", now=line.now)
    assert OutgoingText.objects.get().accepted_at == job.lease_until


def test_a_receipt_of_the_first_try_does_not_settle_the_second(
    line: SimulatedLink, resident
) -> None:
    pk = queue(to=resident)
    [job] = line.claim()
    line.report([job], "unknown")
    api.text_settle(text_id=pk, decision="send_again", actor=PERSON, reason="확인", now=line.now)
    [again] = line.claim()
    assert again.user_message_reference != job.user_message_reference
    line.tell(line.receipt(job, message_id="x", user_message_reference=job.user_message_reference))
    assert state(pk) == "claimed"


def test_a_report_about_nothing_of_ours_is_ignored(line: SimulatedLink) -> None:
    api.outgoing_report(
        results=[api.SubmitResult(segment_id=404, outcome="accepted", message_id="1")], now=START
    )
