"""Erasing what the room keeps of a person, or of threads: the rows stay, the words go.

Whatever holds words, bytes as they came, or the number is overwritten in the same transaction.
The figures (when, how long, what became of it) stay, and so does the network's own id of a
text: a text that comes again is still known.
"""

import datetime as dt
import secrets
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q, QuerySet

from townline.platform.conversations import rules
from townline.platform.conversations.models import (
    Attachment,
    IncomingText,
    OutgoingSegment,
    OutgoingText,
    PhoneVerification,
    Picture,
    ReceivedReceipt,
    Resident,
    SenderBlock,
    TextPart,
)
from townline.platform.conversations.rules import (
    IncomingEvent,
    IncomingState,
    OutgoingEvent,
    OutgoingState,
    SegmentState,
)
from townline.platform.conversations.selectors.persons import texts_from
from townline.platform.conversations.services.outgoing.deciding import text_settle
from townline.platform.conversations.services.transitions import INCOMING, OUTGOING
from townline.platform.core.history import audit
from townline.platform.core.history.machine import Move
from townline.platform.core.keys import crypto
from townline.platform.core.personal_data import persons

BY = "erased"
_NOBODY = b""


@transaction.atomic
def person_erase(*, resident_id: int, actor: audit.Actor, reason: str, now: dt.datetime) -> int:
    """Erase a person's number and the words of all their texts; give the number of texts.

    What has not left is taken back. Raises OnItsWay while a text comes in or goes out.
    """
    resident = Resident.objects.select_for_update(no_key=True).get(id=resident_id)
    _at_rest(resident)
    _outgoing_stop(resident, actor, reason, now)
    _failed_end(resident, actor, reason, now)
    incoming, name = texts_from(resident), secrets.token_bytes(32)
    ids = list(incoming.values_list("id", flat=True))
    outgoing = OutgoingText.objects.filter(resident=resident)
    parts = TextPart.objects.filter(Q(text__in=ids) | Q(sender_lookup__in=_lookups(resident)))
    _words_erase(IncomingText.objects.filter(id__in=ids), outgoing, parts)
    # One name that leads nowhere, so that the texts still belong together.
    parts.update(sender=_NOBODY, sender_lookup=name)
    IncomingText.objects.filter(id__in=ids).update(
        sender=_NOBODY,
        sender_lookup=name,
        sender_masked=persons.NUMBER,
        sender_kind="erased",
        resident=resident,
    )
    SenderBlock.objects.filter(resident=resident).update(reason=persons.WORDS)
    PhoneVerification.objects.filter(resident=resident).delete()
    _number_erase(resident, name)
    return len(ids) + outgoing.count()


def _lookups(resident: Resident) -> list[bytes]:
    ring = crypto.ring()
    return ring.lookups_of(ring.decrypt(resident.number))


def _number_erase(resident: Resident, name: bytes) -> None:
    resident.number, resident.number_lookup = _NOBODY, name
    resident.number_masked, resident.number_kind = persons.NUMBER, "erased"
    resident.save(
        update_fields=["number", "number_lookup", "number_masked", "number_kind"],
    )


class OnItsWay(rules.TransitionRefused):
    """A text of this person is on its way at this moment; what it is must be known first."""


def _at_rest(resident: Resident) -> None:
    """Refuse while a text is just coming or going: it would be kept, or sent without words."""
    if texts_from(resident).filter(state=IncomingState.WAITING).exists():
        raise OnItsWay("a text of this person is just coming in; try again in a moment")
    if OutgoingText.objects.filter(resident=resident, state=OutgoingState.CLAIMED).exists():
        raise OnItsWay("a text to this person is just going out; try again in a minute")


def _outgoing_stop(resident: Resident, actor: audit.Actor, reason: str, now: dt.datetime) -> None:
    """Take back what has not left, and give up what may have."""
    mine = OutgoingText.objects.filter(resident=resident)
    unknown = mine.filter(state=OutgoingState.UNKNOWN).values_list("id", flat=True)
    for text_id in list(unknown):
        text_settle(text_id=text_id, decision="give_up", actor=actor, reason=reason, now=now)
    queued = mine.filter(state=OutgoingState.QUEUED)
    moves = [
        Move(row=text, event=OutgoingEvent.FAIL if _partly_gone(text) else OutgoingEvent.CANCEL)
        for text in queued.select_for_update(no_key=True).order_by("id")
    ]
    OUTGOING.move_all(moves, actor=actor, now=now, reason=reason)


