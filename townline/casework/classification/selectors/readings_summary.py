"""What was read in a person's texts, as it is told to that person."""

from collections.abc import Iterable
from typing import Any

from townline.casework.classification.models import TextReading

_SUMMARY_FIELDS = (
    "service", "kind", "danger", "language", "spam", "place_name_ko", "dong", "latitude",
    "longitude", "decided_service", "version",
)  # fmt: skip


def readings_summary(case_ids: Iterable[int]) -> dict[int, list[dict[str, Any]]]:
    """Give by case what each text was read as, oldest first; one query."""
    found: dict[int, list[dict[str, Any]]] = {}
    rows = TextReading.objects.filter(case__in=list(case_ids)).order_by("at", "text_id")
    for row in rows:
        summary = {
            name: getattr(row, name)
            for name in _SUMMARY_FIELDS
            if getattr(row, name) not in {"", None}
        }
        found.setdefault(row.case_id, []).append({"text": row.text_id, **summary})
    return found
