"""What is wrong with a line of a list, in words that say what to do."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext, gettext_noop

from townline.platform.core.text.particles import settle

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
