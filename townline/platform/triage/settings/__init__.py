"""What a district says of its ground, besides the tables that are kept as rows."""

from typing import Annotated

from townline.platform.core.district_files.part import Part
from townline.platform.core.district_files.values import Many, text


class GroundSettings(Part):
    """``boundaries``: the file of the dongs' outlines."""

    boundaries: Annotated[str, text(200)] = "boundaries.geojson"


class Dongs(Part):
    """Which dong of the office (Korean, English name) overlaps which one of the boundaries.

    Read from dongs.csv; none where the office's dongs are those of the boundaries.
    """

    dongs: Many[Many[str]] = ()
