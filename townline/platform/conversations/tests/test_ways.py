"""Which link takes a text: by priority, stepping back after failures, and coming back."""

import datetime as dt
from typing import Any

import pytest

from townline.platform.conversations import api
from townline.platform.conversations.models import (
    LinkStatus,
    OutgoingSegment,
    OutgoingText,
    TextMove,
)
from townline.platform.conversations.ports import SubmitResult, TextJob, TransportProfile
from townline.platform.conversations.rules import LinkHealth, LinkSignal, next_health, order
from townline.platform.conversations.tests.line import START, SimulatedLink, queue
from townline.platform.core.history import audit

MINUTE = dt.timedelta(minutes=1)


class Whole(SimulatedLink):
    """A provider that takes whole texts."""

    def __init__(self, name: str, priority: int, **way: Any) -> None:
        super().__init__(name)
        self.way = TransportProfile(priority=priority, carries="whole", **way)
        self.say()

    def say(self, state: str = "bound", detail: str = "") -> None:
        api.link_report(
            transport=self.transport, state=state, detail=detail, now=self.now, way=self.way
        )

    def take(self, limit: int = 10) -> list[TextJob]:
        return api.texts_claim(
            transport=self.transport, session=self.session, limit=limit, now=self.now
        )

    def tell(self, job: Any, outcome: Any = "accepted", **more: Any) -> None:  # type: ignore[override]  # a provider's own word
        result = SubmitResult(segment_id=job.segment_id, outcome=outcome, **more)
        api.outgoing_report(results=[result], now=self.now)


class Cut(Whole):
    """An SMPP link with a place of its own."""

    def __init__(self, name: str, priority: int) -> None:
        super().__init__(name, priority)
        self.way = TransportProfile(priority=priority)
        self.say()


def at(minutes: float) -> dt.datetime:
    return START + minutes * MINUTE


def test_three_failures_in_a_row_step_back_with_the_first_reason() -> None:
    health = LinkHealth()
    for _ in range(2):
        health = next_health(health, LinkSignal.FAILED, now=START, reason="no answer")
        assert health.serving
    health = next_health(health, LinkSignal.DOWN, now=START, reason="not there")
    assert (health.serving, health.reason) == (False, "not there")
    again = next_health(health, LinkSignal.FAILED, now=START, reason="something else")
    assert (again.serving, again.reason) == (False, "not there")


@pytest.mark.parametrize(("between", "serving"), [(LinkSignal.SENT, True), (LinkSignal.UP, False)])
def test_only_a_text_taken_ends_a_row_of_failures(between: LinkSignal, serving: bool) -> None:
    health = LinkHealth()
    for seen in (LinkSignal.FAILED, LinkSignal.FAILED, between, LinkSignal.FAILED):
        health = next_health(health, seen, now=START, reason="x")
    assert health.serving is serving


def test_it_comes_back_after_five_minutes_of_being_well() -> None:
    health = LinkHealth(serving=False, failures=3, reason="x")
    for minutes in (0, 2, 4.9):
        health = next_health(health, LinkSignal.UP, now=at(minutes))
        assert not health.serving
    assert next_health(health, LinkSignal.UP, now=at(5)) == LinkHealth()


def test_a_failure_meanwhile_begins_the_five_minutes_anew() -> None:
    health = LinkHealth(serving=False, failures=3, reason="x")
    for seen, minutes in (
        (LinkSignal.UP, 0),
        (LinkSignal.DOWN, 3),
        (LinkSignal.UP, 4),
        (LinkSignal.UP, 8),
    ):
        health = next_health(health, seen, now=at(minutes))
    assert not health.serving
    assert next_health(health, LinkSignal.UP, now=at(9)).serving


def test_those_that_serve_go_before_those_that_stepped_back_and_those_that_are_down() -> None:
    places = [
        order(serving=True, state="bound", priority=90),
        order(serving=False, state="bound", priority=1),
        order(serving=True, state="down", priority=1),
    ]
    assert places == sorted(places)


def test_the_better_priority_takes_and_the_other_waits(line: SimulatedLink, resident) -> None:
    second, first = Whole("second", 20), Whole("first", 10)
    queue(to=resident)
    assert (second.take(), line.claim()) == ([], [])
    [job] = first.take()
    assert (job.body, job.destination_addr) == ("오늘 메웠습니다.", "821000000042")
    segment = OutgoingSegment.objects.get(id=job.segment_id)
    assert (segment.charset, segment.content, segment.total) == ("whole", job.body, 1)


def test_equals_share(resident) -> None:
    one, two = Whole("one-way", 10), Whole("two-way", 10)
    queue("가", to=resident)
    queue("나", to=resident)
    assert len(one.take(1)) == len(two.take(1)) == 1


def test_a_link_that_is_down_or_silent_is_passed_over_at_once(resident) -> None:
    first, second = Whole("first", 10), Whole("second", 20)
    first.say("down", "cannot connect")
    queue("가", to=resident)
    assert [job.body for job in second.take()] == ["가"]
    first.say()
    queue("나", to=resident)
    assert second.take() == []
    second.wait(seconds=31)
    second.say()
    assert [job.body for job in second.take()] == ["나"]


