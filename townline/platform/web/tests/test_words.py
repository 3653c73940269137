"""Words of pages and texts: the office's terms, one English for each."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from townline.platform.core.paths import TOWNLINE
from townline.platform.web.tests import translations

# What no officer would say, and what to write instead.
REPLACED = {
    r"먼저 오신 것으로|분야 담당 부서": "앞당김, 분야별 기본 부서",
    r"(?<!\()도로 파임": "포트홀(도로 파임)",
    r"까닭": "사유 (staff), 이유 (residents)",
    r"거르기|거른 조건": "필터, 적용된 필터",
    r"그만두기": "취소",
    r"되돌리기": "실행 취소",
    r"쉬는 날": "공휴일 (staff), 휴무일 (residents)",
    r"맡[을은] 부서": "처리 부서 (staff), 담당 부서 (residents)",
    r"맡을 사람": "담당자",
    r"민원실 담당|기관장": "민원 접수 담당자, 구청장",
    r"부서 검토|(?<!경보 )확인 대기|돌아온 답변": "부서 배정, 승인 대기, 답변 반려",
    r"답장 기다림|다시 배정$|합쳐짐": "보완 대기, 재배정 대기, 병합",
    r"확인 올리기|확인 맡기기": "승인 요청, 대리 승인 지정",
    r"답 없이 마치기": "답변 없이 종결",
    r"법정 기간|법정 기한": "법정 처리기한",
    r"되풀이|여러 세대의 말씀": "반복 민원, 다수인관련민원",
    r"함께하는 부서|의견 묻기": "협조 부서, 협조 요청",
    r"남긴 검색|표로 받기": "저장한 검색, CSV 내려받기",
    r"자리 비움|대신하는 사람|근무 달력": "부재, 업무대행자, 당직 근무표",
    r"열쇠": "API 토큰, 키",
    r"두 번째 확인|확인 번호": "2단계 인증, 인증번호",
    r"알리지 않는 시간|조용한 시간": "방해 금지 시간",
    r"아침 소식|문자망": "일일 현황, 통신 연결",
    r"기다리는 차례|거는 차례": "대기 명단, 연결 순서",
    r"먼저 모실|입구 화면|제비로": "우선 안내, 무인 발권기, 추첨으로",
    r"분류 제안|같은 사건|위험 알림": "분류 추천, 같은 상황, 위험 경보",
    r"가운데값|가운뎃값|열에 아홉|셈법": "중앙값, 90%, 산출 기준",
    r"위험요소": "위험 지점",
    r"한 군데만 고쳐": "입력 내용을 확인해 주세요",
    r"사안|배운 점|민원 묶음": "상황, 개선 사항, 민원 연결",
    r"폭주|평소대로 처리": "문자 급증, 급증 아님",
    r"전자우편|(?<!이)메일(?! 서버)|구 자료": "이메일, 자치구 설정",
    r"이행 약속일|약속 이행(?!률)|(?<!이행 )약속 이행률|보수 결과 승인": "이행 약속, 준공 승인",
    r"땅 꺼짐|물에 갇힘|무너짐|전깃줄|스스로를 해칠": "지반침하, 침수 고립, 붕괴, 전선·감전 …",
    r"접속 주소|전화기 분실|반영하지 않는 줄|열의 뜻": "접속 링크, 분실 신고, 오류 행, 열 연결",
    r"목록 올리기|조사 못 함|확인할 항목|누가 언제": "명부 등록, 미조사, 판정 대기, 대상별 일정",
    r"시작이 된|고쳐 쓰기|스스로 묶은|이렇게 씁니다": "발단, 수정, 자동 분류, 문자 예시",
    r"최적과의 차이|넣을 수 있는 날|발주됨|공사의 효과": "최적해 대비, 편성 시작일, 공사 효과",
    r"십시오|지어낸|따위|하루 내내|(?<![가-힣])보기: ": "해 주세요, 가상, 등, 24시간, 예:",
    r"돈이 들지 않|어느 쪽인가|계산을 해야": "무료, 신청하시는 분, 확인에 몇 초",
}
# The same of the English on pages.
REPLACED_ENGLISH = {
    r"ground giving way|cut off by water|collapsed or hurt": "Ground collapse, …",
    r"Far more texts|[Gg]o on as usual": "Unusually high volume, Dismiss",
    r"who told of it|is looking too|Nobody knows whether": "the person reporting, Also viewing",
    r"^(Search words|Any|See|Make campaign|Found first|Not opened|queued|One-time)$": "Search …",
    r"Write a year's plan|not known yet|Dangerous again|One update to all": "Set annual plan …",
    r"\bWe text you a code": "We’ll text you a code",
}

Where = tuple[str, str]


def _entries(room: str) -> list[Message]:
    path = TOWNLINE / room / "locale/en/LC_MESSAGES/django.po"
    if not path.exists():
        return []
    with path.open("rb") as file:
        return [message for message in read_po(file, locale="en") if message.id]


def _messages() -> Iterator[Where]:
    for room in translations.rooms():
        for korean in translations.catalog(room):
            yield room, korean


def _texts() -> Iterator[Where]:
    for path in sorted(TOWNLINE.glob("data/d*/**/texts.json")):
        texts = json.loads(path.read_text())
        rows = [(key, text["ko"]) for key, text in texts.get("automatic", {}).items()]
        rows += [(one["key"], one["ko"]) for one in texts.get("consents", [])]
        yield from ((f"{path.parent.name}/{key}", words) for key, words in rows)


def _replacements(korean: str) -> list[str]:
    return [instead for old, instead in REPLACED.items() if re.search(old, korean)]


def test_no_replaced_word_is_said():
    found = [
        (*one, replacements)
        for one in (*_messages(), *_texts())
        if (replacements := _replacements(one[1]))
    ]
    assert found == []


def test_no_replaced_english_is_said():
    messages = [m for room in translations.rooms() for m in _entries(room)]
    written = {str(m.string) for m in messages}
    found = [(old, one) for old in REPLACED_ENGLISH for one in written if re.search(old, one)]
    assert found == []


def test_a_message_has_one_english():
    """Rooms share one catalogue, so the first English wins: give the others ``msgctxt``."""
    english: dict[tuple[str | None, str], set[str]] = defaultdict(set)
    for room in translations.rooms():
        for message in _entries(room):
            key = message.id if isinstance(message.id, str) else message.id[0]
            english[message.context, key].add(str(message.string))
    assert {key: variants for key, variants in english.items() if len(variants) > 1} == {}


@pytest.mark.parametrize("words", ["까닭을 적어 주세요", "거르기", "확인 번호 %(code)s"])
def test_a_replaced_word_would_be_found(words):
    assert _replacements(words)
