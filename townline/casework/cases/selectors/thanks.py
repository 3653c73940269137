"""The district's words of thanks."""

from townline.casework.cases.rules import ThanksWords
from townline.platform.core import district


def thanks_words() -> ThanksWords:
    """Read the district's words of thanks."""
    return district.made(_thanks_words)


def _thanks_words(settings: district.Settings) -> ThanksWords:
    words = settings.raw["texts"]["words"]
    return ThanksWords(
        thanks=frozenset(w for group in words["thanks"].values() for w in group),
        fillers=frozenset(w for group in words["thanks_fillers"].values() for w in group),
        emoji=tuple(words["thanks_emoji"]),
    )
