"""deliver_sm units: a resident's text, and what became of a text of the line's."""

import datetime as dt

import smpp34

from townline.adapters.simulator.network.texts import address_of
from townline.adapters.simulator.smpp import coding, frames

_INTERNATIONAL, _ISDN = 1, 1
_UDH, _RECEIPT = 0x40, 0x04
DELIVERED = 2


def texts(*, phone: str, line: str, encoded: coding.Encoded, text_id: int) -> list[bytes]:
    """Build the units of a resident's text: one, or its parts with a header before each.

    Every unit carries the network's id of the text, by which a line knows a redelivery.
    """
    total = len(encoded.payloads)
    return [
        _deliver(
            phone,
            line,
            _concatenation(text_id, total, number) + payload if total > 1 else payload,
            esm_class=_UDH if total > 1 else 0,
            data_coding=encoded.data_coding,
            tlvs=[smpp34.Tlv(frames.TLV_RECEIPTED_MESSAGE_ID, f"{text_id}\0".encode())],
        )
        for number, payload in enumerate(encoded.payloads, 1)
    ]


def receipt(
    *,
    phone: str,
    line: str,
    message_id: str,
    submitted: dt.datetime,
    done: dt.datetime,
    user_message_reference: int | None,
) -> bytes:
    """Build a receipt, in the words of the specification's appendix B and in parameters."""
    words = (
        f"id:{message_id} sub:001 dlvrd:001 submit date:{submitted:%y%m%d%H%M}"
        f" done date:{done:%y%m%d%H%M} stat:DELIVRD err:000 text:"
    )
    tlvs = [
        smpp34.Tlv(frames.TLV_RECEIPTED_MESSAGE_ID, f"{message_id}\0".encode()),
        smpp34.Tlv(frames.TLV_MESSAGE_STATE, bytes([DELIVERED])),
    ]
    if user_message_reference is not None:
        value = user_message_reference.to_bytes(2)
        tlvs.append(smpp34.Tlv(frames.TLV_USER_MESSAGE_REFERENCE, value))
    return _deliver(phone, line, words.encode(), esm_class=_RECEIPT, data_coding=0, tlvs=tlvs)


def _concatenation(text_id: int, total: int, number: int) -> bytes:
    # The reference is one octet, so it comes round again; networks live with that too.
    return bytes([5, 0, 3, text_id % 256, total, number])


def _deliver(
    phone: str,
    line: str,
    message: bytes,
    *,
    esm_class: int,
    data_coding: int,
    tlvs: list[smpp34.Tlv],
) -> bytes:
    return smpp34.DeliverSm(
        address_of(phone),
        line.removeprefix("+"),
        message,
        source_addr_ton=_INTERNATIONAL,
        source_addr_npi=_ISDN,
        dest_addr_ton=_INTERNATIONAL,
        dest_addr_npi=_ISDN,
        esm_class=esm_class,
        data_coding=data_coding,
        tlvs=tlvs,
    ).encode()
