"""The process as the supervisor starts it."""

import asyncio
import signal

import pytest
from django.db import connection

from townline.adapters.smpp.tests import processes, rows, smsc

pytestmark = [pytest.mark.peer, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def loaded(district: object) -> None:
    connection.close()


def test_it_holds_several_links_and_stops_in_good_order() -> None:
    async def scenario() -> str:
        async with smsc.running() as one, smsc.running() as two:
            urls = f"{one.url('?name=one')},{two.url('?name=two')}"
            async with processes.texts(urls) as process:
                await one.next("bound")
                await two.next("bound")
                one.deliver("a", "느티로 가로등", data_coding=8)
                two.deliver("b", "다솜로 가로등", data_coding=8)
                await one.answers("a")
                await two.answers("b")
                assert sorted(await rows.texts()) == ["느티로 가로등", "다솜로 가로등"]
                process.send_signal(signal.SIGTERM)
                await one.next("unbound")
                await two.next("unbound")
                final_output = await processes.final_output(process)
                assert process.returncode == 0
        states = await rows.rows(
            "SELECT transport, state FROM conversations_linkstatus ORDER BY transport"
        )
        assert states == [("one", "stopped"), ("two", "stopped")]
        still_open = "SELECT count(*) FROM conversations_linksession WHERE closed_at IS NULL"
        assert await rows.rows(still_open) == [(0,)]
        return final_output

    output = asyncio.run(scenario())
    assert "link one bound" in output
    for secret in (smsc.PASSWORD, "0000004", "가로등"):
        assert secret not in output


def test_a_wrong_address_is_said_plainly() -> None:
    async def scenario() -> tuple[int | None, str]:
        url = "smpp://me:s3cr3t@127.0.0.1:1?window=many"
        async with processes.texts(url) as process:
            final_output = await processes.final_output(process)
            return process.returncode, final_output

    code, output = asyncio.run(scenario())
    assert code == 2
    assert "link 1: window must be a whole number from 1 to 1000, not 'many'" in output
    assert "s3cr3t" not in output


def test_without_an_address_it_waits_to_be_stopped() -> None:
    async def scenario() -> tuple[int | None, str]:
        async with processes.texts("") as process:
            assert process.stderr is not None
            line = (await process.stderr.readline()).decode()
            while line and "TOWNLINE_SMPP_URL is not set" not in line:
                line = (await process.stderr.readline()).decode()
            process.send_signal(signal.SIGTERM)
            await processes.final_output(process)
            return process.returncode, line

    code, line = asyncio.run(scenario())
    assert "no texts by SMPP: TOWNLINE_SMPP_URL is not set" in line
    assert code == 0


def test_it_stops_also_while_the_database_blocks() -> None:
    async def scenario() -> None:
        async with (
            smsc.running() as network,
            await rows.connect() as blocker,
            processes.texts(network.url()) as process,
        ):
            await network.next("bound")
            async with blocker.transaction():
                await blocker.execute("LOCK conversations_incomingtext IN EXCLUSIVE MODE")
                network.deliver("a", "kept by the network", data_coding=0)
                await rows.shows(
                    "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = "
                    "'conversations_incomingtext'::regclass",
                    (1,),
                )
                process.send_signal(signal.SIGTERM)
                await processes.final_output(process)
            assert process.returncode == 1
            assert not [each for each in network.seen if each["event"] == "answered"]
        await rows.shows(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND query LIKE 'COPY%' AND state = 'active'",
            (0,),
        )
        assert await rows.texts() == []

    asyncio.run(scenario())
