"""Photos of cases."""

from townline.cases.selectors.photos import case_photo
from townline.cases.services.photos import photos_tidy

__all__ = ["case_photo", "photos_tidy"]
