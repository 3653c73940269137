"""Finding assets: by number, by place, and as a list."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from townline.prevention.assets.errors import AssetNotFound
from townline.prevention.assets.models import Asset, AssetCase
from townline.prevention.assets.rules.cells import cells_near, metres_between
from townline.prevention.assets.rules.numbers import Mention, key_of
from townline.prevention.assets.rules.states import AssetState
from townline.prevention.assets.selectors.kinds import asset_settings

PAGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetFilters:
    """What a list is narrowed to; "" for all. ``view``: in_use, failing or removed."""

    view: str = "in_use"
    kind: str = ""
    dong: str = ""
    q: str = ""


def asset_get(asset_id: int) -> Asset:
    """Give one asset. Raises AssetNotFound."""
    found = Asset.objects.filter(pk=asset_id).first()
    if found is None:
        raise AssetNotFound(f"there is no asset {asset_id}")
    return found


def assets_numbered(number: str, kind: str = "") -> list[Asset]:
    """Give the assets with a number, of one kind or of all; one query by its index."""
    key = key_of(number)
    if not key:
        return []
    rows = Asset.objects.filter(key=key)
    return list((rows.filter(kind=kind) if kind else rows).order_by("kind"))


def assets_named(found: Sequence[Mention]) -> list[Asset]:
    """Give the assets in use that a text names, in its order; no query where it names none."""
    if not found:
        return []
    rows = Asset.objects.filter(state=AssetState.IN_USE, key__in={one.key for one in found})
    by_name = {(row.kind, row.key): row for row in rows}
    return [by_name[one.kind, one.key] for one in found if (one.kind, one.key) in by_name]


def assets_near(
    latitude: float, longitude: float, *, metres: float = 0, kind: str = "", limit: int = 20
) -> list[tuple[Asset, float]]:
    """Give the assets in use around a spot with how far off each is, the nearest first."""
    reach = metres or asset_settings().near
    rows = Asset.objects.filter(
        cell__in=cells_near(latitude, longitude, reach), state=AssetState.IN_USE
    )
    if kind:
        rows = rows.filter(kind=kind)
    measured = (
        (row, metres_between(latitude, longitude, (row.latitude, row.longitude))) for row in rows
    )
    near = sorted((pair for pair in measured if pair[1] <= reach), key=lambda pair: pair[1])
    return near[:limit]


def failing(now: dt.datetime) -> "QuerySet[AssetCase, Any]":
    """Give which assets (``asset``) had how many failures (``count``) in the district's span.

    Cases that were merged into one are one failure.
    """
    repeated = asset_settings().repeated
    rows = AssetCase.objects.filter(
        at__gte=now - dt.timedelta(days=repeated.days), case__merged_into=None
    )
    counted = rows.values("asset").annotate(count=Count("case"), last=Max("at"))
    return counted.filter(count__gte=repeated.cases)


def filter_assets(filters: AssetFilters, now: dt.datetime) -> "QuerySet[Asset]":
    """Give the assets that a list holds."""
    state = AssetState.REMOVED if filters.view == "removed" else AssetState.IN_USE
    rows = Asset.objects.filter(state=state)
    if filters.view == "failing":
        rows = rows.filter(pk__in=failing(now).values("asset"))
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.dong:
        rows = rows.filter(dong=filters.dong)
    if filters.q:
        key = key_of(filters.q)
        words = Q(address__icontains=filters.q) | Q(detail__icontains=filters.q)
        rows = rows.filter(Q(key__startswith=key) | words if key else words)
    return rows.order_by("kind", "key")


def failures(asset_ids: Iterable[int], now: dt.datetime) -> dict[int, int]:
    """Count the failures of some assets in the district's span; one query."""
    since = now - dt.timedelta(days=asset_settings().repeated.days)
    rows = AssetCase.objects.filter(asset__in=list(asset_ids), at__gte=since)
    rows = rows.filter(case__merged_into=None)
    counted = rows.values_list("asset").annotate(count=Count("case"))
    return dict(counted.values_list("asset", "count"))


def dongs() -> list[str]:
    """Give the dongs in which assets stand."""
    rows = Asset.objects.exclude(dong="").order_by("dong")
    return list(rows.values_list("dong", flat=True).distinct())


def case_ids(asset_id: int) -> list[int]:
    """Give the cases that tell of an asset, the newest first."""
    rows = AssetCase.objects.filter(asset=asset_id).order_by("-at", "-id")
    return list(rows.values_list("case", flat=True))


def assets_of_case(case_id: int) -> list[Asset]:
    """Give the assets that a case tells of."""
    return list(Asset.objects.filter(cases__case=case_id).order_by("kind", "key"))
