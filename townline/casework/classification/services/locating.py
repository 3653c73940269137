"""A person says where a case lies, or that it is not where the machine thought."""

from django.db import transaction

from townline.casework.cases.api import Remark, case_lock, publish, remark
from townline.casework.cases.models import Case
from townline.casework.classification.errors import NoReading, PlaceUnknown
from townline.casework.classification.models import TextReading
from townline.casework.classification.services.reading_parts import text_reference
from townline.platform.departments.api import Act, Permission, Viewer
from townline.platform.triage import api as triage
from townline.platform.triage.api import FoundPlace

_COLUMNS = (
    "place_kind", "place_name_ko", "place_name_en", "dong", "latitude", "longitude",
    "place_words", "place_source", "place_sure", "place_by",
)  # fmt: skip


@transaction.atomic
def place_correct(act: Act, *, code: str, name: str, dong: str) -> Case:
    """Say where a case lies: a place of the gazetteer by its Korean name and dong.

    Raises PlaceUnknown for another, and NoReading where the case has no text that was read.
    """
    case = case_lock(code=code, viewer=act.viewer, permission=Permission.WRITE)
    place = triage.place_chosen(name, dong)
    if place is None:
        raise PlaceUnknown(f"the district has no place {name!r} in {dong!r}")
    _set_place(case, act.viewer, place)
    remark(act, case, Remark.PLACE_SET, reason=_words(place))
    publish(case)
    return case


@transaction.atomic
def place_clear(act: Act, *, code: str) -> Case:
    """Say that nobody knows where a case lies. Raises NoReading."""
    case = case_lock(code=code, viewer=act.viewer, permission=Permission.WRITE)
    _set_place(case, act.viewer, None)
    remark(act, case, Remark.PLACE_CLEAR)
    publish(case)
    return case


def _set_place(case: Case, viewer: Viewer, place: FoundPlace | None) -> None:
    """Write it to the latest text's reading: that is where a later text would say otherwise."""
    rows = TextReading.objects.select_for_update().filter(case=case)
    row = rows.order_by("at", "text_id").last()
    if row is None:
        raise NoReading("the case has no text that was put before the triage")
    row.place_kind = place.kind if place else ""
    row.place_name_ko = place.name_ko if place else ""
    row.place_name_en = place.name_en if place else ""
    row.dong = place.dong if place else ""
    row.latitude = place.latitude if place else None
    row.longitude = place.longitude if place else None
    row.place_words, row.place_source, row.place_sure = [], "", place is not None
    row.place_by_id = viewer.staff_id or None
    row.save(update_fields=_COLUMNS)
    triage.index_place(reference=text_reference(row.text_id), place=place)


def _words(place: FoundPlace) -> str:
    return f"{place.name_ko} ({place.dong})" if place.dong else place.name_ko
