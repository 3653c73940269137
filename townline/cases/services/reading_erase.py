"""What of a reading goes when the words of its case go."""

from collections.abc import Iterable

from townline.cases.models import TextReading
from townline.cases.rules import subject
from townline.triage import api as triage


def readings_erase(case_ids: Iterable[int]) -> None:
    """Erase words and places; what was suggested and decided stays as a figure."""
    ids = list(case_ids)
    TextReading.objects.filter(case__in=ids).update(
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
    triage.index_forget(subjects=[subject(one) for one in ids])
