"""A text that says what somebody thinks of a matter: a word, its number, perhaps more words."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from townline.platform.core.text.typed import LONGEST, Lexicon, fold_text, split_known

_END = r"(?=$|[\s,.:!)])[\s,.:!)]*(.*)"
_NUMBER = r"#?\s*(\d{1,6})(?:\s*번)?"
_STANCE_FIRST = re.compile(rf"\s*([^\W\d_]+)\s*{_NUMBER}{_END}", re.DOTALL)
# "과제 4번에 반대합니다": what is named, its number with a particle, then the stance as it is said.
_NUMBER_FIRST = re.compile(
    rf"\s*([^\W\d_]*)\s*{_NUMBER}\s*(?:에\s*대해|에|은|는|을|를)?\s*([^\W\d_]+){_END}", re.DOTALL
)
_ENDINGS = (
    "합니다", "해요", "합니당", "함", "요", "입니다", "이요", "할게요", "해", "이에요", "예요",
    "한다", "하겠습니다", "드립니다",
)  # fmt: skip
_COUNTER = "번"
# What stands around the stance and the number in a sentence that says nothing else.
_GRAMMAR = (
    *_ENDINGS, _COUNTER, "에", "대해", "은", "는", "을", "를", "저는", "나는", "저도", "나도", "전",
    "i", "we", "for", "no", "number", "please",
)  # fmt: skip
_ONE_NUMBER = re.compile(r"(\D*)(\d{1,6})(\D*)")
_TOKEN = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class VoiceText:
    """``stance`` is one of those that were given; ``words`` what stands behind the number."""

    number: int
    stance: str
    words: str


def parse_voice(
    body: str, stances: Mapping[str, str], subjects: Iterable[str] = ()
) -> VoiceText | None:
    """Read ``찬성 12``, ``SUPPORT 12 because…``, ``4 찬성``, ``저는 과제 4번 반대합니다``.

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
    return _parse_whole(text, stances, [fold_text(one) for one in subjects])


def _parse_whole(text: str, stances: Mapping[str, str], subjects: list[str]) -> VoiceText | None:
    """Read a text of one number and known words only, in any order.

    A word that is one slip from a stance counts where the number is called one of a matter:
    otherwise ``104 빈대`` (bedbugs in flat 104) would be a vote.
    """
    found = _ONE_NUMBER.fullmatch(text) if len(text) <= LONGEST else None
    if found is None:
        return None
    before, number, after = fold_text(found[1]), int(found[2]), fold_text(found[3])
    known = {fold_text(word): stance for word, stance in stances.items()}
    stance = _only_stance((before, after), known, subjects)
    if stance is None and (after.startswith(_COUNTER) or before.endswith((*subjects,))):
        stance = _only_stance((before, after), known | _near_stances(text, stances), subjects)
    return VoiceText(number, stance, "") if stance else None


def _only_stance(
    parts: Iterable[str], stances: Mapping[str, str], subjects: Iterable[str]
) -> str | None:
    """Give the one stance of parts that hold nothing but known words."""
    split = [split_known(part, [*stances, *subjects, *_GRAMMAR]) for part in parts]
    if None in split:
        return None
    found = {stances[word] for words in split for word in words or () if word in stances}
    return found.pop() if len(found) == 1 else None


def _near_stances(text: str, stances: Mapping[str, str]) -> dict[str, str]:
    groups = {one: [word for word, to in stances.items() if to == one] for one in stances.values()}
    lexicon = Lexicon(groups, polite=_ENDINGS)
    return {fold_text(one): to for one in _TOKEN.findall(text) if (to := lexicon.find(one))}


def _stance_of(word: str, stances: Mapping[str, str]) -> str | None:
    """Give the stance of a word, with or without the ending of a sentence."""
    if word in stances:
        return stances[word]
    stems = (word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))
    return next((stances[stem] for stem in stems if stem in stances), None)
