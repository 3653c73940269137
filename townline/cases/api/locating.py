"""Where a case lies, and saying that it lies elsewhere."""

from townline.cases.errors import NoReading, PlaceUnknown
from townline.cases.selectors.located import Located, located
from townline.cases.services.locating import place_clear, place_correct

__all__ = ["Located", "NoReading", "PlaceUnknown", "located", "place_clear", "place_correct"]
