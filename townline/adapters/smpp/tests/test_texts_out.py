import asyncio
import dataclasses
from typing import Any

import pytest

from townline.adapters.smpp.bucket import Bucket
from townline.adapters.smpp.tests import smsc
from townline.adapters.smpp.tests.ledger import QUICK, Ledger, job, run_link, until
from townline.platform.conversations.ports import QueryJob, SegmentJob

pytestmark = pytest.mark.peer


def send(*jobs: SegmentJob, options: str = "", **mode) -> tuple[Ledger, list[dict[str, Any]]]:
    """Send jobs and give what the store and the network saw, once all have a result."""

    async def scenario() -> tuple[Ledger, list[dict[str, Any]]]:
        ledger = Ledger(list(jobs))
        async with smsc.running() as network:
            network.do("mode", **mode)
            async with run_link(network.url(options), ledger):
                await until(lambda: len(ledger.results) == len(jobs))
        return ledger, [each for each in network.seen if each["event"] == "submit"]

    return asyncio.run(scenario())


def test_a_text_is_accepted_and_its_id_kept() -> None:
    ledger, (seen,) = send(job(1, "hello €"))
    (result,) = ledger.results
    assert (result.outcome, result.message_id, result.raw_status) == ("accepted", "41001", 0)
    assert (seen["source"], seen["destination"]) == ("0200000100", "821000000042")
    assert (seen["text"], seen["data_coding"]) == ("hello €", 0)
    assert (seen["registered_delivery"], seen["reference"]) == (1, 501)


def test_long_korean_goes_in_parts_with_headers() -> None:
    parts = ["가나다라 😀" * 9, "마바사", "끝"]
    ledger, seen = send(
        *(
            job(n, text, charset="ucs2", number=n, total=3, concat_reference=0x1F2)
            for n, text in enumerate(parts, 1)
        )
    )
    assert [each["udh"] for each in seen] == [[f"0003f203{n:02x}"] for n in (1, 2, 3)]
    assert [each["text"] for each in seen] == parts
    assert {(each["data_coding"], each["esm_class"]) for each in seen} == {(8, 0x40)}
    assert ledger.outcomes() == [(1, "accepted"), (2, "accepted"), (3, "accepted")]


def test_an_id_in_hexadecimal_is_kept_as_its_receipt_will_have_it() -> None:
    ledger, _ = send(job(), options="?message_id=hex", ids="hex")
    assert ledger.results[0].message_id == "41001"


@pytest.mark.parametrize(
    ("status", "permanent"),
    [(0x58, False), (0x14, False), (0x08, False), (0x0B, True), (0x45, False), (0x0555, True)],
)
def test_a_refusal_says_whether_trying_again_can_help(status: int, permanent: bool) -> None:
    ledger, _ = send(job(), mode="refuse", status=status)
    (result,) = ledger.results
    assert (result.outcome, result.permanent, result.raw_status) == ("refused", permanent, status)
    assert f"(0x{status:02X})" in result.detail


def test_throttling_slows_the_link() -> None:
    async def scenario() -> None:
        ledger = Ledger([job(1), job(2), job(3)])
        async with smsc.running() as network:
            network.do("mode", mode="refuse", status=0x58, times=2)
            async with run_link(network.url("?rate=800&window=1"), ledger) as link:
                await until(lambda: len(ledger.results) == 3)
                # Two refusals quarter the rate, one success brings back a fiftieth.
                assert link.rate == 216
        assert ledger.outcomes() == [(1, "refused"), (2, "refused"), (3, "accepted")]

    asyncio.run(scenario())


def test_a_text_that_cannot_be_written_is_refused_and_the_next_one_sent() -> None:
    ledger, seen = send(job(1, "\ud83d", charset="ucs2"), job(2, "fine"))
    assert ledger.outcomes() == [(1, "refused"), (2, "accepted")]
    assert ledger.results[0].permanent
    assert [each["text"] for each in seen] == ["fine"]


def test_each_text_takes_a_token_of_the_rate(monkeypatch: pytest.MonkeyPatch) -> None:
    reserved_at: list[float] = []

    def reserve(_: Bucket, now: float) -> float:
        reserved_at.append(now)
        return 0.0

    monkeypatch.setattr(Bucket, "reserve", reserve)
    ledger, seen = send(*(job(n) for n in range(1, 8)))
    assert len(reserved_at) == len(seen) == len(ledger.results) == 7
    assert reserved_at == sorted(reserved_at)


