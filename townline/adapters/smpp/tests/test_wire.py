import asyncio

import pytest

from townline.adapters.smpp.codec import pdu
from townline.adapters.smpp.codec.wire import Wire, WireLost
from townline.adapters.smpp.tests import bytes_


class Socket(asyncio.Transport):
    """A transport that notes what it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.reading = True
        self.written = b""
        self.closed = False

    def pause_reading(self) -> None:
        self.reading = False

    def resume_reading(self) -> None:
        self.reading = True

    def write(self, data: object) -> None:
        assert isinstance(data, bytes)
        self.written += data

    def is_closing(self) -> bool:
        return self.closed

    def abort(self) -> None:
        self.closed = True

    def close(self) -> None:
        self.closed = True


def connect_wire() -> tuple[Wire, Socket, list[pdu.Frame]]:
    frames: list[pdu.Frame] = []
    wire, sock = Wire(frames.append), Socket()
    wire.connection_made(sock)
    return wire, sock, frames


def test_a_peer_that_does_not_read_is_not_read() -> None:
    wire, sock, _ = connect_wire()
    wire.pause_writing()
    wire.hold("queue")
    wire.resume_writing()
    assert not sock.reading
    wire.release("queue")
    assert sock.reading


def test_requests_get_their_own_responses_in_any_order() -> None:
    wire, _, _ = connect_wire()
    seen: list[tuple[str, int]] = []
    wire.ask(0x15, b"", lambda frame: seen.append(("first", frame.sequence if frame else 0)))
    wire.ask(0x15, b"", lambda frame: seen.append(("second", frame.sequence if frame else 0)))
    wire.data_received(bytes_.unit(0x80000015, 2) + bytes_.unit(0x80000015, 1))
    wire.data_received(bytes_.unit(0x80000015, 1))
    assert seen == [("second", 2), ("first", 1)]


def test_the_end_answers_all_requests_and_later_ones_are_not_written() -> None:
    wire, sock, _ = connect_wire()
    seen: list[pdu.Frame | None] = []
    wire.ask(0x15, b"", seen.append)
    sock.closed = True
    wire.connection_lost(None)
    before = sock.written
    assert seen == [None]
    assert not wire.ask(0x15, b"", seen.append)
    assert (sock.written, wire.reason) == (before, "the network closed it")
    with pytest.raises(WireLost):
        asyncio.run(wire.request(0x15, b"", 1))


def test_what_came_before_a_broken_length_still_counts() -> None:
    wire, sock, frames = connect_wire()
    wire.data_received(bytes_.deliver(1, b"kept") + b"\0\0\0\x0f")
    assert [frame.sequence for frame in frames] == [1]
    assert sock.closed
    assert wire.reason == "the stream is broken: command_length 15"


def test_sequence_numbers_begin_again_after_the_last() -> None:
    wire, sock, _ = connect_wire()
    wire._sequence = 0x7FFFFFFE
    wire.ask(0x15, b"", lambda _: None)
    wire.ask(0x15, b"", lambda _: None)
    frames, _ = pdu.Framer().feed(sock.written)
    assert [frame.sequence for frame in frames] == [0x7FFFFFFF, 1]
