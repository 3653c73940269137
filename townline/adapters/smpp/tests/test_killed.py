"""The process is killed in the middle of its work: nothing is lost, nothing is doubled."""

import asyncio
import datetime as dt
import random

import pytest
from django.db import connection

from tests.amount import ways
from townline.adapters.smpp.tests import bytes_, processes, raw, rows, smsc
from townline.platform.conversations import api

pytestmark = [
    pytest.mark.kill,
    pytest.mark.peer,
    pytest.mark.django_db(transaction=True),
]
RESP = 0x80000005
COUNT, WINDOW = 600, 50


@pytest.fixture(autouse=True)
def loaded(district: object) -> None:
    connection.close()


async def offer(line: raw.Connection, unanswered: list[int], enough: int) -> None:
    """Send what was not answered, a window at a time, until ``enough`` more are answered."""
    waiting = list(unanswered)
    flying = 0
    while enough and unanswered:
        while waiting and flying < WINDOW:
            number = waiting.pop(0)
            line.send(bytes_.deliver(number, b"text %d" % number))
            flying += 1
        _, status, sequence, _ = await line.next(RESP)
        assert status == 0
        unanswered.remove(sequence)
        flying, enough = flying - 1, enough - 1


@pytest.mark.parametrize("seed", ways([1, 2]))
def test_texts_in_survive_kills_at_random_moments(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 -- repeatable on purpose

    async def scenario() -> None:
        unanswered = list(range(1, COUNT + 1))
        async with raw.network() as network:
            for _ in range(3):
                async with processes.texts(network.url()) as process:
                    line = await network.bound()
                    await offer(line, unanswered, chance.randrange(1, COUNT // 5))
                    process.kill()
                    await processes.final_output(process)
            async with processes.texts(network.url()):
                await offer(await network.bound(), unanswered, COUNT)
                bodies = sorted(await rows.texts(), key=lambda body: int(body[5:]))
                assert bodies == [f"text {number}" for number in range(1, COUNT + 1)]

    asyncio.run(scenario())


def test_a_text_that_was_written_when_the_process_died_is_held_and_not_sent_again() -> None:
    async def scenario() -> None:
        async with smsc.running() as network:
            async with processes.texts(network.url("?window=5")) as process:
                await network.next("bound")
                network.deliver("a", "안녕하세요", data_coding=8)
                await network.answers("a")
                network.do("mode", mode="hold")
                resident = await asyncio.to_thread(rows.resident)
                for number in range(12):
                    await asyncio.to_thread(rows.queue, resident, f"answer {number}")
                await network.submitted(5)
                process.kill()
                await processes.final_output(process)
            network.do("mode", mode="accept")
            async with processes.texts(network.url("?window=5")):
                await network.next("bound")
                # The others go out; the five stay claimed until their lease is over.
                states = "SELECT state, count(*) FROM conversations_outgoingtext GROUP BY 1"
                await rows.shows(f"{states} ORDER BY 1", ("claimed", 5), ("submitted", 7))
                await asyncio.to_thread(_leases_over)
                await rows.shows(f"{states} ORDER BY 1", ("submitted", 7), ("unknown", 5))
            sent = [each["text"] for each in network.seen if each["event"] == "submit"]
            assert sorted(sent) == sorted(f"answer {number}" for number in range(12))

    asyncio.run(scenario())


def _leases_over() -> None:
    api.leases_expire(now=dt.datetime.now(dt.UTC) + dt.timedelta(minutes=2))
    connection.close()
