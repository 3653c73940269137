import asyncio
from typing import Any

import pytest

from townline.adapters.smpp.tests import smsc
from townline.adapters.smpp.tests.ledger import Ledger, run_link, until
from townline.platform.conversations.ports import TextPart

pytestmark = pytest.mark.peer

WORDS = [
    ("안녕하세요, 느티시장 입구 도로가 파였어요", 8),
    ("고맙습니다 😀👍🏽", 8),
    ("Price: 10€ {a} [b] ~|\\^ ñÑ", 0),
    ("Ça coûte très cher, señor", 3),
    ("똠방각하", 8),
    ("", 0),
    ("가" * 60, 8),
]


def receive(*units: dict[str, Any], session: int = 1) -> Ledger:
    async def scenario() -> Ledger:
        ledger = Ledger()
        async with smsc.running() as network, run_link(network.url(), ledger):
            await network.next("bound")
            for number, unit in enumerate(units):
                network.deliver(str(number), unit.pop("text", ""), **unit)
            await network.answers(*map(str, range(len(units))))
        return ledger

    return asyncio.run(scenario())


def test_alphabets_as_another_codec_writes_them() -> None:
    ledger = receive(*({"text": text, "data_coding": coding} for text, coding in WORDS))
    assert ledger.texts() == [text for text, _ in WORDS]
    assert [each.sequence for each in ledger.deliveries] == list(range(1, len(WORDS) + 1))
    assert {each.source_addr for each in ledger.deliveries} == {"821000000042"}


def test_a_text_of_ten_thousand_characters_comes_as_message_payload() -> None:
    # The peer itself takes no unit above 16 KiB; ours go to 70,000 bytes (see the raw peer).
    long = "한들구 " * 2000
    ledger = receive({"message_payload": long[:8000], "data_coding": 8})
    assert ledger.texts() == [long[:8000]]


def part(reference: int, total: int, number: int, text: str, wide: bool = False) -> dict[str, Any]:
    head = (
        bytes([6, 8, 4, reference >> 8, reference & 255, total, number])
        if wide
        else bytes([5, 0, 3, reference, total, number])
    )
    message = {"udh": {"hex": head.hex()}, "message": {"hex": text.encode("utf-16-be").hex()}}
    return {"text": message, "data_coding": 8}


@pytest.mark.parametrize("wide", [False, True])
def test_parts_by_header_in_any_order(wide: bool) -> None:
    order = [11, 3, 1, 10, 2, 5, 4, 9, 8, 7, 6]
    reference = 0x1234 if wide else 0x34
    ledger = receive(*(part(reference, 11, n, f"조각{n} ", wide) for n in order))
    assert [each.part for each in ledger.deliveries] == [TextPart(reference, 11, n) for n in order]
    assert ledger.texts() == [f"조각{n} " for n in order]


def test_parts_by_parameters() -> None:
    sar = {"sar_msg_ref_num": 0x1234, "sar_total_segments": 2, "data_coding": 8}
    ledger = receive(
        {"text": "둘", "sar_segment_seqnum": 2, **sar},
        {"text": "하나", "sar_segment_seqnum": 1, **sar},
    )
    assert [each.part for each in ledger.deliveries] == [
        TextPart(0x1234, 2, 2),
        TextPart(0x1234, 2, 1),
    ]


def test_half_of_a_surrogate_pair_stays_in_its_part() -> None:
    high, low = "😀".encode("utf-16-be")[:2], "😀".encode("utf-16-be")[2:]
    first, second = part(9, 2, 1, ""), part(9, 2, 2, "")
    first["text"]["message"] = {"hex": high.hex()}
    second["text"]["message"] = {"hex": low.hex()}
    ledger = receive(first, second)
    assert b"".join(each.payload for each in ledger.deliveries).decode("utf-16-be") == "😀"


def test_receipts_are_not_texts() -> None:
    words = "id:41001 sub:001 dlvrd:001 stat:DELIVRD err:000 text:"
    ledger = receive(
        {"text": words, "esm_class": 4, "data_coding": 0},
        {
            "text": "",
            "esm_class": 4,
            "receipted_message_id": "41002",
            "message_state": 5,
            "user_message_reference": 77,
        },
    )
    assert not ledger.deliveries
    assert [
        (each.message_id, each.message_state, each.user_message_reference)
        for each in ledger.receipts
    ] == [("41001", "delivered", None), ("41002", "undeliverable", 77)]


def test_nothing_is_answered_before_it_is_stored() -> None:
    async def scenario() -> None:
        ledger = Ledger()
        ledger.gate.clear()
        async with smsc.running() as network, run_link(network.url(), ledger):
            await network.next("bound")
            for number in range(20):
                network.deliver(str(number), f"text {number}", data_coding=0)
            # The peer's answers come in order: a later one that is there shows the silence.
            network.do("unknown_link", session=1)
            await network.next("nacked")
            assert not [each for each in network.seen if each["event"] == "answered"]
            assert not ledger.deliveries
            ledger.gate.set()
            await network.answers(*map(str, range(20)))
            assert len(ledger.deliveries) == 20

    asyncio.run(scenario())


def test_a_store_that_fails_is_not_answered_and_the_text_comes_again() -> None:
    async def scenario() -> Ledger:
        ledger = Ledger()
        async with smsc.running() as network, run_link(network.url(), ledger):
            await network.next("bound", session=1)
            ledger.broken = True
            network.deliver("a", "kept by the network", data_coding=0)
            await network.next("closed", session=1)
            ledger.broken = False
            await network.next("bound", session=2)
            network.deliver("b", "kept by the network", session=2, data_coding=0)
            await network.answers("b")
            assert not [each for each in network.seen if each.get("key") == "a"]
        return ledger

    assert asyncio.run(scenario()).texts() == ["kept by the network"]


def test_what_the_network_has_read_is_written_down() -> None:
    async def scenario() -> None:
        ledger = Ledger()
        async with smsc.running() as network, run_link(network.url(), ledger):
            await network.next("bound")
            network.deliver("a", "one", data_coding=0)
            network.deliver("b", "two", data_coding=0)
            await network.answers("a", "b")
            await until(lambda: ledger.read.get(ledger.opened[0]) == 2)

    asyncio.run(scenario())
