"""Versions of the plan as pages show them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q, QuerySet

from townline.prevention.works.api import Measure, MeasureState
from townline.prevention.works.planning.errors import PlanNotFound
from townline.prevention.works.planning.models import PlanVersion
from townline.prevention.works.planning.rules.states import PlanState

_GONE = (MeasureState.HELD, MeasureState.REFUSED, MeasureState.DROPPED)
_BASE = ("base__input", "base__result", "base__document")
_RESULTS = (PlanState.READY, PlanState.ADOPTED, PlanState.REPLACED)


def versions() -> QuerySet[PlanVersion]:
    """Give all versions for a list, the newest first, without what is heavy."""
    found = PlanVersion.objects.defer("input", "result", "document", *_BASE)
    return found.select_related("asked_by", "base").order_by("-asked_at", "-pk")


def version(version_id: int) -> PlanVersion:
    """Give a version. Raises PlanNotFound."""
    found = PlanVersion.objects.defer("document", *_BASE)
    found = found.select_related("asked_by", "adopted_by", "base")
    row = found.filter(pk=version_id).first()
    if row is None:
        raise PlanNotFound(f"there is no plan {version_id}")
    return row


def adopted_version() -> PlanVersion | None:
    """Give the version that counts, if one was adopted."""
    return PlanVersion.objects.defer("document").filter(state=PlanState.ADOPTED).first()


def comparable(row: PlanVersion) -> QuerySet[PlanVersion]:
    """Give the versions that one can be compared with."""
    return versions().filter(state__in=_RESULTS).exclude(pk=row.pk)


def measures_of(rows: Iterable[Mapping[str, Any]]) -> dict[int, Measure]:
    """Give the measures of rows of a result with their objects; one query."""
    ids = [int(row["need"]) for row in rows]
    return Measure.objects.select_related("object").in_bulk(ids)


def since(row: PlanVersion) -> list[Measure]:
    """Give what was planned and cannot be any more: merged, taken out, held, refused, dropped."""
    ids = [int(each["need"]) for each in (row.result or {}).get("planned", [])]
    gone = Q(state__in=_GONE) | ~Q(object__state="active")
    found = Measure.objects.filter(gone, pk__in=ids).select_related("object__merged_into")
    return list(found.order_by("-object__severity", "-object__risk", "pk"))
