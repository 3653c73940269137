"""Where a text says that something is: names of a gazetteer found in words."""

from townline.triage.rules.places.areas import Area, areas_in
from townline.triage.rules.places.entries import KINDS, Entry
from townline.triage.rules.places.finding import at_point, find
from townline.triage.rules.places.found import Place
from townline.triage.rules.places.gazetteer import Gazetteer, gazetteer
from townline.triage.rules.places.naming import Naming, naming

__all__ = [
    "KINDS",
    "Area",
    "Entry",
    "Gazetteer",
    "Naming",
    "Place",
    "areas_in",
    "at_point",
    "find",
    "gazetteer",
    "naming",
]
