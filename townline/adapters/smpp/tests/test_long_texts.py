"""Parts as networks send them, joined by the room behind the link."""

import asyncio
from typing import Any

import pytest
from django.db import connection

from townline.adapters.smpp.tests import rows, smsc
from townline.adapters.smpp.tests.ledger import run_link
from townline.platform.conversations import api

pytestmark = [pytest.mark.peer, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def loaded(district: object) -> None:
    connection.close()


def part(reference: int, total: int, number: int, content: bytes) -> dict[str, Any]:
    head = bytes([5, 0, 3, reference, total, number]).hex()
    return {"udh": {"hex": head}, "message": {"hex": content.hex()}}


def deliver(*units: tuple[str, dict[str, Any]]) -> list[str]:
    async def scenario() -> list[str]:
        async with smsc.running() as network, run_link(network.url(), api):
            await network.next("bound")
            for number, (sender, unit) in enumerate(units):
                network.deliver(str(number), unit, source_addr=sender, data_coding=8)
            await network.answers(*map(str, range(len(units))))
            return await rows.texts()

    return asyncio.run(scenario())


ONE, TWO = "821000000042", "821000000043"


def test_two_residents_with_the_same_reference_stay_two() -> None:
    mine, yours = "느티시장 입구 ".encode("utf-16-be"), "샘골동 놀이터 ".encode("utf-16-be")
    assert deliver(
        (ONE, part(7, 2, 1, mine)),
        (TWO, part(7, 2, 1, yours)),
        (TWO, part(7, 2, 2, "그네".encode("utf-16-be"))),
        (ONE, part(7, 2, 2, "도로".encode("utf-16-be"))),
    ) == ["샘골동 놀이터 그네", "느티시장 입구 도로"]


def test_eleven_parts_in_any_order() -> None:
    order = [11, 3, 1, 10, 2, 5, 4, 9, 8, 7, 6]
    got = deliver(*((ONE, part(9, 11, n, f"{n}.".encode("utf-16-be"))) for n in order))
    assert got == ["".join(f"{n}." for n in range(1, 12))]


def test_a_surrogate_pair_split_between_parts_becomes_whole() -> None:
    content = "조심하세요 😀 거기".encode("utf-16-be")
    cut = content.index(b"\xd8\x3d") + 2
    assert deliver((ONE, part(8, 2, 2, content[cut:])), (ONE, part(8, 2, 1, content[:cut]))) == [
        "조심하세요 😀 거기"
    ]
