"""From a claimed segment to a submit_sm."""

import struct
from dataclasses import dataclass
from typing import Final

from townline.adapters.smpp import codings, udh
from townline.adapters.smpp.address import Address
from townline.adapters.smpp.codec import codes, pdu
from townline.platform.conversations.ports import QueryJob, SegmentJob, TextPart
from townline.platform.core.text import charsets, msisdn

_SHORT_MESSAGE: Final = 254
_ASK_FOR_RECEIPT: Final = 1
_UDH_KINDS: Final = {"udh8": udh.CONCAT_8, "udh16": udh.CONCAT_16}


class CannotBeWritten(ValueError):
    """The segment does not fit the protocol or the link's alphabets; it was not sent."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the link's requests. ``line_number`` is the office's number in digits."""

    address: Address
    line_number: str

    def submit(self, job: SegmentJob) -> bytes:
        """Build the body of a submit_sm (section 4.4.1). Raises CannotBeWritten."""
        try:
            return self._submit(job)
        except (ValueError, LookupError, struct.error) as error:
            raise CannotBeWritten(type(error).__name__) from None

    def query(self, job: QueryJob, message_id: str) -> bytes:
        """Build the body of a query_sm (section 4.8.1)."""
        return pdu.text(message_id) + self._source(job.source_addr)

    def _submit(self, job: SegmentJob) -> bytes:
        data_coding, content = self._encode(job)
        esm_class, header, sar = self._long(job)
        short, payload = header + content, b""
        if len(short) > _SHORT_MESSAGE:
            short, payload = b"", pdu.tlv(codes.TLV_MESSAGE_PAYLOAD, short)
        return b"".join(
            (
                pdu.text(""),  # service_type
                self._source(job.source_addr),
                self._destination(job.destination_addr),
                bytes([esm_class, 0, 0]),  # protocol_id, priority_flag
                pdu.text(""),  # schedule_delivery_time: now
                pdu.text(""),  # validity_period: the network's own
                bytes([_ASK_FOR_RECEIPT, 0, data_coding, 0, len(short)]),
                short,
                pdu.tlv(
                    codes.TLV_USER_MESSAGE_REFERENCE,
                    (job.user_message_reference & 0xFFFF).to_bytes(2),
                ),
                payload,
                sar,
            )
        )

    def _source(self, fallback: str) -> bytes:
        ton_npi = bytes([self.address.source_ton, self.address.source_npi])
        return ton_npi + pdu.text(self.line_number or fallback)

    def _destination(self, digits: str) -> bytes:
        if self.address.dest == "national":
            digits = msisdn.national(f"+{digits}").replace("-", "").removeprefix("+")
        return bytes([self.address.dest_ton, self.address.dest_npi]) + pdu.text(digits)

    def _encode(self, job: SegmentJob) -> tuple[int, bytes]:
        table = self.address.codings
        code = codings.code_for(job.charset, table)
        if code is not None:
            return code, charsets.encode(job.charset, job.content)
        # The link has no GSM alphabet: what it calls its default does, else UCS-2.
        try:
            return 0, charsets.encode(table[0], job.content)
        except (ValueError, LookupError):
            return 8, charsets.encode("ucs2", job.content)

    def _long(self, job: SegmentJob) -> tuple[int, bytes, bytes]:
        if job.total == 1:
            return 0, b"", b""
        part = TextPart(job.concat_reference, job.total, job.number)
        if self.address.concat == "sar":
            return 0, b"", udh.write_sar(part)
        return codes.ESM_UDH, udh.write(part, _UDH_KINDS[self.address.concat]), b""
