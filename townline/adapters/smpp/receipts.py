"""What became of a text of ours: receipts in parameters or in words, and forms of ids."""

import re
from dataclasses import dataclass
from typing import Final, Literal

from townline.adapters.smpp.codec import codes
from townline.adapters.smpp.codec.pdu import Deliver
from townline.platform.conversations.ports import MessageState

# How a network writes the id of a message in its submit response: as in its receipts, or in
# hexadecimal (decimal) while its receipts have it in decimal (hexadecimal).
IdForm = Literal["same", "hex", "dec"]

_ID: Final = re.compile(rb"\bid:\s*([^\s\0]{1,65})", re.IGNORECASE)
_STATE: Final = re.compile(rb"\bstat:\s*([A-Za-z]{1,7})", re.IGNORECASE)
_ERROR: Final = re.compile(rb"\berr:\s*(\w{1,12})", re.IGNORECASE)
_ERROR_BYTES: Final = 3


@dataclass(frozen=True, slots=True)
class ReceiptReport:
    """A receipt as read, before it is put into our shape."""

    message_id: str
    message_state: MessageState
    user_message_reference: int | None
    network_error: str


def read(deliver: Deliver, form: IdForm) -> ReceiptReport | None:
    """Read a receipt: parameters first, else its words. None if it names no message or state."""
    found_id = _receipted_id(deliver)
    reference = _reference(deliver)
    state = _state(deliver)
    if state is None or (not found_id and reference is None):
        return None
    return ReceiptReport(id_of_receipt(found_id, form), state, reference, _error(deliver))


def _receipted_id(deliver: Deliver) -> str:
    value = deliver.tlvs.get(codes.TLV_RECEIPTED_MESSAGE_ID, b"").partition(b"\0")[0]
    match = _ID.search(deliver.message) if not value else None
    return (match[1] if match else value)[:65].decode("latin-1")


def _reference(deliver: Deliver) -> int | None:
    value = deliver.tlvs.get(codes.TLV_USER_MESSAGE_REFERENCE, b"")
    return int.from_bytes(value) if 1 <= len(value) <= 2 else None  # noqa: PLR2004 -- a 16-bit field


def _state(deliver: Deliver) -> MessageState | None:
    value = deliver.tlvs.get(codes.TLV_MESSAGE_STATE, b"")
    if len(value) == 1 and value[0] in codes.STATES:
        return codes.STATES[value[0]]
    match = _STATE.search(deliver.message)
    return codes.STATE_WORDS.get(match[1].decode().upper()) if match else None


def _error(deliver: Deliver) -> str:
    value = deliver.tlvs.get(codes.TLV_NETWORK_ERROR, b"")
    if len(value) == _ERROR_BYTES:
        return f"{value[0]}:{int.from_bytes(value[1:])}"
    match = _ERROR.search(deliver.message)
    return match[1].decode("latin-1") if match else ""


def id_of_response(message_id: str, form: IdForm) -> str:
    """Put the id of a submit response into the form we keep: decimal where forms differ."""
    return _decimal(message_id, 16) if form == "hex" else _plain(message_id, form)


def id_of_receipt(message_id: str, form: IdForm) -> str:
    """Put the id of a receipt into the form we keep."""
    return _decimal(message_id, 16) if form == "dec" else _plain(message_id, form)


def id_for_query(stored_id: str, form: IdForm) -> str:
    """Put a kept id back into the form that the network's submit response had."""
    return (
        f"{int(stored_id):X}"
        if form == "hex" and stored_id.isascii() and stored_id.isdigit()
        else stored_id
    )


def _plain(message_id: str, form: IdForm) -> str:
    return message_id if form == "same" else _decimal(message_id, 10)


def _decimal(message_id: str, base: int) -> str:
    try:
        return str(int(message_id, base))
    except ValueError:
        return message_id
