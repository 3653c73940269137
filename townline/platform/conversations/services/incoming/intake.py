"""What networks hand over, made durable: a batch is one transaction."""

import datetime as dt
import logging
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction

from townline.platform.conversations.models import PAGE, IncomingText, Resident
from townline.platform.conversations.ports import Delivery, Receipt
from townline.platform.conversations.services.incoming import parts
from townline.platform.conversations.services.incoming.parts import PartPlan
from townline.platform.conversations.services.incoming.photos import attachments_insert
from townline.platform.conversations.services.outgoing import preparing, redelivery
from townline.platform.conversations.services.outgoing.receipts import receipts_store
from townline.platform.conversations.services.outgoing.redelivery import Sifted
from townline.platform.conversations.services.savepoints import in_halves
from townline.platform.core import district, live
from townline.platform.core.database.rows import ids_give, rows_copy
from townline.platform.core.keys import crypto
from townline.platform.core.media import MediaRef
from townline.platform.core.text import charsets

log = logging.getLogger(__name__)


@dataclass
class IntakeResult:
    """What became of a batch.

    ``stored`` rows are new (texts and parts); ``failed`` are the deliveries kept only raw.
    """

    stored: int = 0
    duplicates: int = 0
    failed: list[Delivery] = field(default_factory=list)

    def add(self, other: "IntakeResult") -> None:
        """Count another batch in."""
        self.stored += other.stored
        self.duplicates += other.duplicates
        self.failed += other.failed


@crypto.hold_ring()
@transaction.atomic
def deliveries_store(
    *, deliveries: Sequence[Delivery], receipts: Sequence[Receipt], now: dt.datetime
) -> IntakeResult:
    """Make a batch durable, in one transaction; acknowledge after it returned, not before.

    Deliveries are in the order in which they came. A redelivery is counted on the row it
    repeats (SMPP has no ids: see services/redelivery.py). A row that the database refuses is
    kept raw for a person, and listed in ``failed``; it too is to be acknowledged. Raises
    django.db.OperationalError or InterfaceError when the database is away: then nothing of the
    batch is kept. Wakes the router (channel "inbox").
    """
    outcome = IntakeResult()

    def store(batch: Sequence[Delivery]) -> None:
        outcome.add(_batch(batch, now))

    def keep_raw(delivery: Delivery, error: Exception) -> None:
        outcome.add(_keep_raw(delivery, error, now))

    in_halves(deliveries, store, keep_raw)
    receipts_store(receipts=receipts, now=now)
    if outcome.stored:
        live.wake(live.channel("inbox"))
    return outcome


def _keep_raw(delivery: Delivery, error: Exception, now: dt.datetime) -> IntakeResult:
    log.warning(
        "a delivery is kept raw transport=%s error=%s", delivery.transport, type(error).__name__
    )
    row = preparing.raw_of(delivery, error)
    row.save(force_insert=True)
    attachments_insert([row], now=now)
    return IntakeResult(stored=1, failed=[delivery])


def _batch(deliveries: Sequence[Delivery], now: dt.datetime) -> IntakeResult:
    whole, pieces = [], []
    for at, delivery in enumerate(deliveries):
        if preparing.is_part(delivery):
            pieces.append((at, preparing.part_of(delivery)))
        else:
            whole.append((at, preparing.text_of(delivery)))
    place = {id(row): at for at, row in whole}
    sifted = redelivery.texts_sift([row for _, row in whole], now=now) if whole else Sifted()
    plan = parts.parts_plan(pieces, now=now) if pieces else PartPlan()
    # Ids follow the order of arrival, also where a long text became whole between two others:
    # the router keeps a sender's texts in the order of their ids.
    texts = [(place[id(row)], row) for row in sifted.fresh]
    texts += [(at, row) for at, row, _ in plan.texts]
    texts_insert([row for _, row in sorted(texts, key=lambda item: item[0])])
    attachments_insert(sifted.fresh, now=now)
    redelivery.again_save(IncomingText, sifted.again.values())
    if pieces:
        parts.parts_save(plan, now=now)
    return IntakeResult(len(sifted.fresh) + len(plan.fresh), sifted.repeats + plan.repeats)


def texts_insert(rows: Sequence[IncomingText]) -> None:
    """Write new texts, giving ids in the order of ``rows``."""
    ids_give(IncomingText, rows)
    rows_copy(IncomingText, rows)


# A resident's words from a page of theirs: they come in by the same door as a text.


@transaction.atomic
def page_text_store(
    *,
    resident_id: int,
    body: str,
    key: str,
    now: dt.datetime,
    attachments: tuple[MediaRef, ...] = (),
) -> bool:
    """Take a resident's words from a page of theirs as a text from their number.

    ``key`` names the form that was sent (up to 100 characters): a second press is the same
    text. ``attachments`` lie in the media store already. False where the number was erased:
    there is nobody to answer.
    """
    number = Resident.objects.values_list("number", flat=True).get(id=resident_id)
    if not number:
        return False
    delivery = Delivery(
        transport=PAGE,
        # A place of its own for each: only the key tells that a form was sent twice.
        session=str(uuid.uuid4()),
        sequence=1,
        source_addr=crypto.ring().decrypt(bytes(number)),
        destination_addr="".join(filter(str.isdigit, district.line_number())),
        data_coding=8,
        charset="ucs2",
        payload=charsets.encode("ucs2", body),
        received_at=now,
        provider_reference=key,
        attachments=attachments,
    )
    return not deliveries_store(deliveries=[delivery], receipts=[], now=now).failed


def page_text_stored(key: str) -> bool:
    """Say whether the form of this key was taken as a text."""
    return IncomingText.objects.filter(transport=PAGE, provider_reference=key).exists()
