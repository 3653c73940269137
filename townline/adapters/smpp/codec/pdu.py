"""The bytes of SMPP 3.4. Reading never raises: what cannot be read is ``Malformed``."""

import struct
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from townline.adapters.smpp.codec import codes

HEADER: Final = struct.Struct(">IIII")
LENGTH: Final = struct.Struct(">I")
TLV: Final = struct.Struct(">HH")
SHORTEST: Final = HEADER.size
# A message_payload of 64 KiB and the fields around it; more is not a PDU but noise.
LONGEST: Final = 70_000
# The specification allows 20 characters; some networks write a few more.
ADDRESS: Final = 24


@dataclass(frozen=True, slots=True)
class Malformed:
    """Bytes that are not what they should be, and why (without their content)."""

    reason: str


class Frame(NamedTuple):
    """One unit as it came: the header, and all its bytes in ``raw``."""

    command: int
    status: int
    sequence: int
    raw: bytes


class Framer:
    """Cuts a stream into frames. After a wrong length the stream cannot be trusted any more."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, data: bytes) -> tuple[list[Frame], Malformed | None]:
        """Give the frames completed by ``data``, and what broke the stream, if anything did."""
        buffer = self._rest + data if self._rest else data
        frames: list[Frame] = []
        at, end = 0, len(buffer)
        while end - at >= LENGTH.size:
            (length,) = LENGTH.unpack_from(buffer, at)
            if not SHORTEST <= length <= LONGEST:
                return frames, Malformed(f"command_length {length}")
            if end - at < length:
                break
            _, command, status, sequence = HEADER.unpack_from(buffer, at)
            frames.append(Frame(command, status, sequence, buffer[at : at + length]))
            at += length
        self._rest = buffer[at:]
        return frames, None


class Fields:
    """Reads the body of a frame from left to right; the first lack makes ``problem`` and stays."""

    __slots__ = ("_at", "_raw", "problem")

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._at = HEADER.size
        self.problem = ""

    def _lack(self, what: str) -> None:
        self.problem = self.problem or what
        self._at = len(self._raw)

    def text(self, name: str, longest: int) -> str:
        """Read a string that ends with a zero byte."""
        end = self._raw.find(b"\0", self._at)
        if end < 0 or end - self._at > longest:
            self._lack(f"{name} does not end")
            return ""
        value = self._raw[self._at : end].decode("latin-1")
        self._at = end + 1
        return value

    def byte(self, name: str) -> int:
        """Read one byte."""
        if self._at >= len(self._raw):
            self._lack(f"{name} is missing")
            return 0
        self._at += 1
        return self._raw[self._at - 1]

    def octets(self, name: str, length: int) -> bytes:
        """Read ``length`` bytes."""
        there = len(self._raw) - self._at
        if there < length:
            self._lack(f"{name} says {length}, {there} are there")
            return b""
        self._at += length
        return self._raw[self._at - length : self._at]

    def tlvs(self) -> dict[int, bytes]:
        """Read the optional parameters; one that is cut off is left out, as networks send such."""
        found: dict[int, bytes] = {}
        raw, at, end = self._raw, self._at, len(self._raw)
        while end - at >= TLV.size:
            tag, length = TLV.unpack_from(raw, at)
            at += TLV.size
            if end - at < length:
                break
            found.setdefault(tag, raw[at : at + length])
            at += length
        return found


@dataclass(frozen=True, slots=True)
class Deliver:
    """A deliver_sm or data_sm. ``message`` is short_message, or message_payload if there."""

    source_addr: str
    destination_addr: str
    esm_class: int
    data_coding: int
    message: bytes
    tlvs: dict[int, bytes] = field(default_factory=dict)

    @property
    def is_receipt(self) -> bool:
        """Whether this tells of a text of ours, by esm_class."""
        return self.esm_class & codes.ESM_TYPE_MASK in codes.ESM_RECEIPTS


def read_deliver(frame: Frame) -> Deliver | Malformed:
    """Read a deliver_sm or data_sm (sections 4.6.1 and 4.7.1)."""
    fields = Fields(frame.raw)
    fields.text("service_type", ADDRESS)
    source, destination = _address(fields, "source_addr"), _address(fields, "destination_addr")
    esm_class = fields.byte("esm_class")
    if frame.command == codes.DELIVER_SM:
        data_coding, message = _short_message(fields)
    else:
        fields.byte("registered_delivery")
        data_coding, message = fields.byte("data_coding"), b""
    if fields.problem:
        return Malformed(fields.problem)
    tlvs = fields.tlvs()
    message = tlvs.get(codes.TLV_MESSAGE_PAYLOAD, message)
    return Deliver(source, destination, esm_class, data_coding, message, tlvs)


def _address(fields: Fields, name: str) -> str:
    fields.byte("ton")
    fields.byte("npi")
    return fields.text(name, ADDRESS)


def _short_message(fields: Fields) -> tuple[int, bytes]:
    fields.byte("protocol_id")
    fields.byte("priority_flag")
    fields.text("schedule_delivery_time", ADDRESS)
    fields.text("validity_period", ADDRESS)
    fields.byte("registered_delivery")
    fields.byte("replace_if_present_flag")
    data_coding = fields.byte("data_coding")
    fields.byte("sm_default_msg_id")
    return data_coding, fields.octets("sm_length", fields.byte("sm_length"))


def read_message_id(frame: Frame) -> str:
    """Read the id in a submit_sm_resp, or "" if there is none (a refusal may have no body)."""
    return Fields(frame.raw).text("message_id", 65)


@dataclass(frozen=True, slots=True)
class QueryAnswer:
    """A query_sm_resp: the network's present word on one message."""

    message_id: str
    message_state: int
    error_code: int


def read_query_answer(frame: Frame) -> QueryAnswer | Malformed:
    """Read a query_sm_resp (section 4.8.2)."""
    fields = Fields(frame.raw)
    message_id = fields.text("message_id", 65)
    fields.text("final_date", ADDRESS)
    state, error = fields.byte("message_state"), fields.byte("error_code")
    if fields.problem:
        return Malformed(fields.problem)
    return QueryAnswer(message_id, state, error)


def write(command: int, sequence: int, body: bytes = b"", *, status: int = codes.OK) -> bytes:
    """Build one unit."""
    return HEADER.pack(SHORTEST + len(body), command, status, sequence) + body


def text(value: str) -> bytes:
    """Build a string that ends with a zero byte. Raises UnicodeEncodeError outside ASCII."""
    return value.encode("ascii") + b"\0"


def tlv(tag: int, value: bytes) -> bytes:
    """Build an optional parameter."""
    return TLV.pack(tag, len(value)) + value
