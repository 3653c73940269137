"""Which words of a text say what it is about."""

from collections.abc import Iterable

from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

from townline.platform.triage.nouns import Noun, is_content_word

_LONGEST = 8
# What anybody writes to an office about anything, beside the stop words of the reader.
_OFFICE = frozenset(
    """
    구청 구청장 동네 사진 첨부 입구 사거리 뒤편 정도 경우 이유 상황 주민 시민 구민 관계자
    담당 담당자 설치 공무원 직원 부서 시간
    번호 이상 이하 관련 사항 내용 문제 필요 가능 방법 생각 마음 예정 상태
    개선 조속 신속 검토 대책 불편 빠른 협조 점검 발견 상단 하단 맞은편 방향 구간 지점 장소 위치 지역
    someone street road near nearby front there's please thanks office city district mayor complaint
    people today yesterday morning night week weeks month months days time still would could since
    """.split()  # noqa: SIM905 -- a list of so many strings is not read by anybody
)


def terms(nouns: Iterable[Noun], places: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Give the words of one text: its nouns, and those written without a space as one.

    ``places``: names that say where a matter is, in small letters; they are left out.
    """
    found: list[str] = []
    for run in _runs(nouns):
        words = [one.form for one in run]
        whole = "".join(words)
        if whole in places:
            continue
        found += [word for word in words if _is_topic_word(word, places)]
        if len(words) > 1 and len(whole) <= _LONGEST and _is_topic_word(whole, places):
            found.append(whole)
    return tuple(found)


def _runs(nouns: Iterable[Noun]) -> list[list[Noun]]:
    runs: list[list[Noun]] = []
    for one in nouns:
        if runs and runs[-1][-1].end == one.start:
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def _is_topic_word(word: str, places: frozenset[str]) -> bool:
    return is_content_word(word) and not (
        word in _OFFICE or word in ENGLISH_STOP_WORDS or word in places
    )
