"""Refusals of photos, wherever they are put."""

from townline.cases.errors.base import InvalidInput


class PhotoUnusable(InvalidInput):
    """A file that cannot be kept as a photo; ``extra`` says why (``problem``)."""

    type = "photo-unusable"
