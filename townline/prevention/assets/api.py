"""The front door of assets."""

import datetime as dt
from typing import TYPE_CHECKING

from townline.casework.classification.api import NumberedPlaces
from townline.platform.core.personal_data.retention import Rule, by_age
from townline.prevention.assets.errors import (
    AssetFileWrong as AssetFileWrong,
    AssetNotFound as AssetNotFound,
    RowProblem as RowProblem,
    UnknownAssetKind as UnknownAssetKind,
)
from townline.prevention.assets.models import Asset as Asset, AssetCase as AssetCase
from townline.prevention.assets.rules.states import (
    AssetState as AssetState,
    asset_subject as asset_subject,
)
from townline.prevention.assets.selectors.assets import (
    PAGE as PAGE,
    AssetFilters as AssetFilters,
    asset_get as asset_get,
    assets_near as assets_near,
    assets_numbered as assets_numbered,
    assets_of_case as assets_of_case,
    case_ids as case_ids,
    dongs as dongs,
    failures as failures,
    filter_assets as filter_assets,
)
from townline.prevention.assets.selectors.kinds import (
    asset_settings as asset_settings,
    kind_name as kind_name,
    kind_of as kind_of,
    kinds as kinds,
)
from townline.prevention.assets.services.importing import (
    LIMITS as LIMITS,
    AssetFile as AssetFile,
    ImportCounts as ImportCounts,
    assets_counted as assets_counted,
    assets_read as assets_read,
    assets_take as assets_take,
)
from townline.prevention.assets.services.linking import (
    asset_remove as asset_remove,
    asset_restore as asset_restore,
    case_follow,
    case_link as case_link,
    case_unlink as case_unlink,
    place_numbered,
    title as title,
)

if TYPE_CHECKING:
    from django.db.models import QuerySet


def numbered_places() -> NumberedPlaces:
    """Give what finds assets in texts, and links their cases."""
    return NumberedPlaces(find=place_numbered, follow=case_follow)


def retention_rules() -> list[Rule]:
    """Assets that were taken down long ago, of which no case tells any more."""

    def rows(before: dt.datetime) -> "QuerySet[Asset]":
        return Asset.objects.filter(removed_at__lt=before, cases=None)

    return [by_age("assets_removed", "P1825D", rows)]
