"""A text as numbers: stems of its words and pairs of its letters, so that no word is kept.

It needs no language process: what residents type without spaces, with particles and with
mistakes is met by the pairs, what they type well by the stems.
"""

import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

LONGEST = 5_000
_MOST = 400  # of either kind; the rest of a very long text tells nothing new
_WORD = re.compile(r"[가-힣]+|[^\W\d_가-힣]+|\d+")
_HANGUL = re.compile(r"[가-힣]")
_SHORTEST = 2

# What grammar puts behind a Korean noun or stem; the longest that leaves a letter is taken off.
_ENDINGS = frozenset(
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
    """.split()  # noqa: SIM905 -- a list of so many strings is not read by anybody
)
_LONGEST_ENDING = max(map(len, _ENDINGS))
# What people write about anything: courtesy, time, number, place beside, auxiliaries. It is kept
# in a text's marks (models learnt by them), and does not count when texts are compared.
_STOPS = frozenset(
    """
    안 다 못 한 하 해 나 분 가 제 두 세 네 몇 번 번째 개 건 명 것 걸 게 데 등 들 내 누 말 일 이런
    저런 같 같아 같은 아니 아니라 아직 아직도 이제 벌써 다시 또 자꾸 계속 매번 늘 항상 더 잘 막
    만 왜 언제 어디 어떻게 얼마 무엇 뭐 뭔가 누가 있 있어 있다 있는 있는데 있는지 있나 있습
    없 없어 없다 없는 없는데 되 돼 되나 되는 됩니 하나 합니 주 주시 주세 해주세 해주시 주십시오
    주셔 드립니 드려 드렸 드렸는 드리 말씀 말씀드렸 말씀드렸는 말씀드린 말씀드립니 부탁드 바랍니
    많으십니 그대로 그대 그래 그러 그렇 이렇 이거 그거 저거 사람 사람들 분들 다들 여러 모두
    오늘 어제 그제 엊그제 내일 지난 지난번 지난주 이번 이번주 요즘 매일 하루 날 아침 저녁 밤 낮 새벽
    오전 오후 시간 때문 때마다 동안 이후 작년 올해 년 달 주일 며칠 앞 옆 뒤 위 밑 아래 쪽 근처
    주변 부근 동네 여기 저기 거기 문자 전화 연락 답 답변 답장 확인 처리 조치 해결 해결되 요청 문의
    신청 접수 얘기 이야기 보고 봐 보니 알 알려 알려주 궁금 어찌 혹시 많 많이 많아 심 심해 크 큰
    all now out like where when what who how why over only since go after off time get people day
    every day today yesterday still again also any some more one two say tell ask know want need
    thi very much already
    """.split()  # noqa: SIM905 -- as above
)
_COURTESY = (
    "안녕", "수고", "감사", "고맙", "부탁", "말씀", "바랍", "드립", "드렸", "드려", "많으", "주세",
    "주십", "주시", "해주", "확인", "처리해", "조치해", "해결", "답변", "답이", "답을", "연락",
)  # fmt: skip
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
    return _marks(_words(text))


def telling(text: str) -> Marks:
    """Give the marks by which texts are compared: the stems of words that tell of a matter."""
    return _marks(stem(word) for word in _words(text) if not is_stop(word))


def is_stop(word: str) -> bool:
    """Say whether a word is written about anything, so that sharing it says nothing."""
    return bool({word, stem(word)} & (_STOPS | _EMPTY)) or word.startswith(_COURTESY)


def word_pieces(text: str) -> Iterator[tuple[str, int, int]]:
    """Give each word of a text in small letters, with where it begins and ends."""
    clean = unicodedata.normalize("NFKC", text[:LONGEST]).lower()
    return ((one[0], one.start(), one.end()) for one in _WORD.finditer(clean))


def _words(text: str) -> list[str]:
    clean = unicodedata.normalize("NFKC", text[:LONGEST]).lower()
    # A single digit counts something; longer ones are of addresses.
    return [w for w in _WORD.findall(clean) if not w.isdigit() or len(w) >= _SHORTEST]


def _marks(words: Iterable[str]) -> Marks:
    stems: dict[int, str] = {}
    grams: dict[int, None] = {}
    for word in words:
        for gram in _grams(word):
            grams[number(f"~{gram}")] = None
        if (form := stem(word)) not in _EMPTY:
            stems.setdefault(number(form), form)
    return Marks(tuple(list(stems)[:_MOST]), tuple(list(grams)[:_MOST]), stems)


def number(form: str) -> int:
    """Give the number of a stem or pair: 31 bits, the same everywhere and for ever."""
    return zlib.crc32(form.encode()) & 0x7FFFFFFF


def stem(word: str) -> str:
    """Take off what grammar put on a word, roughly."""
    return _korean(word) if _HANGUL.match(word) else _latin(word)


def _korean(word: str) -> str:
    leave = min(_SHORTEST, len(word) - 1)
    for at in range(max(leave, len(word) - _LONGEST_ENDING), len(word)):
        if word[at:] in _ENDINGS:
            return word[:at] or word
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
