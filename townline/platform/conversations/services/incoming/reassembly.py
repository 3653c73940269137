"""Making one text of its parts."""

from collections.abc import Sequence

from townline.platform.conversations import rules
from townline.platform.conversations.models import IncomingText, TextPart
from townline.platform.conversations.rules import IncomingState
from townline.platform.conversations.services.outgoing import preparing
from townline.platform.conversations.settings import Gap
from townline.platform.core import district
from townline.platform.core.keys import crypto
from townline.platform.core.text import msisdn

_GAP = "[…]"


def text_of_parts(parts: Sequence[TextPart], lent: Sequence[TextPart] = ()) -> IncomingText:
    """Make a text of parts of one group; what the parts share is the first one's.

    ``lent`` parts belong to another text and only lend their content.

    Its time is that of the part that came first: the resident has waited since then. Its own
    sequence is 0, because only its parts can come again.
    """
    first = min(parts, key=lambda part: part.number)
    number = _number(first)
    text = IncomingText(
        transport=first.transport,
        provider_reference=first.provider_reference,
        session=first.session,
        sequence=0,
        sender=first.sender,
        sender_lookup=first.sender_lookup,
        sender_masked=msisdn.mask(number.value)[:24],
        sender_kind=number.kind,
        destination_addr=first.destination_addr,
        data_coding=first.data_coding,
        charset=first.charset,
        received_at=min(part.received_at for part in parts),
        came_again=max(part.came_again for part in parts),
        parts_total=first.total,
    )
    body_rebuild(text, [*parts, *lent])
    if first.charset == "binary":
        text.state, text.problem = IncomingState.FAILED, preparing.NO_TEXT
    return text


def body_rebuild(text: IncomingText, parts: Sequence[TextPart]) -> None:
    """Read the parts again as one text, gaps visible."""
    ordered = sorted(parts, key=lambda part: part.number)
    text.parts_missing = text.parts_total - len(ordered)
    payload = _payload(text.charset, ordered)
    text.payload = preparing.stored_payload(text.charset, payload)
    text.payload_hash = preparing.payload_hash(text.charset, payload)
    bare = rules.join_parts(ordered, text.parts_total, lambda _: "")
    language = rules.language_guess(bare)
    text.body = (
        rules.join_parts(ordered, text.parts_total, lambda number: _gap(number, language))
        if text.parts_missing
        else bare
    )
    preparing.personal_numbers_seal(text)


def _payload(charset: str, parts: Sequence[TextPart]) -> bytes:
    """Join the bytes. A readable text leaves out parts that are none: those stay encrypted."""
    wanted = [part for part in parts if charset == "binary" or part.charset != "binary"]
    return b"".join(preparing.payload_opened(part) for part in wanted)


def _gap(number: int, language: str) -> str:
    try:
        own = district.part(Gap).gap_marker
    except district.DistrictMissing:
        own = None
    return own.in_language(language).replace("{missing}", str(number)) if own else _GAP


def _number(part: TextPart) -> msisdn.Msisdn:
    value = crypto.ring().decrypt(part.sender)
    return preparing.sender_of(value)
