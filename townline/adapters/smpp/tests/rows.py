"""Looks into the database as a stranger: by a connection of its own."""

import asyncio
import datetime as dt
from typing import Any

import psycopg
from django.db import connection

from townline.platform.conversations import api
from townline.platform.conversations.ports import Claim, IncomingView

PATIENCE = 60
_OPTIONS = ("dbname", "user", "password", "host", "port", "options")


async def connect() -> psycopg.AsyncConnection[tuple[Any, ...]]:
    params = connection.get_connection_params()
    given = {key: params[key] for key in _OPTIONS if key in params}
    return await psycopg.AsyncConnection.connect(**given, autocommit=True)


async def rows(query: str) -> list[tuple[Any, ...]]:
    async with await connect() as stranger:
        return await (await stranger.execute(query)).fetchall()


async def shows(query: str, *expected: tuple[Any, ...]) -> None:
    """Wait until a query gives these rows; the limit only ends a test that fails."""
    seen = None
    try:
        async with asyncio.timeout(PATIENCE):
            while (seen := await rows(query)) != list(expected):  # noqa: ASYNC110 -- rows send no event
                await asyncio.sleep(0.01)
    except TimeoutError:
        raise AssertionError(f"{query}: {seen}") from None


async def texts() -> list[str]:
    found = await rows("SELECT body FROM conversations_incomingtext ORDER BY id")
    return [body for (body,) in found]


async def wait_for_texts(count: int) -> None:
    """Wait for so many rows of texts in all."""
    await shows("SELECT count(*) FROM conversations_incomingtext", (count,))


async def state_is(state: str) -> None:
    """Wait until the only outgoing text is in a state."""
    await shows("SELECT state FROM conversations_outgoingtext", (state,))


def resident(number: str = "821000000042") -> int:
    """Find the resident of a number after routing what came in."""

    def claim(text: IncomingView, /) -> Claim | None:
        return Claim("test", f"test:{text.id}")

    api.route_batch(claimers=[claim], limit=100, now=dt.datetime.now(dt.UTC))
    found = api.resident_find(number)
    connection.close()
    assert found is not None
    return found


def queue(resident_id: int, body: str) -> int:
    """Queue an answer."""
    text_id = api.text_queue(
        resident_id=resident_id,
        kind="question",
        body=body,
        reference="test:1",
        now=dt.datetime.now(dt.UTC),
    )
    connection.close()
    return text_id
