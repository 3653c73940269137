"""Reading the way to a map (``map_link`` of district.json); may be left out."""

from townline.platform.core.district_files.shapes import Shape

_HOLES = ("{latitude}", "{longitude}")


def map_link(shape: Shape, data: object) -> None:
    """Check that it is an https address with a place for the position."""
    if not isinstance(data, dict) or "map_link" not in data:
        return
    link = shape.text("map_link", limit=300)
    if link and not (link.startswith("https://") and all(hole in link for hole in _HOLES)):
        shape.problem(("map_link",), f"must begin with https:// and hold {' and '.join(_HOLES)}")
