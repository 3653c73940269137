"""Numbers of assets: how they are compared, and where a text names one."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

LONGEST = 40
MOST_MENTIONS = 5
_DASHES = re.compile(r"[‐‑‒–—―−ー~_]")
_VALID = re.compile(rf"[0-9A-Z가-힣-]{{1,{LONGEST}}}")
_NUMBER = r"(?:[A-Za-z가-힣]{1,4}-)?+[A-Za-z]{0,4}+\d++(?:-[0-9A-Za-z]++)*+"
# What makes an amount or a time of a figure that follows a kind: "가로등 3개", "보안등 2시간째".
_NO_AMOUNT = r"(?!\s*(?:개|대|군데|곳|미터|m\b|시|분|일|월|년|층|동|차|번지|퍼센트|%))"


@dataclass(frozen=True, slots=True)
class Mention:
    """An asset as a text names it; ``words``: the piece of the text that does."""

    kind: str
    key: str
    words: str


def key_of(number: str) -> str:
    """Give a number as it is compared: capitals, one kind of dash, no spaces; "" for none."""
    plain = unicodedata.normalize("NFKC", number).upper()
    plain = _DASHES.sub("-", "".join(plain.split())).strip("-")
    return plain if _VALID.fullmatch(plain) and any(map(str.isdigit, plain)) else ""


def mentions(body: str, words: Mapping[str, Sequence[str]]) -> list[Mention]:
    """Find the numbers that stand with a kind's word (``words`` by kind), at most five.

    A bare number is none: lots and house numbers look alike.
    """
    written = _DASHES.sub("-", unicodedata.normalize("NFKC", body))
    found = sorted(_mentions(written, words), key=lambda pair: pair[0])
    return list(dict.fromkeys(mention for _, mention in found))[:MOST_MENTIONS]


def _mentions(written: str, words: Mapping[str, Sequence[str]]) -> Iterator[tuple[int, Mention]]:
    for kind, own in words.items():
        for match in _pattern(tuple(own)).finditer(written) if own else ():
            key = key_of(match["after"] or match["before"] or "")
            if key:
                yield match.start(), Mention(kind, key, match[0].strip())


@lru_cache(maxsize=64)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Match "보안등 12-345", "보안등 번호: 12-345", and "12-345번 보안등" (not "12-345번지")."""
    word = "|".join(re.escape(one) for one in sorted(words, key=len, reverse=True))
    return re.compile(
        rf"(?:{word})\s*(?:관리)?(?:번호|no\.?|number)?\s*[:#]?\s*(?P<after>{_NUMBER}){_NO_AMOUNT}"
        rf"|(?<![\w-])(?P<before>{_NUMBER})[번호]\s*(?:{word})",
        re.IGNORECASE,
    )
