"""Reading whether the district shows its figures to everybody, and how many looks are usual."""

from townline.platform.core.district_files.shapes import Shape

_MOST_LOOKS = 1_000
_MOST_DAYS = 365


def privacy(shape: Shape, data: object) -> None:
    """Check ``privacy``; it may be left out: then ten looks in an hour are usual."""
    if isinstance(data, dict) and "privacy" in data:
        looks = shape.value("privacy", "looks_per_hour", kind=int, words="a whole number")
        if looks is not None and not 1 <= looks <= _MOST_LOOKS:
            shape.problem(("privacy", "looks_per_hour"), f"must be 1 to {_MOST_LOOKS}")


def public_map(shape: Shape, data: object, services: list[str]) -> None:
    """Check ``public_map``; it may be left out: then nobody outside sees a map of matters."""
    if not isinstance(data, dict) or data.get("public_map") is None:
        return
    for at in shape.items("public_map", "services"):
        shape.one_of("public_map", "services", at, values=services)
    if "days" in shape.keys("public_map"):
        days = shape.value("public_map", "days", kind=int, words="a whole number of days")
        if days is not None and not 1 <= days <= _MOST_DAYS:
            shape.problem(("public_map", "days"), f"must be 1 to {_MOST_DAYS}")
    if "after" in shape.keys("public_map"):
        shape.duration("public_map", "after")


def public_figures(shape: Shape, data: object) -> None:
    """Check ``public_figures``; it may be left out: then they are shown."""
    if isinstance(data, dict) and "public_figures" in data:
        shape.value("public_figures", kind=bool, words="true or false")
