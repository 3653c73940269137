"""Writing the index of texts: put, moved with their cases, and forgotten with their words."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Q

from townline.platform.triage.models import IndexedText, Likeness
from townline.platform.triage.rules.similarity import Similar, Where
from townline.platform.triage.rules.similarity_words import marks, telling
from townline.platform.triage.rules.squares import bands, cell
from townline.platform.triage.selectors.candidates import likeliest
from townline.platform.triage.selectors.similarity import dump_reasons
from townline.platform.triage.services.incident_types import incident_type_shares


@transaction.atomic
def index_put(
    *,
    reference: str,
    subject: str,
    body: str,
    vector: bytes,
    at: dt.datetime,
    place: Where | None = None,
    photos: tuple[int, ...] = (),
    service: str = "",
    sender: str = "",
) -> None:
    """Put a text into the index (or put it anew) and keep which earlier ones it is like.

    ``reference`` names the text, ``subject`` its case; ``vector`` as a Reading has it, or empty;
    ``photos``: 64-bit hashes; ``sender``: opaque. May stand in a transaction: it asks nobody.
    """
    text_marks = telling(body)
    row, _ = IndexedText.objects.update_or_create(
        reference=reference,
        defaults={
            "subject": subject,
            "sender": sender,
            "at": at,
            "service": service[:40],
            "words": list(text_marks.words),
            "grams": list(text_marks.grams),
            "vector": bytes(vector),
            "kinds": incident_type_shares(body, marks(body), bytes(vector)),
            **place_columns(place),
            **photo_columns(photos),
        },
    )
    _liken(row, text_marks.said)


def place_columns(place: Where | None) -> dict[str, object]:
    """Give the columns that say where."""
    if place is None:
        return {"dong": "", "place": "", "latitude": None, "longitude": None, "cell": None}
    return {
        "dong": place.dong[:60],
        "place": place.name_ko[:80],
        "latitude": place.latitude,
        "longitude": place.longitude,
        "cell": cell(place.latitude, place.longitude),
    }


def photo_columns(photos: Sequence[int]) -> dict[str, object]:
    """Give the columns that say what is seen."""
    return {"photos": list(photos), "bands": bands(photos)}


def _liken(row: IndexedText, stems: dict[int, str]) -> None:
    Likeness.objects.filter(Q(text=row) | Q(other=row)).delete()
    rows = [_likeness(row.pk, key, one) for key, one in likeliest(row, stems)]
    # One that comes behind later ones, as when all are read again, is their earlier one.
    if IndexedText.objects.filter(at__gt=row.at).exists():
        rows += [_likeness(key, row.pk, one) for key, one in likeliest(row, stems, after=True)]
    # Somebody may be writing the same from the other side.
    Likeness.objects.bulk_create(rows, ignore_conflicts=True)


def _likeness(text: int, other: int, one: Similar) -> Likeness:
    return Likeness(
        text_id=text, other_id=other, score=one.score, reasons=dump_reasons(one.reasons)
    )


def index_place(*, reference: str, place: Where | None) -> None:
    """Say where a text in the index speaks of; nothing happens for one that is not there."""
    IndexedText.objects.filter(reference=reference).update(**place_columns(place))


@transaction.atomic
def index_photos(*, reference: str, body: str, photos: Sequence[int]) -> bool:
    """Say what is seen on the photos of a text; whether it lies in the index at all."""
    row = IndexedText.objects.select_for_update().filter(reference=reference).first()
    if row is None:
        return False
    row.photos, row.bands = list(photos), bands(photos)
    row.save(update_fields=["photos", "bands"])
    _liken(row, telling(body).said)
    return True


def index_move(*, references: Iterable[str], subject: str) -> int:
    """Let texts belong to another subject; give how many of them lie in the index."""
    return IndexedText.objects.filter(reference__in=list(references)).update(subject=subject)


def index_forget(
    *, references: Iterable[str] = (), subjects: Iterable[str] = (), senders: Iterable[str] = ()
) -> int:
    """Forget texts, all of some subjects, or all of some senders; give how many there were."""
    rows = IndexedText.objects.filter(
        Q(reference__in=list(references))
        | Q(subject__in=list(subjects))
        | Q(sender__in=[each for each in senders if each])
    )
    count = rows.count()
    rows.delete()
    return count
