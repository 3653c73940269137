"""Erasing what visits tell of a person: words, places, photos. That somebody went stays."""

from collections.abc import Collection

from django.db.models import Q

from townline.casework.visits.models import Visit, VisitPhoto
from townline.platform.core.personal_data import persons

_PLACES = ("latitude", "longitude", "here_latitude", "here_longitude")


def visits_erase(case_ids: Collection[int]) -> None:
    """Erase what was written on visits of these cases.

    Files of photos go at night, when nothing names them any more.
    """
    visits = Visit.objects.filter(case__in=case_ids)
    VisitPhoto.objects.filter(visit__case__in=case_ids).delete()
    visits.filter(~Q(found="")).update(found=persons.WORDS)
    visits.filter(~Q(note="")).update(note=persons.WORDS)
    visits.update(place_ko="", place_en="", tell="", tell_at=None, **dict.fromkeys(_PLACES))
