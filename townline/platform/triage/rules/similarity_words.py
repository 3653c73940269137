"""A text as numbers: stems of its words and pairs of its letters, so that no word is kept.

It needs no language process: what residents type without spaces, with particles and with
mistakes is met by the pairs, what they type well by the stems.
"""

import re
import unicodedata
import zlib
from dataclasses import dataclass

LONGEST = 5_000
_MOST = 400  # of either kind; the rest of a very long text tells nothing new
_WORD = re.compile(r"[가-힣]+|[^\W\d_가-힣]+|\d+")
_HANGUL = re.compile(r"[가-힣]")
_SHORTEST = 2

# What grammar puts behind a Korean noun or stem; the longest that leaves a letter is taken off.
_ENDINGS = tuple(
    sorted(
        """
        은 는 이 가 을 를 에 의 도 만 와 과 로 나 요 서 고 며 면 야 께 랑
        에서 에게 에는 에도 에요 예요 으로 까지 부터 보다 처럼 마다 이나 이랑 하고 한테 께서
        이라 라고 이고
        에서는 에서도 으로는 이에요 입니다 습니다 합니다 됩니다 했습니다 됐습니다 있습니다
        없습니다 갑니다 옵니다
        해요 해주세요 해주십시오 주세요 주십시오 바랍니다 부탁드립니다 부탁드려요 부탁해요
        인가요 나요 는데 은데 인데 는데요 네요
        어요 아요 여요 었어요 았어요 였어요 했어요 됐어요 있어요 없어요 같아요 거든요 지요 죠
        군요 더라고요
        어서 아서 해서 려서 니까 으니까 지만 다고 다는 한다 된다 했다 됐다 있다 없다 이다 하는
        되는 있는 없는
        던데 던데요 잖아요 습니까 합니까 인지 는지 려고 하게 있음 없음 했음 됐음 함 됨 음
        """.split(),  # noqa: SIM905 -- a list of so many strings is not read by anybody
        key=len,
        reverse=True,
    )
)
_EMPTY = frozenset(
    """
    a an the is are was were be been am it its this that these those there here and or but so
    of to
    in on at by for from with near next into up my our your we i you he she they them me us please
    can could would will should have has had do does did not no yes hi hello thank thanks very
    just
    안녕하세요 수고하십니다 수고하세요 감사합니다 안녕 수고 감사 좀 너무 정말 진짜 빨리 제발 그
    저 이 것 거 수 때 곳
    우리 제가 저희 여기 거기 지금 그냥 계속 매우 많이 그리고 그런데 근데 합니 부탁 민원 신고
    """.split()  # noqa: SIM905 -- as above
)


@dataclass(frozen=True, slots=True)
class Marks:
    """Numbers of the stems and of the pairs of letters, and each stem's number with its word."""

    words: tuple[int, ...]
    grams: tuple[int, ...]
    said: dict[int, str]


def marks(text: str) -> Marks:
    """Turn a text into its numbers; an empty one has none."""
    clean = unicodedata.normalize("NFKC", text[:LONGEST]).lower()
    said: dict[int, str] = {}
    grams: dict[int, None] = {}
    for word in _WORD.findall(clean):
        # A single digit counts something; longer ones are of addresses.
        if word.isdigit() and len(word) < _SHORTEST:
            continue
        for gram in _grams(word):
            grams[number(f"~{gram}")] = None
        form = stem(word)
        if form not in _EMPTY:
            said.setdefault(number(form), form)
    return Marks(tuple(list(said)[:_MOST]), tuple(list(grams)[:_MOST]), said)


def number(form: str) -> int:
    """Give the number of a stem or pair: 31 bits, the same everywhere and for ever."""
    return zlib.crc32(form.encode()) & 0x7FFFFFFF


def stem(word: str) -> str:
    """Take off what grammar put on a word, roughly."""
    return _korean(word) if _HANGUL.match(word) else _latin(word)


def _korean(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= min(_SHORTEST, len(word) - 1):
            rest = word[: -len(ending)]
            return rest if rest else word
    return word


def _latin(word: str) -> str:
    for ending, put in (("ies", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) > _SHORTEST:
            return word[: -len(ending)] + put
    return word


def _grams(word: str) -> list[str]:
    if _HANGUL.match(word):
        return [word[at : at + 2] for at in range(max(1, len(word) - 1))]
    return [word[at : at + 3] for at in range(max(1, len(word) - 2))]