def test_one_that_stepped_back_is_shown_with_its_reason_and_returns(resident) -> None:
    first, second = Whole("first", 10), Whole("second", 20)
    for _ in range(3):
        queue(to=resident)
        [job] = first.take()
        first.tell(job, "unknown", detail="no answer (ReadTimeout)")
    queue("가", to=resident)
    assert first.take() == []
    assert [job.body for job in second.take()] == ["가"]
    shown = {link.transport: link for link in api.links()}
    assert (shown["first"].serving, shown["first"].reason) == (False, "no answer (ReadTimeout)")
    assert shown["second"].serving
    for _ in range(12):
        for one in (first, second):
            one.wait(seconds=29)
            one.say()
    assert {link.serving for link in api.links()} == {True}
    queue("나", to=resident, now=first.now)
    assert second.take() == []
    assert [job.body for job in first.take()] == ["나"]
    steps = [(line.event, line.reason) for line in audit.history("link:first")]
    assert steps == [
        ("link:priority:lower", "no answer (ReadTimeout)"),
        ("link:priority:restore", "no answer (ReadTimeout)"),
    ]


def test_with_nobody_else_one_that_stepped_back_goes_on(resident) -> None:
    alone = Whole("alone", 10)
    for _ in range(4):
        queue(to=resident)
        [job] = alone.take()
        alone.tell(job, "unknown")
    assert not LinkStatus.objects.get().serving
    queue("가", to=resident)
    assert [job.body for job in alone.take()] == ["가"]


def test_what_one_cannot_carry_goes_to_the_next_at_once(resident) -> None:
    first, second = Whole("first", 10), Whole("second", 20)
    pk = queue("고맙습니다 🙂", to=resident)
    [job] = first.take()
    first.tell(job, "refused", permanent=True, elsewhere=True, detail="cannot carry 🙂")
    assert first.take() == []
    [job] = second.take()
    assert job.body == "고맙습니다 🙂"
    text = OutgoingText.objects.get(id=pk)
    assert (text.attempts, text.transport) == (1, "second")
    move = TextMove.objects.get()
    assert (move.transport, move.reason) == ("first", "cannot carry 🙂")
    events = {line.event: line.reason for line in audit.history(f"text:{pk}")}
    assert events["text:route:move"] == "first: cannot carry 🙂"
    assert LinkStatus.objects.get(transport="first").failures == 0


def test_when_all_have_refused_it_fails_with_the_reason(resident) -> None:
    first, second = Whole("first", 10), Whole("second", 20)
    pk = queue("🙂", to=resident)
    for one in (first, second):
        [job] = one.take()
        one.tell(job, "refused", permanent=True, elsewhere=True, detail="cannot carry 🙂")
    text = OutgoingText.objects.get(id=pk)
    assert (text.state, text.error) == ("failed", "cannot carry 🙂")


def test_an_account_in_trouble_fails_no_text(resident) -> None:
    alone = Whole("alone", 10)
    pk = queue(to=resident)
    [job] = alone.take()
    alone.tell(job, "refused", elsewhere=True, detail="no money left")
    text = OutgoingText.objects.get(id=pk)
    assert (text.state, text.not_before) == ("queued", START + dt.timedelta(seconds=30))


def test_from_segments_to_whole_and_back_only_while_nothing_was_accepted(resident) -> None:
    smpp, http = Cut("smpp-1", 10), Whole("http-1", 20)
    pk = queue("가" * 100, to=resident)
    jobs = smpp.claim()
    smpp.report(jobs, "unwritten")
    smpp.say("down")
    [job] = http.take()
    assert job.body == "가" * 100
    assert OutgoingSegment.objects.get(text=pk).charset == "whole"
    http.tell(job, "unwritten")
    smpp.say()
    assert [job.content for job in smpp.claim()] == ["가" * 67, "가" * 33]


def test_what_was_partly_accepted_is_finished_by_segments(resident) -> None:
    smpp, http = Cut("smpp-1", 20), Whole("http-1", 30)
    queue("가" * 100, to=resident)
    first, second = smpp.claim()
    smpp.report([first])
    smpp.report([second], "unwritten")
    smpp.say("down")
    assert http.take() == []
    better = Whole("http-2", 1)
    assert better.take() == []
    smpp.say()
    assert [job.number for job in smpp.claim()] == [2]


def test_a_late_word_on_segments_that_were_cut_anew_changes_nothing(resident) -> None:
    smpp, http = Cut("smpp-1", 10), Whole("http-1", 20)
    pk = queue("가" * 100, to=resident)
    jobs = smpp.claim()
    smpp.report(jobs, "unwritten")
    smpp.say("down")
    [job] = http.take()
    smpp.report(jobs, "unknown")
    assert OutgoingText.objects.get(id=pk).state == "claimed"
    http.tell(job, message_id="R1")
    assert OutgoingText.objects.get(id=pk).state == "submitted"


def test_sending_again_opens_every_way(resident) -> None:
    first, second = Whole("first", 10), Whole("second", 20)
    pk = queue("🙂", to=resident)
    [job] = first.take()
    first.tell(job, "refused", permanent=True, elsewhere=True, detail="x")
    [job] = second.take()
    second.tell(job, "unknown")
    actor = audit.Actor("staff", 1, "담당")
    api.text_settle(text_id=pk, decision="send_again", actor=actor, reason="not arrived", now=START)
    assert [job.body for job in first.take()] == ["🙂"]
