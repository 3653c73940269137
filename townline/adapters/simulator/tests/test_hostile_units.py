"""Octets no line should send: each gets the answer of the specification, or the link ends."""

import socket
from collections.abc import Iterator

import pytest
import smpp34
from hypothesis import HealthCheck, given, settings, strategies as st

from tests.amount import examples
from townline.adapters.simulator.smpp import frames
from townline.adapters.simulator.tests.peers import PASSWORD, PATIENCE, SYSTEM_ID, Simulator

pytestmark = pytest.mark.peer
SUBMIT = smpp34.SubmitSm(
    "0200000100",
    "821000000001",
    bytes.fromhex("0500030402 01") + "가나다".encode("utf-16-be"),
    esm_class=0x40,
    data_coding=8,
    tlvs=[
        smpp34.Tlv(frames.TLV_USER_MESSAGE_REFERENCE, b"\1\2"),
        smpp34.Tlv(frames.TLV_SAR_MSG_REF_NUM, b"\0\1"),
        smpp34.Tlv(frames.TLV_SAR_TOTAL_SEGMENTS, b"\2"),
        smpp34.Tlv(frames.TLV_SAR_SEGMENT_SEQNUM, b"\1"),
    ],
    sequence_number=8,
).encode()


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


def test_a_number_too_long_for_its_parameter_is_as_if_absent(simulator: Simulator, raw: Raw):
    long = [
        smpp34.Tlv(tag, b"\xff" * 12)
        for tag in (
            frames.TLV_USER_MESSAGE_REFERENCE,
            frames.TLV_SAR_MSG_REF_NUM,
            frames.TLV_SAR_TOTAL_SEGMENTS,
            frames.TLV_SAR_SEGMENT_SEQNUM,
        )
    ]
    unit = smpp34.SubmitSm("1", "821000000001", b"ok", tlvs=long, sequence_number=2)
    assert raw.ask(unit.encode())[1:] == (0, 2)
    (segment,) = simulator.segments("010-0000-0001")
    assert (segment["user_message_reference"], segment["total"]) == (None, 1)


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


@given(st.data())
@settings(max_examples=examples(200), deadline=None, suppress_health_check=list(HealthCheck))
def test_a_damaged_submit_sm_gets_an_answer_and_the_link_lives(raw: Raw, data: st.DataObject):
    unit = bytearray(SUBMIT)
    places = st.integers(frames.HEADER, len(unit) - 1)
    for place in data.draw(st.lists(places, max_size=4)):
        unit[place] = data.draw(st.integers(0, 255))
    del unit[data.draw(st.integers(frames.HEADER, len(unit))) :]
    unit[:4] = len(unit).to_bytes(4)
    assert raw.ask(bytes(unit))[::2] == (frames.SUBMIT_SM | frames.RESPONSE, 8)


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
