"""A resident's words from a page of theirs: they come in by the same door as a text."""

import datetime as dt
import uuid

from django.db import transaction

from townline.platform.conversations.models import PAGE, Resident
from townline.platform.conversations.ports import Delivery
from townline.platform.conversations.services.incoming.intake import deliveries_store
from townline.platform.core import district
from townline.platform.core.keys import crypto
from townline.platform.core.text import charsets


@transaction.atomic
def page_text_store(*, resident_id: int, body: str, key: str, now: dt.datetime) -> bool:
    """Take a resident's words from a page of theirs as a text from their number.

    ``key`` names the form that was sent (up to 100 characters): a second press is the same
    text. False where the number was erased: there is nobody to answer.
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
    )
    return not deliveries_store(deliveries=[delivery], receipts=[], now=now).failed
