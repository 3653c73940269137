"""A stream of live events ends when its person may no longer hear what it tells."""

import asyncio
from collections.abc import Iterable

import pytest
from django.db import OperationalError

from townline.platform.departments.api import LiveScope
from townline.platform.processes import events
from townline.platform.processes.events import EventStream, Hub

ROADS = LiveScope(1, frozenset({"roads"}))
WASTE = LiveScope(1, frozenset({"waste"}))


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "CHECK_SECONDS", 0.0)
    monkeypatch.setattr(events, "HEARTBEAT_SECONDS", 0.0)


def stream(monkeypatch: pytest.MonkeyPatch, answers: Iterable[object]) -> list[bytes]:
    """Give what a page hears while the directory answers so, one answer at each check."""
    given = iter(answers)

    def live_scope(key: str) -> object:
        assert key == "key"
        answer = next(given)
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr("townline.platform.departments.api.live_scope", live_scope)

    async def listen() -> list[bytes]:
        return [message async for message in EventStream(Hub())._events("key", ROADS)]

    return asyncio.run(listen())


@pytest.mark.parametrize("later", [None, WASTE, LiveScope(1, None)])
def test_it_ends_when_the_session_or_what_one_may_see_is_another(
    monkeypatch: pytest.MonkeyPatch, later: LiveScope | None
) -> None:
    received = stream(monkeypatch, [ROADS, ROADS, later])
    assert received[1:] == [b": still here\n\n"] * 2


def test_it_goes_on_while_the_database_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    received = stream(monkeypatch, [OperationalError("away"), ROADS, None])
    assert received[1:] == [b": still here\n\n"] * 2
