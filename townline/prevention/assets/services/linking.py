"""A case tells of an asset: found in its texts, or as a person says."""

import datetime as dt

from django.db import transaction

from townline.casework.cases.api import case_lock
from townline.casework.classification.api import NumberedPlace
from townline.platform.core.history import audit
from townline.platform.departments.api import Act, Permission
from townline.platform.triage.api import FoundPlace
from townline.prevention.assets.errors import AssetNotFound
from townline.prevention.assets.models import Asset, AssetCase
from townline.prevention.assets.rules.numbers import mentions
from townline.prevention.assets.rules.states import AssetEvent, AssetRemark
from townline.prevention.assets.selectors.assets import assets_named, assets_numbered
from townline.prevention.assets.selectors.kinds import asset_settings, kind_name, words_by_kind
from townline.prevention.assets.services.marks import ASSETS, asset_lock, link_record

KIND = "asset"  # of a place that is one


def place_numbered(body: str) -> NumberedPlace | None:
    """Find the assets that a text names by kind and number; no query where no number stands.

    The place is the first one's; the category only where all share it.
    """
    found = mentions(body, words_by_kind())
    rows = assets_named(found)
    if not rows:
        return None
    first = rows[0]
    services = {kind.service for row in rows if (kind := asset_settings().kinds.get(row.kind))}
    place = FoundPlace(
        kind=KIND,
        name_ko=title(first, "ko"),
        name_en=title(first, "en"),
        dong=first.dong,
        latitude=first.latitude,
        longitude=first.longitude,
        words=tuple(one.words for one in found),
        source="text",
        sure=True,
    )
    service = services.pop() if len(services) == 1 else ""
    return NumberedPlace(place=place, service=service, ids=tuple(row.pk for row in rows))


def case_follow(case_id: int, ids: tuple[int, ...], now: dt.datetime) -> None:
    """Link a locked case with the assets that its text names; those it has stay."""
    there = set(AssetCase.objects.filter(case=case_id).values_list("asset_id", flat=True))
    for asset in Asset.objects.filter(pk__in=set(ids) - there).order_by("pk"):
        AssetCase.objects.create(asset=asset, case_id=case_id, at=now)
        link_record(asset, case_id, AssetRemark.LINK, audit.SYSTEM, now)


def title(asset: Asset, lang: str = "") -> str:
    """Name an asset as its sticker does: ``보안등 12-345``."""
    return f"{kind_name(asset.kind, lang)} {asset.number}"


@transaction.atomic
def case_link(act: Act, *, code: str, kind: str, number: str) -> Asset:
    """Say that a case tells of an asset. Raises NotFound, NotAllowed, AssetNotFound."""
    case = case_lock(code=code, viewer=act.viewer, permission=Permission.WRITE)
    asset = next(iter(assets_numbered(number, kind)), None)
    if asset is None:
        raise AssetNotFound("no asset has this number")
    _, made = AssetCase.objects.get_or_create(asset=asset, case=case, defaults={"at": act.now})
    if made:
        link_record(asset, case.pk, AssetRemark.LINK, act.actor, act.now)
    return asset


@transaction.atomic
def case_unlink(act: Act, *, code: str, asset_id: int) -> None:
    """Say that a case does not tell of an asset. Raises as ``case_link``."""
    case = case_lock(code=code, viewer=act.viewer, permission=Permission.WRITE)
    asset = Asset.objects.filter(pk=asset_id, cases__case=case).first()
    if asset is None:
        raise AssetNotFound(f"the case has no asset {asset_id}")
    AssetCase.objects.filter(asset=asset, case=case).delete()
    link_record(asset, case.pk, AssetRemark.UNLINK, act.actor, act.now)


@transaction.atomic
def asset_remove(act: Act, *, asset_id: int, reason: str) -> Asset:
    """Say that an asset was taken down. Raises AssetNotFound, NotAllowed, WrongState."""
    asset = asset_lock(act, asset_id)
    ASSETS.move(asset, AssetEvent.REMOVE, actor=act.actor, now=act.now, reason=reason.strip())
    return asset


@transaction.atomic
def asset_restore(act: Act, *, asset_id: int, reason: str) -> Asset:
    """Say that it stands there after all. Raises as ``asset_remove``."""
    asset = asset_lock(act, asset_id)
    ASSETS.move(asset, AssetEvent.RESTORE, actor=act.actor, now=act.now, reason=reason.strip())
    return asset
