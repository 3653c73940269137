"""What of a reading goes when the words of its case go."""

from collections.abc import Iterable

from django.db.models import QuerySet

from townline.casework.cases.api import subject
from townline.casework.classification.models import TextReading
from townline.platform.conversations import api as conversations
from townline.platform.triage import api as triage


def readings_erase(case_ids: Iterable[int]) -> None:
    """Erase words and places; what was suggested and decided stays as a figure."""
    ids = list(case_ids)
    _words_erase(TextReading.objects.filter(case__in=ids))
    triage.index_forget(subjects=[subject(one) for one in ids])


def sender_readings_erase(resident_id: int) -> None:
    """Erase the same of all texts of one resident, also of those in cases of others."""
    incoming = conversations.person_texts(resident_id=resident_id)["texts_in"]
    _words_erase(TextReading.objects.filter(text_id__in=[text["id"] for text in incoming]))
    triage.index_forget(senders=[f"resident:{resident_id}"])


def _words_erase(rows: QuerySet[TextReading]) -> None:
    rows.update(
        services=[],
        kinds=[],
        danger_words=[],
        place_kind="",
        place_name_ko="",
        place_name_en="",
        place_words=[],
        latitude=None,
        longitude=None,
    )
