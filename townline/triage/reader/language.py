"""Which language a text is in: by its script, and among Latin letters by marks and small words."""

import json
import re
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path

_FILE = Path(__file__).resolve().parents[2] / "data" / "triage" / "languages.json"

# ISO 639-1 by the first word of a letter's Unicode name.
_SCRIPTS = {
    "HANGUL": "ko", "HIRAGANA": "ja", "KATAKANA": "ja", "CJK": "zh", "THAI": "th", "ARABIC": "ar",
    "DEVANAGARI": "ne", "BENGALI": "bn", "SINHALA": "si", "KHMER": "km", "MYANMAR": "my",
    "LAO": "lo", "TAMIL": "ta", "HEBREW": "he", "GREEK": "el", "GEORGIAN": "ka", "CYRILLIC": "ru",
    "LATIN": "en",
}  # fmt: skip
_MARKS = {
    "vi": re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]"),
    "mn": re.compile("[өү]"),
    "kk": re.compile("[әғқңұһі]"),
    "uk": re.compile("[їєґ]"),
    "es": re.compile("[ñ¿¡]"),
    "de": re.compile("[ßäü]"),
    "tr": re.compile("[ışğ]"),
    "pl": re.compile("[łąęż]"),
    "fr": re.compile("[çœèù]|l'|d'|qu'"),
}
_ENOUGH = 2


@cache
def _small() -> dict[str, frozenset[str]]:
    told = json.loads(_FILE.read_text("utf-8"))
    return {code: frozenset(words.split()) for code, words in told.items() if code != "about"}


def language(text: str) -> str:
    """Give an ISO 639-1 code; ``ko`` where Korean stands among others, empty without letters."""
    found = _scripts(text)
    total = sum(found.values())
    if not total:
        return ""
    # One Korean word in an English text is a name; a fifth of the letters is a Korean text.
    if found["ko"] * 5 >= total or (found["ko"] > _ENOUGH and found["en"] < 5 * found["ko"]):
        return "ko"
    if found["ja"]:
        return "ja"
    first = max(found, key=lambda code: (found[code], code))
    if first == "en":
        return _latin(text.lower())
    return _marked(text.lower(), ("mn", "kk", "uk")) or "ru" if first == "ru" else first


def _scripts(text: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for sign in text:
        if sign.isascii():
            found["en"] += sign.isalpha()
        elif sign.isalpha():
            found[_script(sign)] += 1
    return +found


def _script(sign: str) -> str:
    name = unicodedata.name(sign, "LATIN")
    return next((code for script, code in _SCRIPTS.items() if name.startswith(script)), "en")


def _marked(text: str, codes: tuple[str, ...]) -> str:
    told = {code: len(_MARKS[code].findall(text)) for code in codes}
    best = max(told, key=lambda code: told[code])
    return best if told[best] else ""


def _latin(text: str) -> str:
    words = set(re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", text))
    told = {code: len(words.intersection(small)) for code, small in _small().items()}
    best = max(told, key=lambda code: told[code])
    if told[best] > max(told["en"], _ENOUGH - 1):
        return best
    if told["en"]:
        return "en"
    return _marked(text, ("vi", "es", "de", "tr", "pl", "fr")) or "en"
