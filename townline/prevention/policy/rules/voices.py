"""A text that says what somebody thinks of a matter: a word, its number, perhaps more words."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_END = r"(?=$|[\s,.:!)])[\s,.:!)]*(.*)"
_NUMBER = r"#?\s*(\d{1,6})(?:\s*번)?"
_STANCE_FIRST = re.compile(rf"\s*([^\W\d_]+)\s*{_NUMBER}{_END}", re.DOTALL)
# "과제 4번에 반대합니다": what is named, its number with a particle, then the stance as it is said.
_NUMBER_FIRST = re.compile(
    rf"\s*([^\W\d_]*)\s*{_NUMBER}\s*(?:에\s*대해|에|은|는|을|를)?\s*([^\W\d_]+){_END}", re.DOTALL
)
_ENDINGS = ("합니다", "해요", "합니당", "함", "요", "입니다", "이요", "할게요", "해")


@dataclass(frozen=True, slots=True)
class VoiceText:
    """``stance`` is one of those that were given; ``words`` what stands behind the number."""

    number: int
    stance: str
    words: str


def parse_voice(
    body: str, stances: Mapping[str, str], subjects: Iterable[str] = ()
) -> VoiceText | None:
    """Read ``찬성 12``, ``SUPPORT 12 because…``, ``4 찬성``, ``과제 4번 반대합니다``.

    ``stances``: by word, in small letters; ``subjects``: how a matter is called before its number.
    """
    text = unicodedata.normalize("NFKC", body)
    if found := _STANCE_FIRST.fullmatch(text):
        word, number, words = found.groups()
        if stance := stances.get(word.lower()):
            return VoiceText(int(number), stance, words.strip())
    if found := _NUMBER_FIRST.fullmatch(text):
        subject, number, word, words = found.groups()
        known = not subject or subject.lower() in {one.lower() for one in subjects}
        if known and (stance := _stance_of(word.lower(), stances)):
            return VoiceText(int(number), stance, words.strip())
    return None


def _stance_of(word: str, stances: Mapping[str, str]) -> str | None:
    """Give the stance of a word, with or without the ending of a sentence."""
    if word in stances:
        return stances[word]
    stems = (word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))
    return next((stances[stem] for stem in stems if stem in stances), None)
