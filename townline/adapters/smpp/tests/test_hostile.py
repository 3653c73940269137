"""Bytes that no network should send. A text among them is never lost, nor the link for long."""

import asyncio
import dataclasses
import struct
from collections.abc import Awaitable, Callable

import pytest

from townline.adapters.smpp.codec.wire import Wire
from townline.adapters.smpp.tests import bytes_, raw
from townline.adapters.smpp.tests.ledger import QUICK, Ledger, run_link, until
from townline.adapters.smpp.tests.raw import Connection

pytestmark = pytest.mark.peer
DELIVER_RESP, NACK = 0x80000005, 0x80000000


def play(act: Callable[[raw.RawNetwork, Connection], Awaitable[None]], options: str = "") -> Ledger:
    async def scenario() -> Ledger:
        ledger = Ledger()
        async with raw.network() as network, run_link(network.url(options), ledger) as link:
            connection = await network.bound()
            await act(network, connection)
            link.stop()
            # Whatever happened, the last connection is unbound in good order.
        return ledger

    return asyncio.run(scenario())


async def still_works(connection: Connection, sequence: int = 50) -> None:
    connection.send(bytes_.deliver(sequence, b"still here"))
    while True:
        _, status, answered, _ = await connection.next(DELIVER_RESP)
        if answered == sequence:
            assert status == 0
            return


@pytest.mark.parametrize("length", [0, 4, 15, 70_001, 0xFFFFFFFF])
def test_a_wrong_length_drops_the_link_which_binds_again(length: int) -> None:
    async def act(network: raw.RawNetwork, connection: Connection) -> None:
        connection.send(struct.pack(">I", length) + bytes(12))
        await connection.ended()
        await still_works(await network.bound())

    ledger = play(act)
    assert ledger.texts() == ["still here"]
    assert len(ledger.opened) == 2


@pytest.mark.parametrize(
    "unit",
    [
        bytes_.unit(0x05, 7),
        bytes_.unit(0x05, 7, b"\0"),
        bytes_.unit(0x05, 7, b"\xff" * 300),
        bytes_.deliver(7, b"abc", sm_length=200),
        bytes_.deliver(7, source=b"8" * 70),
        bytes_.deliver(7, b"\x09\x00\x03\x01", esm_class=0x40),
        bytes_.deliver(7, b"", esm_class=0x40),
        bytes_.deliver(7, b"abc", data_coding=0x77),
        bytes_.deliver(7, b"not a receipt", esm_class=0x04),
    ],
)
def test_what_cannot_be_understood_is_kept_raw_and_answered(unit: bytes) -> None:
    async def act(network: raw.RawNetwork, connection: Connection) -> None:
        connection.send(unit)
        _, status, sequence, _ = await connection.next(DELIVER_RESP)
        assert (status, sequence) == (0, 7)
        await still_works(connection)

    ledger = play(act)
    delivery = ledger.deliveries[0]
    assert delivery.charset == "binary"
    assert delivery.problem
    assert delivery.payload in unit
    assert ledger.texts() == ["", "still here"]
    assert len(ledger.opened) == 1


def test_a_cut_parameter_does_not_hurt_the_text() -> None:
    async def act(network: raw.RawNetwork, connection: Connection) -> None:
        connection.send(bytes_.deliver(7, b"whole", tail=b"\x04\x24\xff\xffabc"))
        await connection.next(DELIVER_RESP)

    ledger = play(act)
    assert ledger.texts() == ["whole"]
    assert ledger.deliveries[0].problem == ""


@pytest.mark.parametrize("command", [0x00000000, 0x00000004, 0x00000777, 0x7FFFFFFF, 0x00000112])
def test_an_unknown_request_gets_generic_nack(command: int) -> None:
    async def act(network: raw.RawNetwork, connection: Connection) -> None:
        connection.send(bytes_.unit(command, 31, b"what is this"))
        _, status, sequence, body = await connection.next(NACK)
        assert (status, sequence, body) == (3, 31, b"")
        await still_works(connection)

    assert play(act).texts() == ["still here"]


@pytest.mark.parametrize(
    "unit",
    [
        bytes_.unit(0x80000004, 4242, b"x\0"),
        bytes_.unit(0x80000000, 0, status=3),
        bytes_.unit(0x80000777, 9),
        bytes_.unit(0x80000005, 0xFFFFFFFF),
        bytes_.unit(0x0000000B, 1, b"outbind\0pw\0"),
        bytes_.unit(0x00000102, 1, b"alert"),
    ],
)
def test_a_stray_response_or_announcement_is_ignored(unit: bytes) -> None:
    async def act(network: raw.RawNetwork, connection: Connection) -> None:
        connection.send(unit)
        assert await connection.silence() == []
        await still_works(connection)

    assert play(act).texts() == ["still here"]


def test_a_text_that_comes_with_the_bind_response_is_kept() -> None:
    async def scenario() -> Ledger:
        ledger = Ledger()
        async with raw.network() as network, run_link(network.url(), ledger):
            connection = await network.connection()
            _, _, sequence, _ = await connection.next(0x09)
            connection.send(
                bytes_.unit(0x80000009, sequence, b"raw\0"), bytes_.deliver(3, b"early")
            )
            await connection.next(DELIVER_RESP)
        return ledger

    assert asyncio.run(scenario()).texts() == ["early"]


def test_the_largest_text_comes_in_one_unit_byte_by_byte() -> None:
    text = "한" * 10_000 + "끝"
    payload = bytes_.tlv(0x0424, text.encode("utf-16-be"))
    unit = bytes_.deliver(7, b"", data_coding=8, tail=payload)

    async def act(network: raw.RawNetwork, connection: Connection) -> None:
        for at in range(0, len(unit), 999):
            connection.send(unit[at : at + 999])
            await asyncio.sleep(0)
        await connection.next(DELIVER_RESP)

    assert play(act).texts() == [text]


def test_a_silent_network_is_left() -> None:
    async def scenario() -> Ledger:
        ledger = Ledger()
        timing = dataclasses.replace(QUICK, enquire=0.05, response=0.05)
        async with raw.network() as network, run_link(network.url(), ledger, timing):
            connection = await network.bound()
            await connection.ended()
            await network.bound()
        return ledger

    ledger = asyncio.run(scenario())
    assert ("down", "the network is silent") in ledger.states


def test_a_flood_is_not_read_further_than_it_can_be_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    hold, release = Wire.hold, Wire.release

    def noted_hold(wire: Wire, why: str) -> None:
        done.append(f"hold {why}")
        hold(wire, why)

    def noted_release(wire: Wire, why: str) -> None:
        done.append(f"release {why}")
        release(wire, why)

    monkeypatch.setattr(Wire, "hold", noted_hold)
    monkeypatch.setattr(Wire, "release", noted_release)

    async def scenario() -> Ledger:
        ledger = Ledger()
        ledger.gate.clear()
        async with raw.network() as network, run_link(network.url(), ledger):
            connection = await network.bound()
            connection.send(*(bytes_.deliver(n, b"%d" % n) for n in range(1, 5001)))
            await until(lambda: done)
            ledger.gate.set()
            for number in range(1, 5001):
                assert (await connection.next(DELIVER_RESP))[2] == number
        return ledger

    assert asyncio.run(scenario()).texts() == [str(n) for n in range(1, 5001)]
    assert done[0] == "hold queue"
    assert done[-1] == "release queue"
