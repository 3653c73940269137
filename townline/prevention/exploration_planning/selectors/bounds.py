"""What the district's settings say, as the rules take it."""

import datetime as dt
from collections.abc import Mapping

from townline.platform.core import district
from townline.prevention.exploration_planning.rules.factors import FACTORS, Bounds, Factor
from townline.prevention.exploration_planning.settings import Material, Planning, WhereNext

_DAY = dt.timedelta(days=1)


def planning_settings() -> WhereNext:
    """Give ``where_to_look`` of the district's settings."""
    return district.part(Planning).where_to_look


def weights(settings: WhereNext) -> dict[Factor, float]:
    """Give the weight of each factor."""
    return {factor: float(getattr(settings.weights, factor)) for factor in FACTORS}


def bounds(settings: WhereNext) -> Bounds:
    """Give half-lives in days, and from where on each factor counts in full."""
    lives, full = settings.half_lives, settings.full
    return Bounds(
        complaint_days=lives.complaints / _DAY,
        cavity_days=lives.cavities / _DAY,
        permit_days=lives.permits / _DAY,
        sewer_years=full.sewer_years,
        diameter_mm=full.diameter_mm,
        explored_years=full.explored_years,
        rain_days=full.rain_days,
        subway_m=settings.reach.subway,
    )


def material_numbers(materials: tuple[Material, ...]) -> Mapping[str, int]:
    """Give the place of a material in the district's table by each word that files use."""
    return {
        word.casefold(): at
        for at, material in reversed(list(enumerate(materials)))
        for word in (material.material, *material.words)
    }
