"""Where a text says that something is: names of a gazetteer found in words."""

from townline.platform.triage.rules.places.apart import without_places
from townline.platform.triage.rules.places.areas import Area, Ring, areas_in
from townline.platform.triage.rules.places.assembly import assemble, dong_naming, landmark, parts
from townline.platform.triage.rules.places.entries import (
    DONG_COLUMNS,
    GAZETTEER_COLUMNS,
    KINDS,
    NO_GROUND,
    PLACE_COLUMNS,
    STRETCH,
    GazetteerEntry,
)
from townline.platform.triage.rules.places.finding import FoundPlace, at_point, find
from townline.platform.triage.rules.places.gazetteer import Gazetteer, gazetteer
from townline.platform.triage.rules.places.looking import chosen_place, matching, near, outline
from townline.platform.triage.rules.places.naming import Naming, naming
from townline.platform.triage.rules.places.streets import is_stretch

__all__ = [
    "DONG_COLUMNS",
    "GAZETTEER_COLUMNS",
    "KINDS",
    "NO_GROUND",
    "PLACE_COLUMNS",
    "STRETCH",
    "Area",
    "FoundPlace",
    "Gazetteer",
    "GazetteerEntry",
    "Naming",
    "Ring",
    "areas_in",
    "assemble",
    "at_point",
    "chosen_place",
    "dong_naming",
    "find",
    "gazetteer",
    "is_stretch",
    "landmark",
    "matching",
    "naming",
    "near",
    "outline",
    "parts",
    "without_places",
]
