"""What all formats do with properties."""

import re
from collections.abc import Sequence

from townline.platform.core.text.charsets import clean
from townline.platform.geofiles.projections import Grid
from townline.platform.geofiles.shapes import Feature, Value

# Neither XML nor a table of dBASE can hold them.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def names(features: Sequence[Feature]) -> list[str]:
    """Give the names of all properties, in the order in which they come."""
    return list(dict.fromkeys(name for each in features for name in each.properties))


def text(value: Value) -> str:
    """Write a value; nothing is empty."""
    return "" if value is None else _CONTROL.sub("", clean(str(value)))


def digits(grid: Grid) -> int:
    """Give the decimals that keep a millimetre: of degrees, or of metres."""
    return 8 if grid is Grid.WGS84 else 3
