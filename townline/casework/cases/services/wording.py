"""How automatic texts are worded for residents, by the district's data."""

from townline.casework.cases.selectors.thread import thanks_words
from townline.platform.core import district
from townline.platform.core.text.particles import settle

__all__ = ["automatic", "thanks_words"]


def automatic(key: str, lang: str, **values: str) -> str:
    """Fill an automatic text of the district."""
    return settle(district.text(key, lang).format(**values))
