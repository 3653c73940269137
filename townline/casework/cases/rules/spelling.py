"""How people write the same name in several ways."""

import re

_GAPS = re.compile(r"\s+")


def squeezed(words: str) -> str:
    """Write words without gaps and in small letters: people leave them out, or put in others."""
    return _GAPS.sub("", words).lower()
