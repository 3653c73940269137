"""Which language a text is in: by its script, and among Latin letters by marks and small words.

Latin letters are English where at least half of the words are such as our English texts use; where
nothing tells what they are, ``und`` says so: whoever writes Korean or Vietnamese in bare letters is
not to be taken for an Englishman.
"""

import json
import re
import unicodedata
from collections import Counter
from functools import cache
from typing import Any

from townline.platform.core.paths import DATA

_FOLDER = DATA / "triage"
_FILE = _FOLDER / "languages.json"
ENGLISH = _FOLDER / "english.txt"
# In letters of no language that is known here, and Korean in Latin letters.
UNKNOWN, ROMAN = "und", "ko-Latn"

# ISO 639-1 by the first word of a letter's Unicode name.
_SCRIPTS = {
    "HANGUL": "ko", "HIRAGANA": "ja", "KATAKANA": "ja", "CJK": "zh", "THAI": "th", "ARABIC": "ar",
    "DEVANAGARI": "ne", "BENGALI": "bn", "SINHALA": "si", "KHMER": "km", "MYANMAR": "my",
    "LAO": "lo", "TAMIL": "ta", "HEBREW": "he", "GREEK": "el", "GEORGIAN": "ka", "CYRILLIC": "ru",
    "LATIN": "en", "BOPOMOFO": "zh", "GUJARATI": "gu", "GURMUKHI": "pa", "TELUGU": "te",
    "KANNADA": "kn", "MALAYALAM": "ml", "ETHIOPIC": "am", "ARMENIAN": "hy", "MONGOLIAN": "mn",
    "TIBETAN": "bo",
}  # fmt: skip
_MARKS = {
    "vi": re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]"),
    "mn": re.compile(r"[өү]|байна|байгаа|\b(?:вэ|уу|даг)\b"),
    "kk": re.compile("[әғқңұһіөү]"),
    "uk": re.compile("[їєґі]"),
    "ur": re.compile("[ٹڈڑںےھہ]"),
    "fa": re.compile("[پچژگ]"),
    "hi": re.compile("है|में|नहीं| का | की "),
    "uz": re.compile(r"\b\w*[og]['‘ʻ’]|yapti|\bq(?!u)"),
    "es": re.compile("[ñ¿¡]"),
    "de": re.compile("[ßäü]"),
    "tr": re.compile("[ışğ]"),
    "pl": re.compile("[łąęż]"),
    "fr": re.compile("[çœèù]|l'|d'|qu'"),
}
# Languages that share a script with the one it is named for.
_SHARED = {"ru": ("mn", "uk", "kk"), "ar": ("ur", "fa"), "ne": ("hi",)}
_ENOUGH = 2
_STRANGE = 4  # so many letters of a third script are more than a name
# How sentences end in Korean: 불났어요, 와 주세요, 합니다.
_ENDINGS = re.compile(r"\w(?:yo|nida|seyo|naeyo)\b")


@cache
def _small() -> dict[str, frozenset[str]]:
    table = json.loads(_FILE.read_text("utf-8"))
    return {code: frozenset(words.split()) for code, words in table.items() if code != "about"}


@cache
def _english() -> frozenset[str]:
    return frozenset(ENGLISH.read_text("utf-8").split())


def page_language(code: str) -> str:
    """Give the language of pages for who has this one: ``ko``, or ``en`` for all others."""
    return "ko" if code == "ko" else "en"


def language(text: str) -> str:
    """Give an ISO 639-1 code; ``ko`` where Korean stands among others, empty without letters.

    ``ko-Latn``: Korean in Latin letters; ``und``: letters of no language that is known here.
    """
    found = _scripts(text)
    total = sum(found.values())
    if not total:
        return ""
    if _korean(found, total):
        return "ko"
    del found["ko"]
    if found["ja"]:
        return "ja"
    first = max(found, key=lambda code: (found[code], code))
    if first == "en":
        return _latin(text.lower())
    return _language_by_marks(text.lower(), _SHARED.get(first, ())) or first


def _korean(found: Counter[str], total: int) -> bool:
    """One Korean word in an English text is a name; a fifth of the letters is a Korean text.

    Among Chinese or Japanese, Korean is what most of the letters are.
    """
    if found["ko"] < _third(found):
        return False
    return found["ko"] * 5 >= total or (found["ko"] > _ENOUGH and found["en"] < 5 * found["ko"])


def _third(found: Counter[str]) -> int:
    return sum(found.values()) - found["ko"] - found["en"]


def strange(text: str) -> bool:
    """Say whether more than a name stands in a script that is neither Korean nor Latin."""
    return _third(_scripts(text)) >= _STRANGE


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


def _language_by_marks(text: str, codes: tuple[str, ...]) -> str:
    counts = {code: len(_MARKS[code].findall(text)) for code in codes}
    best = max(counts, key=lambda code: counts[code], default="")
    return best if best and counts[best] else ""


def _latin(text: str) -> str:
    words = re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", text)
    counts = {code: len(small.intersection(words)) for code, small in _small().items()}
    best = max(counts, key=lambda code: counts[code])
    if counts[best] > max(counts["en"], _ENOUGH - 1):
        return best
    if sum(word in _english() for word in words) * 2 >= len(words):
        return "en"
    marked = _language_by_marks(text, ("vi", "uz", "es", "de", "tr", "pl", "fr"))
    return marked or (ROMAN if _ENDINGS.search(text) else UNKNOWN)


# What somebody else wrote: JSON that ends in no fault of ours, cells that no spreadsheet runs.


class TooDeep(ValueError):
    """It is nested more deeply than anything we take; told as a value that is not accepted."""


def json_read(written: str | bytes) -> Any:  # noqa: ANN401 -- JSON may be of any kind
    """Read JSON. Raises ValueError for what is none, and TooDeep (one of them)."""
    try:
        return json.loads(written)
    except RecursionError:
        raise TooDeep("the JSON is nested too deeply") from None


_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def plain(cell: str) -> str:
    """Keep a spreadsheet from running what somebody wrote."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) and cell != "-" else cell


def quote_cell(cell: str) -> str:
    """Do as ``plain`` does, so that ``unquote_cell`` gives back what was written, mark or not."""
    return plain(cell) if plain(cell.lstrip("'")) == cell.lstrip("'") else f"'{cell}"


def unquote_cell(cell: str) -> str:
    """Take off the mark of ``quote_cell``."""
    rest = cell.removeprefix("'")
    return cell if plain(rest.lstrip("'")) == rest.lstrip("'") else rest
