"""What a district decides about its maps."""

from typing import Annotated

from pydantic import AfterValidator, ValidationInfo

from townline.platform.core.district_files.part import Part
from townline.platform.core.district_files.values import text

_HOLES = ("{z}", "{x}", "{y}")


def _check_tile_url(url: str, info: ValidationInfo) -> str:
    # What was loaded once is believed: a server on this machine needs no https.
    if info.context is None:
        return url
    if not (url.startswith("https://") and all(hole in url for hole in _HOLES)):
        raise ValueError(f"must begin with https:// and hold {', '.join(_HOLES)}")
    return url


class Raster(Part):
    """Another service's pictures of the ground.

    ``url`` holds ``{z}``, ``{x}``, ``{y}`` and perhaps ``{key}``; ``attribution`` is shown.
    """

    url: Annotated[str, text(400), AfterValidator(_check_tile_url)]
    attribution: Annotated[str, text(200)]


class Maps(Part):
    """``map_raster``: None where the district has its own tiles."""

    map_raster: Raster | None = None
