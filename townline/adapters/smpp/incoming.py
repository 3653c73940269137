"""From a frame to what the room keeps: a text, a part of one, or a receipt."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from townline.adapters.smpp import codings, receipts, udh
from townline.adapters.smpp.address import Address
from townline.adapters.smpp.codec import codes, pdu
from townline.adapters.smpp.codec.pdu import Deliver, Frame, Malformed
from townline.platform.conversations.ports import Charset, Delivery, Receipt, TextPart

_REFERENCE: Final = 90


@dataclass(frozen=True, slots=True)
class Arrived:
    """A frame, its place among the deliveries of the session (from 1), and when it came."""

    frame: Frame
    sequence: int
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Translator:
    """Knows the link's codings and habits, and the session the frames came in."""

    address: Address
    session: str

    def read(self, arrived: Arrived) -> Delivery | Receipt:
        """Translate; never raises. What cannot be understood is kept raw, with the problem."""
        deliver = pdu.read_deliver(arrived.frame)
        if isinstance(deliver, Malformed):
            empty = Deliver("", "", 0, 0, arrived.frame.raw)
            return self._raw(arrived, empty, f"unreadable unit: {deliver.reason}")
        if deliver.is_receipt:
            return self._receipt(arrived, deliver)
        return self._text(arrived, deliver)

    def _receipt(self, arrived: Arrived, deliver: Deliver) -> Delivery | Receipt:
        report = receipts.read(deliver, self.address.message_id)
        if report is None:
            return self._raw(arrived, deliver, "a receipt that names no text or no state")
        return Receipt(
            transport=self.address.name,
            session=self.session,
            message_id=report.message_id,
            message_state=report.message_state,
            received_at=arrived.at,
            user_message_reference=report.user_message_reference,
            network_error=report.network_error,
            raw=deliver.message,
        )

    def _text(self, arrived: Arrived, deliver: Deliver) -> Delivery:
        part, payload = udh.read_sar(deliver.tlvs), deliver.message
        if deliver.esm_class & codes.ESM_UDH:
            headed = udh.read(deliver.message)
            if isinstance(headed, Malformed):
                return self._raw(arrived, deliver, headed.reason)
            part, payload = headed[0] or part, headed[1]
        charset, problem = codings.read(deliver.data_coding, self.address.codings)
        if part and not 1 <= part.number <= part.total:
            problem = problem or f"part {part.number} of {part.total}"
            part = None
        if part and part.total == 1:
            part = None
        return self._delivery(
            arrived, deliver, payload=payload, charset=charset, part=part, problem=problem
        )

    def _raw(self, arrived: Arrived, deliver: Deliver, problem: str) -> Delivery:
        return self._delivery(
            arrived, deliver, payload=deliver.message, charset="binary", part=None, problem=problem
        )

    def _delivery(
        self,
        arrived: Arrived,
        deliver: Deliver,
        *,
        payload: bytes,
        charset: Charset,
        part: TextPart | None,
        problem: str,
    ) -> Delivery:
        return Delivery(
            transport=self.address.name,
            session=self.session,
            sequence=arrived.sequence,
            source_addr=deliver.source_addr,
            destination_addr=deliver.destination_addr,
            data_coding=deliver.data_coding,
            charset=charset,
            payload=payload,
            received_at=arrived.at,
            part=part,
            provider_reference=self._provider_reference(deliver),
            problem=problem,
        )

    def _provider_reference(self, deliver: Deliver) -> str:
        value = deliver.tlvs.get(self.address.id_tlv, b"") if self.address.id_tlv else b""
        return value.partition(b"\0")[0][:_REFERENCE].decode("latin-1")
