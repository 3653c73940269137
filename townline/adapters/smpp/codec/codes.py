"""Numbers of SMPP 3.4 as data: commands, statuses, message states, optional parameters."""

from typing import Final, Literal, NamedTuple

type MessageState = Literal[
    "enroute", "delivered", "expired", "deleted", "undeliverable", "accepted", "unknown", "rejected"
]

RESPONSE: Final = 0x80000000
GENERIC_NACK: Final = 0x80000000
BIND_RECEIVER: Final = 0x01
BIND_TRANSMITTER: Final = 0x02
QUERY_SM: Final = 0x03
SUBMIT_SM: Final = 0x04
DELIVER_SM: Final = 0x05
UNBIND: Final = 0x06
BIND_TRANSCEIVER: Final = 0x09
OUTBIND: Final = 0x0B
ENQUIRE_LINK: Final = 0x15
ALERT_NOTIFICATION: Final = 0x0102
DATA_SM: Final = 0x0103

# These two are announcements: the protocol knows no response to them.
UNANSWERED: Final = frozenset({OUTBIND, ALERT_NOTIFICATION})

BINDS: Final = {
    "transceiver": BIND_TRANSCEIVER,
    "transmitter": BIND_TRANSMITTER,
    "receiver": BIND_RECEIVER,
}

OK: Final = 0x00
INVALID_COMMAND: Final = 0x03
THROTTLED: Final = 0x58


class Status(NamedTuple):
    """A refusal: its words, and whether trying again cannot help."""

    words: str
    permanent: bool


# Section 5.1.3 of the specification. A status that is not here is permanent: sending again
# what a network refused for reasons unknown to us would only be refused again.
STATUSES: Final[dict[int, Status]] = {
    0x01: Status("message length is invalid", True),
    0x02: Status("command length is invalid", True),
    0x03: Status("command is unknown", True),
    0x04: Status("wrong bind state for the command", False),
    0x05: Status("already bound", False),
    0x08: Status("system error of the network", False),
    0x0A: Status("source address is invalid", True),
    0x0B: Status("destination address is invalid", True),
    0x0C: Status("message id is unknown", True),
    0x0D: Status("bind failed", False),
    0x0E: Status("password is wrong", True),
    0x0F: Status("system_id is unknown", True),
    0x14: Status("queue of the network is full", False),
    0x15: Status("service type is invalid", True),
    0x43: Status("esm_class is invalid", True),
    0x45: Status("submit failed", False),
    0x48: Status("source ton is invalid", True),
    0x49: Status("source npi is invalid", True),
    0x50: Status("destination ton is invalid", True),
    0x51: Status("destination npi is invalid", True),
    0x53: Status("system type is invalid", True),
    THROTTLED: Status("throttled: too many messages", False),
    0x64: Status("temporary application error", False),
    0x65: Status("permanent application error", True),
    0x66: Status("receiver rejected the message", True),
    0x67: Status("query failed", False),
    0xC2: Status("optional parameter has a wrong length", True),
    0xC4: Status("optional parameter has a wrong value", True),
    0xFE: Status("delivery failed", False),
    0xFF: Status("unknown error of the network", False),
}


def status(code: int) -> Status:
    """Explain a command_status; the raw code is part of the words."""
    known = STATUSES.get(code, Status("refused for a reason not in the specification", True))
    return Status(f"{known.words} (0x{code:02X})", known.permanent)


# Section 5.2.28; 0 and 9 come from version 5.0 and are met in the field.
STATES: Final[dict[int, MessageState]] = {
    0: "enroute",
    1: "enroute",
    2: "delivered",
    3: "expired",
    4: "deleted",
    5: "undeliverable",
    6: "accepted",
    7: "unknown",
    8: "rejected",
    9: "undeliverable",
}
# Appendix B of the specification: ``stat:`` in the words of a receipt.
STATE_WORDS: Final[dict[str, MessageState]] = {
    "ENROUTE": "enroute",
    "DELIVRD": "delivered",
    "EXPIRED": "expired",
    "DELETED": "deleted",
    "UNDELIV": "undeliverable",
    "ACCEPTD": "accepted",
    "UNKNOWN": "unknown",
    "REJECTD": "rejected",
}

ESM_UDH: Final = 0x40
ESM_TYPE_MASK: Final = 0x3C
# Receipt from the network, and the intermediate notification of the same form.
ESM_RECEIPTS: Final = frozenset({0x04, 0x20})

TLV_RECEIPTED_MESSAGE_ID: Final = 0x001E
TLV_USER_MESSAGE_REFERENCE: Final = 0x0204
TLV_SAR_REFERENCE: Final = 0x020C
TLV_SAR_TOTAL: Final = 0x020E
TLV_SAR_NUMBER: Final = 0x020F
TLV_SC_INTERFACE_VERSION: Final = 0x0210
TLV_NETWORK_ERROR: Final = 0x0423
TLV_MESSAGE_PAYLOAD: Final = 0x0424
TLV_MESSAGE_STATE: Final = 0x0427
