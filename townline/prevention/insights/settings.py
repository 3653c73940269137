"""Reading whether the district shows its figures to everybody, and how many looks are usual."""

from townline.platform.core.district_files.shapes import Shape

_MOST_LOOKS = 1_000


def privacy(shape: Shape, data: object) -> None:
    """Check ``privacy``; it may be left out: then ten looks in an hour are usual."""
    if isinstance(data, dict) and "privacy" in data:
        looks = shape.value("privacy", "looks_per_hour", kind=int, words="a whole number")
        if looks is not None and not 1 <= looks <= _MOST_LOOKS:
            shape.problem(("privacy", "looks_per_hour"), f"must be 1 to {_MOST_LOOKS}")


def public_figures(shape: Shape, data: object) -> None:
    """Check ``public_figures``; it may be left out: then they are shown."""
    if isinstance(data, dict) and "public_figures" in data:
        shape.value("public_figures", kind=bool, words="true or false")