def _partly_gone(text: OutgoingText) -> bool:
    return text.segments.exclude(state=SegmentState.QUEUED).exists()


def _failed_end(resident: Resident, actor: audit.Actor, reason: str, now: dt.datetime) -> None:
    """Take texts that no room could take from the list of those a person still looks at."""
    failed = texts_from(resident).filter(state=IncomingState.FAILED)
    rows = list(failed.select_for_update(no_key=True).order_by("id"))
    retries = [Move(row=row, event=IncomingEvent.RETRY) for row in rows]
    INCOMING.move_all(retries, actor=actor, now=now, reason=reason)
    mine = {"claimed_by": BY, "routed_at": now, "resident": resident}
    claims = [Move(row=row, event=IncomingEvent.CLAIM, changes=mine) for row in rows]
    INCOMING.move_all(claims, actor=actor, now=now, reason=reason)


@transaction.atomic
def threads_erase(*, references: Sequence[str]) -> int:
    """Erase the words of all texts of these threads; give the number of texts."""
    incoming = IncomingText.objects.filter(reference__in=references)
    outgoing = OutgoingText.objects.filter(reference__in=references)
    parts = TextPart.objects.filter(text__in=incoming)
    _words_erase(incoming, outgoing, parts)
    return incoming.count() + outgoing.count()


def _words_erase(
    incoming: QuerySet[IncomingText],
    outgoing: QuerySet[OutgoingText],
    parts: QuerySet[TextPart],
) -> None:
    segments = OutgoingSegment.objects.filter(text__in=outgoing)
    _photos_erase(Attachment.objects.filter(Q(incoming__in=incoming) | Q(outgoing__in=outgoing)))
    ReceivedReceipt.objects.filter(segment__in=segments).update(raw=b"")
    segments.update(content="")
    outgoing.update(body=persons.WORDS)
    parts.update(payload=b"", payload_hash=b"")
    incoming.update(body=persons.WORDS, sealed_body=b"", payload=b"", payload_hash=b"", problem="")


def _photos_erase(attachments: QuerySet[Attachment]) -> None:
    """Let go of photos. The files that nobody names any more are swept from the disk."""
    pictures = set(attachments.exclude(picture=None).values_list("picture", flat=True))
    attachments.delete()
    Picture.objects.filter(sha256__in=pictures, attachments=None).delete()


@transaction.atomic
def numbers_erase(*, resident_ids: Sequence[int], before: dt.datetime) -> int:
    """Forget numbers whose every text is older than ``before`` and erased already."""
    old = Resident.objects.filter(id__in=resident_ids).exclude(number=b"")
    done = 0
    for resident in old.select_for_update(no_key=True).order_by("id"):
        texts, sent = texts_from(resident), OutgoingText.objects.filter(resident=resident)
        if (
            texts.exclude(body=persons.WORDS).exists()
            or texts.filter(received_at__gte=before).exists()
            or sent.filter(queued_at__gte=before).exists()
        ):
            continue
        name, ids = secrets.token_bytes(32), list(texts.values_list("id", flat=True))
        TextPart.objects.filter(text__in=ids).update(sender=_NOBODY, sender_lookup=name)
        IncomingText.objects.filter(id__in=ids).update(
            sender=_NOBODY, sender_lookup=name, sender_masked=persons.NUMBER, sender_kind="erased"
        )
        _number_erase(resident, name)
        done += 1
    return done


def _claimed_texts(by: Sequence[str], before: dt.datetime) -> QuerySet[IncomingText]:
    old = IncomingText.objects.filter(claimed_by__in=by, received_at__lt=before)
    return old.exclude(body=persons.WORDS)


def claimed_count(*, by: Sequence[str], before: dt.datetime) -> int:
    """Count the texts that these claimers took before a moment, and whose words are still kept."""
    return _claimed_texts(by, before).count()


@transaction.atomic
def claimed_erase(*, by: Sequence[str], before: dt.datetime, limit: int) -> int:
    """Erase the words of texts that these claimers took before a moment."""
    ids = list(_claimed_texts(by, before).order_by("id").values_list("id", flat=True)[:limit])
    incoming = IncomingText.objects.filter(id__in=ids)
    _words_erase(incoming, OutgoingText.objects.none(), TextPart.objects.filter(text__in=ids))
    return len(ids)
