"""Reading ways to other maps (``map_link``, ``map_raster`` of district.json); may be left out."""

from townline.platform.core.district_files.shapes import Shape

_HOLES = ("{latitude}", "{longitude}")
_TILE_HOLES = ("{z}", "{x}", "{y}")


def map_link(shape: Shape, data: object) -> None:
    """Check that it is an https address with a place for the position."""
    if not isinstance(data, dict) or "map_link" not in data:
        return
    link = shape.text("map_link", limit=300)
    if link and not (link.startswith("https://") and all(hole in link for hole in _HOLES)):
        shape.problem(("map_link",), f"must begin with https:// and hold {' and '.join(_HOLES)}")


def map_raster(shape: Shape, data: object) -> None:
    """Check the address of another service's pictures, and that it is said whose they are."""
    if not isinstance(data, dict) or data.get("map_raster") is None:
        return
    url = shape.text("map_raster", "url", limit=400)
    shape.text("map_raster", "attribution", limit=200)
    if url and not (url.startswith("https://") and all(hole in url for hole in _TILE_HOLES)):
        words = f"must begin with https:// and hold {', '.join(_TILE_HOLES)}"
        shape.problem(("map_raster", "url"), words)
