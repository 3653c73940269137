"""Texts of the past, many at once: a demonstration's history, later another system's archive.

Rows come out as the router and the links would have left them, state by state by the tables;
only the network's own receipts are not made up.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from townline.platform.conversations import rules
from townline.platform.conversations.models import (
    IncomingText,
    LinkSession,
    OutgoingSegment,
    OutgoingText,
    Resident as ResidentRow,
)
from townline.platform.conversations.ports import Delivery
from townline.platform.conversations.rules import (
    IncomingEvent,
    IncomingState,
    OutgoingEvent,
    OutgoingState,
    SegmentState,
    TextKind,
)
from townline.platform.conversations.services import savepoints
from townline.platform.conversations.services.incoming.photos import (
    attachments_insert,
    outgoing_attached,
)
from townline.platform.conversations.services.outgoing import preparing
from townline.platform.conversations.services.outgoing.queueing import PRIORITY
from townline.platform.conversations.services.outgoing.segmentation import references_take
from townline.platform.core.database.rows import ids_take, rows_copy
from townline.platform.core.history import audit
from townline.platform.core.keys import crypto
from townline.platform.core.media import MediaRef
from townline.platform.core.text import charsets, msisdn

_DATA_CODINGS = {"gsm7": 0, "ucs2": 8}
_STEPS = (OutgoingEvent.CLAIM, OutgoingEvent.ACCEPT, OutgoingEvent.DELIVER)


@dataclass(frozen=True, slots=True, kw_only=True)
class HistorySender:
    """Somebody who wrote: number as dialled, language, moment of the first text."""

    number: str
    language: str
    first_at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryIds:
    """Ids taken before anything is written, so that rows may name one another."""

    residents: dict[str, int]
    incoming: list[int]
    outgoing: list[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryIncoming:
    """A text that came in and was claimed (``by``, ``reference``).

    ``key`` names it within its transport, so that ``history_known`` finds it again.
    """

    id: int
    number: str
    body: str
    received_at: dt.datetime
    by: str
    reference: str
    photos: tuple[MediaRef, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryOutgoing:
    """A text that was delivered. The moments rise: queued, not before, accepted, delivered."""

    id: int
    resident_id: int
    kind: TextKind
    body: str
    reference: str
    confirmed_hash: str
    queued_at: dt.datetime
    not_before: dt.datetime
    accepted_at: dt.datetime
    delivered_at: dt.datetime
    photos: tuple[MediaRef, ...] = ()
    key: str = ""


def history_known(*, transport: str, keys: Collection[str]) -> dict[str, str]:
    """Give those of these keys that texts of ``transport`` have, each with its text's reference.

    Erased texts are known as well: they do not come back. Holds a lock until the transaction
    ends, so that two calls side by side cannot both find a text new.
    """
    savepoints.lock(f"history:{transport}")
    incoming = IncomingText.objects.filter(transport=transport, provider_reference__in=keys)
    went = OutgoingSegment.objects.filter(transport=transport, message_id__in=keys)
    return dict(incoming.values_list("provider_reference", "reference")) | dict(
        went.values_list("message_id", "text__reference")
    )


@transaction.atomic
def history_reserve(
    *, senders: Sequence[HistorySender], incoming: int, outgoing: int
) -> HistoryIds:
    """Find or make the residents of these numbers, and take ids for texts to come."""
    wanted = {sender.number: _resident(sender) for sender in reversed(senders)}
    lookups = {bytes(row.number_lookup): number for number, row in wanted.items()}
    ResidentRow.objects.bulk_create(wanted.values(), ignore_conflicts=True)
    found = ResidentRow.objects.filter(number_lookup__in=list(lookups))
    return HistoryIds(
        residents={
            lookups[bytes(lookup)]: pk for pk, lookup in found.values_list("id", "number_lookup")
        },
        incoming=ids_take(IncomingText, incoming),
        outgoing=ids_take(OutgoingText, outgoing),
    )


def _resident(sender: HistorySender) -> ResidentRow:
    number = msisdn.parse(sender.number)
    ring = crypto.ring()
    return ResidentRow(
        number=ring.encrypt(number.value),
        number_lookup=ring.lookup_of(number.value),
        number_masked=msisdn.mask(number.value),
        number_kind=number.kind,
        language=sender.language,
        created_at=sender.first_at,
    )


@transaction.atomic
def history_import(
    *,
    transport: str,
    destination_addr: str,
    residents: dict[str, int],
    incoming: Sequence[HistoryIncoming],
    outgoing: Sequence[HistoryOutgoing],
) -> None:
    """Write texts that were claimed and delivered long ago, with their history.

    All in one ended session of ``transport``; ids and residents are those that
    ``history_reserve`` gave. Emits no events: nobody reacts to the past.
    """
    session = _session(transport, incoming)
    entries: list[audit.AuditEntry] = []
    texts = [
        _incoming(record, row, residents[record.number], entries)
        for record, row in _prepare_texts(incoming, session, destination_addr)
    ]
    rows_copy(IncomingText, texts)
    attachments_insert(texts, now=timezone.now())
    rows_copy(OutgoingText, [_outgoing(record, session, entries) for record in outgoing])
    outgoing_attached({record.id: record.photos for record in outgoing}, now=timezone.now())
    OutgoingSegment.objects.bulk_create(_segments(outgoing, transport), batch_size=1000)
    audit.record_many(entries)


def _session(transport: str, incoming: Sequence[HistoryIncoming]) -> LinkSession:
    moments = [record.received_at for record in incoming] or [timezone.now()]
    # All responses read: nothing of it can ever be claimed as coming again.
    return LinkSession.objects.create(
        id=uuid4(),
        transport=transport,
        opened_at=min(moments),
        closed_at=max(moments),
        read_upto=len(incoming),
    )


def _prepare_texts(
    incoming: Sequence[HistoryIncoming], session: LinkSession, destination_addr: str
) -> Iterable[tuple[HistoryIncoming, IncomingText]]:
    for sequence, record in enumerate(incoming, 1):
        charset, _ = rules.split(record.body)
        delivery = Delivery(
            transport=session.transport,
            session=str(session.id),
            sequence=sequence,
            # With its plus sign: without it, a number of another country would be none.
            source_addr=msisdn.parse(record.number).value,
            destination_addr=destination_addr,
            data_coding=_DATA_CODINGS[charset],
            charset=charset,
            payload=charsets.encode(charset, record.body),
            received_at=record.received_at,
            attachments=record.photos,
            provider_reference=record.key,
        )
        yield record, preparing.text_of(delivery)


def _incoming(
    record: HistoryIncoming, row: IncomingText, resident_id: int, entries: list[audit.AuditEntry]
) -> IncomingText:
    row.pk, row.resident_id = record.id, resident_id
    row.claimed_by, row.reference, row.routed_at = record.by, record.reference, record.received_at
    row.state = rules.incoming_after(IncomingState.WAITING, IncomingEvent.CLAIM)
    entries.append(
        audit.AuditEntry(
            subject=f"incoming:{row.pk}",
            event=IncomingEvent.CLAIM.tag,
            actor=audit.SYSTEM,
            at=record.received_at,
            from_state=IncomingState.WAITING,
            to_state=row.state,
        )
    )
    return row


def _outgoing(
    record: HistoryOutgoing, session: LinkSession, entries: list[audit.AuditEntry]
) -> OutgoingText:
    state = OutgoingState.QUEUED
    moments = (record.not_before, record.accepted_at, record.delivered_at)
    for event, at in zip(_STEPS, moments, strict=True):
        before, state = state, rules.outgoing_after(state, event)
        entries.append(
            audit.AuditEntry(
                subject=f"text:{record.id}",
                event=event.tag,
                actor=audit.NETWORK,
                at=at,
                from_state=before,
                to_state=state,
            )
        )
    return OutgoingText(
        id=record.id,
        resident_id=record.resident_id,
        kind=record.kind,
        reference=record.reference,
        body=record.body,
        confirmed_hash=record.confirmed_hash,
        state=state,
        priority=PRIORITY[record.kind],
        not_before=record.not_before,
        queued_at=record.queued_at,
        lease_until=record.not_before + dt.timedelta(minutes=1),
        session=session.id,
        transport=session.transport,
        attempts=1,
        accepted_at=record.accepted_at,
        settled_at=record.delivered_at,
        photos=len(record.photos),
    )


def _segments(outgoing: Sequence[HistoryOutgoing], transport: str) -> list[OutgoingSegment]:
    cut = [(record, *rules.split(record.body)) for record in outgoing]
    references = iter(references_take(sum(len(pieces) for _, _, pieces in cut)))
    return [
        OutgoingSegment(
            text_id=record.id,
            number=number,
            total=len(pieces),
            charset=charset,
            content=piece,
            user_message_reference=next(references),
            state=SegmentState.DELIVERED,
            transport=transport,
            message_id=_message_id(record, transport, number),
            raw_status=0,
            message_state="delivered",
            accepted_at=record.accepted_at,
            settled_at=record.delivered_at,
        )
        for record, charset, pieces in cut
        for number, piece in enumerate(pieces, 1)
    ]


def _message_id(record: HistoryOutgoing, transport: str, number: int) -> str:
    if record.key:
        return record.key if number == 1 else f"{record.key}-{number}"
    return f"{transport}-{record.id}-{number}"
