"""Reading whether the district shows its figures to everybody."""

from townline.config.loading.shapes import Shape


def public_figures(shape: Shape, data: object) -> None:
    """Check ``public_figures``; it may be left out: then they are shown."""
    if isinstance(data, dict) and "public_figures" in data:
        shape.value("public_figures", kind=bool, words="true or false")