def test_the_window_is_never_exceeded() -> None:
    async def scenario() -> None:
        ledger = Ledger([job(n) for n in range(1, 8)])
        async with smsc.running() as network:
            network.do("mode", mode="hold")
            async with run_link(network.url("?window=3"), ledger):
                for sent in (3, 6, 7):
                    await network.submitted(sent)
                    # The answer to a text of the network's own comes after any further submit.
                    network.deliver(f"mark-{sent}", "mark", data_coding=0)
                    await network.answers(f"mark-{sent}")
                    assert len(_submits(network)) == sent
                    network.do("release")
                await until(lambda: len(ledger.results) == 7)
        assert {outcome for _, outcome in ledger.outcomes()} == {"accepted"}

    asyncio.run(scenario())


def _submits(network: smsc.Smsc) -> list[int]:
    return [each["sequence"] for each in network.seen if each["event"] == "submit"]


def test_a_link_lost_before_the_response_leaves_written_texts_unknown() -> None:
    async def scenario() -> Ledger:
        ledger = Ledger([job(n) for n in range(1, 6)])
        # All five are claimed at once, and only two fit the window.
        ledger.outgoing_claim = _all_at_once(ledger)  # type: ignore[method-assign]
        async with smsc.running() as network:
            network.do("mode", mode="hold")
            async with run_link(network.url("?window=2"), ledger):
                await network.next("submit")
                await network.next("submit")
                network.do("cut", session=1)
                await until(lambda: len(ledger.results) == 5)
                await network.next("bound", session=2)
        assert len(_submits(network)) == 2
        return ledger

    ledger = asyncio.run(scenario())
    assert sorted(ledger.outcomes()) == [
        (1, "unknown"),
        (2, "unknown"),
        (3, "unwritten"),
        (4, "unwritten"),
        (5, "unwritten"),
    ]


def _all_at_once(ledger: Ledger):
    def claim(**_: object) -> list[SegmentJob]:
        claimed, ledger.jobs = ledger.jobs, []
        return claimed

    return claim


def test_no_response_in_time_is_unknown_and_a_late_one_still_counts() -> None:
    async def scenario() -> Ledger:
        ledger = Ledger([job()])
        timing = dataclasses.replace(QUICK, response=0.05)
        async with smsc.running() as network:
            network.do("mode", mode="hold")
            async with run_link(network.url(), ledger, timing):
                await until(lambda: ledger.results)
                network.do("release")
                await until(lambda: len(ledger.results) == 2)
        assert len(_submits(network)) == 1
        return ledger

    assert asyncio.run(scenario()).outcomes() == [(1, "unknown"), (1, "accepted")]


def test_stopping_waits_for_responses_and_gives_back_what_was_not_written() -> None:
    async def scenario() -> Ledger:
        ledger = Ledger([job(n) for n in range(1, 4)])
        ledger.outgoing_claim = _all_at_once(ledger)  # type: ignore[method-assign]
        async with smsc.running() as network:
            network.do("mode", mode="hold")
            async with run_link(network.url("?window=2"), ledger) as link:
                await network.next("submit")
                await network.next("submit")
                link.stop()
                await until(lambda: ledger.outcomes() == [(3, "unwritten")])
                network.do("release")
                await network.next("unbound")
        return ledger

    ledger = asyncio.run(scenario())
    assert sorted(ledger.outcomes()) == [(1, "accepted"), (2, "accepted"), (3, "unwritten")]


def test_results_wait_for_a_store_that_is_away() -> None:
    async def scenario() -> Ledger:
        ledger = Ledger([job()])
        async with smsc.running() as network:
            network.do("mode", mode="hold")
            async with run_link(network.url(), ledger):
                await network.next("submit")
                ledger.broken = True
                network.do("release")
                network.deliver("a", "x", data_coding=0)
                await network.next("closed", session=1)
                assert not ledger.results
                ledger.broken = False
                await until(lambda: ledger.results)
        return ledger

    assert asyncio.run(scenario()).outcomes() == [(1, "accepted")]


@pytest.mark.parametrize(("options", "query"), [("", "41001"), ("?message_id=hex", "A029")])
def test_a_text_without_receipt_is_asked_for(options: str, query: str) -> None:
    async def scenario() -> Ledger:
        ledger = Ledger()
        ledger.queries = [QueryJob(segment_id=1, message_id="41001", source_addr="")]
        async with smsc.running() as network, run_link(network.url(options), ledger):
            assert (await network.next("query"))["message_id"] == query
            await until(lambda: ledger.receipts)
        return ledger

    (answer,) = asyncio.run(scenario()).receipts
    assert (answer.message_id, answer.message_state, answer.queried) == ("41001", "delivered", True)
