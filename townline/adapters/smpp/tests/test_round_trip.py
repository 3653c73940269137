"""An answer on its way to the phone, with the real store and an independent network."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from django.db import connection

from townline.adapters.smpp import address
from townline.adapters.smpp.doorbell import Doorbell
from townline.adapters.smpp.link import Link
from townline.adapters.smpp.tests import rows, smsc
from townline.adapters.smpp.tests.ledger import QUICK
from townline.adapters.smpp.tests.smsc import Smsc
from townline.platform.conversations import api

pytestmark = [pytest.mark.peer, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def loaded(district: object) -> None:
    connection.close()


@contextlib.asynccontextmanager
async def listening(network: Smsc) -> AsyncIterator[None]:
    """A link with its doorbell, as in the process."""
    doorbell = Doorbell()
    (where,) = address.read_all(network.url())
    link = Link(where, store=api, line_number="0200000100", doorbell=doorbell, timing=QUICK)
    tasks = [asyncio.create_task(doorbell.run()), asyncio.create_task(link.run())]
    try:
        yield
    finally:
        link.stop()
        await tasks[1]
        tasks[0].cancel()


def answering(body: str, act: Callable[[Smsc], Awaitable[None]], **mode: object) -> None:
    """Let a resident text, queue an answer, and let ``act`` play the network."""

    async def scenario() -> None:
        async with smsc.running() as network, listening(network):
            await network.next("bound")
            network.do("mode", **mode)
            network.deliver("a", "안녕하세요", data_coding=8)
            await network.answers("a")
            resident = await asyncio.to_thread(rows.resident)
            await asyncio.to_thread(rows.queue, resident, body)
            await act(network)

    asyncio.run(scenario())


def test_an_answer_is_accepted_and_its_receipt_shown() -> None:
    async def act(network: Smsc) -> None:
        seen = await network.next("submit")
        assert (seen["text"], seen["destination"]) == ("오늘 메웠습니다.", "821000000042")
        await rows.state_is("submitted")
        words = "id:41001 sub:001 dlvrd:001 stat:DELIVRD err:000 text:"
        network.deliver("receipt", words, esm_class=4, data_coding=0)
        await rows.state_is("delivered")

    answering("오늘 메웠습니다.", act)


def test_a_long_answer_arrives_whole() -> None:
    body = "느티시장 입구 도로를 오늘 메웠습니다. 😀 " * 12

    async def act(network: Smsc) -> None:
        await rows.state_is("submitted")
        seen = [each for each in network.seen if each["event"] == "submit"]
        assert len(seen) > 2
        seen.sort(key=lambda each: each["udh"])
        assert "".join(each["text"] for each in seen) == body.strip()

    answering(body.strip(), act)


def test_a_receipt_settles_a_text_whose_response_was_lost() -> None:
    async def act(network: Smsc) -> None:
        seen = await network.next("submit")
        network.do("cut", session=1)
        await rows.state_is("unknown")
        bound = await network.next("bound")
        network.deliver(
            "receipt",
            "",
            session=bound["session"],
            esm_class=4,
            message_state=2,
            receipted_message_id="41001",
            user_message_reference=seen["reference"],
        )
        await rows.state_is("delivered")
        assert sum(each["event"] == "submit" for each in network.seen) == 1

    answering("한 번만", act, mode="hold")


def test_a_receipt_before_the_response_is_not_lost() -> None:
    async def act(network: Smsc) -> None:
        await network.next("submit")
        words = "id:41001 stat:DELIVRD err:000"
        network.deliver("receipt", words, esm_class=4, data_coding=0)
        await network.answers("receipt")
        network.do("release")
        await rows.state_is("delivered")

    answering("먼저 온 영수증", act, mode="hold")


def test_a_refusal_for_good_is_kept_with_its_code() -> None:
    async def act(network: Smsc) -> None:
        await rows.state_is("failed")
        codes = await rows.rows("SELECT raw_status FROM conversations_outgoingsegment")
        assert codes == [(0x0B,)]

    answering("없는 번호", act, mode="refuse", status=0x0B)
