import asyncio
import logging

import pytest

from townline.adapters.smpp.tests import smsc
from townline.adapters.smpp.tests.ledger import Ledger, run_link, until

pytestmark = pytest.mark.peer


def test_a_link_binds_reports_and_takes_leave() -> None:
    async def scenario() -> Ledger:
        ledger = Ledger()
        async with smsc.running() as network:
            async with run_link(network.url("?name=main"), ledger):
                bound = await network.next("bound")
                assert (bound["system_id"], bound["bind"]) == ("me", "bind_transceiver")
                await until(lambda: ("bound", "") in ledger.states)
            await network.next("unbound")
        return ledger

    ledger = asyncio.run(scenario())
    assert ledger.states[-1] == ("stopped", "")
    assert ledger.closed == ledger.opened
    assert len(ledger.opened) == 1


@pytest.mark.parametrize("kind", ["receiver", "transmitter"])
def test_a_link_binds_for_one_direction(kind: str) -> None:
    async def scenario() -> None:
        async with smsc.running() as network, run_link(network.url(f"?bind={kind}"), Ledger()):
            assert (await network.next("bound"))["bind"] == f"bind_{kind}"

    asyncio.run(scenario())


def test_a_wrong_password_ten_times_is_said_and_never_shown(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)

    async def scenario() -> Ledger:
        ledger = Ledger()
        async with smsc.running() as network, run_link(network.url(password="wr0ng"), ledger):
            for _ in range(10):
                await network.next("wrong")
            await until(lambda: any(state == "refused" for state, _ in ledger.states))
        return ledger

    ledger = asyncio.run(scenario())
    words = "the network refused the bind: password is wrong (0x0E)"
    assert ("refused", words) in ledger.states
    assert "wr0ng" not in caplog.text
    assert len(ledger.opened) >= 10
    assert ledger.closed == ledger.opened


def test_nobody_listening_is_said_in_words() -> None:
    async def scenario() -> Ledger:
        ledger = Ledger()
        async with smsc.running() as network:
            url = network.url()
        async with run_link(url, ledger):
            await until(lambda: any(state == "down" for state, _ in ledger.states))
        return ledger

    ledger = asyncio.run(scenario())
    down = next(detail for state, detail in ledger.states if state == "down")
    assert down.startswith("cannot connect: ")


@pytest.mark.parametrize("how", ["cut", "unbind"])
def test_a_link_binds_again_after_the_network_left(how: str) -> None:
    async def scenario() -> Ledger:
        ledger = Ledger()
        async with smsc.running() as network, run_link(network.url(), ledger):
            await network.next("bound", session=1)
            network.do(how, session=1)
            if how == "unbind":
                await network.next("left")
            await network.next("bound", session=2)
            network.deliver("a", "after", session=2, data_coding=0)
            await network.answers("a")
        return ledger

    ledger = asyncio.run(scenario())
    assert ledger.texts() == ["after"]
    assert len(set(ledger.opened)) == 2


def test_two_links_work_side_by_side() -> None:
    async def scenario() -> Ledger:
        ledger = Ledger()
        async with (
            smsc.running() as one,
            smsc.running() as two,
            run_link(one.url("?name=one"), ledger),
            run_link(two.url("?name=two"), ledger),
        ):
            await one.next("bound")
            await two.next("bound")
            one.deliver("a", "by one", data_coding=0)
            two.deliver("b", "by two", data_coding=0)
            await one.answers("a")
            await two.answers("b")
        return ledger

    ledger = asyncio.run(scenario())
    assert {(each.transport, each.payload) for each in ledger.deliveries} == {
        ("one", b"by one"),
        ("two", b"by two"),
    }


def test_a_link_waits_for_the_database_before_it_binds() -> None:
    async def scenario() -> None:
        ledger = Ledger()
        ledger.broken = True
        async with smsc.running() as network, run_link(network.url(), ledger):
            await until(lambda: any("the database is away" in d for _, d in ledger.states))
            assert [each["event"] for each in network.seen] == ["listening"]
            ledger.broken = False
            await network.next("bound")

    asyncio.run(scenario())
