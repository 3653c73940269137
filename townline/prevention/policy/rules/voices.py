"""A text that says what somebody thinks of a matter: a word, its number, perhaps more words."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

_SAID = re.compile(
    r"\s*([^\W\d_]+)\s*#?\s*(\d{1,6})(?:\s*번)?(?=$|[\s,.:!)])[\s,.:!)]*(.*)", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Said:
    """``stance`` is one of those that were given; ``words`` what stands behind the number."""

    number: int
    stance: str
    words: str


def said_of(body: str, stances: Mapping[str, str]) -> Said | None:
    """Read ``찬성 12``, ``SUPPORT 12 because…``; ``stances``: by word, in small letters."""
    found = _SAID.fullmatch(unicodedata.normalize("NFKC", body))
    if found is None:
        return None
    stance = stances.get(found[1].lower())
    return Said(int(found[2]), stance, found[3].strip()) if stance else None
