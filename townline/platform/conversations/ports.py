"""What the room needs from networks, and what networks hand to it.

A transport (``adapters/<vendor>``) turns its protocol into these shapes and back. Codes of
the vendor stay beside ours as ``raw`` values.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Literal, Protocol

from townline.platform.core.media import MediaRef

Charset = Literal["gsm7", "ucs2", "latin1", "cp949", "binary"]
SubmitOutcome = Literal["accepted", "refused", "unknown", "unwritten"]
Carries = Literal["segments", "whole"]
MessageState = Literal[
    "enroute", "delivered", "expired", "deleted", "undeliverable", "accepted", "unknown", "rejected"
]


class TransportError(Exception):
    """A transport could not do what was asked; ``permanent``: trying again cannot help."""

    def __init__(self, message: str, *, permanent: bool) -> None:
        super().__init__(message)
        self.permanent = permanent


@dataclass(frozen=True, slots=True)
class TextPart:
    """A part of a long text: ``number`` of ``total`` (from 1) under a network's reference."""

    reference: int
    total: int
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One text, or one part of one, as the network handed it over.

    ``sequence`` counts the deliveries of one bound session from 1. ``payload`` is without the
    user data header. ``provider_reference`` is the id a network gives, or "". A delivery that
    could not be decoded has ``charset`` "binary", the whole unit in ``payload`` and the reason
    in ``problem``: a person looks at it. Such a payload is kept encrypted. ``attachments`` are
    in the order in which they came; their bytes lie in the media store already
    (``media.keep``), or the reference says why not (``media.missing``).
    """

    transport: str
    session: str
    sequence: int
    source_addr: str
    destination_addr: str
    data_coding: int
    charset: Charset
    payload: bytes
    received_at: dt.datetime
    part: TextPart | None = None
    provider_reference: str = ""
    problem: str = ""
    attachments: tuple[MediaRef, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What became of a submitted segment: from a receipt, or from asking (``queried``)."""

    transport: str
    session: str
    message_id: str
    message_state: MessageState
    received_at: dt.datetime
    user_message_reference: int | None = None
    network_error: str = ""
    raw: bytes = b""
    queried: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentJob:
    """One segment that a transport has claimed and must now try to submit, once.

    After ``lease_until`` it must not be written any more: it is held as unknown by then, and a
    person may already have decided about it. ``concat_reference`` is the same for all segments
    of a text; where one octet carries it, its low octet is used.
    """

    segment_id: int
    text_id: int
    source_addr: str
    destination_addr: str
    charset: Charset
    content: str
    number: int
    total: int
    concat_reference: int
    user_message_reference: int
    lease_until: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TextJob:
    """One whole text that a provider has claimed and must now try to hand over, once.

    ``segment_id`` is what is to be reported: such a text has one segment. ``destination_addr``
    is E.164 without a plus sign. ``lease_until`` and ``user_message_reference`` as in SegmentJob.
    ``attachments``: JPEG pictures of at most 200 kB and 1,440 pixels a side, without any
    position, to be read with ``media.read``. Only a transport whose Way says that it carries as
    many ``photos`` gets such a text; it must send all of them or refuse with ``elsewhere``.
    """

    segment_id: int
    text_id: int
    source_addr: str
    destination_addr: str
    body: str
    user_message_reference: int
    lease_until: dt.datetime | None = None
    attachments: tuple[MediaRef, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TransportProfile:
    """How a transport stands among others: the lowest ``priority`` sends, equals share.

    ``carries``: cut segments (SMPP), or whole texts (HTTP providers). ``photos``: how many
    pictures it carries with one text.
    """

    priority: int = 100
    carries: Carries = "segments"
    photos: int = 0


PLAIN_WAY = TransportProfile()


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitResult:
    """What the transport knows of one claimed segment.

    ``unwritten``: certainly never sent, may be claimed again. ``refused``: the network said no
    (``permanent`` or not). ``unknown``: written, but no answer came; never sent again by itself.
    ``elsewhere``: refused for what this transport cannot carry or may not send now, which says
    nothing against another one.
    """

    segment_id: int
    outcome: SubmitOutcome
    message_id: str = ""
    raw_status: int | None = None
    permanent: bool = False
    detail: str = ""
    elsewhere: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryJob:
    """A segment whose network id is known but whose fate is not: ask the network."""

    segment_id: int
    message_id: str
    source_addr: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingView:
    """One incoming text as the rooms that may claim it see it.

    ``first_text``: the first of its resident for certain, so no room knows anything of theirs.
    ``blocked``: it came from a sender who was blocked then. ``photos``: how many files came
    with it; ``body`` may then be empty.
    """

    id: int
    resident_id: int
    body: str
    received_at: dt.datetime
    language: str
    destination_addr: str
    sender_is_mobile: bool
    now: dt.datetime
    parts_missing: int = 0
    first_text: bool = False
    blocked: bool = False
    photos: int = 0


@dataclass(frozen=True, slots=True)
class Claim:
    """A room has taken a text: which one (``by``), and under what of its own (``case:12``)."""

    by: str
    reference: str


class Claimer(Protocol):
    """A room's hand in the router: takes the text in the router's transaction, or leaves it."""

    def __call__(self, text: IncomingView, /) -> Claim | None: ...
