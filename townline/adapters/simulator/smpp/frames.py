"""Cutting a TCP stream into protocol data units, and the units that carry no text."""

import struct

import smpp34

GENERIC_NACK = 0x80000000
RESPONSE = 0x80000000
BIND_RECEIVER, BIND_TRANSMITTER, BIND_TRANSCEIVER = 0x01, 0x02, 0x09
QUERY_SM, SUBMIT_SM, DELIVER_SM, UNBIND, ENQUIRE_LINK = 0x03, 0x04, 0x05, 0x06, 0x15

ROK, RINVCMDID, RINVBNDSTS, RALYBND = 0x00, 0x03, 0x04, 0x05
RINVDSTADR, RINVMSGID, RINVPASWD, RINVSYSID = 0x0B, 0x0C, 0x0E, 0x0F
RTHROTTLED, RINVPARLEN = 0x58, 0xC2

TLV_RECEIPTED_MESSAGE_ID, TLV_USER_MESSAGE_REFERENCE = 0x001E, 0x0204
TLV_SAR_MSG_REF_NUM, TLV_SAR_TOTAL_SEGMENTS, TLV_SAR_SEGMENT_SEQNUM = 0x020C, 0x020E, 0x020F
TLV_MESSAGE_PAYLOAD, TLV_MESSAGE_STATE = 0x0424, 0x0427

_HEADER = struct.Struct(">IIII")
HEADER = _HEADER.size
_LONGEST = 70_000


class StreamBroken(Exception):
    """A length that no unit can have: where the next unit begins is no longer known."""


class Cutter:
    """Collects octets and gives whole units."""

    def __init__(self) -> None:
        self._octets = bytearray()

    def feed(self, octets: bytes) -> list[bytes]:
        """Give the units completed by these octets. Raises StreamBroken."""
        self._octets += octets
        units = []
        while len(self._octets) >= HEADER:
            length = int.from_bytes(self._octets[:4])
            if not HEADER <= length <= _LONGEST:
                raise StreamBroken
            if len(self._octets) < length:
                break
            units.append(bytes(self._octets[:length]))
            del self._octets[:length]
        return units


def head(unit: bytes) -> tuple[int, int, int]:
    """Give command_id, command_status and sequence_number."""
    _, command, status, sequence = _HEADER.unpack_from(unit)
    return command, status, sequence


def unit(command: int, sequence: int, *, status: int = ROK, body: bytes = b"") -> bytes:
    """Build a unit from its parts."""
    return _HEADER.pack(HEADER + len(body), command, status, sequence) + body


def with_sequence(pdu: bytes, sequence: int) -> bytes:
    """Give a stored unit the sequence number of the session that sends it."""
    return pdu[:12] + sequence.to_bytes(4) + pdu[HEADER:]


def strings(unit: bytes, count: int) -> list[str]:
    """Read the first ``count`` C-octet strings of a body; those cut off are empty."""
    found = unit[HEADER:].split(b"\0", count)[:count]
    return [octets.decode("latin-1") for octets in found] + [""] * (count - len(found))


def small(unit: smpp34.SubmitSm, tag: int) -> int | None:
    """Give an optional parameter that is a number of one or two octets, or None."""
    value = tlv(unit, tag) or b""
    return int.from_bytes(value) if 1 <= len(value) <= 2 else None  # noqa: PLR2004 -- octets


def tlv(unit: smpp34.SubmitSm, tag: int) -> bytes | None:
    """Give the value of an optional parameter, or None."""
    return next((item.value for item in unit.tlvs if item.tag == tag), None)
