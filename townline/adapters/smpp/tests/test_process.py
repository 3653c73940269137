"""The process as the supervisor starts it."""

import asyncio
import os
import signal
import sys
from urllib.parse import quote

import pytest
from django.db import connection

from townline.adapters.smpp.tests import rows, smsc

pytestmark = [pytest.mark.peer, pytest.mark.django_db(transaction=True)]
PATIENCE = 30


@pytest.fixture(autouse=True)
def database(district: object) -> str:
    """Where this test run's database is, as an address."""
    params = connection.settings_dict
    host, port = quote(str(params["HOST"]), safe=""), params["PORT"]
    secret = quote(str(params["PASSWORD"]), safe="")
    user, name = quote(str(params["USER"]), safe=""), params["NAME"]
    connection.close()
    return f"postgresql://{user}:{secret}@{host}{f':{port}' if port else ''}/{name}"


async def start(database: str, url: str) -> asyncio.subprocess.Process:
    environment = {"TOWNLINE_DATABASE_URL": database, "TOWNLINE_SMPP_URL": url}
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "townline", "process", "texts"),
        env={**os.environ, **environment},
        stderr=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )


async def end(process: asyncio.subprocess.Process) -> str:
    try:
        async with asyncio.timeout(PATIENCE):
            out, err = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return (out + err).decode()


def test_it_holds_several_links_and_stops_in_good_order(database: str) -> None:
    async def scenario() -> str:
        async with smsc.running() as one, smsc.running() as two:
            urls = f"{one.url('?name=one')},{two.url('?name=two')}"
            process = await start(database, urls)
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
            said = await end(process)
            assert process.returncode == 0
        states = await rows.rows(
            "SELECT transport, state FROM conversations_linkstatus ORDER BY transport"
        )
        assert states == [("one", "stopped"), ("two", "stopped")]
        still_open = "SELECT count(*) FROM conversations_linksession WHERE closed_at IS NULL"
        assert await rows.rows(still_open) == [(0,)]
        return said

    said = asyncio.run(scenario())
    assert "link one bound" in said
    for secret in (smsc.PASSWORD, "0000004", "가로등"):
        assert secret not in said


def test_a_wrong_address_is_said_plainly(database: str) -> None:
    async def scenario() -> tuple[int | None, str]:
        process = await start(database, "smpp://me:s3cr3t@127.0.0.1:1?window=many")
        said = await end(process)
        return process.returncode, said

    code, said = asyncio.run(scenario())
    assert code == 2
    assert "link 1: window must be a whole number from 1 to 1000, not 'many'" in said
    assert "s3cr3t" not in said


def test_it_stops_also_while_the_database_blocks(database: str) -> None:
    async def scenario() -> None:
        async with smsc.running() as network, await rows.connect() as blocker:
            process = await start(database, network.url())
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
                await end(process)
            assert process.returncode == 1
            assert not [each for each in network.seen if each["event"] == "answered"]
        await rows.shows(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND query LIKE 'COPY%' AND state = 'active'",
            (0,),
        )
        assert await rows.texts() == []

    asyncio.run(scenario())
