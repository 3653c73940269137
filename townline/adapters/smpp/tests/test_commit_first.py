"""A response leaves only when the row is on disk; what was not answered comes again, once."""

import asyncio

import pytest
from django.db import connection

from townline.adapters.smpp.tests import bytes_, raw, rows, smsc
from townline.adapters.smpp.tests.ledger import run_link
from townline.platform.conversations import api

pytestmark = [pytest.mark.peer, pytest.mark.django_db(transaction=True)]
RESP = 0x80000005


@pytest.fixture(autouse=True)
def loaded(district: object) -> None:
    connection.close()


def test_no_response_while_the_row_cannot_be_committed() -> None:
    async def scenario() -> None:
        async with (
            smsc.running() as network,
            await rows.connect() as blocker,
            run_link(network.url(), api),
        ):
            await network.next("bound")
            async with blocker.transaction():
                await blocker.execute("LOCK conversations_incomingtext IN EXCLUSIVE MODE")
                network.deliver("a", "한들구청장님께", data_coding=8)
                network.do("unknown_link", session=1)
                await network.next("nacked")
                assert not [each for each in network.seen if each["event"] == "answered"]
                assert await rows.texts() == []
            await network.answers("a")
            assert await rows.texts() == ["한들구청장님께"]

    asyncio.run(scenario())


def test_every_answered_text_is_visible_to_others_when_its_answer_arrives() -> None:
    async def scenario() -> None:
        async with (
            raw.network() as network,
            await rows.connect() as stranger,
            run_link(network.url(), api),
        ):
            connection = await network.bound()
            connection.send(*(bytes_.deliver(n, b"text %d" % n) for n in range(1, 301)))
            for _ in range(300):
                _, status, sequence, _ = await connection.next(RESP)
                assert status == 0
                found = await stranger.execute(
                    "SELECT 1 FROM conversations_incomingtext WHERE body = %s", [f"text {sequence}"]
                )
                assert await found.fetchone()

    asyncio.run(scenario())


def test_a_text_whose_answer_was_not_read_comes_again_and_stays_one() -> None:
    async def scenario() -> None:
        async with raw.network() as network, run_link(network.url(), api):
            first = await network.bound()
            first.send(bytes_.deliver(1, b"the bridge is icy"))
            await rows.wait_for_texts(1)
            first.cut()
            second = await network.bound()
            second.send(bytes_.deliver(1, b"the bridge is icy"))
            await second.next(RESP)
            counted = "SELECT body, came_again FROM conversations_incomingtext"
            assert await rows.rows(counted) == [("the bridge is icy", 1)]

    asyncio.run(scenario())


def test_a_text_whose_answer_was_read_may_be_written_again() -> None:
    async def scenario() -> None:
        async with raw.network() as network, run_link(network.url(), api):
            first = await network.bound()
            first.send(bytes_.deliver(1, b"yes"))
            await first.next(RESP)
            _, _, sequence, _ = await first.next(0x15)
            first.send(bytes_.unit(0x80000015, sequence))
            await rows.shows("SELECT max(read_upto) FROM conversations_linksession", (1,))
            first.cut()
            second = await network.bound()
            second.send(bytes_.deliver(1, b"yes"), bytes_.deliver(2, b"yes"))
            await second.next(RESP)
            await second.next(RESP)
            assert await rows.texts() == ["yes"] * 3

    asyncio.run(scenario())


def test_a_text_sent_again_under_the_id_of_the_network_stays_one() -> None:
    named = bytes_.tlv(0x001E, b"mo-77\0")

    async def scenario() -> None:
        async with raw.network() as network, run_link(network.url(), api):
            line = await network.bound()
            for sequence in (1, 2, 3):
                line.send(bytes_.deliver(sequence, b"once", tail=named))
                await line.next(RESP)
            counted = "SELECT body, came_again FROM conversations_incomingtext"
            assert await rows.rows(counted) == [("once", 2)]

    asyncio.run(scenario())


def test_a_database_that_goes_away_costs_the_link_but_no_text() -> None:
    async def scenario() -> None:
        async with smsc.running() as network, run_link(network.url(), api):
            await network.next("bound", session=1)
            network.deliver("a", "before", data_coding=0)
            await network.answers("a")
            await rows.rows(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid() "
                "AND backend_type = 'client backend'"
            )
            network.deliver("b", "while it is away", data_coding=0)
            await network.next("closed", session=1)
            bound = await network.next("bound")
            network.deliver("c", "while it is away", session=bound["session"], data_coding=0)
            await network.answers("c")
            assert not [each for each in network.seen if each.get("key") == "b"]
            assert await rows.texts() == ["before", "while it is away"]

    asyncio.run(scenario())


def test_hostile_content_is_kept_beside_its_neighbours() -> None:
    async def scenario() -> None:
        async with raw.network() as network, run_link(network.url(), api):
            line = await network.bound()
            line.send(
                bytes_.deliver(1, b"before"),
                bytes_.deliver(2, b"nul \0 in it", data_coding=3),
                bytes_.deliver(3, b"\xd8\x3d", data_coding=8),
                bytes_.deliver(4, b"", source=b""),
                bytes_.unit(0x05, 5, b"\xff"),
                bytes_.deliver(6, b"\1\2", data_coding=0x77),
                bytes_.deliver(7, b"after"),
            )
            for _ in range(7):
                assert (await line.next(RESP))[1] == 0
            assert await rows.texts() == ["before", "nul  in it", "\ufffd", "", "", "", "after"]
            failed = "SELECT problem FROM conversations_incomingtext WHERE state = 'failed'"
            assert [problem for (problem,) in await rows.rows(failed + " ORDER BY id")] == [
                "unreadable unit: service_type does not end",
                "data_coding 0x77 is not known on this link",
            ]

    asyncio.run(scenario())
