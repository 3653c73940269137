"""Advertisements and phishing by their marks; signs put between the letters do not hide them.

Needs neither numpy nor the language process: intake asks it too.
"""

import json
import re
import unicodedata
from dataclasses import dataclass
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
# As the Act on Promotion of Information and Communications Network Utilization, s. 50, asks.
_LABEL = re.compile(r"\s*(?:\[[^\]]{0,12}\]\s*)?[(\[<【（]([^)\]>】）]{1,12})[)\]>】）]")
# How people end what they tell; adverts end in 하세요, 주세요, 드립니다.
_POLITE_ENDING = re.compile(r"[가-힣](?<!세)요(?=[\s.,!~ㅠㅜ]|$)")
_NUMBER = re.compile(r"(?:080|15\d\d|16\d\d|18\d\d|010|070|02)[-. )]?\d{3,4}")


@cache
def _words() -> dict[str, tuple[str, ...]]:
    lists = json.loads(_FILE.read_text("utf-8"))
    return {name: tuple(map(bare, lists[name])) for name in lists if name != "about"}


def bare(text: str) -> str:
    """Put half-letters together, and leave letters and digits only."""
    return _LOOSE.sub(_syllable, unicodedata.normalize("NFC", _BETWEEN.sub("", text.lower())))


def _syllable(loose: re.Match[str]) -> str:
    first, vowel = _FIRSTS.index(loose[1]), _VOWELS.index(loose[2])
    return chr(0xAC00 + (first * len(_VOWELS) + vowel) * len(_ENDS) + _ENDS.index(loose[3] or " "))


def has_spam_marks(text: str) -> bool:
    """Say whether a text bears the marks of what was sent to many."""
    words, letters = _words(), bare(text)
    if any(word in letters for word in words["asking"]):
        return False
    if letters.startswith(words["openings"]) or _holds(letters, words["sure"]):
        return True
    reachable = bool(_LINK.search(text.lower()) or _NUMBER.search(text))
    return reachable and any(word in letters for word in (*words["money"], *words["fetching"]))


@dataclass(frozen=True, slots=True)
class AdvertSigns:
    """What the words of a text say for and against an advertisement.

    ``labelled``: it bears the label that the law asks of one. ``marked``: it has any mark of
    texts that were sent to many. ``callback``: it wants to be called; ``resident``: it asks,
    reports or requests; ``link``: it holds one.
    """

    labelled: bool
    marked: bool
    callback: bool
    resident: bool
    link: bool


def advert_signs(text: str) -> AdvertSigns:
    """Look for the signs of an advertisement, and for those of a resident."""
    words, letters = _words(), bare(text)
    return AdvertSigns(
        labelled=_is_labelled(text) or ("080" in letters and _holds(letters, words["sure"])),
        marked=has_spam_marks(text),
        callback=_holds(letters, words["callback"]),
        resident=_holds(letters, words["resident"]) or _is_conversational(text),
        link=bool(_LINK.search(text.lower())),
    )


def _is_labelled(text: str) -> bool:
    """Say whether it begins with (광고), perhaps behind the network's own mark; a word is none."""
    found = _LABEL.match(text)
    return found is not None and bare(found[1]) == "광고"


def _is_conversational(text: str) -> bool:
    return "?" in text or "\uff1f" in text or bool(_POLITE_ENDING.search(text))


def _holds(letters: str, words: tuple[str, ...]) -> bool:
    return any(word in letters for word in words)
