"""Korean particles that go by the sound before them: 을 or 를, 은 or 는, 이 or 가, 으로 or 로."""

import re

# Both forms as Korean writes them where the word before is not known yet: first the one that
# follows a consonant.
PAIRS = {
    "을(를)": ("을", "를"),
    "은(는)": ("은", "는"),
    "이(가)": ("이", "가"),
    "과(와)": ("과", "와"),
    "(으)로": ("으로", "로"),
    "(이)라고": ("이라고", "라고"),
}
# The same, as hasty hands write it.
SWAPPED = {"와(과)": "과(와)", "를(을)": "을(를)", "는(은)": "은(는)", "가(이)": "이(가)"}
_MARK = re.compile("|".join(map(re.escape, [*PAIRS, *SWAPPED])))
# What is not spoken stands between a word and its particle: tags, closing quotes and brackets.
_SILENT = re.compile(r"(?:<[^<>]*>|&(?:#x27|#39|quot);|[\s…'\"’”»›)\]}])*$")
_SYLLABLES, _ENDINGS, _RIEUL = range(0xAC00, 0xD7A4), 28, 8
# As they are read: 영 일 삼 육 칠 팔; 엘 엠 엔 알.
# Units behind a number are read whole: 40cm is 40센티미터, 5L 5리터, 3kg 3킬로그램.
_UNIT = re.compile(r"\d\s?(?:[mck]?m|m?[Ll]|(?P<closed>k?g))$")
_CLOSED, _ENDS_IN_RIEUL = frozenset("013678LMNRlmn"), frozenset("178LRl")


def settle(sentence: str) -> str:
    """Put the particle that fits for each ``을(를)``, ``은(는)``, ``이(가)``, ``(으)로`` ….

    ``sentence``: with its names and numbers in place; HTML tags are stepped over. A mark with
    no word before it stays as it is.
    """
    done, end = "", 0
    for mark in _MARK.finditer(sentence):
        done += sentence[end : mark.start()]
        end = mark.end()
        done += _fitting(_SILENT.sub("", done), mark.group())
    return done + sentence[end:]


def _fitting(before: str, mark: str) -> str:
    after_consonant, after_vowel = PAIRS[SWAPPED.get(mark, mark)]
    if not before:
        return mark
    closed, rieul = _sound(before)
    return after_consonant if closed and not (rieul and mark == "(으)로") else after_vowel


def _sound(word: str) -> tuple[bool, bool]:
    """Say whether a word ends in a consonant, and whether that is ㄹ."""
    last = word[-1]
    if unit := _UNIT.search(word):
        return unit["closed"] is not None, False
    if ord(last) in _SYLLABLES:
        ending = (ord(last) - _SYLLABLES.start) % _ENDINGS
        return ending > 0, ending == _RIEUL
    # R alone is read 알; at the end of an English word it is a vowel.
    if last == "R" and word[-2:-1].isascii() and word[-2:-1].isalpha():
        return False, False
    return last in _CLOSED, last in _ENDS_IN_RIEUL
