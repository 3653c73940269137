"""Long texts: the user data header (3GPP 23.040, 9.2.3.24) and the SAR parameters."""

import struct
from collections.abc import Iterator, Mapping
from typing import Final

from townline.adapters.smpp.codec import codes, pdu
from townline.adapters.smpp.codec.pdu import Malformed
from townline.platform.conversations.ports import TextPart

CONCAT_8: Final = 0x00
CONCAT_16: Final = 0x08
_FORMS: Final = {CONCAT_8: struct.Struct(">BBB"), CONCAT_16: struct.Struct(">HBB")}


def read(message: bytes) -> tuple[TextPart | None, bytes] | Malformed:
    """Take the header off a message: the part it describes, if it does, and the bytes of text.

    Elements that speak of other things (ports, languages) are passed over.
    """
    if not message or len(message) <= message[0]:
        return Malformed("user data header is cut")
    header, body = message[1 : 1 + message[0]], message[1 + message[0] :]
    part = None
    for element in _elements(header):
        if element is None:
            return Malformed("user data header is cut")
        part = part or _part(*element)
    return part, body


def _elements(header: bytes) -> Iterator[tuple[int, bytes] | None]:
    at = 0
    while at < len(header):
        end = at + 2 + header[at + 1] if at + 1 < len(header) else len(header) + 1
        if end > len(header):
            yield None
            return
        yield header[at], header[at + 2 : end]
        at = end


def _part(kind: int, data: bytes) -> TextPart | None:
    form = _FORMS.get(kind)
    if form is None or len(data) != form.size:
        return None
    return TextPart(*form.unpack(data))


def read_sar(tlvs: Mapping[int, bytes]) -> TextPart | None:
    """Read the SAR parameters, if all three are there."""
    tags = (codes.TLV_SAR_REFERENCE, codes.TLV_SAR_TOTAL, codes.TLV_SAR_NUMBER)
    values = [int.from_bytes(tlvs.get(tag, b"")[:2]) if tag in tlvs else None for tag in tags]
    reference, total, number = values
    if reference is None or total is None or number is None:
        return None
    return TextPart(reference, total, number)


def write(part: TextPart, kind: int) -> bytes:
    """Build a header for one part. The 8-bit form keeps the low byte of the reference."""
    reference = part.reference & (0xFF if kind == CONCAT_8 else 0xFFFF)
    element = _FORMS[kind].pack(reference, part.total, part.number)
    return bytes([2 + len(element), kind, len(element)]) + element


def write_sar(part: TextPart) -> bytes:
    """Build the SAR parameters for one part."""
    return (
        pdu.tlv(codes.TLV_SAR_REFERENCE, (part.reference & 0xFFFF).to_bytes(2))
        + pdu.tlv(codes.TLV_SAR_TOTAL, bytes([part.total]))
        + pdu.tlv(codes.TLV_SAR_NUMBER, bytes([part.number]))
    )
