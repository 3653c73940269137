"""Rows of works are locked in one order: objects, their measures, their consents, each by id."""

from collections.abc import Iterable

from townline.prevention.works.errors import WorkNotFound
from townline.prevention.works.models import Consent, Measure, WorkObject


def objects_lock(ids: Iterable[int]) -> dict[int, WorkObject]:
    """Lock objects; those that are not there are left out."""
    rows = WorkObject.objects.select_for_update(of=("self",)).filter(id__in=set(ids))
    return {row.pk: row for row in rows.order_by("id")}


def measures_lock(ids: Iterable[int]) -> list[Measure]:
    """Lock measures with their objects; give them in the order asked. Raises WorkNotFound."""
    wanted = list(dict.fromkeys(ids))
    owners = Measure.objects.filter(id__in=wanted).values_list("object_id", flat=True)
    objects = objects_lock(owners)
    rows = Measure.objects.select_for_update(of=("self",)).filter(id__in=wanted).order_by("id")
    found = {row.pk: row for row in rows}
    if missing := [each for each in wanted if each not in found]:
        raise WorkNotFound(f"there is no measure {missing[0]}")
    for row in found.values():
        row.object = objects[row.object_id]
    return [found[each] for each in wanted]


def measures_of(objects: Iterable[WorkObject]) -> list[Measure]:
    """Lock all measures of locked objects."""
    by_id = {each.pk: each for each in objects}
    rows = Measure.objects.select_for_update(of=("self",)).filter(object__in=by_id).order_by("id")
    found = list(rows)
    for row in found:
        row.object = by_id[row.object_id]
    return found


def consents_of(measures: Iterable[Measure]) -> dict[int, list[Consent]]:
    """Lock all consents of locked measures, by the measure."""
    by_id = {each.pk: each for each in measures}
    rows = Consent.objects.select_for_update(of=("self",)).filter(measure__in=by_id)
    found: dict[int, list[Consent]] = {key: [] for key in by_id}
    for row in rows.order_by("id"):
        row.measure = by_id[row.measure_id]
        found[row.measure_id].append(row)
    return found
