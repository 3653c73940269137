"""In which dong of the district a line lies."""

from collections.abc import Sequence

from townline.platform.web.maps.frames import boundaries


def dongs_of(places: Sequence[tuple[float, float]]) -> list[str]:
    """Give the Korean name of each place's dong (longitude, latitude); "" outside of them."""
    from shapely import STRtree, points  # noqa: PLC0415 -- only who imports lines needs it
    from shapely.geometry import shape  # noqa: PLC0415 -- the same

    features = boundaries()["features"]
    names = [str(each["properties"].get("name_ko", "")) for each in features]
    found = [""] * len(places)
    if features and places:
        tree = STRtree([shape(each["geometry"]) for each in features])
        for at, ground in zip(*tree.query(points(places), predicate="intersects"), strict=True):
            found[at] = found[at] or names[ground]
    return found
