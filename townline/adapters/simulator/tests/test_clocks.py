"""What a session does when time passes; the clock is the test's."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from townline.adapters.simulator.network.database import open_database
from townline.adapters.simulator.network.exchange import Exchange
from townline.adapters.simulator.smpp import frames, session
from townline.adapters.simulator.smpp.session import Credentials, NetworkSession


class Wire:
    """A transport that keeps what is written."""

    def __init__(self) -> None:
        self.commands: list[int] = []
        self.aborted = False

    def write(self, unit: bytes) -> None:
        self.commands.append(frames.head(unit)[0])

    def abort(self) -> None:
        self.aborted = True

    def is_closing(self) -> bool:
        return self.aborted


class Clock:
    now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(session, "time", made)
    return made


@pytest.fixture
def exchange(tmp_path: Path) -> Iterator[Exchange]:
    db = open_database(tmp_path / "simulator.db")
    yield Exchange(db, line="+82200000100")
    db.close()


@pytest.fixture
def connected(clock: Clock, exchange: Exchange) -> tuple[NetworkSession, Wire]:
    wire, made = Wire(), NetworkSession(exchange, Credentials("esme", "pw"))
    made.connection_made(cast("Any", wire))
    return made, wire


BIND = frames.unit(frames.BIND_TRANSMITTER, 1, body=b"esme\0pw\0\0\x34\0\0\0")


def test_who_never_binds_is_let_go(clock: Clock, connected: tuple[NetworkSession, Wire]):
    made, wire = connected
    clock.now += 9
    made.tick()
    assert not wire.aborted
    clock.now += 2
    made.tick()
    assert wire.aborted


def test_silence_is_asked_about_and_ends_the_link(
    clock: Clock, connected: tuple[NetworkSession, Wire]
):
    made, wire = connected
    made.data_received(BIND)
    clock.now += 31
    made.tick()
    assert wire.commands[-1] == frames.ENQUIRE_LINK
    clock.now += 30
    made.tick()
    assert wire.aborted


def test_an_answer_ends_the_silence(clock: Clock, connected: tuple[NetworkSession, Wire]):
    made, wire = connected
    made.data_received(BIND)
    clock.now += 31
    made.tick()
    made.data_received(frames.unit(frames.ENQUIRE_LINK | frames.RESPONSE, 1))
    clock.now += 30
    made.tick()
    assert not wire.aborted
    assert wire.commands.count(frames.ENQUIRE_LINK) == 1


def test_a_text_nobody_answers_ends_the_link(clock: Clock, connected: tuple[NetworkSession, Wire]):
    made, wire = connected
    made.data_received(BIND)
    made.deliver(1, frames.unit(frames.DELIVER_SM, 0))
    for _ in range(7):
        clock.now += 10
        made.data_received(frames.unit(frames.ENQUIRE_LINK, 9))
        made.tick()
    assert wire.aborted
