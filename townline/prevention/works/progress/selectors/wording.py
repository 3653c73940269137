"""What the district says of orders and progress, and how things are called."""

from townline.platform.core import district
from townline.platform.core.text.particles import settle
from townline.platform.web.moments import english
from townline.prevention.works.progress.settings import ProgressSettings


def progress_settings() -> ProgressSettings:
    """Give what the district says."""
    return district.part(ProgressSettings)


def reader() -> str:
    """Give the language of who reads the page."""
    return "en" if english() else "ko"


def words(name: str, language: str, **filled: object) -> str:
    """Fill one of the district's texts."""
    known = getattr(progress_settings().texts, name)
    body = district.localized_words(known, f"works.texts.{name}", language)
    return settle(body.format(**filled)).strip()
