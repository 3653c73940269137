"""What states, reasons and outcomes are called, and how they are marked."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext, gettext_lazy as _, gettext_noop

from townline.platform.core.text.particles import settle
from townline.platform.web.moments import english
from townline.prevention.surveys.selectors.homes import EXCLUSIONS, OUTCOMES, kinds
from townline.prevention.surveys.settings import HomeKind

# Icon, level, word.
__all__ = ["EXCLUSIONS", "OUTCOMES"]  # beside all that is written here
STATES = {
    "listed": ("ring", "calm", _("미조사")),
    "excluded": ("pause", "calm", _("조사 제외")),
    "graded": ("tick", "success", _("등급 산정")),
}
VIEWS = {
    "in_vain": _("미조사(방문함)"),
    "unplaced": _("위치가 대략이거나 모름"),
    "problem": _("확인 필요"),
}
PINS = {"listed": "case", "excluded": "closed", "graded": "done"}
LOCATED = {
    "file": _("목록 파일의 위치"),
    "building": _("같은 건물의 위치"),
    "places": _("주소로 찾은 대략의 위치"),
    "hand": _("직접 지정한 위치"),
    "": _("위치 모름"),
}
PAIRS = {
    "same_unit": _("주소와 호가 같음"),
    "unit_missing": _("한쪽에 호가 없음"),
    "two_addresses": _("도로명과 지번이 한 필지"),
}
PROBLEMS = {
    "grade_differs": _("전화기의 등급과 다름"),
    "excluded_meanwhile": _("그 사이 제외된 주택"),
    "no_evidence": _("제외 증거 없음"),
    "missing_files": _("사진 누락"),
    "foreign_file": _("답변에 없는 사진"),
    "edited_twice": _("두 번 수정됨"),
    "no_home": _("목록에 없는 주택"),
    "left": _("반영하지 않기로 함"),
    "elsewhere": _("목록에 없는 주택으로 확인함"),
    "other_kind": _("다른 주택 유형의 양식"),
    "unknown_result": _("알 수 없는 방문 결과"),
    "second_answers": _("다른 조사원이 먼저 조사함"),
    "others_exclusion": _("담당이 아닌 조사원의 제외 요청"),
    "not_theirs": _("다른 조사원에게 배정된 주택"),
    "unreadable_answers": _("등급 기준에 없는 답"),
    "wrong_state": _("지금 상태에는 반영할 수 없음"),
}
# What phones said of a home itself, where it did not simply count.
UPDATES = {
    "conflict": _("서로 다른 내용"),
    "waiting": _("앞선 제출 대기"),
    "chosen": _("선택됨"),
    "dropped": _("반영 안 함"),
}
PURPOSES = {
    "exclusion": _("제외 증거"),
    "drawing": _("도면"),
    "terrain": _("지형도"),
    "photo": _("사진"),
}


def language() -> str:
    return "en" if english() else "ko"


def kind_name(kind: HomeKind) -> str:
    return kind.name.in_language(language())


def kind_choices() -> list[tuple[str, str]]:
    """Give the kinds with their names."""
    return [(kind.code, kind_name(kind)) for kind in kinds()]


# What is wrong with a line of a list, in words that say what to do.

_FIELDS = {
    "reference": gettext_noop("관리번호"),
    "address": gettext_noop("주소"),
    "unit": gettext_noop("상세주소"),
    "dong": gettext_noop("동 이름"),
    "latitude": gettext_noop("위도"),
    "longitude": gettext_noop("경도"),
    "built_on": gettext_noop("사용승인일"),
    "area_m2": gettext_noop("면적(㎡)"),
    "phone": gettext_noop("세대 연락처"),
}
_SENTENCES = {
    "missing": gettext_noop("주소가 비어 있습니다."),
    "unread": gettext_noop("주소에서 도로명과 번호를 찾을 수 없습니다: %(value)s"),
    "long": gettext_noop("%(field)s이(가) 너무 깁니다. %(value)s자까지 적을 수 있습니다."),
    "number": gettext_noop("%(field)s은(는) 숫자로 적습니다: %(value)s"),
    "half": gettext_noop("위도와 경도를 함께 적습니다."),
    "day": gettext_noop("%(field)s을(를) 1998-07-03처럼 적습니다: %(value)s"),
    "swapped": gettext_noop("위도와 경도가 서로 바뀌었습니다: %(value)s"),
    "outside": gettext_noop("위치가 우리 구 밖입니다: %(value)s"),
    "doubled": gettext_noop("%(value)s번째 줄과 같은 주택입니다."),
}


def field_name(field: str) -> str:
    """Name a field of a list in the reader's language."""
    return gettext(_FIELDS[field]) if field in _FIELDS else ""


def problem_sentence(problem: Mapping[str, Any]) -> str:
    """Say one problem in the reader's language."""
    facts = {"field": field_name(problem["column"]), "value": problem["value"]}
    sentence = _SENTENCES[problem["code"]]
    return settle(gettext(sentence) % facts)
