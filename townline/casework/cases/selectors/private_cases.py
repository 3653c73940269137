"""Which cases only a few may know of, for what speaks to other systems."""

from collections.abc import Collection

from townline.casework.cases.models import Case


def private_among(ids: Collection[int]) -> set[int]:
    """Give those of these cases that nobody else may learn of; no query for none."""
    if not ids:
        return set()
    rows = Case.objects.filter(id__in=ids, private=True)
    return set(rows.values_list("id", flat=True))
