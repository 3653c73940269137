"""Octets no line should send: each gets the answer of the specification, or the link ends."""

import socket
from collections.abc import Iterator

import pytest

from townline.adapters.simulator import frames
from townline.adapters.simulator.tests.peers import PASSWORD, PATIENCE, SYSTEM_ID, Simulator

pytestmark = pytest.mark.peer


class Raw:
    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), PATIENCE)
        self._cutter = frames.Cutter()

    def ask(self, octets: bytes) -> tuple[int, int, int]:
        self.socket.sendall(octets)
        units: list[bytes] = []
        while not units:
            data = self.socket.recv(4096)
            assert data, "the connection ended"
            units = self._cutter.feed(data)
        return frames.head(units[0])

    def ends(self, octets: bytes) -> bool:
        self.socket.sendall(octets)
        try:
            return self.socket.recv(4096) == b""
        except ConnectionResetError:
            return True


@pytest.fixture
def raw(simulator: Simulator) -> Iterator[Raw]:
    peer = Raw(simulator.port)
    body = f"{SYSTEM_ID}\0{PASSWORD}\0\0".encode() + b"\x34\0\0\0"
    assert peer.ask(frames.unit(frames.BIND_TRANSCEIVER, 1, body=body))[1] == 0
    yield peer
    peer.socket.close()


@pytest.mark.parametrize("length", [0, 15, 70_001, 0xFFFFFFFF])
def test_an_impossible_length_ends_the_link(raw: Raw, length: int):
    assert raw.ends(length.to_bytes(4) + bytes(12))


def test_an_unknown_command_gets_a_generic_nack(raw: Raw):
    assert raw.ask(frames.unit(0x0ABC, 9)) == (frames.GENERIC_NACK, frames.RINVCMDID, 9)


def test_an_unknown_response_is_ignored(raw: Raw):
    answer = raw.ask(frames.unit(0x80000ABC, 3) + frames.unit(frames.ENQUIRE_LINK, 4))
    assert answer == (frames.ENQUIRE_LINK | frames.RESPONSE, 0, 4)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\0" * 5,
        b"\0\0\x000200000100\0\x01\x01821000000001\0",
        b"\0\0\x000200000100\0\x01\x01821000000001\0" + bytes(9) + b"\xff" + b"short",
    ],
)
def test_a_submit_sm_that_cannot_be_read_is_refused(raw: Raw, body: bytes):
    command, status, sequence = raw.ask(frames.unit(frames.SUBMIT_SM, 5, body=body))
    assert (command, sequence) == (frames.SUBMIT_SM | frames.RESPONSE, 5)
    assert status != 0


def test_units_in_single_octets_and_many_at_once_are_understood(raw: Raw):
    enquiry = frames.unit(frames.ENQUIRE_LINK, 6)
    for octet in enquiry[:-1]:
        raw.socket.sendall(bytes([octet]))
    assert raw.ask(enquiry[-1:])[2] == 6
    assert raw.ask(frames.unit(frames.ENQUIRE_LINK, 7))[2] == 7


def test_a_bind_cut_short_is_refused(simulator: Simulator):
    peer = Raw(simulator.port)
    assert peer.ask(frames.unit(frames.BIND_TRANSCEIVER, 1, body=b"es"))[1] == frames.RINVSYSID
    peer.socket.close()
