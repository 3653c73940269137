"""Advertisements and phishing by their marks; signs put between the letters do not hide them."""

import json
import re
import unicodedata
from functools import cache

from townline.platform.core.paths import DATA

_FILE = DATA / "triage" / "spam.json"
# Half-letters in the order in which Unicode counts syllables.
_FIRSTS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_ENDS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
# An end is one unless a vowel follows: then it begins the next.
_LOOSE = re.compile(f"([{_FIRSTS}])([{_VOWELS}])([{_ENDS[1:]}](?![{_VOWELS}]))?")
_BETWEEN = re.compile(r"[\W_]+")
_LINK = re.compile(r"https?:|www\.|bit\.ly|\b[\w-]+\.(?:com|kr|net|me|ly|cc|top|xyz|info)\b|ⓗ")
_NUMBER = re.compile(r"(?:080|15\d\d|16\d\d|18\d\d|010|070|02)[-. )]?\d{3,4}")


@cache
def _words() -> dict[str, tuple[str, ...]]:
    told = json.loads(_FILE.read_text("utf-8"))
    return {name: tuple(bare(word) for word in told[name]) for name in
            ("openings", "sure", "money", "fetching", "asking")}  # fmt: skip


def bare(text: str) -> str:
    """Put half-letters together, and leave letters and digits only."""
    return _LOOSE.sub(_syllable, unicodedata.normalize("NFC", _BETWEEN.sub("", text.lower())))


def _syllable(loose: re.Match[str]) -> str:
    first, vowel = _FIRSTS.index(loose[1]), _VOWELS.index(loose[2])
    return chr(0xAC00 + (first * len(_VOWELS) + vowel) * len(_ENDS) + _ENDS.index(loose[3] or " "))


def marked(text: str) -> bool:
    """Say whether a text bears the marks of what was sent to many."""
    words, letters = _words(), bare(text)
    if any(word in letters for word in words["asking"]):
        return False
    if letters.startswith(words["openings"]) or any(word in letters for word in words["sure"]):
        return True
    reachable = bool(_LINK.search(text.lower()) or _NUMBER.search(text))
    return reachable and any(word in letters for word in (*words["money"], *words["fetching"]))
