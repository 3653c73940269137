"""What a district says of where to look under its roads next."""

import datetime as dt
from typing import Annotated

from pydantic import Field

from townline.platform.core.district_files.part import Part
from townline.platform.core.district_files.values import (
    Code,
    Count,
    Duration,
    Many,
    Must,
    Names,
    Share,
    Text,
    named_in,
)

Weight = Annotated[float, Field(ge=0, le=100), Must("a number from 0.0 to 100.0")]
Metres = Annotated[float, Field(gt=0, le=500), Must("metres, above 0.0 and up to 500.0")]
_YEAR = dt.timedelta(days=365)


class Weights(Part):
    """How much each factor counts beside the others; 0: not at all."""

    complaints: Weight = 25
    cavities: Weight = 20
    sewer_age: Weight = 15
    sewer_material: Weight = 8
    sewer_diameter: Weight = 5
    permits: Weight = 7
    subway: Weight = 5
    explored: Weight = 10
    rain: Weight = 5


class Reach(Part):
    """Metres from a road section within which something counts for it."""

    complaints: Metres = 30
    cavities: Metres = 20
    sewers: Metres = 10
    permits: Metres = 30
    subway: Metres = 50
    explored: Metres = 8


class HalfLives(Part):
    """After what time something counts half."""

    complaints: Duration = _YEAR
    cavities: Duration = 8 * _YEAR
    permits: Duration = 2 * _YEAR


class Full(Part):
    """From where on a factor counts in full.

    ``sewer_years`` of age, ``diameter_mm`` of a sewer, ``explored_years`` since the last
    exploration (a section never explored counts in full), ``rain_days`` of heavy rain since.
    """

    sewer_years: Count = 50
    diameter_mm: Count = 1_500
    explored_years: Count = 5
    rain_days: Count = 20


class Material(Part):
    """What sewers are made of: ``words`` by which files call it, ``risk`` from 0 to 1."""

    material: Code
    name: Names
    words: Many[Text]
    risk: Share


def _material(code: str, ko: str, en: str, risk: float, *words: str) -> Material:
    return Material(material=code, name=Names(ko=ko, en=en), words=(code, ko, *words), risk=risk)


MATERIALS = (
    _material("brick", "벽돌", "brick", 1.0, "조적", "masonry"),
    _material("clay", "도관", "clay", 0.9, "vitrified clay"),
    _material("hume", "흄관", "Hume concrete", 0.7, "원심력철근콘크리트관", "HP", "hume pipe"),
    _material("concrete", "콘크리트", "concrete", 0.6, "철근콘크리트관", "RC", "암거", "box"),
    _material("steel", "강관", "steel", 0.5, "파형강관", "SP"),
    _material("iron", "주철관", "cast iron", 0.4, "덕타일주철관", "DCIP", "CIP"),
    _material("pvc", "PVC관", "PVC", 0.3, "경질염화비닐관", "VP"),
    _material("pe", "PE관", "polyethylene", 0.2, "폴리에틸렌관", "HDPE"),
)


class WhereNext(Part):
    """What raises a road section on the list, and how a plan is made of it.

    ``services``: categories of complaints that count, and whose departments read the list and
    plan by it. ``hazard_kinds``: kinds of dangerous spots that count.
    ``heavy_rain_mm`` of a day wash soil away. ``together``: how much a section gains that
    touches one that is planned. ``fewest_cavities``: fewer make no statement about the list.
    """

    services: Many[Annotated[str, named_in("services")]] = ()
    hazard_kinds: Many[Text] = ("pothole", "cavity", "manhole")
    weights: Weights = Weights()
    reach: Reach = Reach()
    half_lives: HalfLives = HalfLives()
    full: Full = Full()
    materials: Many[Material] = MATERIALS
    heavy_rain_mm: Count = 50
    together: Share = 0.25
    fewest_cavities: Count = 10


class Planning(Part):
    """What district.json says of it."""

    where_to_look: WhereNext = WhereNext()
